// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// An actor of every row of a file of counts: in a column, or one state for all rows.
struct ActorColumn {
  std::optional<std::size_t> column{};
  std::string state{};  ///< where there is no column
};

/// A column that holds the counts of a directed dyad.
struct DyadColumn {
  std::size_t column;
  std::string source;
  std::string target;
};

/// How a Goldstein column is to be read.
enum class GoldsteinForm {
  sum,
  mean,
  thousandths,  ///< a sum in thousandths, as reduce_sql() writes it
  unclear,      ///< its name does not tell a sum from a mean
};

/// Which column of a file of counts is what; columns are counted from 0.
struct CountColumns {
  std::size_t date = 0;
  std::optional<std::size_t> month{};  ///< a number, where `date` is the year alone
  ActorColumn source{};
  ActorColumn target{};
  std::vector<DyadColumn> dyads{};  ///< not empty for the wide form, which has no source and target
  std::optional<std::size_t> events{};
  std::optional<std::size_t> mentions{};
  std::optional<std::size_t> goldstein{};
  GoldsteinForm goldstein_form = GoldsteinForm::unclear;
  std::optional<std::size_t> root{};
  std::optional<std::size_t> quad{};
  std::optional<std::array<std::size_t, 4>> quads{};  ///< of classes 1 to 4
  std::optional<std::size_t> complete{};
  std::vector<std::string> notes{};
};

/// Tells what the columns are by their names, and by `chosen`, which goes before (see
/// CountsFormat::columns). Fails with Kind::usage where `chosen` names a meaning or a column that
/// is not there, with Kind::input where no date, no actors or no count can be found.
Result<CountColumns> find_count_columns(
    std::span<const std::string> header,
    std::span<const std::pair<std::string, std::string>> chosen);

}  // namespace detente
