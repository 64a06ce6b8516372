// SPDX-License-Identifier: Apache-2.0
#include "command/fatalism.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/lead_series.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

using Lines = std::array<FatalismLine, 3>;

/// "the base rates"
std::string within_sentence(const FatalismLine& line) {
  std::string title = line.title;
  title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return "the " + title;
}

std::vector<std::string> titles_with(const Lines& lines, Bearing bearing) {
  std::vector<std::string> out;
  for (const FatalismLine& line : lines)
    if (line.bearing == bearing) out.push_back(within_sentence(line));
  return out;
}

std::string verdict_words(ClaimVerdict verdict) {
  if (verdict == ClaimVerdict::doomed) return "is borne out";
  return verdict == ClaimVerdict::not_doomed ? "is contradicted"
                                             : "can be neither borne out nor contradicted";
}

Sentence claim_sentence(ClaimVerdict verdict, const Lines& lines) {
  std::array<std::size_t, 3> counts{};
  Sentence out;
  for (const FatalismLine& line : lines) {
    ++counts.at(static_cast<std::size_t>(line.bearing));
    out.sources = merged_ids(std::move(out.sources), line.sources);
  }
  out.text = fmt::format(
      "That the relationship is doomed to get worse {} by the evidence at hand: of "
      "three lines of evidence {} say worse, {} say not worse and {} cannot tell.",
      verdict_words(verdict), counts[0], counts[1], counts[2]);
  return out;
}

Sentence rule_sentence() {
  return {
      "The claim would be borne out where two lines or more could tell and all of these said "
      "worse, and contradicted where two or more said not worse and none said worse; a line "
      "whose 90 % interval holds its threshold cannot tell.",
      {}};
}

/// Where the lines agree and where not, and whether they are independent.
Sentence agreement_sentence(const Lines& lines) {
  const auto worse = titles_with(lines, Bearing::worse);
  const auto not_worse = titles_with(lines, Bearing::not_worse);
  const auto silent = titles_with(lines, Bearing::cannot_tell);
  std::vector<std::string> parts;
  if (!worse.empty()) parts.push_back(join_list(worse) + " for worse");
  if (!not_worse.empty()) parts.push_back(join_list(not_worse) + " for not worse");
  std::string text;
  if (parts.empty())
    text = "None of the lines can tell, so that they neither support nor contradict one another";
  else
    text = fmt::format("The lines {}: {}{}",
                       parts.size() == 2 ? "contradict one another"
                                         : "do not contradict one "
                                           "another",
                       join(parts, ", "),
                       silent.empty() ? "" : ", while " + join_list(silent) + " cannot tell");
  Sentence out;
  for (const std::string& id : lines[0].sources)
    if (std::ranges::find(lines[2].sources, id) != lines[2].sources.end())
      out.sources.push_back(id);
  text += out.sources.empty() ? "; no two of them rest on the same source"
                              : "; the spiral and the outlook rest in part on the same source and "
                                "are so far not independent";
  out.text = text + '.';
  return out;
}

Sentence change_sentence(const Lines& lines) {
  Sentence out;
  std::vector<std::string> parts;
  for (const FatalismLine& line : lines) {
    parts.push_back("for " + within_sentence(line) + " " + join_list(line.change));
    out.sources = merged_ids(std::move(out.sources), line.sources);
  }
  out.text = "What could change this: " + join(parts, "; ") + ".";
  return out;
}

}  // namespace

std::string since(const std::vector<std::string>& clauses) {
  return clauses.empty() ? std::string() : ", since " + join_list(clauses);
}

void settle(FatalismLine& line, Bearing (*rule)(std::span<const Bearing> pieces)) {
  std::vector<Bearing> bearings;
  bearings.reserve(line.pieces.size());
  for (const FatalismPiece& piece : line.pieces) bearings.push_back(piece.ruling.bearing);
  line.bearing = rule(bearings);
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    line.sources = merged_ids(std::move(line.sources), line.pieces[i].sources);
    if (!line.shown && line.pieces[i].ruling.bearing == line.bearing) line.shown = i;
  }
  if (!line.shown && !line.pieces.empty()) line.shown = 0;
  if (line.bearing != Bearing::cannot_tell || !line.shown) return;
  line.why = line.pieces[*line.shown].ruling.why;
  if (line.why.empty()) line.why.emplace_back("its pieces of evidence contradict each other");
}

Fatalism fatalism_of(const Case& record, Day as_of, const Evidence& evidence) {
  std::array<ExplainedLine, 3> explained{spiral_line(evidence.spirals, as_of),
                                         base_rate_line(record, as_of),
                                         outlook_line(evidence.outlook)};
  Fatalism out;
  std::array<Bearing, 3> bearings{};
  for (std::size_t i = 0; i < explained.size(); ++i) {
    out.lines.at(i) = std::move(explained.at(i).line);
    bearings.at(i) = out.lines.at(i).bearing;
  }
  out.verdict = claim_verdict(bearings);
  out.sentences = {claim_sentence(out.verdict, out.lines), rule_sentence()};
  for (ExplainedLine& one : explained)
    std::ranges::move(one.sentences, std::back_inserter(out.sentences));
  out.sentences.push_back(agreement_sentence(out.lines));
  out.sentences.push_back(change_sentence(out.lines));
  return out;
}

Sentence verdict_sentence(const Fatalism& fatalism) { return fatalism.sentences.front(); }

}  // namespace detente
