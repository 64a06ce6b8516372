// SPDX-License-Identifier: Apache-2.0
#include "text/point_issues.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace detente {

namespace {

// What narrows a point down counts in full; what nearly every readout has counts less: peace and
// the world order, one's own system, the relationship as such, the form of a talk, a person's
// field.
constexpr double of_relations = 0.5, of_world = 0.3, of_system = 0.3, of_visit = 0.6,
                 of_talk = 0.17, of_person = 0.12;
constexpr double no_object = 1.0 / 3;               // of concepts that are no object of a point
constexpr double around = 0.2, most_around = 0.15;  // of the words of the sentence around it
constexpr double bilateral = 0.2;                   // "the two countries" say it is between them
constexpr double settled = 0.5;  // votes from which a point's own words tell what it is about

/// How much a concept says that a point is about its issue.
double vote(const Concept& one, const std::array<std::string, 2>& parties) {
  if (one.issue.empty()) return 0;
  if (is_party(one, parties)) return is_specific(one.issue) ? of_person : 0;
  if (one.issue == "channels" && one.kind == "talks")
    return one.id.starts_with("visit-") || one.id == "state-visit" ? of_visit : of_talk;
  const double weight = one.issue == "channels"           ? 1
                        : !is_specific(one.issue)         ? of_relations
                        : one.issue == "domestic-systems" ? of_system
                        : one.issue == "multilateral"     ? of_world
                                                          : 1;
  return is_object(one, parties) ? weight : weight * no_object;
}

/// "Agreed to set up a board of trade" and a council: the mechanism itself, whatever it is to talk
/// about. What is set up follows soon in English and Chinese; behind it in a list stands another
/// mechanism and nothing else.
bool founds_channel(const Point& point, const SentenceWords& sentence, const Lexicon& lexicon,
                    const std::array<std::string, 2>& parties) {
  constexpr std::uint32_t soon = 40;  // bytes
  const auto concept_at = [&](std::uint32_t entry) -> const Concept& {
    return lexicon.data().concepts[entry];
  };
  const auto is_mechanism = [](const Concept& one) {
    return one.kind == "channel" || one.id == "mechanism" || one.id == "forum";
  };
  bool only_mechanisms = false;
  for (const Mention& founded : point.mentions) {
    const Concept& one = concept_at(founded.entry);
    if (is_object(one, parties) && !founded.aside) {
      only_mechanisms = is_mechanism(one);
      if (!only_mechanisms) break;
    }
  }
  return std::ranges::any_of(sentence.concepts, [&](const Match& match) {
    if (concept_at(match.entry).id != "establishment") return false;
    const std::uint32_t end = sentence.tokens[match.last - 1].span.end;
    if (end <= point.span.begin) return only_mechanisms;
    return std::ranges::any_of(point.mentions, [&](const Mention& founded) {
      return is_mechanism(concept_at(founded.entry)) && founded.span.begin >= end &&
             founded.span.begin - end <= soon;
    });
  });
}

/// One of the family "manner of the talk": direct, substantive, successful.
bool is_manner(std::uint32_t entry, const Lexicon& lexicon) {
  return std::ranges::any_of(lexicon.kin(entry), [&](std::uint32_t other) {
    return lexicon.data().concepts[other].id == "candid";
  });
}

/// "Will hold a candid dialogue" is about talking, although "candid" is about the relationship:
/// a talk to come, and no formula of the relationship but what says how it is to be held.
bool is_talk_to_come(const Point& point, const Lexicon& lexicon) {
  if (point.issue != "relationship" || point.tone || point.binding <= 1) return false;
  bool talk = false, formula = false;
  for (const Mention& mention : point.mentions) {
    const Concept& one = lexicon.data().concepts[mention.entry];
    talk = talk || (one.kind == "talks" && one.issue == "channels");
    formula = formula ||
              (one.kind == "formula" && one.issue == "relationship" && one.id != "mutual-respect");
  }
  return talk && !formula;
}

}  // namespace

bool is_specific(const std::string& issue) {
  return !issue.empty() && issue != "relationship" && issue != "other" && issue != "channels";
}

bool is_matter(const std::string& issue) {
  return is_specific(issue) && issue != "multilateral" && issue != "domestic-systems";
}

bool is_tone(const Point& point, const Lexicon& lexicon) {
  bool quality = false, manner = false, talk = false, this_talk = false;
  for (const Mention& mention : point.mentions) {
    const Concept& one = lexicon.data().concepts[mention.entry];
    if (one.kind != "talks" && one.kind != "general") continue;
    quality = quality || one.issue == "relationship" || is_manner(mention.entry, lexicon);
    manner = manner || (one.issue == "relationship" && one.kind == "talks");
    talk = talk || one.issue == "channels";
    this_talk =
        this_talk || one.id == "meeting" || one.id == "phone-call" || one.id == "video-call";
  }
  // "Agreed that the meeting was useful", and not "agreed to engage openly": that is yet to come.
  if (point.binding > 1) return point.binding == 5 && quality && this_talk;
  return (manner && point.who == "both") || (quality && talk);
}

