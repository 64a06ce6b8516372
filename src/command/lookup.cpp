// SPDX-License-Identifier: Apache-2.0
#include "command/lookup.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "record/words.hpp"

namespace detente {

std::vector<std::string> names_of(const Case& record, const std::vector<std::string>& actors) {
  std::vector<std::string> names;
  names.reserve(actors.size());
  for (const std::string& actor : actors) names.push_back(name_of(record, actor));
  return names;
}

Error no_such(std::string_view what, std::string_view id, const std::vector<std::string>& known) {
  std::string sentence =
      fmt::format("no {} \"{}\" is in the case as it was known on the day", what, id);
  const auto near = nearest(id, known);
  if (!near.empty()) sentence += fmt::format("; did you mean \"{}\"?", near);
  return {Error::Kind::usage, std::move(sentence), {}};
}

bool is_sample_size(const Case& record, const Series& series) {
  return std::ranges::find(record.series, series.id, &Series::out_of) != record.series.end();
}

Json json_of(const std::optional<Date>& date) { return date ? Json(to_string(*date)) : Json(); }

Json json_of(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json json_of(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json json_of(const std::optional<Quantity>& quantity) {
  if (!quantity) return {};
  return Json{{"text", to_string(*quantity)},
              {"at_least", json_of(quantity->low)},
              {"at_most", json_of(quantity->high)},
              {"about", quantity->about},
              {"unit", quantity->unit}};
}

Json json_of(const Case& record, const Accounts& accounts) {
  Json all = Json::object();
  for (const std::string& side : record.sides) {
    const auto found = accounts.find(side);
    if (found == accounts.end()) {
      all[side] = nullptr;
      continue;
    }
    const Account& account = found->second;
    all[side] = Json{{"text", account.text},
                     {"source", account.source},
                     {"known", json_of(account.known)},
                     {"distance", json_of(account.distance)}};
  }
  return all;
}

Json said_by_each(const Case& record, const Accounts& accounts, std::string_view silence) {
  Json all = Json::object();
  for (const std::string& side : record.sides) {
    const auto found = accounts.find(side);
    all[name_of(record, side)] =
        found == accounts.end()
            ? Json{{"text", silence}, {"source", nullptr}}
            : Json{{"text", found->second.text}, {"source", found->second.source}};
  }
  return all;
}

std::vector<std::string> account_members(const Case& record) {
  std::vector<std::string> members;
  for (const std::string& side : record.sides) {
    for (const auto key : {".text", ".source", ".known", ".distance.text"})
      members.push_back(side + key);
  }
  return members;
}

}  // namespace detente
