// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace detente::testing {

/// Numbers that another program computed, as CSV: lines that begin with # say with what.
struct PeerTable {
  std::vector<std::string> columns{};
  std::vector<std::vector<double>> rows{};

  [[nodiscard]] double at(std::size_t row, const std::string& column) const {
    const auto found = std::ranges::find(columns, column);
    if (found == columns.end()) std::abort();
    return rows.at(row).at(static_cast<std::size_t>(found - columns.begin()));
  }
};

/// No rows where the file cannot be read.
inline PeerTable read_peer_table(const std::string& path) {
  PeerTable table;
  std::ifstream in(path);
  std::string line, cell;
  while (std::getline(in, line)) {
    if (line.starts_with('#')) continue;
    std::istringstream cells(line);
    if (table.columns.empty()) {
      while (std::getline(cells, cell, ',')) table.columns.push_back(cell);
      continue;
    }
    table.rows.emplace_back();
    while (std::getline(cells, cell, ','))
      table.rows.back().push_back(std::strtod(cell.c_str(), nullptr));
  }
  return table;
}

}  // namespace detente::testing
