// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "events/dedupe.hpp"
#include "events/input.hpp"
#include "events/read_events.hpp"
#include "store/manifest.hpp"

namespace detente {

/// What the commands about coded events are told, as typed.
struct EventOptions {
  std::vector<std::string> inputs;  ///< files, folders, globs, "-"; or one event store
  std::string source = "auto";
  std::string codes = "auto";  ///< auto, cameo, weis
  std::string dedupe;          ///< empty: not said
  bool drop_mirrors = false;
  std::string dyad, actors, from, to;  ///< empty: not said
  double max_bad = 0.001;
  int threads = 0;  ///< 0: as many as the machine has
};

/// At least 1.
int thread_count(int wanted);
/// "USA:CHN" → two states; none where it is empty. Kind::usage.
Result<std::vector<std::string>> dyad_of(const std::string& text);
/// "USA,CHN" → the states. Kind::usage.
Result<std::vector<std::string>> states_of(const std::string& text);
/// First or last day of a date; nothing where it is empty. Kind::usage.
Result<std::optional<Day>> bound_of(std::string_view option, const std::string& text, bool last);
Result<std::optional<Dedupe>> dedupe_option(const std::string& text);
Result<SourceChoice> choice_of(const EventOptions& options);
/// The rules of a new store.
Result<StoreRules> rules_of(const EventOptions& options);

/// Is this one argument an event store?
bool is_store(const std::vector<std::string>& inputs);
/// All texts of all inputs.
Result<std::vector<InputPart>> parts_of_all(const std::vector<std::string>& inputs);

/// Fails with Kind::input where more of the rows were bad than is allowed, and says which.
Result<void> check_bad(const ReadReport& report, double most, const std::string& examples);
/// How many rows of which source, what was mended, which names are unknown; in sentences.
std::vector<Sentence> reading_sentences(const ReadReport& report);

}  // namespace detente
