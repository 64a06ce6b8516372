// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/index.hpp"

namespace detente {

/// Reads one TOML table field by field. Every departure becomes a fault with its place and the
/// reading goes on, so that one run reports all. `finish` reports the keys that nobody asked for.
///
/// A getter of a required field reports its absence and gives an empty value; `optional_…` getters
/// take absence in silence.
class TableReader {
 public:
  struct Context {  ///< what all tables of one file share
    std::string file;
    Faults& faults;
    Index& index;
  };

  /// `what` names the table in messages: "event".
  TableReader(const toml::table& table, Context& context, std::string what);

  [[nodiscard]] Place place() const;
  [[nodiscard]] Place place(
      std::string_view key) const;  ///< of the key's value; of the table if absent
  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

  std::string text(std::string_view key);
  std::string optional_text(std::string_view key);
  /// A required id, defined in the index; from now on messages name the table by it.
  std::string define_id(IdKind kind);
  std::string refer(IdKind kind, std::string_view key);
  std::string optional_refer(IdKind kind, std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  /// At least one id where `required`.
  std::vector<std::string> refer_all(IdKind kind, std::string_view key, bool required);
  std::string one_of(std::string_view key, std::span<const std::string> allowed);
  std::string optional_one_of(std::string_view key, std::span<const std::string> allowed);
  Date date(std::string_view key);
  std::optional<Date> optional_date(std::string_view key);
  std::optional<double> optional_number(std::string_view key, double least, double most);
  double number(std::string_view key, double least, double most);
  int integer(std::string_view key, int least, int most);
  std::optional<int> optional_integer(std::string_view key, int least, int most);
  bool optional_flag(std::string_view key);
  std::optional<TableReader> table(std::string_view key, const std::string& what);
  std::vector<TableReader> tables(std::string_view key, const std::string& what);
  /// The keys of a table whose keys are ids, such as account.USA.
  std::vector<std::string> keys();

  /// Notes that `side`, a key of this table, must be a side of the case.
  void refer_side(const std::string& side, const Place& at) {
    context_.index.refer(IdKind::side, side, at);
  }

  /// A fault about this table, at `key`.
  void fault(std::string_view key, std::string message);
  void finish();

 private:
  const toml::node* take(std::string_view key);     ///< null if absent
  const toml::node* require(std::string_view key);  ///< reports absence
  std::optional<std::string> string_of(const toml::node& node, std::string_view key);
  std::optional<Date> date_of(const toml::node& node, std::string_view key);
  void fault_at(const toml::node& node, std::string message);
  [[nodiscard]] std::string label() const;
  [[nodiscard]] std::string label_of(std::string_view inner) const;  ///< of a table inside this one
  [[nodiscard]] bool is_whole_file() const;

  const toml::table& table_;
  Context& context_;
  std::string what_;
  std::string id_;
  std::vector<std::string_view>
      known_;  ///< the keys asked for, which the caller keeps until finish
  std::vector<const toml::node*> taken_;  ///< what was there of them
};

}  // namespace detente
