// SPDX-License-Identifier: Apache-2.0
#include "text/compare.hpp"

#include <algorithm>
#include <set>

namespace detente {

namespace {

constexpr int stances = 2;
constexpr double surely = 0.5;  // the score from which a difference is a contradiction

using Entries = std::set<std::uint32_t>;

/// All that a text names, in its points or not.
Entries named_in(const TextWords& text) {
  Entries named;
  for (const SentenceWords& sentence : text.sentences) {
    for (const Match& match : sentence.concepts) named.insert(match.entry);
    for (const Match& match : sentence.nested) named.insert(match.entry);
  }
  return named;
}

bool is_side(const std::string& who) { return who != "both" && who != "other"; }

/// The one amount of a unit that the point has, if it has just one.
const Amount* only_of(const Point& point, const std::string& unit) {
  const Amount* only = nullptr;
  for (const Amount& amount : point.amounts) {
    if (amount.unit != unit) continue;
    if (only != nullptr) return nullptr;
    only = &amount;
  }
  return only;
}

std::string different_number(const Point& a, const Point& b) {
  for (const Amount& amount : a.amounts) {
    // Days differ by time zones, and bare counts count anything.
    if (amount.unit == "date" || amount.unit == "count" || amount.unit == "ordinal") continue;
    const Amount* x = only_of(a, amount.unit);
    const Amount* y = only_of(b, amount.unit);
    if (x != nullptr && y != nullptr && !same_amount(*x, *y))
      return "number: " + to_string(*x) + " and " + to_string(*y);
  }
  return {};
}

/// Whether the link rests on a formula of one side that answers another formula of the other, such
/// as the one-China policy and the one-China principle, and on no other object that both name:
/// the same matter, and not the same thing. Gives both labels.
std::string rival_formulae(const Link& link, const Lexicon& lexicon,
                           const std::array<std::string, 2>& parties) {
  std::string rivals;
  for (const Reason& reason : link.why) {
    const Concept& x = lexicon.data().concepts[reason.entry_a];
    const Concept& y = lexicon.data().concepts[reason.entry_b];
    if (reason.kind == Reason::Kind::concept_named && is_object(x, parties) && x.kind != "place")
      return {};
    const bool of_sides = !x.side.empty() && !y.side.empty() && x.side != y.side;
    if (reason.kind == Reason::Kind::counterpart && of_sides && rivals.empty())
      rivals = "formula: " + x.label + " and " + y.label;
  }
  return rivals;
}

/// What the linked points contradict each other in; empty where in nothing.
std::string contradiction_of(const Link& link, const Point& a, const Point& b) {
  const bool same_concept = std::ranges::any_of(
      link.why, [](const Reason& reason) { return reason.kind == Reason::Kind::concept_named; });
  if (link.score < surely || !same_concept) return {};
  // For and against: by one holder only where both take a stand; else each side for itself.
  const bool one_holder =
      a.who == b.who && a.who != "other" && a.binding >= stances && b.binding >= stances;
  const bool each_side = is_side(a.who) && is_side(b.who) && a.who != b.who;
  if (a.polarity != b.polarity && (one_holder || each_side))
    return a.polarity > 0 ? "polarity: for and against" : "polarity: against and for";
  if (std::string number = different_number(a, b); !number.empty()) return number;
  if (a.binding >= promises && b.binding >= promises && is_side(a.who) && is_side(b.who) &&
      a.who != b.who)
    return "bound party: " + a.who + " and " + b.who;
  return {};
}

Judged judge(const Link& link, const TextComparison& all, const Lexicon& lexicon) {
  const Point &a = all.a[link.a], &b = all.b[link.b];
  Judged judged{.link = link};
  judged.contradiction = contradiction_of(link, a, b);
  // A party that is bound elsewhere in the other text as well is no contradiction.
  const auto has_partner = [&](const Point& point, const std::vector<Point>& points) {
    return std::ranges::any_of(points, [&](const Point& other) {
      return other.who == point.who && other.issue == point.issue && other.binding >= promises;
    });
  };
  if (judged.contradiction.starts_with("bound") && (has_partner(a, all.b) || has_partner(b, all.a)))
    judged.contradiction.clear();
  if (judged.contradiction.empty())
    judged.contradiction = rival_formulae(link, lexicon, all.parties);
  if (!judged.contradiction.empty()) {
    judged.finding = Finding::contradictory;
    return judged;
  }
  const int apart = std::abs(a.binding - b.binding);
  if (apart >= 2) judged.finding = Finding::stronger;
  judged.stronger_a = a.binding > b.binding;
  return judged;
}

std::vector<Alone> alone(const std::vector<Point>& points, const std::vector<bool>& linked,
                         const Entries& other, const Lexicon& lexicon,
                         const std::array<std::string, 2>& parties) {
  std::vector<Alone> found;
  for (std::size_t i = 0; i < points.size(); ++i) {
    Alone one{.point = i, .missing = {}, .linked = linked[i]};
    for (const Mention& mention : points[i].mentions) {
      const Concept& named = lexicon.data().concepts[mention.entry];
      // A formula inside another (the red line in the "first red line") is mentioned all the same.
      const bool counts = !mention.aside || named.kind == "formula";
      if (counts && !other.contains(mention.entry) && is_object(named, parties))
        one.missing.push_back(mention);
    }
    if (!one.linked || !one.missing.empty()) found.push_back(std::move(one));
  }
  return found;
}

void add_shares(const std::vector<Point>& points, std::vector<IssueShare>& issues,
                std::size_t IssueShare::*count, double IssueShare::*share,
                std::size_t IssueShare::*place) {
  double all = 0;
  std::size_t next = 0;
  for (const Point& point : points) {
    const auto issue = std::ranges::find(issues, point.issue, &IssueShare::issue);
    if (issue == issues.end()) continue;
    const double bytes = point.span.end - point.span.begin;
    ++((*issue).*count);
    (*issue).*share += bytes;
    if ((*issue).*place == 0) (*issue).*place = ++next;
    all += bytes;
  }
  for (IssueShare& issue : issues) issue.*share = all > 0 ? issue.*share / all : 0;
}

std::vector<IssueShare> shares_of(const TextComparison& all) {
  std::vector<IssueShare> issues;
  for (const std::string& label : issue_labels()) issues.push_back({.issue = label});
  add_shares(all.a, issues, &IssueShare::points_a, &IssueShare::share_a, &IssueShare::place_a);
  add_shares(all.b, issues, &IssueShare::points_b, &IssueShare::share_b, &IssueShare::place_b);
  std::erase_if(issues, [](const IssueShare& one) { return one.points_a + one.points_b == 0; });
  return issues;
}

}  // namespace

TextComparison compare_texts(std::string_view a, std::string_view b, const Lexicon& lexicon) {
  TextComparison all;
  const TextWords words_a = read_words(a, lexicon), words_b = read_words(b, lexicon);
  all.parties = parties_of(lexicon, words_a, words_b);
  all.issuers = {words_a.issuer, words_b.issuer};
  all.a = points_of(words_a, lexicon, all.parties);
  all.b = points_of(words_b, lexicon, all.parties);
  std::vector<bool> linked_a(all.a.size()), linked_b(all.b.size());
  for (const Link& link : align(all.a, all.b, lexicon, all.parties)) {
    linked_a[link.a] = linked_b[link.b] = true;
    all.links.push_back(judge(link, all, lexicon));
  }
  all.only_a = alone(all.a, linked_a, named_in(words_b), lexicon, all.parties);
  all.only_b = alone(all.b, linked_b, named_in(words_a), lexicon, all.parties);
  all.issues = shares_of(all);
  return all;
}

}  // namespace detente
