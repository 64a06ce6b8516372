// SPDX-License-Identifier: Apache-2.0
#include "readouts/baselines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "text/assignment.hpp"
#include "text/stop_words.hpp"

namespace detente::readouts {

namespace {

using Bag = std::map<std::string, double>;

double cosine(const Bag& x, const Bag& y) {
  double common = 0, square_x = 0, square_y = 0;
  for (const auto& [word, weight] : x) {
    square_x += weight * weight;
    if (const auto found = y.find(word); found != y.end()) common += weight * found->second;
  }
  for (const auto& [word, weight] : y) square_y += weight * weight;
  return common > 0 ? common / std::sqrt(square_x * square_y) : 0;
}

std::vector<ScoredLink> assigned(const std::vector<Bag>& a, const std::vector<Bag>& b) {
  std::vector<std::vector<Gain>> rows(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (const double score = cosine(a[i], b[j]); score > 0) rows[i].push_back({j, score});
    }
  }
  const auto taken = best_assignment(rows, b.size());
  std::vector<ScoredLink> links;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (taken[i] != nothing) links.push_back({i, taken[i], cosine(a[i], b[taken[i]])});
  }
  return links;
}

std::vector<Bag> words_of(const std::string& text, const std::vector<Point>& points) {
  std::vector<Bag> bags;
  for (const Point& point : points) {
    Bag& bag = bags.emplace_back();
    for (const Token& token : tokenise(
             std::string_view(text).substr(point.span.begin, point.span.end - point.span.begin))) {
      if (token.kind != Token::Kind::mark && !is_stop_word(token.text))
        ++bag[base_forms(token.text).back()];
    }
  }
  return bags;
}

/// Multiplies each weight by the inverse frequency of its word among all bags.
void weigh(std::vector<Bag>& a, std::vector<Bag>& b) {
  std::map<std::string, double> frequency;
  for (const auto* bags : {&a, &b}) {
    for (const Bag& bag : *bags) {
      for (const auto& [word, weight] : bag) ++frequency[word];
    }
  }
  const auto n = static_cast<double>(a.size() + b.size());
  for (auto* bags : {&a, &b}) {
    for (Bag& bag : *bags) {
      for (auto& [word, weight] : bag) weight *= std::log((n + 1) / frequency[word]);
    }
  }
}

std::vector<double> lengths_of(const std::string& text, const std::vector<Point>& points) {
  std::vector<double> lengths;
  for (const Point& point : points) {
    const auto bytes =
        std::string_view(text).substr(point.span.begin, point.span.end - point.span.begin);
    lengths.push_back(static_cast<double>(std::ranges::count_if(
        bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; })));
  }
  return lengths;
}

/// A step of the alignment: how many points of each text, and its prior probability.
struct Step {
  std::size_t a, b;
  double prior;
};
constexpr Step steps[] = {{1, 1, 0.89},   {1, 0, 0.00495}, {0, 1, 0.00495},
                          {2, 1, 0.0445}, {1, 2, 0.0445},  {2, 2, 0.011}};

double length_cost(double a, double b, double ratio) {
  constexpr double variance = 6.8;
  const double mean = (a + b / ratio) / 2;
  const double delta = mean > 0 ? std::abs(b - a * ratio) / std::sqrt(mean * variance) : 0;
  return -std::log(std::max(std::erfc(delta / std::sqrt(2.0)), 1e-300));
}

}  // namespace

std::vector<ScoredLink> by_words(const MarkedPair& pair, const TextComparison& compared) {
  auto a = words_of(pair.texts[0], compared.a), b = words_of(pair.texts[1], compared.b);
  weigh(a, b);
  return assigned(a, b);
}

std::vector<ScoredLink> by_dictionary(const TextComparison& compared) {
  const auto bags = [](const std::vector<Point>& points) {
    std::vector<Bag> all;
    for (const Point& point : points) {
      Bag& bag = all.emplace_back();
      for (const Mention& mention : point.mentions) bag[std::to_string(mention.entry)] = 1;
    }
    return all;
  };
  return assigned(bags(compared.a), bags(compared.b));
}

std::vector<ScoredLink> by_length(const MarkedPair& pair, const TextComparison& compared) {
  const auto a = lengths_of(pair.texts[0], compared.a), b = lengths_of(pair.texts[1], compared.b);
  double all_a = 0, all_b = 0;
  for (const double length : a) all_a += length;
  for (const double length : b) all_b += length;
  if (all_a == 0 || all_b == 0) return {};
  const double far = std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> cost(a.size() + 1, std::vector<double>(b.size() + 1, far));
  std::vector<std::vector<const Step*>> by(a.size() + 1,
                                           std::vector<const Step*>(b.size() + 1, nullptr));
  cost[0][0] = 0;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      for (const Step& step : steps) {
        if (step.a > i || step.b > j) continue;
        double length_a = 0, length_b = 0;
        for (std::size_t k = i - step.a; k < i; ++k) length_a += a[k];
        for (std::size_t k = j - step.b; k < j; ++k) length_b += b[k];
        const double sum = cost[i - step.a][j - step.b] - std::log(step.prior) +
                           length_cost(length_a, length_b, all_b / all_a);
        if (sum < cost[i][j]) cost[i][j] = sum, by[i][j] = &step;
      }
    }
  }
  std::vector<ScoredLink> links;
  for (std::size_t i = a.size(), j = b.size(); by[i][j] != nullptr;) {
    const Step& step = *by[i][j];
    i -= step.a, j -= step.b;
    for (std::size_t x = 0; x < step.a; ++x) {
      for (std::size_t y = 0; y < step.b; ++y) links.push_back({i + x, j + y, 1});
    }
  }
  return links;
}

Marks with_links(Marks points, const std::vector<ScoredLink>& links, double least) {
  points.links.clear();
  for (const ScoredLink& link : links) {
    if (link.score >= least) points.links.push_back({.a = {link.a}, .b = {link.b}});
  }
  return points;
}

}  // namespace detente::readouts
