// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "support/archives.hpp"
#include "support/event_store.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using testing::Changes;
using testing::line_of;

std::string any_gdelt_row(int id) {
  const auto* a = *rc::gen::element("USA", "CHN", "");
  const auto* b = *rc::gen::element("USA", "CHN", "JPN", "");
  const auto* code = *rc::gen::element("042", "043");
  const Changes changes{{0, std::to_string(id)},
                        {5, *rc::gen::element<std::string>(a, std::string(a) + "GOV")},
                        {7, a},
                        {15, b},
                        {17, b},
                        {26, code},
                        {27, code},
                        {30, *rc::gen::element("1.9", "-3.25", "")},
                        {31, std::to_string(*rc::gen::inRange(1, 4))}};
  auto row = *rc::gen::arbitrary<bool>()
                 ? testing::gdelt2_row(changes)
                 : testing::gdelt1_row(changes, *rc::gen::element<std::size_t>(57, 58));
  if (row.size() != 57) row.back() = *rc::gen::element("", "https://example.org/a", "b");
  return line_of(row);
}

std::string any_keds_row() {
  return line_of({*rc::gen::element("950101", "950102", "960101"),
                  *rc::gen::element("USA", "CHNGOV", "XYZ"), *rc::gen::element("USA", "CHN", "ISR"),
                  *rc::gen::element("042", "043"), "(text)"});
}

std::string any_text() {
  const bool gdelt = *rc::gen::arbitrary<bool>();
  std::string text;
  const int rows = *rc::gen::inRange(1, 12);
  for (int i = 0; i < rows; ++i) text += gdelt ? any_gdelt_row(i) : any_keds_row();
  return text;
}

/// A plain file, or an archive of two texts whose rows collide too.
void write_any_file(const fs::path& file) {
  if (*rc::gen::inRange(0, 3) > 0) {
    testing::write(file, any_text());
    return;
  }
  testing::write(file, testing::zip_bytes(
                           {{.name = "1", .text = any_text()}, {.name = "2", .text = any_text()}}));
}

RC_GTEST_PROP(EventStore, CountsAsTheFilesDo, ()) {
  const testing::TemporaryFolder folder;
  const int files = *rc::gen::inRange(1, 4);
  for (int i = 0; i < files; ++i)
    write_any_file(folder.path() / "in" / std::string(1, static_cast<char>('a' + i)));
  const auto all = testing::files_below(folder.path() / "in");
  // Equal texts are one file in a store.
  std::set<std::string> texts;
  for (const auto& file : all) texts.insert(testing::read(file));
  RC_PRE(texts.size() == all.size());
  // Read in an order that is not that of their names.
  const fs::path store = folder.path() / "store";
  testing::ingested(store, {all.rbegin(), all.rend()});
  const auto rule = *rc::gen::elementOf(testing::every_count_rule());
  RC_ASSERT(testing::counts_of_store(store, rule.dedupe, rule.drop_mirrors) ==
            testing::counts_of_files(all, rule.dedupe, rule.drop_mirrors));
}

}  // namespace

}  // namespace detente
