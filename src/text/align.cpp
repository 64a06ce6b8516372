// SPDX-License-Identifier: Apache-2.0
#include "text/align.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "text/assignment.hpp"
#include "text/point_issues.hpp"

namespace detente {

namespace {

constexpr double cosine_share = 0.6, concept_share = 0.8;
constexpr double issue_bonus = 0.2, issue_fine = 0.05, order_bonus = 0.06, tone_bonus = 0.5;
constexpr double party_bonus = 0.04, both_bonus = 0.19, party_fine = 0.14, half_party_fine = 0.1;
// The weights of a number, of one without a unit, of a word that the lexicon does not tell.
constexpr double number = 0.6, bare_number = 0.3, plain_word = 0.6;
constexpr double aside_worth = 0.8, counterpart_worth = 0.85;
// The weight in common from which a likeness counts in full; less where neither has an object.
constexpr double enough = 0.2, enough_without = 0.05;
constexpr double fewest = 20;                // of fewer points no word is rare or common
constexpr std::size_t most_candidates = 24;  // partners that are looked at for each point

/// How much a concept of this kind tells of what a point is about. That a person of one field is
/// named ("visits by Secretary Yellen") tells much; that one of the two sides is, little.
double kind_weight(const Concept& one, const std::array<std::string, 2>& parties) {
  const bool of_field = one.kind == "actor" && !one.issue.empty() && one.side != "both";
  if (is_party(one, parties)) return of_field ? 0.9 : 0.2;
  if (one.kind == "general") return 0.12;
  if (one.kind == "talks" || one.kind == "office") return 0.5;
  return one.kind == "place" || is_object(one, parties) ? 1 : 0.3;
}

class Aligner {
 public:
  Aligner(const std::vector<Point>& a, const std::vector<Point>& b, const Lexicon& lexicon,
          const std::array<std::string, 2>& parties)
      : a_(a),
        b_(b),
        lexicon_(lexicon),
        parties_(parties),
        one_language_(mostly_words(a) && mostly_words(b)) {
    std::unordered_map<std::uint32_t, double> frequency;
    std::unordered_map<std::string, double> numbers, words;
    for (const auto* points : {&a, &b}) {
      for (const Point& point : *points) {
        for (const Mention& mention : point.mentions) ++frequency[mention.entry];
        for (const Amount& amount : point.amounts) ++numbers[key_of(amount)];
        for (const PlainWord& word : point.words) ++words[word.word];
      }
    }
    const double n = std::max(static_cast<double>(a.size() + b.size()), fewest);
    const auto rarity = [&](double count) {
      return std::max(std::log((n + 1) / (count + 0.5)) / std::log(n + 1), 0.1);
    };
    for (const auto& [entry, count] : frequency)
      weights_[entry] = kind_weight(lexicon.data().concepts[entry], parties) * rarity(count) *
                        std::sqrt(lexicon.data().concepts[entry].rarity);
    for (const auto& [key, count] : numbers)
      number_weights_[key] =
          (key.starts_with("count") || key.starts_with("date") ? bare_number : number) *
          rarity(count);
    for (const auto& [word, count] : words)
      word_weights_[word] = one_language_ ? plain_word * rarity(count) : 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      for (const PlainWord& word : b[j].words) told_by_[word.word].push_back(j);
      if (b[j].tone) tones_.push_back(j);
      for (const Mention& mention : b[j].mentions) named_by_[mention.entry].push_back(j);
      for (const Amount& amount : b[j].amounts) counted_by_[key_of(amount)].push_back(j);
    }
  }

