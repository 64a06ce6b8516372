// SPDX-License-Identifier: Apache-2.0
#include "command/leads_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "command/spiral_tables.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

constexpr double least_probability = 1e-6;
constexpr std::string_view claimed_domain = "exchange";

Json direction_json(const DirectionTest& test, double q) {
  Json lag_tests = Json::array();
  for (const LagTest& one : test.lag_tests)
    lag_tests.push_back({{"lags", one.lags}, {"rows", one.rows}, {"p", probability_digits(one.p)}});
  Json projections = Json::array();
  for (const Projection& one : test.projections)
    projections.push_back({{"horizon", one.horizon},
                           {"rows", one.rows},
                           {"effect", four_digits(one.effect)},
                           {"low", four_digits(one.low)},
                           {"high", four_digits(one.high)},
                           {"p", probability_digits(one.p)}});
  Json gain;
  if (test.gain)
    gain = {{"origins", test.gain->origins},
            {"share", four_digits(test.gain->share)},
            {"p", probability_digits(test.gain->p)}};
  return {{"rows", test.rows},
          {"own_lags", test.own_lags},
          {"p", probability_digits(test.p)},
          {"q", probability_digits(q)},
          {"lag_tests", std::move(lag_tests)},
          {"projections", std::move(projections)},
          {"gain", std::move(gain)},
          {"detectable", four_digits(test.detectable)},
          {"power", four_digits(test.power)},
          {"needed", test.needed}};
}

/// The projection that stands in the table: three months or one year ahead.
Json effect_of(const DirectionTest& test, int per_year) {
  const auto found =
      std::ranges::find(test.projections, per_year == 12 ? 3 : 1, &Projection::horizon);
  if (found == test.projections.end()) return {};
  return {{"estimate", four_digits(found->effect)},
          {"low", four_digits(found->low)},
          {"high", four_digits(found->high)}};
}

std::string treatment_of(const Stationary& series) {
  std::vector<std::string> words;
  if (series.logs) words.emplace_back("logarithm");
  words.emplace_back(series.changes ? "change" : "level");
  if (series.seasonal) words.emplace_back("month dummies");
  if (!series.steps.empty()) words.emplace_back("steps at breaks");
  return series.values == 0 ? std::string() : join(words, ", ");
}

Json row_of(const LeadPair& pair, const NamedLeadSeries& x, const NamedLeadSeries& y) {
  const auto tested = [&](double number) {
    return pair.tested ? Json(four_digits(number)) : Json();
  };
  return {{"indicator", x.data.id},
          {"indicator_title", x.title},
          {"domain", x.domain},
          {"measure", y.data.id},
          {"measure_title", y.title},
          {"by", pair.per_year == 0 ? Json() : Json(pair.per_year == 12 ? "month" : "year")},
          {"n", pair.tested ? Json(std::min(pair.forth.rows, pair.back.rows)) : Json(pair.overlap)},
          {"lag", pair.tested ? Json(pair.forth.p <= pair.back.p ? pair.forth.lag : pair.back.lag)
                              : Json()},
          {"p_leads", tested(std::max(pair.forth.p, least_probability))},
          {"q_leads", tested(std::max(pair.q_forth, least_probability))},
          {"p_lags", tested(std::max(pair.back.p, least_probability))},
          {"q_lags", tested(std::max(pair.q_back, least_probability))},
          {"effect", effect_of(pair.forth, pair.per_year)},
          {"effect_back", effect_of(pair.back, pair.per_year)},
          {"power", tested(std::min(pair.forth.power, pair.back.power))},
          {"verdict", to_string(pair.verdict)},
          {"reason", pair.reason},
          {"indicator_as", treatment_of(pair.x)},
          {"measure_as", treatment_of(pair.y)},
          {"forward", pair.tested ? direction_json(pair.forth, pair.q_forth) : Json()},
          {"backward", pair.tested ? direction_json(pair.back, pair.q_back) : Json()},
          {"sources", merged_ids(x.sources, y.sources)}};
}

std::string pair_name(const LeadResults& results, const LeadPair& pair) {
  return results.inputs.indicators[pair.indicator].title + " and " +
         results.inputs.measures[pair.measure].title;
}

/// "F-1 visas and Tsinghua score (q = 0.04)", of those with this verdict.
std::string names_with(const LeadResults& results, const std::vector<LeadPair>& pairs,
                       LeadVerdict verdict) {
  std::vector<std::string> names;
  for (const LeadPair& pair : pairs)
    if (pair.verdict == verdict)
      names.push_back(fmt::format("{} (q = {:.3f})", pair_name(results, pair),
                                  std::min(pair.q_forth, pair.q_back)));
  return join(names, "; ");
}

std::string answer_of(LeadVerdict verdict) {
  switch (verdict) {
    case LeadVerdict::leads:
      return "some exchange series lead the relationship, and none was found to follow it";
    case LeadVerdict::lags:
      return "exchange was found to follow the relationship, and nowhere to lead it";
    case LeadVerdict::both:
      return "exchange was found both to lead and to follow";
    case LeadVerdict::neither:
      return "exchange neither leads nor follows, where the data are long enough to tell";
    case LeadVerdict::cannot_tell:
      break;
  }
  return "the data cannot tell";
}

