// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "command/evidence.hpp"
#include "outlook/fatalism.hpp"

/// Claim C2, that the relationship is bound to get worse, from what a case's analyses say.
namespace detente {

/// One source's radius, one population's share or one measure's forecast.
struct FatalismPiece {
  std::string name;
  Ruling ruling{};
  Estimate figure{};
  std::string text{};    ///< the figure with its interval, in words
  double threshold = 0;  ///< that parts worse from not worse: 1, one half, the latest figure
  std::string remark{};  ///< a clause on what the figure is of; may be empty
  double scale = 1;      ///< in the picture: (figure - threshold) / scale, if it is drawn so
  std::optional<double> near{};  ///< width_needed() of a forecast
  std::vector<std::string> sources{};
};

struct FatalismLine {
  std::string id, title, question;
  Bearing bearing = Bearing::cannot_tell;
  std::vector<FatalismPiece> pieces{};
  std::optional<std::size_t> shown{};  ///< the piece whose figure stands for the line
  std::string otherwise{};             ///< at which level it would say what
  std::vector<std::string> why{};      ///< clauses: why it cannot tell; empty where it can
  std::vector<std::string> change{};   ///< clauses: what evidence would change the answer
  std::vector<std::string> sources{};
};

struct Fatalism {
  ClaimVerdict verdict = ClaimVerdict::cannot_tell;
  std::array<FatalismLine, 3> lines{};  ///< spiral, base rates, outlook
  std::vector<Sentence> sentences{};    ///< at most ten, the verdict first
};

/// The same evidence gives the same words: nothing is typed for one case.
Fatalism fatalism_of(const Case& record, Day as_of, const Evidence& evidence);

/// What the line's pieces come to by the rule, its sources, and the piece that stands for it: the
/// first that says what the line says. Where it cannot tell, `why` is that piece's.
void settle(FatalismLine& line, Bearing (*rule)(std::span<const Bearing> pieces));

/// One line each; the sentences are those that explain it in the brief.
struct ExplainedLine {
  FatalismLine line{};
  std::vector<Sentence> sentences{};
};
ExplainedLine spiral_line(const std::vector<SpiralRun>& runs, Day as_of);
ExplainedLine base_rate_line(const Case& record, Day as_of);
ExplainedLine outlook_line(const std::vector<OutlookRun>& runs);

/// The verdict in one sentence.
Sentence verdict_sentence(const Fatalism& fatalism);
/// ", since one, two and three"; nothing where there is no clause.
std::string since(const std::vector<std::string>& clauses);

}  // namespace detente
