// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "record/actors.hpp"
#include "record/types.hpp"
#include "report/document.hpp"

/// Small questions about a record that several commands ask.
namespace detente {

/// The record with this id, or null.
template <typename T>
const T* find(const std::vector<T>& records, std::string_view id) {
  for (const T& record : records) {
    if (record.id == id) return &record;
  }
  return nullptr;
}

std::vector<std::string> names_of(const Case& record, const std::vector<std::string>& actors);

/// Kind::usage, naming the nearest id, where no record of `records` has this one.
template <typename T>
Result<const T*> require(const std::vector<T>& records, std::string_view id, std::string_view what);
Error no_such(std::string_view what, std::string_view id, const std::vector<std::string>& known);

/// Whether another series counts out of this one, which makes it the size of a sample.
bool is_sample_size(const Case& record, const Series& series);

/// Null for an absent value.
Json json_of(const std::optional<Date>& date);
Json json_of(const std::string& text);
Json json_of(const std::optional<Quantity>& quantity);
Json json_of(const std::optional<double>& number);
/// {"text", "source", "known", "distance"} by side; null for a side without an account.
Json json_of(const Case& record, const Accounts& accounts);
/// The same for people: {"text", "source"} by the side's name, where a side without an account says
/// `silence`.
Json said_by_each(const Case& record, const Accounts& accounts, std::string_view silence);
/// The members of an accounts field that CSV spreads: "USA.text", "USA.source", …
std::vector<std::string> account_members(const Case& record);

template <typename T>
Result<const T*> require(const std::vector<T>& records, std::string_view id,
                         std::string_view what) {
  if (const T* found = find(records, id)) return found;
  std::vector<std::string> known;
  known.reserve(records.size());
  for (const T& record : records) known.push_back(record.id);
  return tl::unexpected(no_such(what, id, known));
}

}  // namespace detente
