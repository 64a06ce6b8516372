// SPDX-License-Identifier: Apache-2.0
#include "command/check_lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/file_bytes.hpp"
#include "lexicon/check_lexicon.hpp"
#include "text/words.hpp"

namespace detente {

namespace {

constexpr std::size_t missed_shown = 12;

Table fault_table(const Faults& faults) {
  Table table{
      .key = "faults",
      .title = "",
      .fields = {{"file", "File"}, {"line", "Line"}, {"column", "Column"}, {"message", "Message"}},
      .empty = "No fault."};
  for (const Fault& fault : faults) {
    table.rows.push_back(Json{{"file", fault.place.file},
                              {"line", fault.place.line},
                              {"column", fault.place.column},
                              {"message", fault.message}});
  }
  return table;
}

Table content_table(const LexiconData& data) {
  std::size_t forms = 0;
  for (const Concept& one : data.concepts) forms += one.en.size() + one.zh.size();
  for (const Verb& one : data.verbs) forms += one.en.size() + one.zh.size();
  Table table{
      .key = "contents",
      .title = "",
      .fields = {
          {"concepts", "Concepts"}, {"verbs", "Verbs"}, {"rules", "Rules"}, {"forms", "Forms"}}};
  table.rows.push_back(Json{{"concepts", data.concepts.size()},
                            {"verbs", data.verbs.size()},
                            {"rules", data.rules.size()},
                            {"forms", forms}});
  return table;
}

Json coverage_row(const std::string& file, const WordCoverage& coverage) {
  Json missed = Json::array();
  for (std::size_t i = 0; i < std::min(coverage.missed.size(), missed_shown); ++i)
    missed.push_back(coverage.missed[i].first);
  const auto words = static_cast<double>(coverage.words);
  const Json share =
      coverage.words == 0
          ? Json()
          : Json(std::round(1000 * static_cast<double>(coverage.covered) / words) / 1000);
  return Json{{"file", file},
              {"words", coverage.words},
              {"covered", coverage.covered},
              {"share", share},
              {"missed", std::move(missed)}};
}

Result<Table> coverage_table(const std::vector<std::string>& texts, const LexiconData& data) {
  Table table{.key = "coverage",
              .title = "Content words that the lexicon covers",
              .fields = {{"file", "File"},
                         {"words", "Words"},
                         {"covered", "Covered"},
                         {"share", "Share"},
                         {"missed", "Most missed", Field::Show::detail}},
              .empty = "No text was given."};
  const Lexicon lexicon(data);
  for (const std::string& file : texts) {
    const auto text = read_bytes(file, largest_text + 1);
    if (!text) return fail(Error::Kind::usage, text.error().what, file);
    table.rows.push_back(coverage_row(file, coverage_of(read_words(*text, lexicon))));
  }
  return table;
}

}  // namespace

Result<Output> run_check_lexicon(const std::filesystem::path& folder,
                                 const std::vector<std::string>& texts) {
  const auto lexicon = read_lexicon(folder);
  if (!lexicon) return tl::unexpected(lexicon.error());
  const Faults faults = check_lexicon(*lexicon);
  auto coverage = coverage_table(texts, lexicon->data);
  if (!coverage) return tl::unexpected(coverage.error());
  Output output{.document = {.schema = "detente.check-lexicon/1",
                             .title = "Check of the lexicon",
                             .vintage = lexicon->vintage}};
  output.faulty = !faults.empty();
  output.document.blocks.emplace_back(fault_table(faults));
  output.document.blocks.emplace_back(content_table(lexicon->data));
  output.document.blocks.emplace_back(*std::move(coverage));
  if (!texts.empty()) return output;
  for (const Fault& fault : faults) output.text += to_string(fault, folder.generic_string()) + '\n';
  output.text +=
      faults.empty()
          ? fmt::format("{}: no fault in {} concepts, {} verbs and {} rules\n",
                        folder.generic_string(), lexicon->data.concepts.size(),
                        lexicon->data.verbs.size(), lexicon->data.rules.size())
          : fmt::format("{} {}\n", faults.size(), faults.size() == 1 ? "fault" : "faults");
  return output;
}

}  // namespace detente
