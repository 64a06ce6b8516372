// SPDX-License-Identifier: Apache-2.0
// How often the spiral model tells the truth of made-up worlds: the tables of docs/spiral.md, by
// bench/spiral_gates.sh. Worlds are drawn by seed, so that each run prints the same. Status 1 where
// a gate is missed.
//
//   spiral_gates grid STREAMS DAYS WORLDS  bias of the radius and coverage of its interval
//   spiral_gates placebo WORLDS            nobody answers anybody, and something else moves the
//   counts spiral_gates duplicates WORLDS         events counted again on their day spiral_gates
//   mirrors WORLDS            one story coded both ways
#include "support/spiral_gates.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <numeric>
#include <string>
#include <thread>

#include "dynamics/bootstrap.hpp"
#include "dynamics/regimes.hpp"
#include "dynamics/verdict.hpp"

namespace {

using namespace detente;
using testing::GateCell, testing::GateScore, testing::Placebo;

/// Does each of `count` pieces of work once, on as many threads as the machine has.
template <typename Work>
void spread(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) others.emplace_back(take);
  take();
}

int grid(Eigen::Index streams, Eigen::Index days, int worlds) {
  std::vector<GateCell> cells;
  for (const double dispersion : {0.1, 0.5})
    for (const double radius : {0.2, 0.5, 0.8, 0.95})
      cells.push_back({streams, days, dispersion, radius});
  std::vector<GateScore> scores(cells.size());
  spread(cells.size(), [&](std::size_t i) { scores[i] = testing::score_of(cells[i], worlds, 1); });
  int held = 0;
  int fitted = 0;
  bool missed = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const GateScore& score = scores[i];
    const double coverage = static_cast<double>(score.held) / score.fitted;
    fmt::print("| {} | {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {} |\n", streams, days,
               cells[i].dispersion, cells[i].radius, score.bias, score.corrected, coverage,
               worlds - score.fitted);
    held += score.held;
    fitted += score.fitted;
    missed = missed || coverage < 0.82 || coverage > 0.97 ||
             std::abs(streams <= 4 ? score.bias : score.corrected) > 0.03;
  }
  fmt::print("| {} | {} | pooled | | | | {:.3f} | {} |\n", streams, days,
             static_cast<double>(held) / fitted, static_cast<int>(cells.size()) * worlds - fitted);
  return missed ? 1 : 0;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// One kind of placebo: mean radius, that with the regimes that held-out days prefer, the floor,
/// and how often the interval's lower end stays under it.
bool placebo(const char* name, const Placebo& what, Eigen::Index streams,
             const std::vector<double>& half_lives, std::size_t worlds, bool with_regimes) {
  std::vector<double> radii(worlds), with_states(worlds), floors(worlds), under(worlds);
  spread(worlds, [&](std::size_t i) {
    const DyadInput input = testing::placebo_dyad(what, streams, i);
    const FitOptions options{.half_lives = half_lives, .draws = 10};
    const auto fit = fit_dyad(input, options);
    if (!fit) return;
    Estimate radius = fit->radius;
    radii[i] = radius.estimate;
    if (with_regimes) {
      const auto regimes = choose_regimes(fit->series, fit->fit.decays, 2);
      if (regimes)
        radius =
            with_fit(*fit, regimes->fits[static_cast<std::size_t>(regimes->best) - 1].fit, options)
                .radius;
    }
    with_states[i] = radius.estimate;
    floors[i] = mean_of(radii_without_reaction(fit->series, fit->fit.decays, 20, i).value());
    under[i] = radius.low <= floors[i] ? 1 : 0;
  });
  fmt::print("| {} | {} | {} | {:.3f} | {} | {:.3f} | {:.2f} |\n", name, streams, half_lives.size(),
             mean_of(radii), with_regimes ? fmt::format("{:.3f}", mean_of(with_states)) : "",
             mean_of(floors), mean_of(under));
  std::fflush(stdout);
  const bool small = streams == 2 && half_lives.size() == 1;
  return small ? mean_of(with_states) <= 0.06 : mean_of(under) >= 0.95;
}

