// SPDX-License-Identifier: Apache-2.0
#include "text/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/point_issues.hpp"

namespace detente {

namespace {

constexpr double cosine_share = 0.6;
// The weights of a number, of one without a unit, of a word that the lexicon does not tell.
constexpr double number_worth = 0.6, bare_number = 0.3, plain_word = 0.6;
constexpr double general_word = 0.12, most_general = 1.5;  // a concept of no field; their sum
constexpr double aside_worth = 0.8, counterpart_worth = 0.85, kin_worth = 0.5;
// The weight in common from which an overlap counts in full; less where neither has an object.
constexpr double enough = 0.2, enough_without = 0.05;
constexpr double fewest = 20;                // of fewer points no word is rare or common
constexpr std::size_t most_candidates = 24;  // partners that are looked at for each point

/// How much a concept of this kind tells of what a point is about. That a person of one field is
/// named ("visits by Secretary Yellen") tells much; that one of the two sides is, little.
double kind_weight(const Concept& one, const std::array<std::string, 2>& parties) {
  const bool of_field = one.kind == "actor" && !one.issue.empty() && one.side != "both";
  if (is_party(one, parties)) return of_field ? 0.9 : 0.2;
  if (one.kind == "general") return general_word;
  if (one.kind == "talks" || one.kind == "office") return 0.7;
  return one.kind == "place" || is_object(one, parties) ? 1 : 0.3;
}

/// An English text: Chinese ones have a word such as "TikTok" here and there.
bool mostly_words(const std::vector<Point>& points) {
  std::size_t words = 0;
  for (const Point& point : points) words += point.words.empty() ? 0U : 1U;
  return 4 * words > points.size();
}

double& at(Traits& traits, Trait trait) { return traits.at(static_cast<std::size_t>(trait)); }

/// What issue, parties and tone say of two points; `first`: each is its text's first of its matter.
void add_circumstances(const Point& a, const Point& b, bool first, Likeness& likeness) {
  const auto add = [&](Trait trait, Reason::Kind kind, double value) {
    at(likeness.traits, trait) = value;
    likeness.why.push_back({kind, 0, 0, a.span, b.span, value});
  };
  if (a.tone && b.tone) add(Trait::tone, Reason::Kind::tone, 1);
  if (is_specific(a.issue) && is_specific(b.issue))
    add(Trait::issue, Reason::Kind::issue, a.issue == b.issue ? 1 : -0.5);
  if (first && a.issue == b.issue) add(Trait::first, Reason::Kind::first, 1);
  if (a.who == "other" || b.who == "other") return;
  const bool sides = a.who != "both" && b.who != "both";
  // What both did together is told by both texts more often than what one of them said.
  if (a.who == b.who)
    add(sides ? Trait::party : Trait::both, Reason::Kind::party, 1);
  else
    add(Trait::party, Reason::Kind::party, sides ? -1 : -0.5);
}

}  // namespace

PointLikeness::PointLikeness(const std::vector<Point>& a, const std::vector<Point>& b,
                             const Lexicon& lexicon, const std::array<std::string, 2>& parties)
    : a_(&a),
      b_(&b),
      lexicon_(&lexicon),
      parties_(&parties),
      one_language_(mostly_words(a) && mostly_words(b)) {
  weigh(std::max(static_cast<double>(a.size() + b.size()), fewest));
  weighed_a_ = weighed(a);
  weighed_b_ = weighed(b);
  sentences_a_ = sentences(a);
  sentences_b_ = sentences(b);
  index(b);
}

void PointLikeness::weigh(double points) {
  for (const auto* side : {a_, b_}) {
    for (const Point& point : *side) {
      for (const Mention& mention : point.mentions) ++weights_[mention.entry];
      for (const Amount& amount : point.amounts) ++number_weights_[key_of(amount)];
      for (const PlainWord& word : point.words) ++word_weights_[word.word];
    }
  }
  const auto rarity = [&](double count) {
    return std::max(std::log((points + 1) / (count + 0.5)) / std::log(points + 1), 0.1);
  };
  for (auto& [entry, count] : weights_) {
    const Concept& one = lexicon_->data().concepts[entry];
    count = kind_weight(one, *parties_) * rarity(count) * std::sqrt(one.rarity);
  }
  for (auto& [key, count] : number_weights_) {
    const bool bare = key.starts_with("count") || key.starts_with("date");
    count = (bare ? bare_number : number_worth) * rarity(count);
  }
  for (auto& [word, count] : word_weights_) count = one_language_ ? plain_word * rarity(count) : 0;
}

void PointLikeness::index(const std::vector<Point>& b) {
  for (std::size_t j = 0; j < b.size(); ++j) {
    for (const Mention& mention : b[j].mentions) named_by_[mention.entry].push_back(j);
    for (const PlainWord& word : b[j].words) told_by_[word.word].push_back(j);
    for (const Amount& amount : b[j].amounts) counted_by_[key_of(amount)].push_back(j);
    if (b[j].tone) tones_.push_back(j);
  }
}

double PointLikeness::weight_of(const Mention& mention) const {
  return weights_.at(mention.entry) * (mention.aside ? aside_worth : 1);
}

double PointLikeness::weight_of(const PlainWord& word) const {
  return word.told ? 0 : word_weights_.at(word.word);
}

double PointLikeness::weight_of(const Amount& amount) const {
  return number_weights_.at(key_of(amount));
}

PointLikeness::Weighed PointLikeness::weighed(const Point& point) const {
  Weighed sum;
  for (const Mention& mention : point.mentions) {
    const double weight = weight_of(mention);
    sum.square += weight * weight;
    sum.concepts += weight;
    sum.object = sum.object ||
                 (!mention.aside && is_object(lexicon_->data().concepts[mention.entry], *parties_));
  }
  for (const Amount& amount : point.amounts) sum.square += std::pow(weight_of(amount), 2);
  for (const PlainWord& word : point.words) sum.square += std::pow(weight_of(word), 2);
  return sum;
}

std::vector<PointLikeness::Weighed> PointLikeness::weighed(const std::vector<Point>& points) const {
  std::vector<Weighed> all;
  std::set<std::string> seen;
  for (const Point& point : points) {
    all.push_back(weighed(point));
    all.back().first = is_matter(point.issue) && seen.insert(point.issue).second;
  }
  return all;
}

std::vector<std::size_t> PointLikeness::partners_of(std::size_t a) const {
  std::vector<double> common(b_->size());
  const auto note = [&](const auto& index, const auto& key, double weight) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const std::size_t j : found->second) common[j] += weight;
  };
  const Point& point = (*a_)[a];
  for (const Mention& mention : point.mentions) {
    const double weight = weight_of(mention);
    note(named_by_, mention.entry, weight);
    for (const std::uint32_t other : lexicon_->counterparts(mention.entry))
      note(named_by_, other, counterpart_worth * weight);
    for (const std::uint32_t other : lexicon_->kin(mention.entry))
      note(named_by_, other, kin_worth * weight);
  }
  for (const Amount& amount : point.amounts) note(counted_by_, key_of(amount), weight_of(amount));
  if (one_language_) {
    for (const PlainWord& word : point.words) note(told_by_, word.word, weight_of(word));
  }
  if (point.tone) {
    for (const std::size_t j : tones_) common[j] += 1;
  }
  std::vector<std::size_t> partners;
  for (std::size_t j = 0; j < common.size(); ++j) {
    if (common[j] > 0) partners.push_back(j);
  }
  const auto more = [&](std::size_t x, std::size_t y) {
    return common[x] != common[y] ? common[x] > common[y] : x < y;
  };
  const std::size_t most = std::min(partners.size(), most_candidates);
  const auto end = partners.begin() + static_cast<std::ptrdiff_t>(most);
  std::ranges::partial_sort(partners, end, more);
  partners.resize(most);
  return partners;
}