/// The shortest way to an answer: the fewest periods that a monthly pair would need.
Sentence needed_sentence(const std::vector<LeadPair>& pairs) {
  int needed = 0;
  int longest = 0;
  for (const LeadPair& pair : pairs) {
    if (pair.per_year != 12 || pair.x.values == 0 || pair.y.values == 0) continue;
    const int more = std::max(pair.forth.needed, pair.back.needed);
    if (needed == 0 || more < needed) needed = more;
    longest = std::max(longest, std::min(pair.forth.rows, pair.back.rows));
  }
  if (needed == 0) return {};
  return {fmt::format("To find with {:.0f} % probability a series that explains {:.0f} % of what "
                      "the past leaves open takes {} usable months or more; the longest monthly "
                      "pair has {}.",
                      100 * enough_power, 100 * share_that_matters, needed, longest),
          {}};
}

/// Mean and standard deviation.
std::pair<double, double> scale_of(const RegularSeries& series) {
  double n = 0;
  double sum = 0;
  double square = 0;
  for (const auto& value : series.values) {
    if (!value) continue;
    ++n;
    sum += *value;
    square += *value * *value;
  }
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(square / n - mean * mean, 1e-12))};
}

ChartLine line_of(const NamedLeadSeries& one) {
  const auto [mean, deviation] = scale_of(one.data.series);
  ChartLine line{.name = one.title, .points = {}};
  for (std::size_t i = 0; i < one.data.series.values.size(); ++i) {
    const auto& value = one.data.series.values[i];
    if (!value) continue;
    const int period = one.data.series.first + static_cast<int>(i);
    line.points.push_back(
        {.date = first_of_month(one.data.per_year == 12 ? period : 12 * period),
         .value = four_digits((*value - mean) / deviation),
         .precision = one.data.per_year == 12 ? Date::Precision::month : Date::Precision::year});
  }
  return line;
}

}  // namespace

double probability_digits(double p) { return four_digits(std::max(p, least_probability)); }

LeadResults tested_leads(LeadInputs inputs) {
  std::vector<LeadSeries> indicators;
  std::vector<LeadSeries> measures;
  indicators.reserve(inputs.indicators.size());
  measures.reserve(inputs.measures.size());
  for (const NamedLeadSeries& one : inputs.indicators) indicators.push_back(one.data);
  for (const NamedLeadSeries& one : inputs.measures) measures.push_back(one.data);
  LeadResults out{.inputs = std::move(inputs), .pairs = lead_pairs(indicators, measures, pandemic)};
  std::ranges::stable_sort(out.pairs, {}, [](const LeadPair& pair) {
    return pair.tested ? std::min(pair.forth.p, pair.back.p) : 2;
  });
  return out;
}

std::vector<LeadPair> pairs_of(const LeadResults& results, std::string_view domain) {
  std::vector<LeadPair> out;
  for (const LeadPair& pair : results.pairs)
    if (domain.empty() || results.inputs.indicators[pair.indicator].domain == domain)
      out.push_back(pair);
  return out;
}

std::vector<Sentence> claim_sentences(const LeadResults& results) {
  const std::vector<LeadPair> pairs = pairs_of(results, claimed_domain);
  const LeadCount count = count_leads(pairs);
  if (pairs.empty())
    return {
        {"Whether exchange between the peoples leads the relationship: cannot tell, since no "
         "series of domain exchange, or no measure of the relationship, is known on this day.",
         {}}};
  const auto [leads, lags, both, neither, unclear] = count.verdicts;
  std::vector<Sentence> out{{fmt::format(
      "The claim that exchange between the peoples is often the leading indicator of the whole "
      "relationship: {}. Of {} pairs of an exchange series and a measure {} could be tested: {} "
      "lead, "
      "{} lag, {} both, {} neither; for {} it cannot be told.",
      answer_of(count.verdict), count.pairs, count.tested, leads, lags, both, neither, unclear)}};
  for (const LeadVerdict verdict : {LeadVerdict::leads, LeadVerdict::lags, LeadVerdict::both}) {
    const std::string names = names_with(results, pairs, verdict);
    if (!names.empty())
      out.push_back({fmt::format("{}: {}.",
                                 verdict == LeadVerdict::leads  ? "Leading"
                                 : verdict == LeadVerdict::lags ? "Following"
                                                                : "Both",
                                 names)});
  }
  if (unclear > 0)
    if (Sentence needed = needed_sentence(pairs); !needed.text.empty())
      out.push_back(std::move(needed));
  return out;
}

namespace {

std::string month_text(int month) {
  return to_string(Date(first_of_month(month), Date::Precision::month));
}

/// Where the pandemic's months begin and end in a chart, as far as that was known.
std::vector<ChartBreak> pandemic_breaks(Day as_of) {
  std::vector<ChartBreak> breaks{
      {first_of_month(pandemic.first), "left out from here: the pandemic", Date::Precision::month},
      {first_of_month(pandemic.last + 1), "in again", Date::Precision::month}};
  std::erase_if(breaks, [&](const ChartBreak& at) { return at.date > as_of; });
  return breaks;
}

}  // namespace

