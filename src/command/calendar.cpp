// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command/status.hpp"
#include "record/board.hpp"
#include "report/number.hpp"

/// RFC 5545. The stamps derive from the as-of day, so that the same record gives the same bytes.
namespace detente {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// Section 3.1: no line over 75 octets; a long one goes on after CRLF and a blank, never inside a
/// character.
std::string folded(std::string_view line) {
  constexpr std::size_t most = 75;
  std::string out;
  std::size_t length = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80) ++end;
    if (length + (end - i) > most) {
      out += "\r\n ";
      length = 1;
    }
    out += line.substr(i, end - i);
    length += end - i;
    i = end;
  }
  return out + "\r\n";
}

std::string compact(Day day) {
  std::string text = to_string(day);
  std::erase(text, '-');
  return text;
}

struct Entry {
  std::string uid, summary, description;
  Day first, last;
};

std::string event_of(const Entry& entry, Day stamp) {
  return folded("BEGIN:VEVENT") + folded("UID:" + entry.uid) +
         folded("DTSTAMP:" + compact(stamp) + "T000000Z") +
         folded("DTSTART;VALUE=DATE:" + compact(entry.first)) +
         folded("DTEND;VALUE=DATE:" + compact(entry.last + std::chrono::days(1))) +
         folded("SUMMARY:" + escaped(entry.summary)) +
         folded("DESCRIPTION:" + escaped(entry.description)) + folded("TRANSP:TRANSPARENT") +
         folded("END:VEVENT");
}

}  // namespace

Result<std::string> run_calendar(const Common& common) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  std::string calendar = folded("BEGIN:VCALENDAR") + folded("VERSION:2.0") +
                         folded("PRODID:-//detente//status//EN") +
                         folded("X-WR-CALNAME:" + escaped(record->title));
  for (const ChannelStatus& status : channel_board(*record, common.as_of)) {
    const Channel& channel = *status.channel;
    if (status.planned) {
      calendar +=
          event_of({.uid = fmt::format("{}-planned-{}@{}.detente", channel.id,
                                       to_string(*status.planned), record->name),
                    .summary = "Announced: " + channel.name,
                    .description = fmt::format("Announced for {}.", to_string(*status.planned)),
                    .first = status.planned->first(),
                    .last = status.planned->last()},
                   common.as_of);
    }
    if (status.overdue_days.value_or(0) > 0) {
      const Day due = common.as_of - std::chrono::days(*status.overdue_days);
      calendar += event_of(
          {.uid = fmt::format("{}-due-{}@{}.detente", channel.id, to_string(due), record->name),
           .summary = "Overdue: " + channel.name,
           .description = fmt::format(
               "Due by its stated cadence of {}; {} overdue on {}; state: {}.",
               counted(static_cast<std::uint64_t>(channel.cadence->months), "month", "months"),
               counted(static_cast<std::uint64_t>(*status.overdue_days), "day", "days"),
               to_string(common.as_of), to_string(status.band.state)),
           .first = due,
           .last = due},
          common.as_of);
    }
  }
  return calendar + folded("END:VCALENDAR");
}

}  // namespace detente
