// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/digest.hpp"
#include "support/archives.hpp"
#include "support/event_rows.hpp"
#include "support/http_server.hpp"

namespace detente::testing {

inline std::string md5_of(std::string_view bytes) {
  Md5 sum;
  sum.add(bytes);
  return sum.hexadecimal();
}

/// A server that publishes updates as GDELT does.
class UpdateServer : public HttpServer {
 public:
  /// A line of a list.
  [[nodiscard]] std::string line(const std::string& name, std::string_view bytes) const {
    return std::to_string(bytes.size()) + ' ' + md5_of(bytes) + ' ' + url("/" + name) + '\n';
  }
  /// Puts a file there; gives its line.
  std::string put(const std::string& name, const std::string& bytes) {
    set("/" + name, {{.body = bytes}});
    return line(name, bytes);
  }
  /// Puts the three files of an update there, and its list in place of the last one. Each update
  /// has `rows` events of its own and as many mentions. Gives the list.
  std::string publish(const std::string& time, int rows = 2) {
    std::string events, mentions;
    for (int i = 0; i < rows; ++i) {
      const std::string id = time.substr(2) + std::to_string(i);
      events += line_of(gdelt2_row({{0, id}, {59, time}, {60, "https://a.org/" + id}}));
      mentions += line_of(mention_row({{0, id}}));
    }
    const std::string list =
        put(time + ".export.CSV.zip", zip_bytes({{.name = time + ".export.CSV", .text = events}})) +
        put(time + ".mentions.CSV.zip",
            zip_bytes({{.name = time + ".mentions.CSV", .text = mentions}})) +
        put(time + ".gkg.csv.zip", zip_bytes({{.name = time + ".gkg.csv", .text = "gkg"}}));
    set_list(list);
    return list;
  }
  void set_list(const std::string& text) { set("/lastupdate.txt", {{.body = text}}); }
  [[nodiscard]] std::string list_url() const { return url("/lastupdate.txt"); }
};

}  // namespace detente::testing
