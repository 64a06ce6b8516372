// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace detente {

/// Which rows are one event.
enum class Dedupe {
  none,       ///< each row is an event
  story,      ///< rows with the same day, actors, code and story are one; without a story, none
  one_a_day,  ///< rows with the same day, actors and code are one, whatever the story
};
std::string_view to_string(Dedupe dedupe);  ///< "none", "story", "one-a-day"
std::optional<Dedupe> dedupe_of(std::string_view word);

/// Which rows are events of their own, where not all are.
struct DedupeRule {
  Dedupe dedupe = Dedupe::story;
  bool drop_mirrors = false;
};

}  // namespace detente
