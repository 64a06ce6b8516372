// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "events/count_events.hpp"
#include "store/event_store.hpp"
#include "store/ingest.hpp"
#include "support/event_rows.hpp"
#include "support/files.hpp"

/// Event stores, and the counts that they must give.
namespace detente::testing {

using CountsByFeed = std::map<std::string, std::vector<CountRow>>;

/// By all that counts can be kept apart by.
inline Grouping every_key() { return {.period = Resolution::day, .root = true, .quad = true}; }

inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  const std::vector<std::string> arguments{folder.string()};
  return list_inputs(arguments).value_or(std::vector<std::filesystem::path>());
}

/// Fails the test where the ingest fails.
inline IngestReport ingested(const std::filesystem::path& store,
                             const std::vector<std::filesystem::path>& files,
                             const StoreRules& rules = {}, const IngestOptions& options = {}) {
  auto report = ingest(store, files, rules, options);
  if (!report) {
    ADD_FAILURE() << report.error().where << ": " << report.error().what;
    return {};
  }
  return *std::move(report);
}

/// What was done with each file, in order.
inline std::vector<std::string> done_with(const IngestReport& report) {
  std::vector<std::string> done;
  done.reserve(report.files.size());
  for (const IngestReport::File& file : report.files) done.push_back(file.what);
  return done;
}

inline CountsByFeed counts_of_store(EventStore& store, std::optional<Dedupe> dedupe,
                                    std::optional<bool> drop_mirrors) {
  CountsByFeed counts;
  auto found = store.counts({.dedupe = dedupe,
                             .drop_mirrors = drop_mirrors,
                             .grouping = every_key(),
                             .filter = {.unnamed = true}});
  if (!found) {
    ADD_FAILURE() << found.error().what;
    return counts;
  }
  for (FeedCounts& feed : *found) counts[feed.feed] = std::move(feed.rows);
  return counts;
}

inline CountsByFeed counts_of_store(const std::filesystem::path& store,
                                    std::optional<Dedupe> dedupe = {},
                                    std::optional<bool> drop_mirrors = {}, int threads = 2) {
  auto opened = EventStore::open(store, threads);
  if (opened) return counts_of_store(*opened, dedupe, drop_mirrors);
  ADD_FAILURE() << opened.error().where << ": " << opened.error().what;
  return {};
}

inline CountsByFeed counts_of_files(const std::vector<std::filesystem::path>& files, Dedupe dedupe,
                                    bool drop_mirrors, const SourceChoice& choice = {}) {
  std::vector<InputPart> parts;
  for (const auto& file : files)
    for (InputPart& part : parts_of(file).value_or(std::vector<InputPart>()))
      parts.push_back(std::move(part));
  CountsByFeed counts;
  const auto counted = count_events(
      parts, {.choice = choice, .dedupe = dedupe, .drop_mirrors = drop_mirrors, .threads = 1});
  if (!counted) {
    ADD_FAILURE() << counted.error().where << ": " << counted.error().what;
    return counts;
  }
  for (const auto& [source, rows] : counted->rows)
    if (!rows.empty()) counts[std::string(to_string(source))] = rows;
  return counts;
}

struct CountRule {
  Dedupe dedupe;
  bool drop_mirrors;
};
inline const std::vector<CountRule>& every_count_rule() {
  static const std::vector<CountRule> rules{{Dedupe::none, false},      {Dedupe::none, true},
                                            {Dedupe::story, false},     {Dedupe::story, true},
                                            {Dedupe::one_a_day, false}, {Dedupe::one_a_day, true}};
  return rules;
}

/// The rule by which the two count differently, or nothing.
inline std::string difference_of_store(const std::filesystem::path& store,
                                       const std::vector<std::filesystem::path>& files) {
  auto opened = EventStore::open(store, 2);
  if (!opened) return opened.error().what;
  for (const auto& [dedupe, drop_mirrors] : every_count_rule())
    if (counts_of_store(*opened, dedupe, drop_mirrors) !=
        counts_of_files(files, dedupe, drop_mirrors))
      return std::string(to_string(dedupe)) + (drop_mirrors ? " without mirrors" : "");
  return {};
}

}  // namespace detente::testing