void PointLikeness::add_concepts(const Point& a, const Point& b, Common& common,
                                 std::vector<Reason>& why) const {
  const auto names = [](const Point& point, std::uint32_t entry) {
    return std::ranges::find(point.mentions, entry, &Mention::entry) != point.mentions.end();
  };
  std::vector<double> covered(b.mentions.size());
  for (const Mention& x : a.mentions) {
    const auto& others = lexicon_->counterparts(x.entry);
    const auto& kin = lexicon_->kin(x.entry);
    Reason best{.kind = Reason::Kind::kin, .entry_a = x.entry, .a = x.span};
    double nearness = 0;
    std::size_t partner = 0;
    const auto take = [&](Reason::Kind kind, double how_near, std::size_t j) {
      best.kind = kind, nearness = how_near, partner = j;
    };
    for (std::size_t j = 0; j < b.mentions.size() && nearness < 1; ++j) {
      const std::uint32_t entry = b.mentions[j].entry;
      if (entry == x.entry)
        take(Reason::Kind::concept_named, 1, j);
      else if (nearness < counterpart_worth && std::ranges::find(others, entry) != others.end())
        take(Reason::Kind::counterpart, counterpart_worth, j);
      else if (nearness <= kin_worth && std::ranges::binary_search(kin, entry) &&
               !names(a, entry) &&
               (nearness == 0 || weight_of(b.mentions[j]) > weight_of(b.mentions[partner])))
        take(Reason::Kind::kin, kin_worth, j);
    }
    if (nearness == 0) continue;
    const Mention& y = b.mentions[partner];
    best.entry_b = y.entry, best.b = y.span;
    best.weight = nearness * weight_of(x) * weight_of(y);
    common.sum += best.weight;
    const Concept& named = lexicon_->data().concepts[x.entry];
    if (named.kind == "general") common.general += nearness * weight_of(x) / general_word;
    if (best.kind != Reason::Kind::kin) common.highest = std::max(common.highest, best.weight);
    common.covered_a += nearness * weight_of(x);
    covered[partner] = std::max(covered[partner], nearness);
    why.push_back(best);
  }
  for (std::size_t j = 0; j < covered.size(); ++j)
    common.covered_b += covered[j] * weight_of(b.mentions[j]);
}