void settle_issue(Point& point, const SentenceWords& sentence, const Lexicon& lexicon,
                  const std::array<std::string, 2>& parties) {
  std::map<std::string, double> votes, near;
  bool two_states = false;
  for (const Mention& mention : point.mentions) {
    const Concept& one = lexicon.data().concepts[mention.entry];
    two_states = two_states || (one.side == "both" && one.kind == "actor" && !one.issue.empty());
    if (!mention.aside) votes[one.issue] += vote(one, parties);
  }
  for (const Match& match : sentence.concepts) {
    const Concept& one = lexicon.data().concepts[match.entry];
    near[one.issue] += around * vote(one, parties);
  }
  if (two_states && votes["channels"] == 0) votes["relationship"] += bilateral;
  for (const auto& [issue, sum] : near) votes[issue] += std::min(sum, most_around);
  const auto most = std::ranges::max_element(votes, {}, [](const auto& v) { return v.second; });
  if (most != votes.end() && most->second > 0) point.issue = most->first;
  point.sure_issue = most != votes.end() && most->second >= settled;
  if (is_talk_to_come(point, lexicon)) point.issue = "channels";
  const bool form = point.issue.empty() || point.issue == "channels";
  const bool founds = founds_channel(point, sentence, lexicon, parties);
  if (founds) point.issue = "channels";
  if (form && point.tone) point.issue = "relationship";
  point.sure_issue = point.sure_issue || founds || (form && point.tone);
}

namespace {

/// The matter of at least two of the points and half of them, and of three in five that have one.
std::string main_issue(std::span<const Point> points) {
  std::map<std::string, std::size_t> count;
  std::size_t all = 0;
  for (const Point& point : points) {
    if (!is_matter(point.issue)) continue;
    ++count[point.issue];
    ++all;
  }
  const auto most = std::ranges::max_element(count, {}, [](const auto& c) { return c.second; });
  if (most == count.end() || most->second < 2 || 2 * most->second < points.size() ||
      5 * most->second < 3 * all)
    return {};
  return most->first;
}

/// What a whole text is about: the matter of two of its points and a third of those with an issue.
std::string issue_of_text(const std::vector<Point>& points) {
  std::map<std::string, std::size_t> count;
  std::size_t all = 0;
  for (const Point& point : points) {
    all += point.issue.empty() ? 0U : 1U;
    if (is_matter(point.issue)) ++count[point.issue];
  }
  const auto most = std::ranges::max_element(count, {}, [](const auto& c) { return c.second; });
  const bool is_main = most != count.end() && most->second >= 2 && 3 * most->second >= all;
  return is_main ? most->first : "";
}

/// The relationship itself, which a passage on another matter does not swallow; what trade or
/// technology are wished to be like as well ("win-win") it does.
bool is_of_relations(const Point& point, const Lexicon& lexicon) {
  constexpr std::array<std::string_view, 6> of_any{
      "win-win-cooperation", "mutual-respect",
      "equal-consultation",  "right-to-development",
      "common-interests",    "common-understandings-of-the-two-heads-of-state"};
  return point.issue == "relationship" &&
         std::ranges::any_of(point.mentions, [&](const Mention& mention) {
           const Concept& one = lexicon.data().concepts[mention.entry];
           return one.kind == "formula" && one.issue == "relationship" && !mention.aside &&
                  std::ranges::find(of_any, one.id) == of_any.end();
         });
}

/// The war that a text is about, where it is about one alone.
std::string only_war(const std::vector<Point>& points) {
  const auto any = [&](const char* issue) {
    return std::ranges::find(points, issue, &Point::issue) != points.end();
  };
  const bool ukraine = any("ukraine-russia"), east = any("middle-east");
  if (ukraine == east) return {};
  return ukraine ? "ukraine-russia" : "middle-east";
}

/// A ceasefire, peace talks, a humanitarian crisis: of the war that the paragraph named last, or
/// that is the text's only one.
void settle_wars(std::span<Point> paragraph, const Lexicon& lexicon, std::string war) {
  constexpr std::array<std::string_view, 6> of_wars{"peace-talks",         "ceasefire", "crisis",
                                                    "humanitarian-crisis", "war",       "peace"};
  const auto concept_at = [&](const Mention& mention) -> const Concept& {
    return lexicon.data().concepts[mention.entry];
  };
  for (Point& point : paragraph) {
    bool about_war = false, about_world = false;
    for (const Mention& mention : point.mentions) {
      const Concept& one = concept_at(mention);
      about_war = about_war || std::ranges::find(of_wars, one.id) != of_wars.end();
      about_world = about_world || one.id == "world";  // "world peace" is of no one war
      if (!mention.aside && (one.issue == "ukraine-russia" || one.issue == "middle-east"))
        war = one.issue;
    }
    const bool open = !is_matter(point.issue) || !point.sure_issue;
    if (about_war && !about_world && open && !war.empty()) point.issue = war;
  }
}

}  // namespace

void settle_issues(std::vector<Point>& points, const Lexicon& lexicon) {
  const std::string whole = issue_of_text(points), war = only_war(points);
  for (std::size_t first = 0; first < points.size();) {
    std::size_t last = first + 1;
    while (last < points.size() && points[last].paragraph == points[first].paragraph) ++last;
    const std::span<Point> paragraph = std::span(points).subspan(first, last - first);
    std::string main = main_issue(paragraph);
    if (main.empty() && std::ranges::none_of(paragraph, is_matter, &Point::issue)) main = whole;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
      Point& point = paragraph[i];
      const bool vague =
          !is_of_relations(point, lexicon) &&
          (!point.sure_issue || point.issue == "multilateral" || point.issue == "relationship");
      if (!main.empty() && !point.tone && vague) point.issue = main;
      if (i > 0 && point.issue == "channels" && !point.sure_issue && !point.tone &&
          is_matter(paragraph[i - 1].issue))
        point.issue = paragraph[i - 1].issue;
      if (point.issue.empty()) point.issue = i > 0 ? paragraph[i - 1].issue : "relationship";
    }
    settle_wars(paragraph, lexicon, war);
    first = last;
  }
}

}  // namespace detente
