// SPDX-License-Identifier: Apache-2.0
#include "command/measure_sources.hpp"

#include <algorithm>

namespace detente {

namespace {

template <typename Predicate>
bool any_count(const MeasuredSource& source, const Predicate& holds) {
  return std::ranges::any_of(source.forth, holds) || std::ranges::any_of(source.back, holds);
}

}  // namespace

bool MeasuredSource::has_quads() const {
  return any_count(*this, [](const DyadCount& c) { return c.quad != 0 && c.events > 0; });
}

bool MeasuredSource::has_scores() const {
  return any_count(*this, [](const DyadCount& c) { return c.goldstein != 0; });
}

bool MeasuredSource::has_mentions() const {
  return any_count(*this, [](const DyadCount& c) { return c.mentions > c.events; });
}

}  // namespace detente
