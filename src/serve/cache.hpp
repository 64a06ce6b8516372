// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>
#include <list>
#include <map>
#include <optional>
#include <string>

#include "serve/response.hpp"

namespace detente {

/// Answers by what was asked; the ones that nobody asked for longest go where there are too many
/// bytes. Not for several threads at a time.
class Cache {
 public:
  explicit Cache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  std::optional<Response> find(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return {};
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->response;
  }

  void put(const std::string& key, const Response& response) {
    if (places_.contains(key)) return;
    const std::size_t size = key.size() + response.body->bytes.size() + response.body->gzip.size();
    if (size > most_bytes_) return;
    entries_.push_front({key, response, size});
    places_.emplace(key, entries_.begin());
    bytes_ += size;
    while (bytes_ > most_bytes_) drop(std::prev(entries_.end()));
  }

  /// Drops every answer whose key is not `wanted`.
  template <typename Wanted>
  void keep_only(const Wanted& wanted) {
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const auto one = entry++;
      if (!wanted(one->key)) drop(one);
    }
  }

 private:
  struct Entry {
    std::string key;
    Response response;
    std::size_t size;
  };
  void drop(std::list<Entry>::iterator entry) {
    bytes_ -= entry->size;
    places_.erase(entry->key);
    entries_.erase(entry);
  }

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;
  std::map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace detente
