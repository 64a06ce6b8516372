// SPDX-License-Identifier: Apache-2.0
#include "command/brief.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "command/citation.hpp"
#include "command/commitments.hpp"
#include "command/common_ground.hpp"
#include "command/leads.hpp"
#include "command/readouts.hpp"
#include "command/recommendations.hpp"
#include "command/sections.hpp"
#include "command/sections_coded.hpp"
#include "command/status.hpp"

namespace detente {

namespace {

constexpr std::size_t summits_shown = 3;
constexpr std::size_t incidents_shown = 12;
constexpr std::string_view accounts_prefix = "accounts-";

/// Leaves what is read before a meeting: where things stand, what is new, and the two accounts of
/// the last one.
void shorten(std::vector<Section>& sections) {
  constexpr std::array<std::string_view, 6> kept{"summary", "fatalism", "changes",
                                                 "events",  "method",   "cite"};
  bool has_accounts = false;
  // How often the machine's comparison is right takes more words than a short paper has.
  const auto is_comparison = [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    const auto* table = std::get_if<Table>(&block);
    return (paragraph != nullptr && paragraph->key == "comparison") ||
           (table != nullptr && table->key == "compared");
  };
  for (Section& section : sections) std::erase_if(section.document.blocks, is_comparison);
  std::erase_if(sections, [&](const Section& section) {
    if (section.id.starts_with(accounts_prefix)) return std::exchange(has_accounts, true);
    return std::ranges::find(kept, section.id) == kept.end();
  });
}

/// What the analyses say, in the order in which the brief has them; or the first that cannot.
Result<std::vector<Section>> analyses_of(const Common& common, const Case& record,
                                         const Evidence& evidence, const Fatalism& fatalism) {
  auto standing = standing_document(common, record);
  if (!standing) return tl::unexpected(standing.error());
  auto leads = leads_document(common, record);
  if (!leads) return tl::unexpected(leads.error());
  std::vector<Section> sections;
  sections.push_back({"fatalism", fatalism_document(common, record, fatalism)});
  sections.push_back({"standing", *std::move(standing)});
  sections.push_back({"reaction", reaction_document(common, record, evidence)});
  sections.push_back({"leads", *std::move(leads)});
  sections.push_back({"base-rates", base_rates_document(common, record)});
  sections.push_back({"outlook", outlook_document(common, record, evidence)});
  return sections;
}

std::vector<Section> sections_of(const Common& common, const Case& record, std::string_view version,
                                 const Sentence& verdict, std::vector<Section> analyses,
                                 Document coded) {
  const Day since = first_day(previous(quarter_of(common.as_of))) - std::chrono::days(1);
  std::vector<Section> sections{
      {"summary", summary_document(common, record, verdict)},
      {"changes", changes_document(common, record, since, common.as_of)},
      {"events", news_document(common, record, since)},
      {"scorecard", recommendations_document(common, record)},
      {"channels", status_document(common, record)},
  };
  sections[1].document.title = "Channels that changed since the last quarter began";
  sections[2].document.title = "Events since the last quarter began";
  sections[3].document.title = "Scorecard of the recommendations";
  sections[4].document.title = "Channel board";
  sections.insert(sections.begin() + 1, std::make_move_iterator(analyses.begin()),
                  std::make_move_iterator(analyses.end()));
  sections.push_back({"linkage", linkage_document(common, record)});
  for (const Event* summit : last_summits(record, summits_shown)) {
    Document document = readouts_document(common, record, *summit);
    document.title = "Two accounts: " + document.title;
    sections.push_back({std::string(accounts_prefix) + summit->id, std::move(document)});
  }
  Document commitments = commitments_document(common, record, Which::open);
  commitments.title = "Open commitments";
  sections.push_back({"commitments", std::move(commitments)});
  sections.push_back({"incidents", incidents_document(common, record, incidents_shown)});
  sections.push_back({"indicators", indicators_document(common, record)});
  if (!record.coded.empty()) sections.push_back({"coded", std::move(coded)});
  sections.push_back({"common-ground", common_ground_document(common, record)});
  sections.push_back({"method", method_document(common, record)});
  sections.push_back({"cite", citation_document(common, record, version)});
  return sections;
}

}  // namespace

Result<Brief> run_brief(const Common& common, std::string_view version, bool is_short) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  auto coded = coded_document(common, *record);
  if (!coded) return tl::unexpected(coded.error());
  const auto evidence = evidence_of(common, *record);
  if (!evidence) return tl::unexpected(evidence.error());
  const Fatalism fatalism = fatalism_of(*record, common.as_of, *evidence);
  auto analyses = analyses_of(common, *record, *evidence, fatalism);
  if (!analyses) return tl::unexpected(analyses.error());
  Brief brief{.title = record->title,
              .subtitle = "A brief from the record of both sides' accounts",
              .as_of = to_string(common.as_of),
              .version = std::string(version),
              .vintage = record->vintage,
              .sections = sections_of(common, *record, version, verdict_sentence(fatalism),
                                      *std::move(analyses), *std::move(coded)),
              .references = {}};
  if (is_short) shorten(brief.sections);
  for (const Source& source : record->sources) {
    brief.references.push_back(
        {source.id, to_line(source), source.address, source.archive, source.language});
  }
  return brief;
}

std::string summarise(const Brief& brief, std::size_t width) {
  std::string text;
  for (const Section& section : brief.sections) {
    if (section.id == "summary") text += to_text(section.document, width) + '\n';
  }
  text += fmt::format("{} sections:\n", brief.sections.size());
  for (const Section& section : brief.sections) text += "  " + section.document.title + '\n';
  return text;
}

}  // namespace detente
