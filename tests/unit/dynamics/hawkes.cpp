// SPDX-License-Identifier: Apache-2.0
#include "dynamics/hawkes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace detente {
namespace {

HawkesParameters parameters() {
  HawkesParameters at{.base = Eigen::VectorXd(2), .reaction = Eigen::MatrixXd(2, 2), .fading = 0.8};
  at.base << 0.4, 0.7;
  at.reaction << 0.35, 0.25, -0.05, 0.3;
  return at;
}

TimedEvents some_events(std::size_t count) {
  Random random(3);
  TimedEvents events;
  double time = 0;
  for (std::size_t i = 0; i < count; ++i) {
    events.times.push_back(time += 0.01 + random.uniform());
    events.kinds.push_back(random.below(2));
  }
  events.horizon = time + 1.5;
  return events;
}

// The definition, written the slow way: every pair of events.
double by_definition(const TimedEvents& events, const HawkesParameters& at) {
  double sum = -at.base.sum() * events.horizon;
  for (std::size_t i = 0; i < events.times.size(); ++i) {
    double rate = at.base(static_cast<Eigen::Index>(events.kinds[i]));
    for (std::size_t k = 0; k < i; ++k)
      rate += at.fading *
              at.reaction(static_cast<Eigen::Index>(events.kinds[i]),
                          static_cast<Eigen::Index>(events.kinds[k])) *
              std::exp(-at.fading * (events.times[i] - events.times[k]));
    sum += std::log(rate);
    for (Eigen::Index m = 0; m < at.base.size(); ++m)
      sum -= at.reaction(m, static_cast<Eigen::Index>(events.kinds[i])) *
             (1 - std::exp(-at.fading * (events.horizon - events.times[i])));
  }
  return sum;
}

TEST(HawkesLikelihood, IsItsDefinition) {
  const TimedEvents events = some_events(200);
  EXPECT_NEAR(hawkes_likelihood(events, parameters())->value, by_definition(events, parameters()),
              1e-9);
}

// Some numbers of kinds have code of their own.
TEST(HawkesLikelihood, IsItsDefinitionForAnyNumberOfKinds) {
  for (const Eigen::Index kinds : {1, 2, 3, 4, 5, 8, 9}) {
    SCOPED_TRACE(kinds);
    Random random(5);
    TimedEvents events = some_events(150);
    for (std::size_t& kind : events.kinds) kind = random.below(static_cast<std::uint64_t>(kinds));
    HawkesParameters at{
        .base = Eigen::VectorXd(kinds), .reaction = Eigen::MatrixXd(kinds, kinds), .fading = 1.3};
    for (Eigen::Index m = 0; m < kinds; ++m) {
      at.base(m) = 0.2 + random.uniform();
      for (Eigen::Index j = 0; j < kinds; ++j)
        at.reaction(m, j) = random.uniform() / static_cast<double>(kinds);
    }
    const HawkesLikelihood here = *hawkes_likelihood(events, at);
    EXPECT_NEAR(here.value, by_definition(events, at), 1e-9);
    const auto slope = [&](auto&& element) {
      HawkesParameters up = at, down = at;
      element(up) += 1e-6;
      element(down) -= 1e-6;
      return (by_definition(events, up) - by_definition(events, down)) / 2e-6;
    };
    const Eigen::Index last = kinds - 1;
    EXPECT_NEAR(here.by_base(last),
                slope([&](HawkesParameters& p) -> double& { return p.base(last); }), 1e-5);
    EXPECT_NEAR(here.by_reaction(last, 0),
                slope([&](HawkesParameters& p) -> double& { return p.reaction(last, 0); }), 1e-5);
    EXPECT_NEAR(here.by_fading, slope([](HawkesParameters& p) -> double& { return p.fading; }),
                1e-5);
  }
}

TEST(HawkesLikelihood, IsItsDefinitionWhereRatesAreTinyOrHuge) {
  const TimedEvents events = some_events(50);
  for (const double base : {1e-300, 1e-60, 1e60, 1e120}) {
    HawkesParameters at{.base = Eigen::VectorXd::Constant(2, base),
                        .reaction = Eigen::MatrixXd::Zero(2, 2),
                        .fading = 1};
    const double slow = by_definition(events, at);
    EXPECT_NEAR(hawkes_likelihood(events, at)->value, slow, 1e-12 * std::abs(slow)) << base;
  }
}

TEST(HawkesLikelihood, OfNoEventsIsMinusTheExpectedCount) {
  EXPECT_DOUBLE_EQ(
      hawkes_likelihood({.times = {}, .kinds = {}, .horizon = 10}, parameters())->value, -11);
}

TEST(HawkesLikelihood, HasTheGradientOfItsDifferences) {
  const TimedEvents events = some_events(100);
  const HawkesLikelihood here = *hawkes_likelihood(events, parameters());
  const double step = 1e-6;
  const auto slope = [&](auto&& element) {
    HawkesParameters up = parameters(), down = parameters();
    element(up) += step;
    element(down) -= step;
    return (by_definition(events, up) - by_definition(events, down)) / (2 * step);
  };
  for (Eigen::Index m = 0; m < 2; ++m) {
    EXPECT_NEAR(here.by_base(m), slope([&](HawkesParameters& p) -> double& { return p.base(m); }),
                1e-5);
    for (Eigen::Index j = 0; j < 2; ++j)
      EXPECT_NEAR(here.by_reaction(m, j),
                  slope([&](HawkesParameters& p) -> double& { return p.reaction(m, j); }), 1e-5);
  }
  EXPECT_NEAR(here.by_fading, slope([](HawkesParameters& p) -> double& { return p.fading; }), 1e-5);
}

TEST(HawkesLikelihood, IsMinusInfinityWhereARateIsNotPositive) {
  HawkesParameters at = parameters();
  at.reaction.setConstant(-5);
  EXPECT_EQ(hawkes_likelihood(some_events(50), at)->value, -INFINITY);
}

struct Refused {
  const char* name;
  void (*spoil)(TimedEvents&, HawkesParameters&);
  const char* what;
};

class HawkesRefuses : public ::testing::TestWithParam<Refused> {};

TEST_P(HawkesRefuses, ByName) {
  TimedEvents events = some_events(5);
  HawkesParameters at = parameters();
  GetParam().spoil(events, at);
  const auto likelihood = hawkes_likelihood(events, at);
  ASSERT_FALSE(likelihood);
  EXPECT_EQ(likelihood.error().kind, Error::Kind::domain);
  EXPECT_THAT(likelihood.error().what, ::testing::HasSubstr(GetParam().what));
}

INSTANTIATE_TEST_SUITE_P(
    Table, HawkesRefuses,
    ::testing::Values(
        Refused{"ZeroBase", [](TimedEvents&, HawkesParameters& p) { p.base(0) = 0; }, "base"},
        Refused{"NoBase", [](TimedEvents&, HawkesParameters& p) { p.base.resize(0); }, "base"},
        Refused{"BaseThatIsNoNumber", [](TimedEvents&, HawkesParameters& p) { p.base(0) = NAN; },
                "base"},
        Refused{"TooFewReactions",
                [](TimedEvents&, HawkesParameters& p) { p.reaction.resize(1, 2); }, "reaction"},
        Refused{"ZeroFading", [](TimedEvents&, HawkesParameters& p) { p.fading = 0; }, "fading"},
        Refused{"ZeroHorizon", [](TimedEvents& e, HawkesParameters&) { e.horizon = 0; }, "horizon"},
        Refused{"PastTheHorizon",
                [](TimedEvents& e, HawkesParameters&) { e.times.back() = e.horizon + 1; },
                "horizon"},
        Refused{"NoNumber", [](TimedEvents& e, HawkesParameters&) { e.times[1] = NAN; }, "times"},
        Refused{"Unsorted",
                [](TimedEvents& e, HawkesParameters&) { std::swap(e.times[0], e.times[1]); },
                "ascend"},
        Refused{"Tied", [](TimedEvents& e, HawkesParameters&) { e.times[2] = e.times[1]; },
                "daily counts"},
        Refused{"WholeDays",
                [](TimedEvents& e, HawkesParameters&) {
                  for (std::size_t i = 0; i < 5; ++i) e.times[i] = static_cast<double>(i);
                },
                "whole days"},
        Refused{"UnknownKind", [](TimedEvents& e, HawkesParameters&) { e.kinds[0] = 2; }, "kinds"},
        Refused{"TooFewKinds", [](TimedEvents& e, HawkesParameters&) { e.kinds.pop_back(); },
                "kinds"}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace detente
