// SPDX-License-Identifier: Apache-2.0
#include "record/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace detente {

namespace {

Place place_of(const std::string& file, const toml::source_region& region) {
  return {file, std::max<std::uint32_t>(region.begin.line, 1),
          std::max<std::uint32_t>(region.begin.column, 1)};
}

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", text); }

std::string kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time";
    case toml::node_type::date_time:
      return "a date with a time";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "nothing";
  }
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
}

}  // namespace

TableReader::TableReader(const toml::table& table, Context& context, std::string what)
    : table_(table), context_(context), what_(std::move(what)) {}

Place TableReader::place() const { return place_of(context_.file, table_.source()); }

Place TableReader::place(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node == nullptr ? place() : place_of(context_.file, node->source());
}

std::string TableReader::label() const {
  return id_.empty() ? what_ : what_ + " " + in_quotes(id_);
}

bool TableReader::is_whole_file() const { return what_ == "file" || what_ == "input"; }

std::string TableReader::label_of(std::string_view inner) const {
  return is_whole_file() ? std::string(inner) : label() + ", " + std::string(inner);
}

void TableReader::fault(std::string_view key, std::string message) {
  context_.faults.push_back({place(key), label() + ": " + std::move(message)});
}

void TableReader::fault_at(const toml::node& node, std::string message) {
  context_.faults.push_back(
      {place_of(context_.file, node.source()), label() + ": " + std::move(message)});
}

const toml::node* TableReader::take(std::string_view key) {
  constexpr std::size_t most_keys = 24;  // of any table
  if (known_.empty()) {
    known_.reserve(most_keys);
    taken_.reserve(most_keys);
  }
  known_.push_back(key);
  const toml::node* node = table_.get(key);
  if (node != nullptr) taken_.push_back(node);
  return node;
}

const toml::node* TableReader::require(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) fault(key, in_quotes(key) + " is missing");
  return node;
}

std::optional<std::string> TableReader::string_of(const toml::node& node, std::string_view key) {
  const auto* string = node.as_string();
  if (string == nullptr) {
    fault_at(node, fmt::format("\"{}\" must be a text, not {}", key, kind_of(node)));
    return std::nullopt;
  }
  const std::string& text = string->get();
  if (text.find_first_not_of(" \t\n") == std::string::npos) {
    fault_at(node, in_quotes(key) + " is empty");
    return std::nullopt;
  }
  if (has_control_character(text)) {
    fault_at(node, in_quotes(key) + " holds a control character");
    return std::nullopt;
  }
  return text;
}

std::string TableReader::text(std::string_view key) {
  const toml::node* node = require(key);
  return node == nullptr ? std::string() : string_of(*node, key).value_or("");
}

std::string TableReader::optional_text(std::string_view key) {
  const toml::node* node = take(key);
  return node == nullptr ? std::string() : string_of(*node, key).value_or("");
}

std::string TableReader::define_id(IdKind kind) {
  std::string id = text("id");
  if (id.empty()) return id;
  if (!is_id(id)) {
    fault("id", in_quotes(id) +
                    " is not an id: letters, digits, '-', '.' and '_', at most 128, a letter or "
                    "digit first");
    return id;
  }
  context_.index.define(kind, id, place("id"), context_.faults);
  id_ = id;
  return id;
}

std::string TableReader::refer(IdKind kind, std::string_view key) {
  const toml::node* node = require(key);
  if (node == nullptr) return {};
  std::string id = string_of(*node, key).value_or("");
  if (!id.empty()) context_.index.refer(kind, id, place_of(context_.file, node->source()));
  return id;
}

std::string TableReader::optional_refer(IdKind kind, std::string_view key) {
  return has(key) ? refer(kind, key) : optional_text(key);
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    fault_at(*node, fmt::format("\"{}\" must be a list of texts, not {}", key, kind_of(*node)));
    return {};
  }
  std::vector<std::string> found;
  for (const toml::node& item : *array) {
    auto text = string_of(item, key);
    if (!text) continue;
    if (std::ranges::find(found, *text) != found.end()) {
      fault_at(item, fmt::format("\"{}\" names \"{}\" twice", key, *text));
      continue;
    }
    found.push_back(*std::move(text));
  }
  return found;
}

std::vector<std::string> TableReader::refer_all(IdKind kind, std::string_view key, bool required) {
  if (required && !has(key)) {
    require(key);
    return {};
  }
  const std::size_t faults_before = context_.faults.size();
  std::vector<std::string> ids = texts(key);
  if (required && ids.empty() && context_.faults.size() == faults_before)
    fault(key, in_quotes(key) + " is empty");
  const toml::array* array = table_[key].as_array();
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    const toml::node& item = *array->get(i);
    const auto* text = item.as_string();
    if (text == nullptr || std::ranges::find(ids, text->get()) == ids.end()) continue;
    context_.index.refer(kind, text->get(), place_of(context_.file, item.source()));
  }
  return ids;
}

