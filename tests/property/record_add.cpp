// SPDX-License-Identifier: Apache-2.0
// Events added one by one make the same case, whatever their order.
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "record/add_record.hpp"
#include "record/read_case.hpp"
#include "support/any_date.hpp"
#include "support/record_picture.hpp"

namespace detente::testing {
namespace {

struct Told {
  Date date;
  std::string text;
};

Told any_event(int number) {
  const Date date = *any_date(2021, 2023);
  const std::string act = *rc::gen::element<std::string>("hold", "suspend", "announce", "close");
  return {date, "[[event]]\nid = \"added-" + std::to_string(number) + "\"\ndate = \"" +
                    to_string(date) +
                    "\"\ntitle = \"T\"\nkind = \"meeting\"\nparties = [\"USA\"]\n"
                    "acts = [{ channel = \"talks\", by = \"USA\", act = \"" +
                    act + "\" }]\nsummary = \"S.\"\nsources = [\"s1\"]\n"};
}

void add(const TemporaryFolder& folder, const std::vector<Told>& events) {
  for (const Told& event : events) {
    const auto added = add_record(folder.path(), AddedKind::event, event.text);
    if (!added) RC_FAIL(added.error().what);
  }
}

Case read_back(const TemporaryFolder& folder) {
  auto record = read_sound_case(folder.path());
  if (!record) RC_FAIL(record.error().what);
  return *std::move(record);
}

RC_GTEST_PROP(AddRecord, MakesTheSameCaseInAnyOrder, ()) {
  std::vector<Told> events;
  // Two events of one day stand in the order in which they came: here each has a day of its own,
  // and one that the small case does not have.
  std::set<Day> taken{day("2021-03-01"), day("2022-08-02"), day("2022-08-05"), day("2022-12-21")};
  const int count = *rc::gen::inRange(2, 4);
  for (int i = 0; i < count; ++i) {
    Told event = any_event(i);
    if (taken.insert(event.date.first()).second) events.push_back(std::move(event));
  }
  const TemporaryFolder one, other;
  write(one.path(), small_case());
  write(other.path(), small_case());
  add(one, events);
  std::ranges::rotate(events,
                      events.begin() + *rc::gen::inRange<std::ptrdiff_t>(
                                           0, static_cast<std::ptrdiff_t>(events.size()) + 1));
  if (*rc::gen::arbitrary<bool>()) std::ranges::reverse(events);
  add(other, events);

  const Case record = read_back(one);
  const Case same = read_back(other);
  RC_ASSERT(record.events.size() == 4 + events.size());
  RC_ASSERT(picture(record) == picture(same));
  const Day today = *any_day(2021, 2024);
  RC_ASSERT(picture(channel_board(record, today)) == picture(channel_board(same, today)));
  for (const auto file : {"events/2021.toml", "events/2022.toml", "events/2023.toml"})
    RC_ASSERT(read(one.path() / file) == read(other.path() / file));
}

}  // namespace
}  // namespace detente::testing
