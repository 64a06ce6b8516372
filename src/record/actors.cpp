// SPDX-License-Identifier: Apache-2.0
#include "record/actors.hpp"

#include <algorithm>

namespace detente {

bool belongs_to(const Case& record, std::string_view actor, std::string_view whole) {
  while (actor != whole) {
    const auto found = std::ranges::find(record.actors, actor, &Actor::id);
    if (found == record.actors.end() || found->of.empty()) return false;
    actor = found->of;
  }
  return true;
}

std::string side_of(const Case& record, std::string_view actor) {
  for (const std::string& side : record.sides)
    if (belongs_to(record, actor, side)) return side;
  return {};
}

std::string name_of(const Case& record, std::string_view id) {
  const auto actor = std::ranges::find(record.actors, id, &Actor::id);
  if (actor == record.actors.end()) return std::string(id);
  return actor->short_name.empty() ? actor->name : actor->short_name;
}

}  // namespace detente