std::vector<PointLikeness::Bag> PointLikeness::sentences(const std::vector<Point>& points) const {
  std::vector<Bag> bags(points.empty() ? 0 : points.back().sentence + 1);
  for (const Point& point : points) {
    for (const Mention& mention : point.mentions)
      bags[point.sentence].concepts.emplace_back(mention.entry, weight_of(mention));
  }
  for (Bag& bag : bags) {
    auto& all = bag.concepts;
    std::ranges::sort(all, [](const auto& x, const auto& y) {
      return x.first != y.first ? x.first < y.first : x.second > y.second;
    });
    all.erase(std::ranges::unique(all, {}, [](const auto& x) { return x.first; }).begin(),
              all.end());
    for (const auto& [entry, weight] : all) bag.square += weight * weight;
  }
  return bags;
}

/// What a clause leaves to the rest of its sentence: "show that …", "we can manage differences".
double PointLikeness::context_of(const Bag& a, const Bag& b) const {
  double common = 0;
  for (const auto& [entry, weight] : a.concepts) {
    double best = 0;
    const auto take = [&](std::uint32_t other, double nearness) {
      const auto found =
          std::ranges::lower_bound(b.concepts, other, {}, [](const auto& x) { return x.first; });
      if (found != b.concepts.end() && found->first == other)
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): found is in b.concepts
        best = std::max(best, nearness * weight * found->second);
    };
    take(entry, 1);
    for (const std::uint32_t other : lexicon_->counterparts(entry)) take(other, counterpart_worth);
    for (const std::uint32_t other : lexicon_->kin(entry)) take(other, kin_worth);
    common += best;
  }
  return common > 0 ? std::min(std::sqrt(common / std::sqrt(a.square * b.square)), 1.0) : 0;
}

PointLikeness::Common PointLikeness::common_of(const Point& a, const Point& b,
                                               std::vector<Reason>& why) const {
  Common common;
  add_concepts(a, b, common, why);
  const auto add = [&](Reason::Kind kind, ByteSpan x, ByteSpan y, double worth) {
    common.sum += worth;
    why.push_back({kind, 0, 0, x, y, worth});
  };
  for (const Amount& x : a.amounts) {
    const auto same =
        std::ranges::find_if(b.amounts, [&](const Amount& y) { return same_amount(x, y); });
    if (same == b.amounts.end()) continue;
    common.number = true;
    add(Reason::Kind::number, x.span, same->span, weight_of(x) * weight_of(*same));
  }
  if (!one_language_) return common;
  for (const PlainWord& x : a.words) {
    const auto same = std::ranges::find(b.words, x.word, &PlainWord::word);
    if (same == b.words.end()) continue;
    if (const double worth = weight_of(x) * weight_of(*same); worth > 0)
      add(Reason::Kind::word, x.span, same->span, worth);
  }
  return common;
}

Likeness PointLikeness::of(std::size_t a, std::size_t b) const {
  const Point &x = (*a_)[a], &y = (*b_)[b];
  const Weighed &of_x = weighed_a_[a], &of_y = weighed_b_[b];
  Likeness likeness;
  const Common common = common_of(x, y, likeness.why);
  if (common.sum > 0) {
    const double cosine = std::min(common.sum / std::sqrt(of_x.square * of_y.square), 1.0);
    const double containment = std::min(common.sum / std::min(of_x.square, of_y.square), 1.0);
    const double needed = of_x.object || of_y.object ? enough : enough_without;
    at(likeness.traits, Trait::overlap) =
        std::min(common.sum / needed, 1.0) *
        (cosine_share * cosine + (1 - cosine_share) * containment);
    at(likeness.traits, Trait::telling) = std::sqrt(common.highest);
    at(likeness.traits, Trait::number) = common.number ? 1 : 0;
    at(likeness.traits, Trait::general) = std::min(common.general, most_general);
    for (Reason& reason : likeness.why) reason.weight /= common.sum;
  }
  if (of_x.concepts > 0 && of_y.concepts > 0)
    at(likeness.traits, Trait::coverage) =
        (common.covered_a / of_x.concepts + common.covered_b / of_y.concepts) / 2;
  add_circumstances(x, y, of_x.first && of_y.first, likeness);
  const double context = context_of(sentences_a_[x.sentence], sentences_b_[y.sentence]);
  at(likeness.traits, Trait::context) = context;
  if (context > 0) likeness.why.push_back({Reason::Kind::context, 0, 0, x.span, y.span, context});
  return likeness;
}

}  // namespace detente
