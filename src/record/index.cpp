// SPDX-License-Identifier: Apache-2.0
#include "record/index.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace detente {

namespace {

struct KindWords {
  const char* what;
  const char* where;
};

KindWords words(IdKind kind) {
  switch (kind) {
    case IdKind::actor:
      return {"actor", "actors.toml"};
    case IdKind::side:
      return {"side", "case.toml"};
    case IdKind::channel:
      return {"channel", "channels.toml"};
    case IdKind::event:
      return {"event", "events/"};
    case IdKind::source:
      return {"source", "sources.toml"};
    case IdKind::issue:
      return {"issue", "issues.toml"};
    case IdKind::series:
      return {"series", "series/series.toml"};
    case IdKind::commitment:
      return {"commitment", "commitments.toml"};
    case IdKind::recommendation:
      return {"recommendation", "recommendations.toml"};
    case IdKind::step:
      return {"step", "recommendations.toml"};
    case IdKind::interest:
      return {"interest", "positions.toml"};
  }
  return {"", ""};
}

}  // namespace

void Index::define(IdKind kind, const std::string& id, const Place& place, Faults& faults) {
  const auto [first, is_new] = ids_.at(static_cast<std::size_t>(kind)).try_emplace(id, place);
  if (is_new) return;
  const Place& other = first->second;
  faults.push_back({place, std::string(words(kind).what) + " \"" + id +
                               "\" is already defined at " + other.file + ":" +
                               std::to_string(other.line)});
}

void Index::refer(IdKind kind, std::string id, const Place& place) {
  if (files_.empty() || files_.back() != place.file) files_.push_back(place.file);
  references_.push_back({kind, static_cast<std::uint32_t>(files_.size() - 1), place.line,
                         place.column, std::move(id)});
}

std::string Index::dangling(IdKind kind, const std::string& id, bool suggest) const {
  if (kind == IdKind::side) {
    return "\"" + id + "\" is not a side of this case; its sides are \"" + sides_[0] + "\" and \"" +
           sides_[1] + "\"";
  }
  const auto [what, where] = words(kind);
  std::string message = std::string(what) + " \"" + id + "\" is not in " + where;
  if (!suggest) return message;
  std::vector<std::string> known;
  for (const auto& [other, place] : ids_.at(static_cast<std::size_t>(kind))) known.push_back(other);
  std::ranges::sort(known);  // so that a tie is broken the same way in every run
  const auto near = nearest(id, known);
  if (!near.empty()) message += "; did you mean \"" + std::string(near) + "\"?";
  return message;
}

void Index::resolve(Faults& faults) const {
  // Each suggestion compares with every known id; past the first few of a broken file they only
  // cost time.
  int suggestions_left = 50;
  const auto& actors = ids_.at(static_cast<std::size_t>(IdKind::actor));
  const bool knows_sides =
      std::ranges::all_of(sides_, [&](const std::string& side) { return actors.contains(side); });
  for (const Reference& reference : references_) {
    if (distrusted_.at(static_cast<std::size_t>(reference.kind))) continue;
    if (reference.kind == IdKind::side && !knows_sides && trusts(IdKind::actor))
      continue;  // the sides themselves are at fault
    const bool found =
        reference.kind == IdKind::side
            ? std::ranges::find(sides_, reference.id) != sides_.end()
            : ids_.at(static_cast<std::size_t>(reference.kind)).contains(reference.id);
    if (found) continue;
    const Place place{files_.at(reference.file), reference.line, reference.column};
    faults.push_back({place, dangling(reference.kind, reference.id, suggestions_left-- > 0)});
  }
}

}  // namespace detente
