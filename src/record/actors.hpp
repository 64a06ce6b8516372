// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "record/types.hpp"

namespace detente {

/// Is it this actor, or one that belongs to it, however far down? The chain has no cycle: the case
/// was checked.
bool belongs_to(const Case& record, std::string_view actor, std::string_view whole);

/// The side that an actor is, or belongs to: an office, a person, a firm. Empty where it is of
/// neither.
std::string side_of(const Case& record, std::string_view actor);

/// An actor's short name, else its name, else the id itself.
std::string name_of(const Case& record, std::string_view id);

}  // namespace detente
