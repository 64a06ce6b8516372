// SPDX-License-Identifier: Apache-2.0
#include "command/dyad_choice.hpp"

#include "command/event_inputs.hpp"
#include "command/lookup.hpp"
#include "store/event_store.hpp"

namespace detente {

MeasuredDyad dyad_in(const Case& record, const std::array<std::string, 2>& states) {
  return {.states = states, .names = {name_of(record, states[0]), name_of(record, states[1])}};
}

Result<MeasuredDyad> chosen_dyad(const Case& record, const std::string& typed) {
  const auto states = dyad_of(typed);
  if (!states) return tl::unexpected(states.error());
  if (states->empty()) return dyad_in(record, record.sides);
  return dyad_in(record, {(*states)[0], (*states)[1]});
}

Result<MeasuredDyad> chosen_dyad(const EventStore& store, const std::string& typed) {
  auto states = dyad_of(typed);
  if (!states) return tl::unexpected(states.error());
  if (states->empty()) *states = store.manifest().rules.dyad;
  if (states->size() != 2)
    return fail(Error::Kind::usage, "--dyad: name the two states, as USA:CHN");
  return MeasuredDyad{.states = {(*states)[0], (*states)[1]},
                      .names = {(*states)[0], (*states)[1]}};
}

}  // namespace detente
