// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/dyad_choice.hpp"
#include "command/lookup.hpp"
#include "command/measure_compare.hpp"
#include "command/measure_tables.hpp"
#include "command/sections.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// The counts that tell a balance and reach the furthest; null where none tell one.
const Measured* latest_with_balance(const std::vector<Measured>& all) {
  const Measured* latest = nullptr;
  for (const Measured& measured : all) {
    if (measured.directions.empty() || !measured.source.has_quads()) continue;
    if (latest == nullptr || measured.source.span.last > latest->source.span.last)
      latest = &measured;
  }
  return latest;
}

/// "Tsinghua score -6.8 in 2019-12, above 2 % of its 720 months since 1960-01"
std::string place_of(const Series& series, const ComparedSeries& by_month) {
  const DatedValue& last = by_month.values.back();
  const auto below = std::ranges::count_if(
      by_month.values, [&](const DatedValue& value) { return value.value < last.value; });
  const double share =
      100.0 * static_cast<double>(below) / static_cast<double>(by_month.values.size());
  return fmt::format("{}: {} in {}, above {:.0f} % of its {} months since {}", series.title,
                     number_text(last.value), name_of(last.first, Period::month), share,
                     count_text(by_month.values.size()),
                     name_of(by_month.values.front().first, Period::month));
}

void add_sources(std::vector<std::string>& sources, const std::vector<std::string>& more) {
  for (const std::string& id : more)
    if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
}

/// How many of the pairs move together from month to month, and for how many it can be told which
/// leads.
Sentence agreement_sentence(const std::vector<ComparedSeries>& series) {
  std::size_t pairs = 0;
  std::size_t too_short = 0;
  std::size_t together = 0;
  std::size_t led = 0;
  Sentence sentence;
  for (std::size_t i = 0; i < series.size(); ++i) {
    add_sources(sentence.sources, series[i].sources);
    for (std::size_t j = i + 1; j < series.size(); ++j) {
      const PairedSeries pair = longest_common(series[i].values, series[j].values, Period::month);
      const auto compared = compare_series(pair.x, pair.y, {});
      ++pairs;
      if (!compared) {
        ++too_short;
        continue;
      }
      const Interval& interval = compared->differences.interval;
      if (interval.low > 0 || interval.high < 0) ++together;
      if (compared->lead.lead != Lead::cannot_tell) ++led;
    }
  }
  sentence.text = fmt::format(
      "Of {} {} of these series, in {} the changes from month to month are correlated (the 90 % "
      "interval leaves out 0), and in {} it can be told which leads",
      pairs, pairs == 1 ? "pair" : "pairs", together, led);
  if (too_short > 0) sentence.text += fmt::format("; {} cannot be compared", too_short);
  sentence.text += '.';
  return sentence;
}

void add_index_sentences(const Case& record, Paragraph& paragraph) {
  std::vector<ComparedSeries> by_month;
  std::vector<std::string> places;
  Sentence latest;
  for (const std::string& id : monthly_indices(record)) {
    const Series& series = *find(record.series, id);
    auto compared = monthly_series(series);
    if (!compared || compared->values.empty()) continue;
    places.push_back(place_of(series, *compared));
    add_sources(latest.sources, compared->sources);
    by_month.push_back(*std::move(compared));
  }
  if (by_month.empty()) return;
  latest.text = "Index series, latest: " + join(places, "; ") + ".";
  paragraph.sentences.push_back(std::move(latest));
  if (by_month.size() > 1) paragraph.sentences.push_back(agreement_sentence(by_month));
}

/// Two sentences about the two directions, one about how alike they are, and what the audit found,
/// with the day on which the counts end.
void add_count_sentences(const Measured* measured, Paragraph& paragraph) {
  if (measured == nullptr) {
    paragraph.sentences.push_back(
        {"Cooperation balance: cannot tell, since no counts of coded events with quad classes are "
         "known on this day.",
         {}});
    return;
  }
  for (const MeasuredDirection& direction : measured->directions) {
    const bool together = &direction == &measured->directions.back();
    if (!together || measured->directions.size() == 1)
      paragraph.sentences.push_back(direction_sentence(*measured, direction));
  }
  if (auto mirrors = mirror_sentence(*measured)) paragraph.sentences.push_back(*std::move(mirrors));
  Sentence audit = measured->source.remarks.front();
  audit.text.pop_back();
  audit.text += fmt::format("; these counts end with {}, and tell nothing of the time since.",
                            to_string(measured->source.span.last));
  paragraph.sentences.push_back(std::move(audit));
}

}  // namespace

Result<Document> standing_document(const Common& common, const Case& record) {
  const MeasuredDyad dyad = dyad_in(record, record.sides);
  auto sources = coded_sources(record, dyad);
  if (!sources) return tl::unexpected(sources.error());
  const auto all = measured(*std::move(sources), dyad, {});
  if (!all) return tl::unexpected(all.error());
  const Measured* latest = latest_with_balance(*all);
  Document document = make_document("standing", "Where the relationship stands", common, record);
  Paragraph paragraph{.key = "sentences", .title = {}, .sentences = {}};
  add_count_sentences(latest, paragraph);
  add_index_sentences(record, paragraph);
  document.blocks.emplace_back(std::move(paragraph));
  if (latest != nullptr) {
    Chart chart = measure_chart(*latest, 1);
    chart.key = "chart";
    document.blocks.emplace_back(std::move(chart));
  }
  return document;
}

}  // namespace detente