std::string TableReader::one_of(std::string_view key, std::span<const std::string> allowed) {
  std::string word = text(key);
  if (word.empty() || std::ranges::find(allowed, word) != allowed.end()) return word;
  const auto near = nearest(word, allowed);
  fault(key, near.empty() ? fmt::format("\"{}\" is \"{}\", which is none of: {}", key, word,
                                        join(allowed, ", "))
                          : fmt::format("\"{}\" is \"{}\"; did you mean \"{}\"?", key, word, near));
  return {};
}

std::string TableReader::optional_one_of(std::string_view key,
                                         std::span<const std::string> allowed) {
  return has(key) ? one_of(key, allowed) : optional_text(key);
}

std::optional<Date> TableReader::date_of(const toml::node& node, std::string_view key) {
  if (const auto* local = node.as_date()) {
    const toml::date& day = local->get();
    const auto date = parse_date(
        fmt::format("{:04}-{:02}-{:02}", day.year, unsigned{day.month}, unsigned{day.day}));
    if (!date) fault_at(node, in_quotes(key) + " is not a date that exists");
    return date;
  }
  if (const auto* text = node.as_string()) {
    const auto date = parse_date(text->get());
    if (!date)
      fault_at(node, fmt::format("\"{}\" is \"{}\"; a date is 2022-08-05, \"2022-08\" or \"2022\"",
                                 key, text->get()));
    return date;
  }
  fault_at(node, fmt::format(
                     "\"{}\" must be a date, not {}; a date is 2022-08-05, \"2022-08\" or \"2022\"",
                     key, kind_of(node)));
  return std::nullopt;
}

Date TableReader::date(std::string_view key) {
  const toml::node* node = require(key);
  return node == nullptr ? Date() : date_of(*node, key).value_or(Date());
}

std::optional<Date> TableReader::optional_date(std::string_view key) {
  const toml::node* node = take(key);
  return node == nullptr ? std::nullopt : date_of(*node, key);
}

std::optional<double> TableReader::optional_number(std::string_view key, double least,
                                                   double most) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) {
    fault_at(*node, fmt::format("\"{}\" must be a number, not {}", key, kind_of(*node)));
    return std::nullopt;
  }
  if (!(*value >= least && *value <= most)) {  // written so that NaN fails too
    fault_at(*node, fmt::format("\"{}\" is {}, outside {} to {}", key, *value, least, most));
    return std::nullopt;
  }
  return value;
}

double TableReader::number(std::string_view key, double least, double most) {
  if (!has(key)) require(key);
  return optional_number(key, least, most).value_or(0);
}

std::optional<int> TableReader::optional_integer(std::string_view key, int least, int most) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    fault_at(*node, fmt::format("\"{}\" must be a whole number, not {}", key, kind_of(*node)));
    return std::nullopt;
  }
  if (value->get() < least || value->get() > most) {
    fault_at(*node, fmt::format("\"{}\" is {}, outside {} to {}", key, value->get(), least, most));
    return std::nullopt;
  }
  return static_cast<int>(value->get());
}

int TableReader::integer(std::string_view key, int least, int most) {
  if (!has(key)) require(key);
  return optional_integer(key, least, most).value_or(least);
}

bool TableReader::optional_flag(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return false;
  const auto* flag = node->as_boolean();
  if (flag == nullptr)
    fault_at(*node, fmt::format("\"{}\" must be true or false, not {}", key, kind_of(*node)));
  return flag != nullptr && flag->get();
}

std::optional<TableReader> TableReader::table(std::string_view key, const std::string& what) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    fault_at(*node, fmt::format("\"{}\" must be a table, not {}", key, kind_of(*node)));
    return std::nullopt;
  }
  return TableReader(*table, context_, label_of(what));
}

std::vector<TableReader> TableReader::tables(std::string_view key, const std::string& what) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    const std::string advice =
        is_whole_file() && node->is_table() ? fmt::format("; write [[{}]]", key) : "";
    fault_at(*node,
             fmt::format("\"{}\" must be a list of tables, not {}{}", key, kind_of(*node), advice));
    return {};
  }
  std::vector<TableReader> readers;
  for (const toml::node& item : *array) {
    if (const toml::table* table = item.as_table()) {
      readers.emplace_back(*table, context_, label_of(what));
    } else {
      fault_at(item, fmt::format("\"{}\" must hold tables, not {}", key, kind_of(item)));
    }
  }
  return readers;
}

std::vector<std::string> TableReader::keys() {
  std::vector<std::string> keys;
  for (const auto& [key, node] : table_) keys.emplace_back(key.str());
  return keys;
}

void TableReader::finish() {
  for (const auto& [key, node] : table_) {
    if (std::ranges::find(taken_, &node) != taken_.end()) continue;
    std::string message = label() + ": unknown key " + in_quotes(key.str());
    const std::vector<std::string> known(known_.begin(), known_.end());
    const auto near = nearest(key.str(), known);
    if (!near.empty()) message += fmt::format("; did you mean \"{}\"?", near);
    context_.faults.push_back({place_of(context_.file, key.source()), std::move(message)});
  }
  // A file of many tables has as many readers: their memory is not needed any longer.
  std::vector<std::string_view>().swap(known_);
  std::vector<const toml::node*>().swap(taken_);
}

}  // namespace detente
