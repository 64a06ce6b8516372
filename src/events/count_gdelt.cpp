// SPDX-License-Identifier: Apache-2.0
#include "events/count_gdelt.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.hpp"
#include "events/fields.hpp"

namespace detente {

namespace {

/// Of GdeltRow::ends, by the field that ends there.
enum End : std::size_t { name1, name2, before_code, before_root };
static_assert(GdeltRow::fields[name1] == GdeltField::state1 - 1 &&
              GdeltRow::fields[name2] == GdeltField::state2 - 1 &&
              GdeltRow::fields[before_code] == GdeltField::code - 1 &&
              GdeltRow::fields[before_root] == GdeltField::root_code - 1);

/// How many digits stand there, at most `most`.
std::size_t digits_at(const char* from, std::size_t most) {
  std::size_t size = 0;
  while (size < most && is_digit(from[size])) ++size;
  return size;
}

/// The part of a key of the state that begins there: 0 for none, -1 for no state of three letters.
std::int32_t state_at(const char* from) {
  if (*from == '\t') return 0;
  const auto letter = [&](int i) { return static_cast<unsigned>(from[i]) - 'A'; };
  const unsigned a = letter(0), b = letter(1), c = letter(2);
  if (a >= 26 || b >= 26 || c >= 26 || from[3] != '\t') return -1;
  return static_cast<std::int32_t>(((a + 1) * 27 + b + 1) * 27 + c + 1);
}

/// The field that ends at `end`; it is not the first of the row.
std::string_view field_before(const char* end) {
  const char* from = end;
  while (from[-1] != '\t') --from;
  return {from, static_cast<std::size_t>(end - from)};
}

/// Whether two texts of 8 to 24 bytes are the same.
template <std::size_t Size>
bool same(const char* one, const char* other) {
  static_assert(Size >= 8 && Size <= 24);
  const auto differ = [&](std::size_t at) {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, one + at, sizeof a);
    std::memcpy(&b, other + at, sizeof b);
    return a ^ b;
  };
  return (differ(0) | differ(Size / 2 - 4) | differ(Size - 8)) == 0;
}

std::string_view state_text(const char* from) { return {from, *from == '\t' ? 0U : 3U}; }

/// The score that begins there, and goes past its end. The commonest forms, "0.0", "-7.2" and
/// "-10.0", at once; others by the plain function.
bool read_score(const char*& from, const char* end, std::int32_t& score) {
  const bool negative = *from == '-';
  const char* digits = from + (negative ? 1 : 0);
  if (digits[1] == '.' && digits[3] == '\t' && is_digit(digits[0]) && is_digit(digits[2])) {
    score = (digits[0] - '0') * 1000 + (digits[2] - '0') * 100;
    if (negative) score = -score;
    from = digits + 4;
    return true;
  }
  const auto* tab =
      static_cast<const char*>(std::memchr(from, '\t', static_cast<std::size_t>(end - from)));
  const std::string_view text(from, static_cast<std::size_t>(tab - from));
  const auto read = parse_score(text);
  score = read.value_or(0);
  from = tab + 1;
  return read || text.empty();
}

/// One to nine digits before a tab.
bool read_count(const char* from, std::uint32_t& count) {
  constexpr int most = 9;
  int size = 0;
  for (count = 0; size <= most && is_digit(from[size]); ++size)
    count = count * 10 + static_cast<std::uint32_t>(from[size] - '0');
  return size > 0 && size <= most && from[size] == '\t';
}

}  // namespace

bool GdeltCounter::read_day(const char* from) {
  if (same<day_size>(from, days_)) return true;
  // "20191024\t201910\t2019\t"
  const std::string_view text(from, day_size);
  const auto when = parse_compact_day(text.substr(0, 8));
  if (!when || text[8] != '\t' || text.substr(9, 6) != text.substr(0, 6) || text[15] != '\t' ||
      text.substr(16, 4) != text.substr(0, 4) || text[20] != '\t')
    return false;
  day_ = *when;
  std::memcpy(days_, from, day_size);
  return true;
}

/// `end` is the end of its field: the last of rows of 57, the one before it of others.
bool GdeltCounter::read_added(const char* end) {
  const char* const from = end - added_size_;
  if (added_size_ == added_time ? same<added_time>(from, added_) : same<added_day>(from, added_))
    return true;
  const std::string_view stamp = field_before(end);
  if (!parse_stamp_day(stamp)) return false;
  added_size_ = stamp.size() + 1;
  std::memcpy(added_, end - added_size_, added_size_);
  return true;
}

