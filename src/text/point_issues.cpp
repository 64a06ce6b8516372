// SPDX-License-Identifier: Apache-2.0
#include "text/point_issues.hpp"

#include <algorithm>
#include <map>

namespace detente {

namespace {

/// How much a concept says that a point is about its issue.
double vote(const Concept& one, const std::array<std::string, 2>& parties) {
  constexpr double unspecific = 0.3, system = 0.5, person = 0.12;
  if (one.issue.empty()) return 0;
  if (is_party(one, parties)) return is_specific(one.issue) ? person : 0;
  const double weight = !is_specific(one.issue)           ? unspecific
                        : one.issue == "domestic-systems" ? system
                                                          : 1;
  return is_object(one, parties) ? weight : weight / 3;
}

/// "A candid talk": how they talked is about the relationship, whatever the form of the talk.
bool is_tone(const Point& point, const Lexicon& lexicon) {
  const auto names = [&](const char* issue) {
    return std::ranges::any_of(point.mentions, [&](const Mention& mention) {
      const Concept& one = lexicon.data().concepts[mention.entry];
      return one.kind == "talks" && one.issue == issue;
    });
  };
  return point.binding <= 1 && names("relationship") && names("channels");
}

}  // namespace

bool is_specific(const std::string& issue) {
  return !issue.empty() && issue != "relationship" && issue != "other" && issue != "channels";
}

std::string issue_of(const Point& point, const SentenceWords& sentence, const Lexicon& lexicon,
                     const std::array<std::string, 2>& parties) {
  constexpr double around = 0.2, most_around = 0.25;
  std::map<std::string, double> votes, near;
  for (const Mention& mention : point.mentions) {
    const Concept& one = lexicon.data().concepts[mention.entry];
    if (!mention.aside) votes[one.issue] += vote(one, parties);
  }
  for (const Match& match : sentence.concepts) {
    const Concept& one = lexicon.data().concepts[match.entry];
    near[one.issue] += around * vote(one, parties);
  }
  for (const auto& [issue, sum] : near) votes[issue] += std::min(sum, most_around);
  const auto most = std::ranges::max_element(votes, {}, [](const auto& v) { return v.second; });
  const std::string issue = most == votes.end() || most->second == 0 ? "" : most->first;
  const bool form = issue.empty() || issue == "channels";
  return form && is_tone(point, lexicon) ? "relationship" : issue;
}

namespace {

/// The issue of at least half of points first to last - 1, where it has a matter of its own.
std::string main_issue(const std::vector<Point>& points, std::size_t first, std::size_t last) {
  std::map<std::string, std::size_t> count;
  std::size_t specific = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (!is_specific(points[i].issue) || points[i].issue == "multilateral") continue;
    ++count[points[i].issue];
    ++specific;
  }
  const auto most = std::ranges::max_element(count, {}, [](const auto& c) { return c.second; });
  if (most == count.end() || most->second < 2 || 2 * most->second < last - first ||
      5 * most->second < 3 * specific)
    return {};
  return most->first;
}

}  // namespace

void settle_issues(std::vector<Point>& points, const std::vector<const SentenceWords*>& sentences) {
  for (std::size_t first = 0; first < points.size();) {
    std::size_t last = first + 1;
    while (last < points.size() && points[last].paragraph == points[first].paragraph) ++last;
    const std::string main = main_issue(points, first, last);
    for (std::size_t i = first; i < last; ++i) {
      std::string& issue = points[i].issue;
      if (!main.empty() && (issue.empty() || issue == "multilateral" || issue == "relationship"))
        issue = main;
      if (!issue.empty()) continue;
      const bool follows = i > first && sentences[i - 1] == sentences[i];
      issue = follows ? points[i - 1].issue : "relationship";
    }
    first = last;
  }
}

}  // namespace detente