std::vector<Sentence> lead_assumptions(const LeadResults& results, Day as_of) {
  const LeadCount count = count_leads(results.pairs);
  std::vector<Sentence> out{{fmt::format(
      "Of all series, {} pairs were looked at and {} tested, each in both directions; false "
      "discovery rates (Benjamini and Hochberg) are over these {} tests, and a finding "
      "has one of {:.2f} at most.",
      count.pairs, count.tested, 2 * count.tested, discovery_rate)}};
  if (month_number(as_of) >= pandemic.first)
    out.push_back({fmt::format(
        "The months from {} to {} are left out of every test, and no change or lag "
        "reaches over them: the pandemic stopped travel for another reason.",
        month_text(pandemic.first), month_text(std::min(pandemic.last, month_number(as_of))))});
  out.push_back(
      {"A lead is one in time: what comes first need not be the cause. The months are those that "
       "figures are of, not those in which they came out, so a lead of a month or two may be of no "
       "use to a forecaster."});
  return out;
}

Table claim_table(const LeadResults& results) {
  const LeadCount count = count_leads(pairs_of(results, claimed_domain));
  const auto [leads, lags, both, neither, unclear] = count.verdicts;
  using enum Field::Show;
  Table table{.key = "claim",
              .title = {},
              .fields = {{"claim", "Claim", data},
                         {"verdict", "Verdict", data},
                         {"pairs", "Pairs", data},
                         {"tested", "Tested", data},
                         {"leads", "Lead", data},
                         {"lags", "Lag", data},
                         {"both", "Both", data},
                         {"neither", "Neither", data},
                         {"cannot_tell", "Cannot tell", data}},
              .single = true};
  table.rows.push_back({{"claim", "C1"},
                        {"verdict", to_string(count.verdict)},
                        {"pairs", count.pairs},
                        {"tested", count.tested},
                        {"leads", leads},
                        {"lags", lags},
                        {"both", both},
                        {"neither", neither},
                        {"cannot_tell", unclear}});
  return table;
}

Table pairs_table(const LeadResults& results, std::string_view domain) {
  using enum Field::Show;
  Table table{
      .key = "pairs",
      .title = "Who leads whom",
      .fields = {{"indicator", "Indicator", data},
                 {"indicator_title", "Indicator", column},
                 {"domain", "Domain", data},
                 {"measure", "Measure", data},
                 {"measure_title", "Measure", column},
                 {"by", "By", column},
                 {"n", "Periods", column},
                 {"lag", "Lags", data},
                 {"p_leads", "p leads", column},
                 {"q_leads", "q leads", data},
                 {"p_lags", "p lags", column},
                 {"q_lags", "q lags", data},
                 {"effect", "Effect", data, {"estimate", "low", "high"}},
                 {"effect_back", "Effect back", data, {"estimate", "low", "high"}},
                 {"power", "Power", data},
                 {"verdict", "Verdict", column},
                 {"reason", "Why", detail},
                 {"indicator_as", "Indicator as", data},
                 {"measure_as", "Measure as", data},
                 {"forward", "Forward", json},
                 {"backward", "Backward", json},
                 {"sources", "Sources", data}},
      .empty =
          "The case has no indicator or no measure of the relationship that is known on this "
          "day.",
      .note = fmt::format(
          "p leads: how probable such data would be if the indicator told nothing of the measure's "
          "future; p lags: the same the other way round; each tested alone. The JSON has the false "
          "discovery rates, "
          "the effects, and the power of finding at {:.0f} % one that explains {:.0f} % of what "
          "the past leaves open.",
          100 * test_level, 100 * share_that_matters)};
  for (const LeadPair& pair : pairs_of(results, domain))
    table.rows.push_back(row_of(pair, results.inputs.indicators[pair.indicator],
                                results.inputs.measures[pair.measure]));
  return table;
}

std::optional<Chart> lead_chart(const LeadResults& results, Day as_of) {
  const std::vector<LeadPair> pairs = pairs_of(results, claimed_domain);
  if (pairs.empty() || !pairs.front().tested) return {};
  const NamedLeadSeries& x = results.inputs.indicators[pairs.front().indicator];
  const NamedLeadSeries& y = results.inputs.measures[pairs.front().measure];
  Chart chart{.key = "chart",
              .title = "The exchange series and the measure with the least p-value",
              .unit = "standard deviations from the mean",
              .summary = fmt::format("{}, and {}, each as far from its own mean as its standard "
                                     "deviation says; verdict: {}, p = {:.3f} leading and {:.3f} "
                                     "following.",
                                     x.title, y.title, to_string(pairs.front().verdict),
                                     pairs.front().forth.p, pairs.front().back.p),
              .lines = {line_of(x), line_of(y)},
              .breaks = pandemic_breaks(as_of),
              .gap_days = 800,
              .sources = merged_ids(x.sources, y.sources),
              .note =
                  "Levels as reported; the tests use what stands under indicator_as and "
                  "measure_as."};
  return chart;
}

}  // namespace detente