// A row has at least 29 fields behind the root: what is looked at from there on lies in it.
bool GdeltCounter::read(const char* text, const GdeltRow& row, PackedEvent& event) {
  const std::int32_t source = state_at(text + row.ends[name1] + 1);
  const std::int32_t target = state_at(text + row.ends[name2] + 1);
  const std::size_t id_size = digits_at(text + row.begin, GdeltRow::head);
  const char* const code = text + row.ends[before_code] + 1;
  const std::size_t code_size = digits_at(code, 6);
  // "04\t1\t2.8\t4\t": root, class, score, mentions.
  const char* const from = text + row.ends[before_root] + 1;
  if (source < 0 || target < 0 || id_size == 0 || text[row.begin + id_size] != '\t' ||
      code_size < 2 || code_size > 5 || code[code_size] != '\t' || code[0] != from[0] ||
      code[1] != from[1] || from[2] != '\t' || from[3] < '1' || from[3] > '4' || from[4] != '\t')
    return false;
  const int root = (from[0] - '0') * 10 + (from[1] - '0');
  const char* score = from + 5;
  if (root < 1 || root > 20 || !read_score(score, text + row.end, event.goldstein) ||
      !read_count(score, event.mentions) || !read_day(text + row.begin + id_size + 1) ||
      !read_added(text + (row.width == 57 ? row.end : row.last - 1)))
    return false;
  event.key =
      pack_parts(day_, static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(target),
                 static_cast<std::uint8_t>(root), static_cast<std::uint8_t>(from[3] - '0'));
  return true;
}

/// What its marks are made of.
CodedEvent GdeltCounter::coded(const char* text, const GdeltRow& row,
                               const PackedEvent& event) const {
  const std::string_view last(text + row.last, row.end - row.last);
  const std::string_view name_of_1 = field_before(text + row.ends[name1]);
  const std::string_view name_of_2 = field_before(text + row.ends[name2]);
  const char* const code = text + row.ends[before_code] + 1;
  const char* const root = text + row.ends[before_root] + 1;
  return {.feed = event.feed,
          .day = day_,
          .source = state_text(text + row.ends[name1] + 1),
          .target = state_text(text + row.ends[name2] + 1),
          .source_actor = field_before(text + row.ends[name1] - name_of_1.size() - 1),
          .target_actor = field_before(text + row.ends[name2] - name_of_2.size() - 1),
          .code = {code, digits_at(code, 5)},
          .root = static_cast<std::uint8_t>((root[0] - '0') * 10 + (root[1] - '0')),
          .quad = static_cast<std::uint8_t>(root[3] - '0'),
          .story = row.width == 57 ? std::string_view() : last};
}

std::uint64_t GdeltCounter::count(std::string_view lines, std::uint64_t number, EventBatch& batch,
                                  RowReader& slow) {
  const bool some_nul = find_gdelt_rows(lines, rows_);
  const auto has_nul = [](std::string_view text) {
    return text.find('\0') != std::string_view::npos;
  };
  for (const GdeltRow& row : rows_) {
    PackedEvent event;
    const bool second = row.width == 61;
    const bool plain =
        (second ? takes_.second : takes_.first && (row.width == 58 || row.width == 57)) &&
        lines[row.end - 1] != '\r' && read(lines.data(), row, event) &&
        !(some_nul && has_nul(lines.substr(row.begin, row.end - row.begin)));
    if (plain) {
      ++(second ? second_ : first_);
      event.feed = second ? EventSource::gdelt2 : EventSource::gdelt1;
      batch.take(event);
      if (batch.rule()) batch.take(marks_of(coded(lines.data(), row, event), *batch.rule()));
    } else {
      slow.take(lines.substr(row.begin, row.end - row.begin), number);
    }
    ++number;
  }
  return rows_.size();
}

ReadReport GdeltCounter::take_report() {
  ReadReport report{.rows = first_ + second_};
  if (first_ > 0) report.by_source[EventSource::gdelt1] = std::exchange(first_, 0);
  if (second_ > 0) report.by_source[EventSource::gdelt2] = std::exchange(second_, 0);
  return report;
}

}  // namespace detente
