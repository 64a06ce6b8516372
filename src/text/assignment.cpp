// SPDX-License-Identifier: Apache-2.0
#include "text/assignment.hpp"

#include <limits>
#include <queue>
#include <utility>

namespace detente {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

class Assignment {
 public:
  Assignment(const std::vector<std::vector<Gain>>& rows, std::size_t columns)
      : rows_(rows),
        row_potential_(rows.size()),
        column_potential_(columns),
        taken_by_(columns, nothing),
        takes_(rows.size(), nothing),
        settled_(columns),
        distance_(columns, infinite),
        from_(columns, nothing) {}

  std::vector<std::size_t> run() {
    for (std::size_t row = 0; row < rows_.size(); ++row) augment(row);
    return std::move(takes_);
  }

 private:
  using Entry = std::pair<double, std::size_t>;  // distance, column

  /// Finds the shortest path from `row` to a free column, or to a row that does better with none.
  void augment(std::size_t start) {
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    std::vector<std::size_t> touched, settled;
    double to_nothing = infinite;  // the shortest path to a row that takes none
    std::size_t idle = nothing;    // that row
    std::size_t goal = nothing;    // the free column that was reached
    double length = infinite;
    const auto relax = [&](std::size_t row, double base) {
      if (base - row_potential_[row] < to_nothing) {
        to_nothing = base - row_potential_[row];
        idle = row;
      }
      for (const Gain& edge : rows_[row]) {
        if (settled_[edge.column]) continue;  // rounding must not open it again
        const double d = base - edge.gain - row_potential_[row] - column_potential_[edge.column];
        if (d >= distance_[edge.column]) continue;
        if (distance_[edge.column] == infinite) touched.push_back(edge.column);
        distance_[edge.column] = d;
        from_[edge.column] = row;
        queue.emplace(d, edge.column);
      }
    };
    relax(start, 0);
    while (!queue.empty() && queue.top().first < to_nothing) {
      const auto [d, column] = queue.top();
      queue.pop();
      if (settled_[column] || d > distance_[column]) continue;
      if (taken_by_[column] == nothing) {
        goal = column;
        length = d;
        break;
      }
      settled.push_back(column);
      settled_[column] = true;
      relax(taken_by_[column], d);
    }
    if (goal == nothing) length = to_nothing;
    row_potential_[start] += length;
    for (const std::size_t column : settled) {
      row_potential_[taken_by_[column]] += length - distance_[column];
      column_potential_[column] -= length - distance_[column];
    }
    shift(start, goal == nothing ? takes_[idle] : goal, goal == nothing ? idle : nothing);
    for (const std::size_t column : touched) {
      distance_[column] = infinite;
      settled_[column] = false;
    }
  }

  /// Moves the rows on the path one column on.
  void shift(std::size_t start, std::size_t column, std::size_t idle) {
    if (idle == start) return;  // it takes none itself
    if (idle != nothing) takes_[idle] = nothing;
    while (column != nothing) {
      const std::size_t row = from_[column];
      const std::size_t before = takes_[row];
      takes_[row] = column;
      taken_by_[column] = row;
      if (row == start) return;
      column = before;
    }
  }

  const std::vector<std::vector<Gain>>& rows_;
  std::vector<double> row_potential_, column_potential_;
  std::vector<std::size_t> taken_by_, takes_;
  std::vector<bool> settled_;
  std::vector<double> distance_;
  std::vector<std::size_t> from_;
};

}  // namespace

std::vector<std::size_t> best_assignment(const std::vector<std::vector<Gain>>& rows,
                                         std::size_t columns) {
  return Assignment(rows, columns).run();
}

}  // namespace detente
