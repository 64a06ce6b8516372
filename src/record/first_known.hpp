// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "record/types.hpp"

namespace detente {

/// By id, the first day on which anything was known of a thing that has no date of its own; a thing
/// of which nothing is dated is not there.
class FirstDays {
 public:
  void note(const std::string& id, Day day);
  [[nodiscard]] bool is_later(const std::string& id, Day day) const;

 private:
  std::map<std::string, Day, std::less<>> days_;
};

/// A channel is known from its first event, need or source on, an issue from what is first said or
/// done about it, a series from its first figure.
struct FirstKnown {
  FirstDays channels, issues, series;
};
FirstKnown first_known(const Case& record);

/// The ids of channels and series that the rules of recommended steps name: what is recommended of
/// them is known of them.
std::set<std::string, std::less<>> named_by_rules(const Case& record);

}  // namespace detente
