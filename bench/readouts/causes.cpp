// SPDX-License-Identifier: Apache-2.0
#include "readouts/causes.hpp"

#include <algorithm>

#include "readouts/scores.hpp"

namespace detente::readouts {

namespace {

/// Whether the person's link has one of the points that the program's point meets.
bool has_end(const MarkedLink& link, std::size_t side, ByteSpan span, const Marks& marks) {
  return std::ranges::any_of(side == 0 ? link.a : link.b, [&](std::size_t i) {
    return meets(span, marks.points.at(side)[i].span);
  });
}

Cause missed(const MarkedLink& link, const FitPair& pair) {
  const Marks& marks = pair.pair->marks;
  const auto there = [&](std::size_t side) {
    return std::ranges::any_of(side == 0 ? pair.compared.a : pair.compared.b,
                               [&](const Point& p) { return has_end(link, side, p.span, marks); });
  };
  if (!there(0) || !there(1)) return Cause::no_point;
  bool in_common = false, likely = false;
  for (const Candidate& one : pair.candidates) {
    if (!has_end(link, 0, pair.compared.a[one.a].span, marks) ||
        !has_end(link, 1, pair.compared.b[one.b].span, marks))
      continue;
    in_common = true;
    likely = likely || link_score(one.likeness.traits, link_weights) >= link_weights.threshold;
  }
  return !in_common ? Cause::nothing_in_common : likely ? Cause::outbid : Cause::below_threshold;
}

Cause wrong(const Link& link, const FitPair& pair) {
  const Marks& marks = pair.pair->marks;
  bool marked = true, linked = false;
  for (std::size_t side = 0; side < 2; ++side) {
    const ByteSpan span = side == 0 ? pair.compared.a[link.a].span : pair.compared.b[link.b].span;
    marked = marked && std::ranges::any_of(marks.points.at(side), [&](const Mark& mark) {
               return meets(span, mark.span);
             });
    linked = linked || std::ranges::any_of(marks.links, [&](const MarkedLink& other) {
               return has_end(other, side, span, marks);
             });
  }
  return !marked ? Cause::no_mark : linked ? Cause::linked_elsewhere : Cause::both_alone;
}

}  // namespace

Causes causes_of(const FitPair& pair) {
  Causes causes{};
  const Marks named = marks_of(pair.compared);
  const auto count = [&](Cause cause) { ++causes.at(static_cast<std::size_t>(cause)); };
  for (const MarkedLink& link : pair.pair->marks.links)
    count(is_right(link, pair.pair->marks, named) ? Cause::found : missed(link, pair));
  for (const Judged& judged : pair.compared.links) {
    const MarkedLink link{.a = {judged.link.a}, .b = {judged.link.b}};
    count(is_right(link, named, pair.pair->marks) ? Cause::right : wrong(judged.link, pair));
  }
  return causes;
}

}  // namespace detente::readouts
