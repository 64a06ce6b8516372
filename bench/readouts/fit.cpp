// SPDX-License-Identifier: Apache-2.0
#include "readouts/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "readouts/scores.hpp"

namespace detente::readouts {

namespace {

constexpr double ridge = 10;  // 1 to 30 give the same cross-validated F1 within 0.01
constexpr std::size_t parameters = trait_count + 1;
using Vector = std::array<double, parameters>;
using Matrix = std::array<Vector, parameters>;

/// Solves `matrix` x = `right` for a symmetric positive definite matrix (Cholesky).
Vector solved(Matrix matrix, Vector right) {
  for (std::size_t i = 0; i < parameters; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix.at(i).at(j);
      for (std::size_t k = 0; k < j; ++k) sum -= matrix.at(i).at(k) * matrix.at(j).at(k);
      matrix.at(i).at(j) = i == j ? std::sqrt(sum) : sum / matrix.at(j).at(j);
    }
  }
  for (std::size_t i = 0; i < parameters; ++i) {
    for (std::size_t k = 0; k < i; ++k) right.at(i) -= matrix.at(i).at(k) * right.at(k);
    right.at(i) /= matrix.at(i).at(i);
  }
  for (std::size_t i = parameters; i-- > 0;) {
    for (std::size_t k = i + 1; k < parameters; ++k)
      right.at(i) -= matrix.at(k).at(i) * right.at(k);
    right.at(i) /= matrix.at(i).at(i);
  }
  return right;
}

/// Traits with mean 0 and standard deviation 1 behind a 1 for the intercept.
struct Standard {
  std::vector<Vector> rows;
  std::vector<double> linked;
  Vector mean{}, deviation{};
};

Standard standardised(const std::vector<const FitPair*>& pairs) {
  Standard data;
  for (const FitPair* pair : pairs) {
    for (std::size_t k = 0; k < pair->candidates.size(); ++k) {
      Vector row{1};
      std::ranges::copy(pair->candidates[k].likeness.traits, row.begin() + 1);
      data.rows.push_back(row);
      data.linked.push_back(pair->linked[k] ? 1 : 0);
    }
  }
  const auto n = static_cast<double>(data.rows.size());
  for (std::size_t i = 1; i < parameters; ++i) {
    double sum = 0, squares = 0;
    for (const Vector& row : data.rows) sum += row.at(i), squares += row.at(i) * row.at(i);
    data.mean.at(i) = sum / n;
    data.deviation.at(i) =
        std::sqrt(std::max(squares / n - data.mean.at(i) * data.mean.at(i), 1e-12));
    for (Vector& row : data.rows) row.at(i) = (row.at(i) - data.mean.at(i)) / data.deviation.at(i);
  }
  return data;
}

/// One step of Newton's method towards the highest penalised likelihood.
Vector newton_step(const Standard& data, const Vector& weights) {
  Vector gradient{};
  Matrix curvature{};
  for (std::size_t i = 0; i < parameters; ++i) {
    const double penalty = i == 0 ? 0 : ridge;
    gradient.at(i) = penalty * weights.at(i);
    curvature.at(i).at(i) = penalty;
  }
  for (std::size_t k = 0; k < data.rows.size(); ++k) {
    const Vector& row = data.rows[k];
    double odds = 0;
    for (std::size_t i = 0; i < parameters; ++i) odds += weights.at(i) * row.at(i);
    const double p = 1 / (1 + std::exp(-odds));
    for (std::size_t i = 0; i < parameters; ++i) {
      gradient.at(i) += (p - data.linked[k]) * row.at(i);
      for (std::size_t j = 0; j <= i; ++j)
        curvature.at(i).at(j) += p * (1 - p) * row.at(i) * row.at(j);
    }
  }
  return solved(curvature, gradient);
}

bool share_text(const FitPair& x, const FitPair& y) {
  return std::ranges::any_of(x.pair->texts, [&](const std::string& text) {
    return text == y.pair->texts[0] || text == y.pair->texts[1];
  });
}

Scores scores_with(const FitPair& pair, const LinkWeights& weights) {
  Marks marks = marks_of(pair.compared);
  marks.links.clear();
  for (const Link& link :
       choose_links(pair.candidates, pair.compared.a.size(), pair.compared.b.size(), weights))
    marks.links.push_back({.a = {link.a}, .b = {link.b}});
  return scores_of(marks, pair.pair->marks);
}

}  // namespace

