// SPDX-License-Identifier: Apache-2.0
#include "serve/api_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "serve/request.hpp"

namespace detente {

namespace {

using Form = Parameter::Form;

tl::unexpected<Error> refuse(std::string what) { return fail(Error::Kind::usage, std::move(what)); }

Result<void> take_format(ApiCall& call, const std::string& value) {
  if (value == "json") {
    call.format = ApiFormat::json;
  } else if (value == "csv" && call.query->name != "brief") {
    call.format = ApiFormat::csv;
  } else if (value == "parquet" && call.query->table != nullptr) {
    call.format = ApiFormat::parquet;
  } else {
    return refuse(fmt::format("format: {} cannot be had as \"{}\"", call.query->name, value));
  }
  return {};
}

/// What every command may be told. False where it is none of that.
Result<bool> take_common(ApiCall& call, const std::string& name, const std::string& value) {
  if (name == "format") {
    if (auto taken = take_format(call, value); !taken) return tl::unexpected(taken.error());
    return true;
  }
  if (name == "as_of") {
    const auto day = day_option("as_of", value);
    if (!day) return tl::unexpected(day.error());
    call.as_of = *day;
    return true;
  }
  if (name == "seed") {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), call.seed);
    if (error != std::errc() || end != value.data() + value.size())
      return refuse(fmt::format("seed: \"{}\" is no whole number", value));
    return true;
  }
  return false;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

Result<void> take(ApiCall& call, const Parameter& parameter, const std::string& name,
                  const std::string& value) {
  std::vector<std::string>& values = call.typed[parameter.name];
  const bool is_list = parameter.form == Form::by_comma || parameter.form == Form::two_days;
  if (parameter.form == Form::flag) {
    if (value != "true" && value != "false")
      return refuse(fmt::format("{}: \"{}\" is neither true nor false", name, value));
    values = {value};
  } else if (is_list) {
    values = split_at_commas(value);
  } else {
    values.push_back(value);
  }
  if (parameter.form == Form::two_days && values.size() != 2)
    return refuse(fmt::format("{}: it takes two days with a comma between them", name));
  if (std::ranges::find(values, "") != values.end())
    return refuse(fmt::format("{} has an empty value", name));
  return {};
}

std::vector<std::string> known_names(const Query& query) {
  std::vector<std::string> names{"as_of", "format", "seed"};
  for (const Parameter& parameter : query.parameters) names.push_back(api_name(parameter.name));
  return names;
}

}  // namespace

std::string api_name(std::string_view option) {
  std::string name(option);
  std::ranges::replace(name, '-', '_');
  return name;
}

Result<ApiCall> parse_call(const Query& query, std::string_view query_string) {
  const auto pairs = parse_query(query_string);
  if (!pairs) return refuse("what stands after the question mark cannot be read");
  ApiCall call{.query = &query};
  std::vector<std::string> seen;
  for (const auto& [name, value] : *pairs) {
    const auto is_named = [&](const Parameter& p) { return api_name(p.name) == name; };
    const auto parameter = std::ranges::find_if(query.parameters, is_named);
    const bool is_known = parameter != query.parameters.end();
    const bool may_repeat = is_known && parameter->form == Parameter::Form::several;
    if (!may_repeat && std::ranges::find(seen, name) != seen.end())
      return refuse(fmt::format("{} is given twice", name));
    seen.push_back(name);
    if (value.empty()) return refuse(fmt::format("{} has an empty value", name));
    if (is_known) {
      if (auto taken = take(call, *parameter, name, value); !taken)
        return tl::unexpected(taken.error());
      continue;
    }
    const auto taken = take_common(call, name, value);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) continue;
    return refuse(fmt::format("{} has no \"{}\": it takes {}", query.name, name,
                              join_list(known_names(query))));
  }
  for (const Parameter& parameter : query.parameters) {
    if (parameter.required && !call.typed.contains(parameter.name))
      return refuse(fmt::format("{} must be given: {}", api_name(parameter.name), parameter.what));
  }
  return call;
}

std::string key_of(const ApiCall& call, Day today) {
  std::string key =
      fmt::format("{}\n{}\n{}\n{}\n{}\n", call.query->name, to_string(call.as_of.value_or(today)),
                  call.as_of.has_value(), call.seed, static_cast<int>(call.format));
  // No value has a control character, so that none can pass for another's.
  for (const auto& [name, values] : call.typed) {
    key += name + '\x1f';
    for (const std::string& value : values) key += value + '\x1e';
    key += '\n';
  }
  return key;
}

}  // namespace detente
