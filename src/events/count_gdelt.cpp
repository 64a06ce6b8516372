// SPDX-License-Identifier: Apache-2.0
#include "events/count_gdelt.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/text.hpp"
#include "events/fields.hpp"

namespace detente {

/// A line whose fields end at `ends`; all of them up to `width`.
struct GdeltCounter::Row {
  const char* text;
  const std::uint32_t* ends;  ///< offsets from `text`
  std::uint32_t start;
  std::size_t width;

  [[nodiscard]] std::string_view operator[](std::size_t field) const {
    const std::uint32_t from = field == 0 ? start : ends[field - 1] + 1;
    return {text + from, ends[field] - from};
  }
};

namespace {

bool all_digits(std::string_view text) {
  bool all = !text.empty();
  for (const char c : text) all &= is_digit(c);
  return all;
}

// 0 for none, 1 to 19,682; -1 for what is no state of three letters.
std::int32_t state_part(std::string_view text) {
  if (text.empty()) return 0;
  return text.size() == 3 ? pack_state(text) : -1;
}

// The commonest forms, "0.0", "-7.2" and "-10.0"; others by the plain function.
bool read_score(std::string_view text, std::int32_t& score) {
  const bool negative = text.starts_with('-');
  const std::string_view rest = negative ? text.substr(1) : text;
  if (rest.size() == 3 && rest[1] == '.' && is_digit(rest[0]) && is_digit(rest[2])) {
    score = (rest[0] - '0') * 1000 + (rest[2] - '0') * 100;
    if (negative) score = -score;
    return true;
  }
  const auto read = parse_score(text);
  score = read.value_or(0);
  return read || text.empty();
}

}  // namespace

bool GdeltCounter::read_day(const Row& row) {
  const char* from = row.text + row.ends[GdeltField::id] + 1;
  const std::size_t size = row.ends[GdeltField::year] - row.ends[GdeltField::id] - 1;
  if (size != sizeof days_) return false;
  if (std::memcmp(from, days_, size) == 0) return true;
  const auto when = parse_compact_day(row[GdeltField::day]);
  if (!when || row[2] != row[GdeltField::day].substr(0, 6) ||
      row[3] != row[GdeltField::day].substr(0, 4))
    return false;
  day_ = *when;
  std::memcpy(days_, from, size);
  return true;
}

bool GdeltCounter::read_added(std::string_view text) {
  if (!text.empty() && text.size() == added_size_ &&
      std::memcmp(text.data(), added_, added_size_) == 0)
    return true;
  if (!parse_stamp_day(text)) return false;
  added_size_ = text.size();
  std::memcpy(added_, text.data(), added_size_);
  return true;
}

bool GdeltCounter::read(const Row& row, Pending& pending) {
  const std::int32_t source = state_part(row[GdeltField::state1]);
  const std::int32_t target = state_part(row[GdeltField::state2]);
  const std::string_view event_code = row[GdeltField::code];
  const std::string_view root_text = row[GdeltField::root_code];
  const std::string_view quad = row[GdeltField::quad_class];
  const std::string_view count = row[GdeltField::mentions];
  if (source < 0 || target < 0 || !all_digits(row[GdeltField::id]) || root_text.size() != 2 ||
      event_code.size() < 2 || event_code.size() > 5 || !all_digits(event_code) ||
      event_code[0] != root_text[0] || event_code[1] != root_text[1] || quad.size() != 1 ||
      quad[0] < '1' || quad[0] > '4' || count.size() > 9 || !all_digits(count))
    return false;
  const int root = (root_text[0] - '0') * 10 + (root_text[1] - '0');
  if (root < 1 || root > 20 || !read_score(row[GdeltField::goldstein], pending.goldstein))
    return false;
  if (!read_day(row) || !read_added(row[row.width == 61 ? 59 : 56])) return false;
  pending.mentions = 0;
  for (const char c : count)
    pending.mentions = pending.mentions * 10 + static_cast<std::uint32_t>(c - '0');
  pending.key =
      pack_parts(day_, static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(target),
                 static_cast<std::uint8_t>(root), static_cast<std::uint8_t>(quad[0] - '0'));
  return true;
}

void GdeltCounter::flush(CountTables& tables) {
  for (const Pending& row : pending_)
    tables[static_cast<std::size_t>(row.version)].add(
        row.key, {.events = 1, .mentions = row.mentions, .goldstein = row.goldstein});
  pending_.clear();
}

std::uint64_t GdeltCounter::count(std::string_view lines, std::uint64_t number, CountTables& tables,
                                  RowReader& slow) {
  find_separators(lines, '\t', separators_);
  const std::uint32_t* ends = separators_.at();
  const auto has_nul = [](std::string_view text) {
    return text.find('\0') != std::string_view::npos;
  };
  const bool some_nul = has_nul(lines);
  std::uint32_t start = 0;
  std::size_t first = 0;
  for (std::size_t line = 0; line < separators_.line_count(); ++line) {
    const std::size_t last = separators_.lines()[line];
    const std::uint32_t end = ends[last];
    const Row row{lines.data(), ends + first, start, last - first + 1};
    Pending pending{};
    const bool plain =
        (row.width == 61 ? takes_second_ : takes_first_ && (row.width == 58 || row.width == 57)) &&
        end > start && lines[end - 1] != '\r' && read(row, pending) &&
        !(some_nul && has_nul(lines.substr(start, end - start)));
    if (plain) {
      ++(row.width == 61 ? second_ : first_);
      pending.version = row.width == 61 ? EventSource::gdelt2 : EventSource::gdelt1;
      tables[static_cast<std::size_t>(pending.version)].prefetch(pending.key);
      pending_.push_back(pending);
    } else {
      slow.take(lines.substr(start, end - start), number + line);
    }
    start = end + 1;
    first = last + 1;
  }
  flush(tables);
  return separators_.line_count();
}

}  // namespace detente