std::vector<FitPair> fit_pairs(const std::vector<MarkedPair>& pairs, const Lexicon& lexicon) {
  std::vector<FitPair> made;
  for (const MarkedPair& pair : pairs) {
    FitPair one{.pair = &pair,
                .compared = compare_texts(pair.texts[0], pair.texts[1], lexicon),
                .candidates = {},
                .linked = {}};
    one.candidates = candidates_of(one.compared.a, one.compared.b, lexicon, one.compared.parties);
    const Marks marks = marks_of(one.compared);
    for (const Candidate& candidate : one.candidates)
      one.linked.push_back(is_right({.a = {candidate.a}, .b = {candidate.b}}, marks, pair.marks));
    made.push_back(std::move(one));
  }
  return made;
}

LinkWeights fit_links(const std::vector<const FitPair*>& pairs) {
  constexpr int most_steps = 50;
  const Standard data = standardised(pairs);
  Vector weights{};
  for (int step = 0; step < most_steps; ++step) {
    const Vector change = newton_step(data, weights);
    double largest = 0;
    for (std::size_t i = 0; i < parameters; ++i) {
      weights.at(i) -= change.at(i);
      largest = std::max(largest, std::abs(change.at(i)));
    }
    if (largest < 1e-9) break;
  }
  LinkWeights fitted{.intercept = weights[0]};
  for (std::size_t i = 1; i < parameters; ++i) {
    fitted.traits.at(i - 1) = weights.at(i) / data.deviation.at(i);
    fitted.intercept -= data.mean.at(i) * fitted.traits.at(i - 1);
  }
  return fitted;
}

std::vector<CrossValidated> cross_validate(const std::vector<FitPair>& pairs) {
  std::vector<LinkWeights> weights;
  for (const FitPair& one : pairs) {
    std::vector<const FitPair*> others;
    for (const FitPair& other : pairs) {
      if (!share_text(one, other)) others.push_back(&other);
    }
    weights.push_back(fit_links(others));
  }
  std::vector<CrossValidated> results;
  for (int percent = 10; percent <= 50; percent += 5) {
    CrossValidated result{.threshold = percent / 100.0};
    Scores sum;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      weights[i].threshold = result.threshold;
      sum += scores_with(pairs[i], weights[i]);
    }
    result.f1 = sum.links.f1();
    result.precision = sum.links.precision();
    result.recall = sum.links.recall();
    results.push_back(result);
  }
  return results;
}

std::string weights_header(const LinkWeights& weights) {
  constexpr std::array<const char*, trait_count> names{"overlap", "coverage", "telling", "number",
                                                       "issue",   "first",    "party",   "both",
                                                       "tone",    "rivals",   "context", "general"};
  std::string text = fmt::format(
      "// SPDX-License-Identifier: Apache-2.0\n"
      "// Made by \"bench_readouts --fit yes\"; do not edit.\n"
      "#pragma once\n\n#include \"text/likeness.hpp\"\n\nnamespace detente {{\n\n"
      "/// A link's log odds are the intercept and the sum of each trait times its weight; a "
      "link's\n"
      "/// score must reach the threshold.\n"
      "struct LinkWeights {{\n  double intercept = 0;\n  Traits traits{{}};\n"
      "  double threshold = 0;\n}};\n\n"
      "inline constexpr LinkWeights link_weights{{.intercept = {:.2f},\n"
      "{:42}.traits = {{",
      weights.intercept, "");
  std::array<std::string, trait_count> values;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < trait_count; ++i) {
    values.at(i) = fmt::format("{:.2f}{}", weights.traits.at(i), i + 1 < trait_count ? "," : "},");
    longest = std::max(longest, values.at(i).size());
  }
  for (std::size_t i = 0; i < trait_count; ++i)
    text +=
        fmt::format("{:{}}{:{}}  // {}\n", "", i == 0 ? 0 : 53, values.at(i), longest, names.at(i));
  return text + fmt::format("{:42}.threshold = {:.2f}}};\n\n}}  // namespace detente\n", "",
                            weights.threshold);
}

}  // namespace detente::readouts