int placebos(std::size_t worlds) {
  bool kept = true;
  for (const Eigen::Index streams : {2, 8}) {
    for (const auto& half_lives : {std::vector<double>{1}, std::vector<double>{1, 7}}) {
      const auto run = [&](const char* name, const Placebo& what, bool with_regimes) {
        const std::size_t some = with_regimes && streams == 8 ? worlds / 4 : worlds;
        kept = placebo(name, what, streams, half_lives, some, with_regimes) && kept;
      };
      run("nothing", {}, false);
      run("volume x 5", {.growth = 5}, false);
      run("weekend x 0.35", {.weekend = 0.35}, false);
      run("x 2 in each second stretch of 500 days", {.regime = 2}, true);
    }
  }
  return kept ? 0 : 1;
}

int duplicates(std::size_t worlds) {
  bool kept = true;
  for (const double half_life : {1.0, 2.0, 7.0}) {
    const std::vector<double> decays{decay_of_half_life(half_life)};
    CountProcess process = testing::world(2, 0.6, 0, 2, decays);
    const double base = std::log(0.8);
    process.rows[0].theta << base, 0.35, 0.25;
    process.rows[1].theta << base, 0.25, 0.35;
    std::vector<double> clean(worlds), doubled(worlds), own(worlds);
    spread(worlds, [&](std::size_t i) {
      const auto cross = [&](const CountSeries& series) {
        const Eigen::MatrixXd reaction = fit_counts(series, decays).value().reaction();
        own[i] = reaction.trace() / 2;
        return (reaction(0, 1) + reaction(1, 0)) / 2;
      };
      CountSeries series = testing::drawn(process, 4000, i);
      clean[i] = cross(series);
      testing::duplicate(series, 0.7, i);
      doubled[i] = cross(series);
    });
    fmt::print("| {} | {:.3f} | {:.3f} | {:.3f} |\n", half_life, mean_of(clean), mean_of(doubled),
               mean_of(own));
    kept = kept && std::abs(mean_of(doubled) / 0.25 - 1) <= 0.15;
  }
  return kept ? 0 : 1;
}

Reciprocity told_of(const DyadInput& input) {
  const FitOptions options{.draws = 500};
  const auto fit = fit_dyad(input, options);
  if (!fit) return Reciprocity::cannot_tell;
  return verdict_of(input, *fit, refits_of(input, {}, options), {}, 0).reciprocity;
}

/// How the two directions correlate, and how often an answer is told.
double told(const char* name, std::size_t worlds,
            const std::function<DyadInput(std::size_t)>& input_of) {
  std::vector<double> alike(worlds), answers(worlds);
  spread(worlds, [&](std::size_t i) {
    const DyadInput input = input_of(i);
    alike[i] = mirror_of(input.dyad).value();
    const Reciprocity answer = told_of(input);
    answers[i] = answer == Reciprocity::mutual || answer == Reciprocity::one_way ? 1 : 0;
  });
  fmt::print("| {} | {:.2f} | {:.3f} |\n", name, mean_of(alike), mean_of(answers));
  std::fflush(stdout);
  return mean_of(answers);
}

int mirrors(std::size_t worlds) {
  bool kept = true;
  for (const double persistence : {0.0, 0.6}) {
    for (const double own : {0.4, 2.0, 6.0}) {
      const auto name = fmt::format("{}, {} events of one's own",
                                    persistence > 0 ? "persistent stories" : "stories", own);
      kept = told(name.c_str(), worlds,
                  [&](std::size_t i) {
                    return testing::dyad_of(testing::mirrored_counts(own, persistence, i));
                  }) <= 0.05 &&
             kept;
    }
  }
  for (const double radius : {0.4, 0.6, 0.8})
    told(fmt::format("two who answer each other, radius {}", radius).c_str(), worlds,
         [&](std::size_t i) {
           const auto truth = testing::world(2, radius, 0.1, 5, {decay_of_half_life(2)});
           return testing::dyad_of(testing::drawn(truth, 3650, i).counts);
         });
  return kept ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> all(words + 1, words + count);
  const std::string what = all.empty() ? "" : all[0];
  if (what == "grid" && all.size() == 4)
    return grid(std::stol(all[1]), std::stol(all[2]), std::stoi(all[3]));
  if (all.size() != 2) return 2;
  const auto worlds = static_cast<std::size_t>(std::stoul(all[1]));
  if (what == "placebo") return placebos(worlds);
  if (what == "duplicates") return duplicates(worlds);
  if (what == "mirrors") return mirrors(worlds);
  return 2;
}
