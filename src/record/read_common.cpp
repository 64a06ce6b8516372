// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "record/readers.hpp"

namespace detente {

namespace {

const std::vector<std::string> units{"m", "km", "ft", "yd", "nm"};

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  return words;
}

}  // namespace

void check_order(TableReader& reader, const Date& earlier, std::string_view later_key,
                 const std::optional<Date>& later) {
  if (!later || later->last() >= earlier.first()) return;
  reader.fault(later_key, fmt::format("\"{}\" is {}, before {}", later_key, to_string(*later),
                                      to_string(earlier)));
}

void check_quotations(TableReader& reader, std::string_view key, const std::string& text) {
  constexpr std::size_t most = 6;
  constexpr std::string_view opening = "\xE2\x80\x9C", closing = "\xE2\x80\x9D", straight = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const bool curly = text.compare(at, opening.size(), opening) == 0;
    if (!curly && text[at] != '"') {
      ++at;
      continue;
    }
    const std::string_view end_mark = curly ? closing : straight;
    const std::size_t from = at + (curly ? opening.size() : 1);
    const std::size_t to = text.find(end_mark, from);
    if (to == std::string::npos) return;
    const std::size_t words = count_words(std::string_view(text).substr(from, to - from));
    if (words > most) {
      reader.fault(
          key, fmt::format("\"{}\" quotes {} words; six is the most, the rest in words of our own",
                           key, words));
      return;
    }
    at = to + end_mark.size();
  }
}

void check_language(TableReader& reader, std::string_view key, const std::string& language) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (language.empty() || (language.size() == 2 && is_small(language[0]) && is_small(language[1])))
    return;
  reader.fault(
      key, fmt::format("\"{}\" is \"{}\"; a language is an ISO 639-1 code such as \"en\" or \"zh\"",
                       key, language));
}

std::optional<Quantity> read_quantity(TableReader& parent, std::string_view key) {
  auto reader = parent.table(key, std::string(key));
  if (!reader) return std::nullopt;
  constexpr double most = 1e9;
  const auto exactly = reader->optional_number("exactly", 0, most);
  const auto about = reader->optional_number("about", 0, most);
  Quantity quantity{.low = reader->optional_number("at_least", 0, most),
                    .high = reader->optional_number("at_most", 0, most),
                    .about = about.has_value(),
                    .unit = reader->one_of("unit", units)};
  reader->finish();
  const bool is_bound = reader->has("at_least") || reader->has("at_most");
  const int stated = int{reader->has("exactly")} + int{reader->has("about")} + int{is_bound};
  if (stated != 1) {
    parent.fault(key,
                 fmt::format("\"{}\" needs one of: exactly, about, at_most and/or at_least", key));
  } else if (quantity.low && quantity.high && *quantity.low > *quantity.high) {
    parent.fault(key, fmt::format("\"{}\" is at least {} and at most {}", key, *quantity.low,
                                  *quantity.high));
  }
  if (exactly) quantity.low = quantity.high = exactly;
  if (about) quantity.low = quantity.high = about;
  return quantity;
}

Accounts read_accounts(TableReader& parent, bool of_step) {
  Accounts accounts;
  auto all = parent.table("account", "account");
  if (!all) return accounts;
  const std::vector<std::string> sides = all->keys();
  for (const std::string& side : sides) {
    auto reader = all->table(side, side);
    if (!reader) continue;
    parent.refer_side(side, reader->place());
    Account account{.text = reader->text("text"),
                    .source = reader->refer(IdKind::source, "source"),
                    .known = reader->optional_date("known"),
                    .distance = read_quantity(*reader, "distance")};
    if (of_step && reader->has("supports")) account.supports = reader->optional_flag("supports");
    check_quotations(*reader, "text", account.text);
    reader->finish();
    accounts.emplace(side, std::move(account));
  }
  all->finish();
  return accounts;
}

std::vector<Tenure> read_tenures(TableReader& parent, std::string_view key, std::string_view what,
                                 bool of_actors) {
  std::vector<Tenure> tenures;
  for (TableReader& reader : parent.tables(key, std::string(key))) {
    Tenure tenure{.what = of_actors ? reader.refer(IdKind::actor, what) : reader.text(what),
                  .from = reader.optional_date("from"),
                  .to = reader.optional_date("to"),
                  .source = reader.optional_refer(IdKind::source, "source")};
    if (tenure.from) check_order(reader, *tenure.from, "to", tenure.to);
    reader.finish();
    tenures.push_back(std::move(tenure));
  }
  return tenures;
}

}  // namespace detente
