// SPDX-License-Identifier: Apache-2.0
#include "command/query.hpp"

#include <algorithm>
#include <iterator>

#include "command/query_groups.hpp"

namespace detente {

const std::vector<Query>& queries() {
  // A new command that only reads is one entry more in its group.
  static const std::vector<Query> all = [] {
    std::vector<Query> rows = record_queries();
    std::ranges::move(analysis_queries(), std::back_inserter(rows));
    return rows;
  }();
  return all;
}

const Query* find_query(std::string_view name) {
  const auto found = std::ranges::find(queries(), name, &Query::name);
  return found == queries().end() ? nullptr : &*found;
}

}  // namespace detente
