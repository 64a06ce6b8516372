// SPDX-License-Identifier: Apache-2.0
#include "command/follow_choice.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace detente {

namespace {

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

/// What a store has, by what lists call it.
class Possession {
 public:
  explicit Possession(const Manifest& store) {
    for (const StoredFile& file : store.files) {
      by_address_[file.file] = file.md5;
      if (!file.md5.empty()) by_md5_[file.md5] = file.size;
    }
  }
  [[nodiscard]] bool has(const WantedFile& file) const {
    const auto known = by_address_.find(file.url);
    if (known != by_address_.end()) return known->second == file.md5;
    const auto same = by_md5_.find(file.md5);
    return same != by_md5_.end() && same->second == file.size;
  }

 private:
  std::unordered_map<std::string_view, std::string_view> by_address_;
  std::unordered_map<std::string_view, std::uint64_t> by_md5_;
};

/// The kind of a file that is not read; empty for one that is, or of which its name says nothing.
std::string left_out_kind(std::string_view file_name, const SourceChoice& choice) {
  const std::string name = small_letters(file_name);
  const auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
  if (has(".gkg.")) return "gkg";
  if (has(".mentions.") && !choice.allows(EventSource::mentions)) return "mentions";
  if (has(".export.") && !choice.allows(EventSource::gdelt1) && !choice.allows(EventSource::gdelt2))
    return "export";
  return {};
}

bool within(std::string_view file_name, const ListLimits& limits) {
  if (!limits.from && !limits.to) return true;
  const auto time = time_of(file_name);
  return time && (!limits.from || time->day >= *limits.from) &&
         (!limits.to || time->day <= *limits.to);
}

}  // namespace

ListChoice choose_files(const UpdateList& list, const Manifest& store, const ListLimits& limits) {
  const Possession possession(store);
  std::unordered_map<std::string_view, std::size_t> last_line;
  for (std::size_t i = 0; i < list.files.size(); ++i) last_line[list.files[i].url] = i;
  ListChoice choice;
  for (std::size_t i = 0; i < list.files.size(); ++i) {
    const ListedFile& file = list.files[i];
    if (last_line[file.url] != i) continue;
    const std::string_view name = file_name_of(file.url);
    if (std::string kind = left_out_kind(name, limits.choice); !kind.empty()) {
      ++choice.left_out[std::move(kind)];
    } else if (!within(name, limits)) {
      ++choice.outside;
    } else {
      WantedFile wanted{.url = std::string(file.url),
                        .md5 = small_letters(file.md5),
                        .size = file.size,
                        .failures = 0,
                        .last_failure = {}};
      if (possession.has(wanted)) {
        ++choice.had;
      } else {
        choice.wanted.push_back(std::move(wanted));
      }
    }
  }
  return choice;
}

std::optional<UpdateHole> hole_before(const UpdateList& list, const Manifest& store, int step) {
  // "20240101000000.export.CSV.zip" and its address without the time: one series of updates.
  const auto series_of = [](std::string_view url) {
    std::string series(url);
    const std::string_view name = file_name_of(url);
    return series.erase(static_cast<std::size_t>(name.data() - url.data()), 14);
  };
  std::unordered_map<std::string, ListedTime> last;
  for (const StoredFile& file : store.files) {
    const auto time = is_fetchable(file.file) ? time_of(file_name_of(file.file)) : std::nullopt;
    if (!time) continue;
    const auto [place, is_new] = last.emplace(series_of(file.file), *time);
    if (!is_new) place->second = std::max(place->second, *time);
  }
  std::unordered_map<std::string, ListedTime> first;
  for (const ListedFile& file : list.files) {
    const auto time = last.empty() ? std::nullopt : time_of(file_name_of(file.url));
    if (!time) continue;
    const auto [place, is_new] = first.emplace(series_of(file.url), *time);
    if (!is_new) place->second = std::min(place->second, *time);
  }
  const auto minutes = [](const ListedTime& time) {
    return std::int64_t{time.day.time_since_epoch().count()} * 24 * 60 + time.minute;
  };
  std::optional<UpdateHole> hole;
  for (const auto& [series, time] : first) {
    const auto had = last.find(series);
    if (had != last.end() && minutes(time) - minutes(had->second) > step &&
        (!hole || had->second < hole->last_had))
      hole = UpdateHole{had->second, time};
  }
  return hole;
}

}  // namespace detente
