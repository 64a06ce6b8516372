// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/faults.hpp"

namespace detente {

/// What an id names. `side` is an actor that must be one of the case's two.
enum class IdKind {
  actor,
  side,
  channel,
  event,
  source,
  issue,
  series,
  commitment,
  recommendation,
  step,
  interest
};

/// Collects the ids that a case defines and those that it refers to, over all its files, so that
/// each reference can be resolved once everything has been read, in whichever order.
class Index {
 public:
  /// Says that `id` is defined at `place`; a second definition is a fault.
  void define(IdKind kind, const std::string& id, const Place& place, Faults& faults);
  void refer(IdKind kind, std::string id, const Place& place);
  void set_sides(const std::array<std::string, 2>& sides) { sides_ = sides; }
  /// The file that defines these ids could not be read: references to them are not to be reported
  /// as well.
  void distrust(IdKind kind) { distrusted_.at(static_cast<std::size_t>(kind)) = true; }
  [[nodiscard]] bool trusts(IdKind kind) const {
    return !distrusted_.at(static_cast<std::size_t>(kind));
  }
  /// A fault for each reference that leads nowhere, with the nearest id where one is near.
  void resolve(Faults& faults) const;

 private:
  struct Reference {
    IdKind kind;
    std::uint32_t file, line, column;
    std::string id;
  };
  [[nodiscard]] std::string dangling(IdKind kind, const std::string& id, bool suggest) const;

  std::array<std::unordered_map<std::string, Place>, 11> ids_;
  std::array<bool, 11> distrusted_{};
  std::vector<Reference> references_;
  std::vector<std::string> files_;
  std::array<std::string, 2> sides_;
};

}  // namespace detente
