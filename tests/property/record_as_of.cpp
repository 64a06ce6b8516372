// SPDX-License-Identifier: Apache-2.0
// What was known on a day, against a case whose files lack by hand whatever came out later.
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "record/as_of.hpp"
#include "support/any_date.hpp"
#include "support/record_picture.hpp"

namespace detente::testing {
namespace {

using std::chrono::days;

/// When a thing happened and came out.
struct When {
  Date date;
  std::optional<Date> known;

  /// As docs/codebook.md has it.
  [[nodiscard]] bool is_known(Day day) const { return (known ? *known : date).last() <= day; }
  [[nodiscard]] std::string fields() const {
    const std::string text = "date = \"" + to_string(date) + "\"\n";
    return known ? text + "known = \"" + to_string(*known) + "\"\n" : text;
  }
};

/// Nothing, half of the time, else some day after `date`.
std::optional<Date> any_later(const Date& date) {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  const Day day = date.first() + days(*rc::gen::inRange(0, 500));
  return Date(day, *rc::gen::element(Date::Precision::day, Date::Precision::month));
}

When any_when() {
  const Date date = *any_date(2020, 2022);
  return {date, any_later(date)};
}

struct ToldEvent {
  std::string id;
  When when;
  std::optional<Date> end{}, account{};  ///< the day on which the account came out
  std::string act{}, after{};

