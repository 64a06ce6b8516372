// SPDX-License-Identifier: Apache-2.0
#include "readouts/marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/file_bytes.hpp"
#include "record/digest.hpp"
#include "record/toml_file.hpp"

namespace detente::readouts {

namespace fs = std::filesystem;

namespace {

/// The pairs that were set aside before the rules were improved: nobody read their errors, and
/// their scores were printed only when the rules were done.
constexpr std::string_view set_aside[] = {"beijing-2026-05", "call-2022-07",
                                          "call-2025-11",    "call-2026-02",
                                          "london-2025-06",  "sullivan-xi-2024-08"};

/// The pairs that were marked when the program was done, and scored once. Some tell of a meeting of
/// a pair that was set aside, in the other language; none shares a text with one that was not.
constexpr std::string_view marked_last[] = {
    "beijing-2026-05-en",       "beijing-post-2026-05", "call-2025-11-zh",  "call-2026-02-zh",
    "geneva-announced-2025-05", "korea-talks-2026-05",  "london-2025-06-en"};

using Ids = std::map<std::string, std::size_t>;

/// Reads one file; `wrong` is the first thing that is not as it should be.
class PairReader {
 public:
  PairReader(const toml::table& table, MarkedPair& pair) : table_(table), pair_(pair) {}

  std::string wrong;

  void run(const fs::path& texts) {
    read_text("a", 0, texts);
    read_text("b", 1, texts);
    read_points("a", 0);
    read_points("b", 1);
    if (const toml::array* links = table_["link"].as_array()) {
      for (const toml::node& link : *links) read_link(*link.as_table());
    }
  }

 private:
  void fault(std::string what) {
    if (wrong.empty()) wrong = std::move(what);
  }

  void read_text(const char* side, std::size_t i, const fs::path& texts) {
    const auto file = table_["file"][side];
    const std::string path = file["path"].value_or(std::string());
    pair_.languages.at(i) = file["language"].value_or(std::string());
    auto bytes = read_bytes(texts / path, largest_text + 1);
    if (!bytes) return fault(fmt::format("{}: {}", path, bytes.error().what));
    Sha256 hash;
    hash.add(*bytes);
    if (hash.hexadecimal() != file["sha256"].value_or(std::string()))
      fault(path + " is not the text that was marked");
    pair_.texts.at(i) = *std::move(bytes);
  }

  void read_points(const char* side, std::size_t i) {
    const toml::array* points = table_[side].as_array();
    if (points == nullptr) return;
    for (const toml::node& node : *points) {
      const toml::table& point = *node.as_table();
      const auto at = [&](std::size_t k) { return point["span"][k].value_or(std::uint32_t{0}); };
      Mark mark{.span = {at(0), at(1)},
                .who = point["who"].value_or(std::string()),
                .issue = point["issue"].value_or(std::string()),
                .binding = point["binding"].value_or(-1),
                .polarity = point["polarity"].value_or(0)};
      const std::string id = point["id"].value_or(std::string());
      if (mark.span.begin >= mark.span.end || mark.span.end > pair_.texts.at(i).size() ||
          mark.binding < 0 || mark.binding > 5 ||
          std::ranges::find(issue_labels(), mark.issue) == issue_labels().end())
        fault("point " + id + " is not as the guideline says");
      ids_.at(i).emplace(id, pair_.marks.points.at(i).size());
      pair_.marks.points.at(i).push_back(std::move(mark));
    }
  }

  std::vector<std::size_t> read_ids(const toml::table& link, const char* side, std::size_t i) {
    std::vector<std::size_t> points;
    if (const toml::array* ids = link[side].as_array()) {
      for (const toml::node& id : *ids) {
        const auto found = ids_.at(i).find(id.value_or(std::string()));
        if (found == ids_.at(i).end()) {
          fault("a link names a point that is not there");
        } else {
          points.push_back(found->second);
        }
      }
    }
    if (points.empty()) fault("a link without points");
    return points;
  }

  void read_link(const toml::table& link) {
    const std::string kind = link["kind"].value_or(std::string());
    MarkedLink one{.a = read_ids(link, "a", 0), .b = read_ids(link, "b", 1)};
    one.kind = kind == "stronger"        ? Finding::stronger
               : kind == "contradictory" ? Finding::contradictory
                                         : Finding::shared;
    one.stronger_a = link["side"].value_or(std::string()) == "a";
    pair_.marks.links.push_back(std::move(one));
  }

  const toml::table& table_;
  MarkedPair& pair_;
  std::array<Ids, 2> ids_;
};

}  // namespace

Result<std::vector<MarkedPair>> read_pairs(const fs::path& folder, const fs::path& texts) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  if (paths.empty()) return fail(Error::Kind::usage, "holds no *.toml files", folder.string());
  std::ranges::sort(paths);
  std::vector<MarkedPair> pairs;
  for (const fs::path& path : paths) {
    auto bytes = read_bytes(path, largest_file);
    if (!bytes) return tl::unexpected(bytes.error());
    Faults faults;
    const auto table = parse_toml(path.filename().string(), *bytes, faults);
    if (!table) return fail(Error::Kind::input, "is no TOML", path.string());
    MarkedPair pair;
    pair.name = path.stem().string();
    pair.fresh = std::ranges::find(marked_last, pair.name) != std::end(marked_last);
    pair.held_out = pair.fresh || std::ranges::find(set_aside, pair.name) != std::end(set_aside);
    PairReader reader(*table, pair);
    reader.run(texts);
    if (!reader.wrong.empty()) return fail(Error::Kind::input, reader.wrong, path.string());
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

Marks marks_of(const TextComparison& compared) {
  Marks marks;
  for (std::size_t i = 0; i < 2; ++i) {
    for (const Point& point : i == 0 ? compared.a : compared.b)
      marks.points.at(i).push_back(
          {point.span, point.who, point.issue, point.binding, point.polarity});
  }
  for (const Judged& judged : compared.links)
    marks.links.push_back({{judged.link.a}, {judged.link.b}, judged.finding, judged.stronger_a});
  return marks;
}

}  // namespace detente::readouts
