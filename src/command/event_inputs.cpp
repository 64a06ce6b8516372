// SPDX-License-Identifier: Apache-2.0
#include "command/event_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/text.hpp"
#include "command/typed.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

bool is_state(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

Result<std::vector<std::string>> checked_states(std::string_view option,
                                                std::vector<std::string> states) {
  for (const std::string& state : states)
    if (!is_state(state))
      return fail(
          Error::Kind::usage,
          fmt::format("{}: \"{}\" is no state code of three capital letters", option, state));
  return states;
}

}  // namespace

int thread_count(int wanted) {
  return wanted > 0 ? wanted : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<std::vector<std::string>> dyad_of(const std::string& text) {
  if (text.empty()) return std::vector<std::string>();
  auto states = split(text, ':');
  if (states.size() != 2 || states[0] == states[1])
    return fail(Error::Kind::usage,
                fmt::format("--dyad: \"{}\" is no dyad; write two states, as USA:CHN", text));
  return checked_states("--dyad", std::move(states));
}

Result<std::vector<std::string>> states_of(const std::string& text) {
  if (text.empty()) return std::vector<std::string>();
  return checked_states("--actors", split(text, ','));
}

Result<std::optional<Day>> bound_of(std::string_view option, const std::string& text, bool last) {
  const auto date = date_option(option, text);
  if (!date) return tl::unexpected(date.error());
  if (!*date) return std::optional<Day>();
  return std::optional(last ? (*date)->last() : (*date)->first());
}

Result<std::optional<Dedupe>> dedupe_option(const std::string& text) {
  if (text.empty()) return std::optional<Dedupe>();
  const auto dedupe = dedupe_of(text);
  if (!dedupe)
    return fail(Error::Kind::usage,
                fmt::format("--dedupe: \"{}\" is none of none, story, one-a-day", text));
  return dedupe;
}

Result<SourceChoice> choice_of(const EventOptions& options) {
  auto choice = source_choice(options.source);
  if (choice && options.codes != "auto")
    choice->codes = options.codes == "weis" ? CodeSystem::weis : CodeSystem::cameo;
  return choice;
}

Result<StoreRules> rules_of(const EventOptions& options) {
  const auto choice = choice_of(options);
  if (!choice) return tl::unexpected(choice.error());
  const auto dedupe = dedupe_option(options.dedupe);
  if (!dedupe) return tl::unexpected(dedupe.error());
  const auto dyad = dyad_of(options.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  const auto actors = states_of(options.actors);
  if (!actors) return tl::unexpected(actors.error());
  const auto from = bound_of("--from", options.from, false);
  if (!from) return tl::unexpected(from.error());
  const auto to = bound_of("--to", options.to, true);
  if (!to) return tl::unexpected(to.error());
  return StoreRules{.source = options.source,
                    .codes = options.codes,
                    .dedupe = dedupe->value_or(Dedupe::story),
                    .drop_mirrors = options.drop_mirrors,
                    .dyad = *dyad,
                    .actors = *actors,
                    .from = *from,
                    .to = *to};
}

bool is_store(const std::vector<std::string>& inputs) {
  std::error_code error;
  return inputs.size() == 1 &&
         std::filesystem::exists(std::filesystem::path(inputs[0]) / manifest_name, error);
}

Result<std::vector<InputPart>> parts_of_all(const std::vector<std::string>& inputs) {
  const auto files = list_inputs(inputs);
  if (!files) return tl::unexpected(files.error());
  std::vector<InputPart> all;
  for (const auto& file : *files) {
    auto parts = parts_of(file);
    if (!parts) return tl::unexpected(parts.error());
    all.insert(all.end(), std::make_move_iterator(parts->begin()),
               std::make_move_iterator(parts->end()));
  }
  return all;
}

Result<void> check_bad(const ReadReport& report, double most, const std::string& examples) {
  if (static_cast<double>(report.bad) <= most * static_cast<double>(report.rows)) return {};
  return fail(
      Error::Kind::input,
      fmt::format("{} of {} rows cannot be read, more than the allowed {:g} % (--max-bad):{}",
                  report.bad, report.rows, most * 100, examples));
}

std::vector<Sentence> reading_sentences(const ReadReport& report) {
  std::vector<Sentence> sentences;
  std::vector<std::string> sources;
  sources.reserve(report.by_source.size());
  for (const auto& [source, rows] : report.by_source)
    sources.push_back(fmt::format("{} of {}", rows, to_string(source)));
  sentences.push_back(
      {fmt::format("{} read{}{}; {} could not be.", counted(report.rows, "row was", "rows were"),
                   sources.empty() ? "" : ": ", join_list(sources), report.bad)});
  for (const auto& [what, count] : report.repairs)
    sentences.push_back(
        {fmt::format("Mended in {} {}: {}.", count, count == 1 ? "row" : "rows", what)});
  std::vector<std::string> names;
  for (const auto& [name, count] : report.unknown_states)
    if (names.size() < 12) names.push_back(fmt::format("\"{}\" ({})", name, count));
  if (!names.empty())
    sentences.push_back(
        {fmt::format("Names that are no known state, and count as none: {}{}.", join_list(names),
                     report.unknown_states.size() > names.size() ? ", and others" : "")});
  return sentences;
}

}  // namespace detente