  /// What is told of it is told of the whole.
  [[nodiscard]] bool is_known(Day day) const {
    return end && !when.known ? end->last() <= day : when.is_known(day);
  }
};

struct ToldCase {
  std::vector<ToldEvent> events;
  std::vector<std::pair<When, std::optional<Date>>> needs;  ///< and until when they stand
  std::vector<When> statuses, positions;
  When commitment;
  std::string made_at;                                        ///< the commitment's event
  std::vector<std::pair<Date, std::optional<Date>>> figures;  ///< and when each came out
  int lag = 0;
};

ToldCase any_case() {
  ToldCase told;
  const int count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    ToldEvent event;
    event.id = "e" + std::to_string(i);
    event.when = any_when();
    event.end = any_later(event.when.date);
    event.account = any_later(event.when.date);
    event.act = *rc::gen::element<std::string>("hold", "hold", "suspend", "announce", "close");
    told.events.push_back(std::move(event));
  }
  std::ranges::stable_sort(told.events, {}, [](const auto& e) { return e.when.date.first(); });
  for (std::size_t i = 1; i < told.events.size(); ++i)
    if (*rc::gen::arbitrary<bool>())
      told.events[i].after = told.events[*rc::gen::inRange<std::size_t>(0, i)].id;
  for (int i = 0; i < 2; ++i) {
    const When need = any_when();
    told.needs.emplace_back(need, any_later(need.date));
    told.positions.push_back(any_when());
  }
  told.commitment = {Date(*any_day(2020, 2021)), {}};
  told.commitment.known = any_later(told.commitment.date);
  told.made_at = told.events.front().id;
  for (int i = 0; i < 3; ++i) {
    const Date date(told.commitment.date.first() + days(*rc::gen::inRange(0, 400)));
    told.statuses.push_back({date, any_later(date)});
  }
  told.lag = *rc::gen::inRange(0, 100);
  for (int month = 1; month <= 12; ++month) {
    const Date date =
        parse_date("2021-" + std::string(month < 10 ? "0" : "") + std::to_string(month))
            .value_or(Date());
    told.figures.emplace_back(date, any_later(date));
  }
  return told;
}

/// What a person who strikes out by hand leaves of the case.
ToldCase struck_out(ToldCase told, Day day) {
  const auto later = [&](const std::optional<Date>& date) { return date && date->last() > day; };
  std::set<std::string> gone;
  for (const ToldEvent& event : told.events)
    if (!event.is_known(day)) gone.insert(event.id);
  std::erase_if(told.events, [&](const ToldEvent& event) { return gone.contains(event.id); });
  for (ToldEvent& event : told.events) {
    if (later(event.end)) event.end.reset();
    if (gone.contains(event.after)) event.after.clear();
    if (later(event.account)) event.account = Date(day + days(36500));  // stands for "none"
  }
  const auto unknown = [&](const When& when) { return !when.is_known(day); };
  std::erase_if(told.needs, [&](const auto& need) { return unknown(need.first); });
  for (auto& [need, until] : told.needs)
    if (later(until)) until.reset();
  std::erase_if(told.statuses, unknown);
  std::erase_if(told.positions, unknown);
  if (gone.contains(told.made_at)) told.made_at.clear();
  std::erase_if(told.figures, [&](const auto& figure) {
    const auto& [date, known] = figure;
    return (known ? known->last() : date.last() + days(told.lag)) > day;
  });
  return told;
}

std::string optional_field(std::string_view key, const std::optional<Date>& date) {
  return date ? std::string(key) + " = \"" + to_string(*date) + "\"\n" : std::string();
}

void write_events(const ToldCase& told, Day day, CaseFiles& files) {
  for (const ToldEvent& event : told.events) {
    std::string& file = files["events/" + to_string(event.when.date).substr(0, 4) + ".toml"];
    file += "[[event]]\nid = \"" + event.id + "\"\n" + event.when.fields() +
            optional_field("end", event.end) +
            "title = \"T\"\nkind = \"meeting\"\nparties = [\"USA\"]\nsummary = \"S.\"\n"
            "sources = [\"s1\"]\nacts = [{ channel = \"talks\", by = \"USA\", act = \"" +
            event.act + "\" }]\n";
    if (!event.after.empty()) file += "after = \"" + event.after + "\"\n";
    if (event.account && event.account->first() > day + days(36000)) continue;
    file += "[event.account.USA]\ntext = \"It says so.\"\nsource = \"s1\"\n" +
            optional_field("known", event.account);
  }
}

CaseFiles write_case(const ToldCase& told, Day day) {
  CaseFiles files = small_case();
  for (const auto name : {"events/2021.toml", "events/2022.toml", "recommendations.toml"})
    files.erase(name);
  write_events(told, day, files);
  // Accounts without a day of their own come out with the event: their source has none either.
  change(files["sources.toml"], "date = 2022-08-02\n", "");
  std::string& channels = files["channels.toml"];
  const auto end = channels.find("[[channel.need]]");
  channels.resize(end);
  for (const auto& [when, until] : told.needs)
    channels += "[[channel.need]]\nside = \"CHN\"\ntext = \"It asks.\"\nsource = \"s2\"\n" +
                when.fields() + optional_field("until", until);
  // The channel itself is not known before anything of it is.
  if (told.events.empty() && told.needs.empty()) channels.clear();
  std::string& commitments = files["commitments.toml"];
  commitments.clear();
  if (told.commitment.is_known(day)) {
    commitments =
        "[[commitment]]\nid = \"c\"\ntitle = \"T\"\nparties = [\"USA\"]\ntext = \"T.\"\n"
        "sources = [\"s1\"]\n" +
        told.commitment.fields();
    if (!told.made_at.empty()) commitments += "event = \"" + told.made_at + "\"\n";
    for (const When& status : told.statuses)
      commitments +=
          "[[commitment.status]]\nside = \"CHN\"\nby = \"USA\"\nlevel = 1\n"
          "text = \"T.\"\nsource = \"s1\"\n" +
          status.fields();
  }
  std::string& positions = files["positions.toml"];
  positions.clear();
  for (const When& position : told.positions)
    positions +=
        "[[position]]\nactor = \"USA\"\nissue = \"strait\"\ntext = \"T.\"\n"
        "source = \"s1\"\n" +
        position.fields();
  change(files["series/series.toml"],
         "lag_days = 30\nbreaks = [{ date = 2022-03-01, text = "
         "\"Counted anew\" }]",
         "lag_days = " + std::to_string(told.lag));
  std::string& figures = files["series/visas.csv"];
  figures = "date,value,known\n";
  for (const auto& [date, known] : told.figures)
    figures += to_string(date) + ",1," + (known ? to_string(*known) : "") + "\n";
  return files;
}

Case sound(const CaseFiles& files) {
  ReadCase read = parse(files);
  if (!read.faults.empty()) RC_FAIL(lines(read.faults));
  return std::move(read.record);
}

RC_GTEST_PROP(KnownOn, IsTheCaseWithoutWhatCameOutLater, ()) {
  const ToldCase told = any_case();
  const Day day = *any_day(2019, 2024);
  const Day never = testing::day("2100-01-01");
  const Case pruned = known_on(sound(write_case(told, never)), day);
  const Case struck = sound(write_case(struck_out(told, day), day));
  RC_ASSERT(picture(pruned) == picture(struck));
  RC_ASSERT(picture(channel_board(pruned, day)) == picture(channel_board(struck, day)));
}

RC_GTEST_PROP(KnownOn, LosesNothingFromOneDayToTheNext, ()) {
  const Case whole = sound(write_case(any_case(), testing::day("2100-01-01")));
  const Day day = *any_day(2019, 2024);
  const auto today = things_known(known_on(whole, day));
  const auto tomorrow = things_known(known_on(whole, day + days(1)));
  RC_ASSERT(std::ranges::includes(tomorrow, today));
  RC_ASSERT(things_known(known_on(known_on(whole, day + days(1)), day)) == today);
}

}  // namespace
}  // namespace detente::testing
