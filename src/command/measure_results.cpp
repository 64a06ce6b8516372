// SPDX-License-Identifier: Apache-2.0
#include "command/measure_results.hpp"

#include <fmt/format.h>

#include "events/printed_date.hpp"
#include "measure/balance_series.hpp"
#include "measure/cross_correlation.hpp"

namespace detente {

namespace {

struct DirectionAsked {
  std::string code, name;
  std::vector<DyadCount> counts;
};

std::vector<DirectionAsked> directions_of(const MeasuredSource& source, const MeasuredDyad& dyad) {
  const auto& [a, b] = dyad.states;
  const auto& [first, second] = dyad.names;
  std::vector<DyadCount> both = source.forth;
  both.insert(both.end(), source.back.begin(), source.back.end());
  const DirectionAsked together{a + "<>" + b, first + " and " + second + ", both ways",
                                std::move(both)};
  if (source.undirected) return {together};
  return {{a + ">" + b, first + " towards " + second, source.forth},
          {b + ">" + a, second + " towards " + first, source.back},
          together};
}

Result<MeasuredDirection> measure(const DirectionAsked& direction, const MeasuredSource& source,
                                  Period period) {
  auto indices = indices_of(direction.counts, source.span, period, source.world);
  if (!indices) return tl::unexpected(indices.error());
  const auto without = fail(Error::Kind::domain, "the counts have no quad classes");
  MeasuredDirection result{.code = direction.code,
                           .name = direction.name,
                           .indices = *std::move(indices),
                           .level = without,
                           .changes = without};
  if (!source.has_quads()) return result;
  const ObservedSeries balances = balance_series(result.indices);
  result.level = fit_local_level(balances);
  result.changes = result.level ? change_points(weighed(balances, result.level->variances.noise))
                                : tl::unexpected(result.level.error());
  return result;
}

/// The period to measure by, or why there is none.
tl::expected<Period, std::string> choose(const MeasuredSource& source,
                                         std::optional<Period> asked) {
  if (source.forth.empty() && source.back.empty())
    return tl::unexpected<std::string>("it has no event of the two");
  if (source.resolution == Resolution::year)
    return tl::unexpected<std::string>("it counts by year");
  if (source.resolution == Resolution::month && asked.value_or(Period::month) != Period::month)
    return tl::unexpected<std::string>("it counts by month");
  return asked.value_or(source.resolution == Resolution::month ? Period::month : Period::week);
}

}  // namespace

PeriodIndex MeasuredDirection::sum() const {
  PeriodIndex sum;
  for (const PeriodIndex& index : indices) {
    sum.days += index.days;
    sum.events += index.events;
    sum.mentions += index.mentions;
    sum.goldstein += index.goldstein;
    for (std::size_t quad = 0; quad < sum.quads.size(); ++quad)
      sum.quads[quad] += index.quads[quad];
    if (index.world) sum.world = sum.world.value_or(0) + *index.world;
  }
  return sum;
}

Result<std::vector<Measured>> measured(std::vector<MeasuredSource> sources,
                                       const MeasuredDyad& dyad, std::optional<Period> period) {
  std::vector<Measured> all;
  for (MeasuredSource& source : sources) {
    Measured one{.source = std::move(source)};
    const auto chosen = choose(one.source, period);
    if (chosen) {
      one.period = *chosen;
      for (const DirectionAsked& direction : directions_of(one.source, dyad)) {
        auto done = measure(direction, one.source, *chosen);
        if (!done) return tl::unexpected(done.error());
        one.directions.push_back(*std::move(done));
      }
    } else {
      one.refusal =
          fmt::format("{}: not measured{}, since {}.", one.source.title,
                      period ? " by " + std::string(to_string(*period)) : "", chosen.error());
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::optional<double> mirror_correlation(const Measured& measured) {
  constexpr std::size_t fewest = 12;
  if (measured.directions.size() < 3) return std::nullopt;
  std::vector<double> forth;
  std::vector<double> back;
  for (const PeriodIndex& index : measured.directions[0].indices)
    forth.push_back(static_cast<double>(index.events));
  for (const PeriodIndex& index : measured.directions[1].indices)
    back.push_back(static_cast<double>(index.events));
  if (forth.size() < fewest) return std::nullopt;
  const double r = LaggedPairs(forth, back, 0).correlations()[0];
  return r == 0 ? std::nullopt : std::optional(r);
}

}  // namespace detente
