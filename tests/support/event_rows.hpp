// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "events/input.hpp"
#include "events/read_events.hpp"

/// Rows in the shapes of the sources, all made up, and what reads them.
namespace detente::testing {

/// A text in memory, given `step` bytes at a time.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view text, std::size_t step = SIZE_MAX)
      : text_(text), step_(step) {}
  Result<std::size_t> read(std::span<char> to) override {
    const std::size_t count = std::min({to.size(), step_, text_.size()});
    if (count > 0) std::memcpy(to.data(), text_.data(), count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  std::size_t step_;
};

/// A CodedEvent that keeps its texts.
struct KeptEvent {
  CodedEvent event;  ///< its texts are gone; they are those below
  std::string id, source, target, source_actor, target_actor, code, story, place, publisher;
};

inline KeptEvent kept(const CodedEvent& event) {
  KeptEvent copy{.event = event,
                 .id = std::string(event.id),
                 .source = std::string(event.source),
                 .target = std::string(event.target),
                 .source_actor = std::string(event.source_actor),
                 .target_actor = std::string(event.target_actor),
                 .code = std::string(event.code),
                 .story = std::string(event.story),
                 .place = std::string(event.place),
                 .publisher = std::string(event.publisher)};
  CodedEvent& bare = copy.event;
  for (auto* text : {&bare.id, &bare.source, &bare.target, &bare.source_actor, &bare.target_actor,
                     &bare.code, &bare.story, &bare.place, &bare.publisher})
    *text = {};
  return copy;
}

/// All that was read of a text.
struct Everything final : EventSink {
  std::vector<KeptEvent> events, mentions;
  std::vector<Reject> rejects;
  ReadReport report;
  void take(const CodedEvent& event) override { events.push_back(kept(event)); }
  void take_mention(const CodedEvent& event) override { mentions.push_back(kept(event)); }
};

inline Everything read_text(std::string_view text, std::string_view source = "auto",
                            std::size_t step = SIZE_MAX, bool texts = true) {
  Everything all;
  MemoryStream stream(text, step);
  const ReadOptions options{.choice = source_choice(source).value_or(SourceChoice{}),
                            .texts = texts};
  const RejectSink keep = [&](const Reject& reject) { all.rejects.push_back(reject); };
  if (const auto report = read_events(stream, options, all, keep)) all.report = *report;
  return all;
}

inline std::string line_of(const std::vector<std::string>& fields, char delimiter = '\t') {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += delimiter;
    line += fields[i];
  }
  return line + '\n';
}

/// With each field in double quotes.
inline std::string quoted_line_of(std::vector<std::string> fields, char delimiter) {
  for (std::string& field : fields) {
    std::string quoted = "\"";
    for (const char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    field = quoted + '"';
  }
  return line_of(fields, delimiter);
}

/// Field i of the row is `changes[i]`, else as it is.
using Changes = std::map<std::size_t, std::string>;
inline std::vector<std::string> changed(std::vector<std::string> fields, const Changes& changes) {
  for (const auto& [field, value] : changes) fields[field] = value;
  return fields;
}

inline std::vector<std::string> gdelt2_row(const Changes& changes = {}) {
  std::vector<std::string> row(61);
  return changed(changed(row, {{0, "900000001"},
                               {1, "20210405"},
                               {2, "202104"},
                               {3, "2021"},
                               {4, "2021.2603"},
                               {5, "USAGOV"},
                               {6, "UNITED STATES"},
                               {7, "USA"},
                               {12, "GOV"},
                               {15, "CHN"},
                               {16, "CHINA"},
                               {17, "CHN"},
                               {25, "1"},
                               {26, "042"},
                               {27, "042"},
                               {28, "04"},
                               {29, "1"},
                               {30, "1.9"},
                               {31, "6"},
                               {32, "1"},
                               {33, "6"},
                               {34, "-2.5"},
                               {51, "4"},
                               {52, "Beijing, Beijing, China"},
                               {53, "CH"},
                               {59, "20210406101500"},
                               {60, "https://example.org/a"}}),
                 changes);
}

/// 58 columns, or 57 as in back files.
inline std::vector<std::string> gdelt1_row(const Changes& changes = {}, std::size_t width = 58) {
  std::vector<std::string> row(58);
  const auto second = gdelt2_row();
  std::copy_n(second.begin(), 35, row.begin());
  row = changed(changed(row, {{49, "4"},
                              {50, "Beijing, Beijing, China"},
                              {51, "CH"},
                              {56, "20210406"},
                              {57, "https://example.org/a"}}),
                changes);
  row.resize(width);
  return row;
}

inline std::vector<std::string> mention_row(const Changes& changes = {}) {
  return changed(
      {"900000001", "20210405101500", "20210406101500", "1", "example.org", "https://example.org/b",
       "3", "-1", "40", "60", "1", "50", "2000", "-2.5", "", ""},
      changes);
}

inline const std::vector<std::string>& icews_header() {
  static const std::vector<std::string> header{
      "Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
      "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
      "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
      "District",       "Province",   "Country",         "Latitude",       "Longitude"};
  return header;
}

inline std::vector<std::string> icews_row(const Changes& changes = {}) {
  return changed(
      {"30000001", "2018-10-05",  "Jane Roe",          "Government", "United States", "Consult",
       "040",      "1.0",         "John \"Jack\" Doe", "Government", "China",         "40000001",
       "2",        "The Example", "Beijing",           "",           "Beijing Shi",   "China",
       "39.9",     "116.4"},
      changes);
}

inline std::vector<std::string> phoenix_row(const Changes& changes = {}) {
  return changed({"1234567_v0.2.0",
                  "20160325",
                  "2016",
                  "3",
                  "25",
                  "CHNGOV",
                  "CHN",
                  "GOV",
                  "",
                  "USALEG",
                  "USA",
                  "LEG",
                  "",
                  "043",
                  "4",
                  "1",
                  "2.8",
                  "",
                  "39.9",
                  "116.4",
                  "Beijing",
                  "Beijing Shi",
                  "CHN",
                  "56f4e5a2cc3f6d0e6c1b2a3d_2;56f4e5a2cc3f6d0e6c1b2a3e_0",
                  "http://example.org/c;http://d",
                  "example;other"},
                 changes);
}

inline const std::vector<std::string>& polecat_header() {
  static const std::vector<std::string> header{"Event ID",
                                               "Event Date",
                                               "Event Type",
                                               "Event Mode",
                                               "Intensity",
                                               "Quad Code",
                                               "Contexts",
                                               "Actor Name",
                                               "Actor Country",
                                               "Actor COW",
                                               "Primary Actor Sector",
                                               "Actor Sectors",
                                               "Actor Title",
                                               "Actor Name Raw",
                                               "Wikipedia Actor ID",
                                               "Recipient Name",
                                               "Recipient Country",
                                               "Recipient COW",
                                               "Primary Recipient Sector",
                                               "Recipient Sectors",
                                               "Recipient Title",
                                               "Recipient Name Raw",
                                               "Wikipedia Recipient ID",
                                               "Placename",
                                               "City",
                                               "District",
                                               "Province",
                                               "Country",
                                               "Latitude",
                                               "Longitude",
                                               "GeoNames ID",
                                               "Raw Placename",
                                               "Feature Type",
                                               "Source",
                                               "Publication Date",
                                               "Story People",
                                               "Story Organizations",
                                               "Story Locations",
                                               "Language",
                                               "Version"};
  return header;
}

inline std::vector<std::string> polecat_row(const Changes& changes = {}) {
  return changed(changed(std::vector<std::string>(40), {{0, "DV-1"},
                                                        {1, "2022-08-05"},
                                                        {2, "SANCTION"},
                                                        {3, "discontinue"},
                                                        {4, "-8.0"},
                                                        {5, "MATERIAL CONFLICT"},
                                                        {6, "military;diplomatic"},
                                                        {7, "Jane Roe"},
                                                        {8, "CHN"},
                                                        {15, "John Doe"},
                                                        {16, "USA"},
                                                        {27, "China"},
                                                        {28, "39.9"},
                                                        {33, "The Example"},
                                                        {34, "2022-08-06"},
                                                        {38, "English"},
                                                        {39, "NGEC 1"}}),
                 changes);
}

}  // namespace detente::testing
