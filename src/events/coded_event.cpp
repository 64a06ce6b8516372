// SPDX-License-Identifier: Apache-2.0
#include "events/coded_event.hpp"

#include <array>

#include "events/dedupe.hpp"

namespace detente {

namespace {

constexpr std::array<std::string_view, 8> source_names{"gdelt1",  "gdelt2",  "mentions", "icews",
                                                       "phoenix", "polecat", "keds",     "generic"};
constexpr std::array<std::string_view, 3> dedupe_names{"none", "story", "one-a-day"};

template <typename Enum, std::size_t N>
std::optional<Enum> find_word(const std::array<std::string_view, N>& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(EventSource source) {
  return source_names[static_cast<std::size_t>(source)];
}

std::optional<EventSource> event_source_of(std::string_view word) {
  return find_word<EventSource>(source_names, word);
}

std::string_view to_string(Dedupe dedupe) { return dedupe_names[static_cast<std::size_t>(dedupe)]; }

std::optional<Dedupe> dedupe_of(std::string_view word) {
  return find_word<Dedupe>(dedupe_names, word);
}

}  // namespace detente