  std::vector<Link> run() {
    const auto candidates = candidate_links();
    std::vector<std::vector<Gain>> rows(a_.size());
    for (std::size_t i = 0; i < a_.size(); ++i) {
      for (const Link& link : candidates[i])
        rows[i].push_back({link.b, link.score - link_threshold});
    }
    const auto taken = best_assignment(rows, b_.size());
    std::vector<Link> links;
    for (std::size_t i = 0; i < a_.size(); ++i) {
      for (const Link& link : candidates[i]) {
        if (link.b == taken[i]) links.push_back(link);
      }
    }
    std::ranges::sort(
        links, [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    return links;
  }

 private:
  /// For each point of a, its links over the link_threshold, best first.
  std::vector<std::vector<Link>> candidate_links() const {
    std::vector<std::vector<Link>> candidates(a_.size());
    std::vector<double> common(b_.size());
    for (std::size_t i = 0; i < a_.size(); ++i) {
      std::vector<std::size_t> near;
      const auto note = [&](const auto& index, const auto& key, double weight) {
        const auto found = index.find(key);
        if (found == index.end()) return;
        for (const std::size_t j : found->second) {
          if (common[j] == 0) near.push_back(j);
          common[j] += weight;
        }
      };
      for (const Mention& mention : a_[i].mentions) {
        const double weight = weight_of(mention);
        note(named_by_, mention.entry, weight);
        for (const std::uint32_t other : lexicon_.counterparts(mention.entry))
          note(named_by_, other, counterpart_worth * weight);
      }
      for (const Amount& amount : a_[i].amounts)
        note(counted_by_, key_of(amount), number_weights_.at(key_of(amount)));
      if (one_language_) {
        for (const PlainWord& word : a_[i].words) note(told_by_, word.word, weight_of(word));
      }
      if (a_[i].tone) {
        for (const std::size_t j : tones_) {
          if (common[j] == 0) near.push_back(j);
          common[j] += 1;
        }
      }
      const auto more = [&](std::size_t x, std::size_t y) {
        return common[x] != common[y] ? common[x] > common[y] : x < y;
      };
      std::ranges::sort(near, more);
      const std::size_t most = std::min(near.size(), most_candidates);
      for (std::size_t k = 0; k < most; ++k) {
        Link link = link_of(i, near[k]);
        if (link.score >= link_threshold) candidates[i].push_back(std::move(link));
      }
      for (const std::size_t j : near) common[j] = 0;
      std::ranges::stable_sort(candidates[i], std::greater<>(), &Link::score);
    }
    return candidates;
  }

  [[nodiscard]] double weight_of(const Mention& mention) const {
    return weights_.at(mention.entry) * (mention.aside ? aside_worth : 1);
  }

  [[nodiscard]] double weight_of(const PlainWord& word) const {
    return word.told ? 0 : word_weights_.at(word.word);
  }

  [[nodiscard]] bool has_object(const Point& point) const {
    return std::ranges::any_of(point.mentions, [&](const Mention& mention) {
      return !mention.aside && is_object(lexicon_.data().concepts[mention.entry], parties_);
    });
  }

  double square(const Point& point) const {
    double sum = 0;
    for (const Mention& mention : point.mentions) sum += std::pow(weight_of(mention), 2);
    for (const Amount& amount : point.amounts)
      sum += std::pow(number_weights_.at(key_of(amount)), 2);
    for (const PlainWord& word : point.words) sum += std::pow(weight_of(word), 2);
    return sum;
  }

  /// What both points name, and how much of them that is.
  double common_of(const Point& a, const Point& b, std::vector<Reason>& why) const {
    double common = 0;
    for (const Mention& x : a.mentions) {
      const double weight = weight_of(x);
      const auto same = std::ranges::find(b.mentions, x.entry, &Mention::entry);
      if (same != b.mentions.end()) {
        const double worth = weight * weight_of(*same);
        common += worth;
        why.push_back({Reason::Kind::concept_named, x.entry, x.entry, x.span, same->span, worth});
        continue;
      }
      for (const Mention& y : b.mentions) {
        const auto& others = lexicon_.counterparts(x.entry);
        if (std::ranges::find(others, y.entry) == others.end()) continue;
        const double worth = counterpart_worth * weight * weight_of(y);
        common += worth;
        why.push_back({Reason::Kind::counterpart, x.entry, y.entry, x.span, y.span, worth});
        break;
      }
    }
    for (const Amount& x : a.amounts) {
      const auto same =
          std::ranges::find_if(b.amounts, [&](const Amount& y) { return same_amount(x, y); });
      if (same == b.amounts.end()) continue;
      const double worth = number_weights_.at(key_of(x)) * number_weights_.at(key_of(*same));
      common += worth;
      why.push_back({Reason::Kind::number, 0, 0, x.span, same->span, worth});
    }
    if (!one_language_) return common;
    for (const PlainWord& x : a.words) {
      const auto same = std::ranges::find(b.words, x.word, &PlainWord::word);
      if (same == b.words.end()) continue;
      const double worth = weight_of(x) * weight_of(*same);
      if (worth <= 0) continue;
      common += worth;
      why.push_back({Reason::Kind::word, 0, 0, x.span, same->span, worth});
    }
    return common;
  }

  /// An English text: Chinese ones have a word such as "TikTok" here and there.
  static bool mostly_words(const std::vector<Point>& points) {
    std::size_t words = 0;
    for (const Point& point : points) words += point.words.empty() ? 0U : 1U;
    return 4 * words > points.size();
  }

  [[nodiscard]] Link link_of(std::size_t i, std::size_t j) const {
    const Point &a = a_[i], &b = b_[j];
    Link link{i, j, 0, {}};
    const double common = common_of(a, b, link.why);
    const double square_a = square(a), square_b = square(b);
    const double cosine = common > 0 ? common / std::sqrt(square_a * square_b) : 0;
    const double containment =
        common > 0 ? std::min(common / std::min(square_a, square_b), 1.0) : 0;
    const double needed = has_object(a) || has_object(b) ? enough : enough_without;
    const double base = concept_share * std::min(common / needed, 1.0) *
                        (cosine_share * cosine + (1 - cosine_share) * containment);
    for (Reason& reason : link.why) reason.weight *= common > 0 ? base / common : 0;
    link.score = base + agreement(a, b, link.why);
    const double place_a = static_cast<double>(i) / static_cast<double>(a_.size());
    const double place_b = static_cast<double>(j) / static_cast<double>(b_.size());
    link.score += order_bonus * (1 - std::abs(place_a - place_b));
    link.score = std::clamp(link.score, 0.0, 1.0);
    std::ranges::stable_sort(link.why, std::greater<>(), &Reason::weight);
    return link;
  }

  /// What issue, numbers and parties add or take.
  static double agreement(const Point& a, const Point& b, std::vector<Reason>& why) {
    double sum = 0;
    const auto add = [&](Reason::Kind kind, double weight) {
      why.push_back({kind, 0, 0, a.span, b.span, weight});
      sum += weight;
    };
    if (a.tone && b.tone) add(Reason::Kind::tone, tone_bonus);
    const bool specific = is_specific(a.issue) && is_specific(b.issue);
    if (specific && a.issue == b.issue) add(Reason::Kind::issue, issue_bonus);
    if (specific && a.issue != b.issue) add(Reason::Kind::issue, -issue_fine);
    const bool sides = a.who != "other" && b.who != "other" && a.who != "both" && b.who != "both";
    // What both did together is told by both texts more often than what one of them said.
    if (a.who == b.who && a.who != "other")
      add(Reason::Kind::party, a.who == "both" ? both_bonus : party_bonus);
    if (sides && a.who != b.who) add(Reason::Kind::party, -party_fine);
    if (!sides && a.who != b.who && a.who != "other" && b.who != "other")
      add(Reason::Kind::party, -half_party_fine);
    return sum;
  }

  const std::vector<Point>& a_;
  const std::vector<Point>& b_;
  const Lexicon& lexicon_;
  const std::array<std::string, 2>& parties_;
  std::unordered_map<std::uint32_t, double> weights_;
  std::unordered_map<std::string, double> number_weights_, word_weights_;
  bool one_language_ = false;
  std::unordered_map<std::string, std::vector<std::size_t>> told_by_;     // points of b
  std::vector<std::size_t> tones_;                                        // of b
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> named_by_;  // points of b
  std::unordered_map<std::string, std::vector<std::size_t>> counted_by_;  // points of b
};

}  // namespace

std::vector<Link> align(const std::vector<Point>& a, const std::vector<Point>& b,
                        const Lexicon& lexicon, const std::array<std::string, 2>& parties) {
  return Aligner(a, b, lexicon, parties).run();
}

}  // namespace detente
