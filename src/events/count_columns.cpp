// SPDX-License-Identifier: Apache-2.0
#include "events/count_columns.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include "base/text.hpp"
#include "events/fields.hpp"

namespace detente {
namespace {

using Names = std::vector<std::string_view>;

/// What a column can mean, and the names by which files call it: small letters and digits alone,
/// the likeliest first.
struct Meaning {
  std::string_view word;
  Names names;
};

const std::vector<Meaning>& meanings() {
  static const std::vector<Meaning> all = {
      {"date", {"date", "day", "sqldate", "eventdate", "monthyear", "month", "year", "period"}},
      {"source", {"source", "actor1countrycode", "i", "sender", "actor1", "sourcecountry"}},
      {"target", {"target", "actor2countrycode", "j", "receiver", "actor2", "targetcountry"}},
      {"root", {"root", "eventrootcode", "cameoroot", "rootcode"}},
      {"quad", {"quad", "quadclass", "quadcode"}},
      {"events", {"events", "nevents", "count", "numberofrowsbetweencountries", "recordcount"}},
      {"mentions", {"mentions", "nummentions"}},
      {"goldstein_sum", {"goldsteinsum", "sumgoldstein"}},
      {"goldstein_mean", {"goldsteinmean", "meangoldstein", "avggoldstein", "goldsteinavg"}},
      {"goldstein", {"goldstein", "goldsteinscale"}},
      {"quad1", {"verbcoop", "verbalcoop", "verbalcooperation", "quad1"}},
      {"quad2", {"matlcoop", "materialcoop", "materialcooperation", "quad2"}},
      {"quad3", {"verbconf", "verbalconf", "verbalconflict", "quad3"}},
      {"quad4", {"matlconf", "materialconf", "materialconflict", "quad4"}},
      {"complete", {"complete"}},
  };
  return all;
}

std::string plain(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
  }
  return letters;
}

bool is_dyad(std::string_view name) {
  return name.size() == 7 && name[3] == '_' && is_state_code(name.substr(0, 3)) &&
         is_state_code(name.substr(4));
}

/// Finds the columns one meaning after another.
class Finder {
 public:
  Finder(std::span<const std::string> header,
         std::span<const std::pair<std::string, std::string>> chosen)
      : header_(header) {
    for (const std::string& name : header) plain_.push_back(plain(name));
    for (const auto& [meaning, column] : chosen) chosen_[meaning] = column;
  }

  Result<CountColumns> find();

 private:
  std::optional<Error> check_choices() const;
  std::optional<std::size_t> at(std::string_view word);
  ActorColumn actor(std::string_view word);
  void find_goldstein(CountColumns& columns);
  void find_month(CountColumns& columns);
  void find_quads(CountColumns& columns);
  void find_dyads(CountColumns& columns);
  void note_the_rest(CountColumns& columns) const;
  [[nodiscard]] std::optional<std::size_t> column_named(const std::string& name) const;
  [[nodiscard]] Error nothing_for(std::string_view what, std::string_view words) const;
  [[nodiscard]] bool is_own_result() const;

  std::span<const std::string> header_;
  std::vector<std::string> plain_;
  std::map<std::string, std::string, std::less<>> chosen_;
  std::set<std::size_t> used_;
};

std::optional<std::size_t> Finder::column_named(const std::string& name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

std::optional<Error> Finder::check_choices() const {
  std::vector<std::string> words;
  for (const Meaning& meaning : meanings()) words.emplace_back(meaning.word);
  for (const auto& [word, column] : chosen_) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      return Error{Error::Kind::usage,
                   "columns: \"" + word + "\" is none of " + join_list(words, " and "),
                   {}};
    }
    const bool may_be_state = word == "source" || word == "target";
    if (!column_named(column) && !(may_be_state && is_state_code(column))) {
      std::string what = "columns: there is no column \"";
      what.append(column).append("\" for ").append(word);
      if (may_be_state) what += ", and it is no state such as USA";
      return Error{Error::Kind::usage, std::move(what), {}};
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> Finder::at(std::string_view word) {
  const auto choice = chosen_.find(word);
  if (choice != chosen_.end()) {
    const auto column = column_named(choice->second);
    if (column) used_.insert(*column);
    return column;
  }
  const auto meaning = std::find_if(meanings().begin(), meanings().end(),
                                    [&](const Meaning& one) { return one.word == word; });
  for (const std::string_view name : meaning->names) {
    const auto found = std::find(plain_.begin(), plain_.end(), name);
    if (found == plain_.end()) continue;
    const auto column = static_cast<std::size_t>(found - plain_.begin());
    used_.insert(column);
    return column;
  }
  return std::nullopt;
}

ActorColumn Finder::actor(std::string_view word) {
  if (const auto column = at(word)) return {column, {}};
  const auto choice = chosen_.find(word);
  return {std::nullopt, choice == chosen_.end() ? std::string() : choice->second};
}

/// The columns of reduce_sql() or of `detente reduce`, and no others.
bool Finder::is_own_result() const {
  std::vector<std::string> own{"source", "target"};
  const auto has = [&](std::string_view word) {
    return std::find(plain_.begin(), plain_.end(), word) != plain_.end();
  };
  for (const char* period : {"year", "month", "day"})
    if (has(period)) own.insert(own.begin(), period);
  if (has("feed")) own.insert(own.begin(), "feed");
  for (const char* key : {"root", "quad"})
    if (has(key)) own.emplace_back(key);
  own.insert(own.end(), {"events", "mentions", "goldstein"});
  return plain_ == own;
}

void Finder::find_goldstein(CountColumns& columns) {
  using enum GoldsteinForm;
  for (const auto& [word, form] :
       {std::pair{"goldstein_sum", sum}, {"goldstein_mean", mean}, {"goldstein", unclear}}) {
    columns.goldstein = at(word);
    columns.goldstein_form = form;
    if (columns.goldstein) break;
  }
  if (columns.goldstein && is_own_result()) columns.goldstein_form = thousandths;
}

/// "year" and "month" as two columns: the date is then found by the name "month", which is no date.
void Finder::find_month(CountColumns& columns) {
  if (chosen_.contains("date") || plain_[columns.date] != "month") return;
  const auto year = std::find(plain_.begin(), plain_.end(), "year");
  if (year == plain_.end()) return;
  columns.month = columns.date;
  columns.date = static_cast<std::size_t>(year - plain_.begin());
  used_.insert(columns.date);
}

void Finder::find_quads(CountColumns& columns) {
  std::array<std::size_t, 4> all{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto column = at("quad" + std::to_string(i + 1));
    if (!column) return;
    all.at(i) = *column;
  }
  columns.quads = all;
}

void Finder::find_dyads(CountColumns& columns) {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!is_dyad(header_[i])) continue;
    columns.dyads.push_back({i, header_[i].substr(0, 3), header_[i].substr(4)});
    used_.insert(i);
  }
}

void Finder::note_the_rest(CountColumns& columns) const {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const bool again = std::find(plain_.begin(), plain_.begin() + static_cast<std::ptrdiff_t>(i),
                                 plain_[i]) != plain_.begin() + static_cast<std::ptrdiff_t>(i);
    if (!used_.contains(i) && !plain_[i].empty()) {
      rest.push_back(header_[i] + (again ? " (the second of that name)" : ""));
    }
  }
  if (!rest.empty())
    columns.notes.push_back("Columns that were not used: " + join(rest, ", ") + ".");
}

Error Finder::nothing_for(std::string_view what, std::string_view words) const {
  std::vector<std::string> names(
      header_.begin(),
      header_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(header_.size(), 20)));
  return {Error::Kind::input,
          "no column for " + std::string(what) + " among " + join(names, ", ") +
              (header_.size() > names.size() ? ", …" : "") + "; name it with --columns " +
              std::string(words),
          "1"};
}

Result<CountColumns> Finder::find() {
  if (auto error = check_choices()) return tl::unexpected(*std::move(error));
  CountColumns columns;
  const auto date = at("date");
  if (!date) return tl::unexpected(nothing_for("the date", "date=NAME"));
  columns.date = *date;
  find_month(columns);
  columns.source = actor("source");
  columns.target = actor("target");
  const bool has_source = columns.source.column || !columns.source.state.empty();
  const bool has_target = columns.target.column || !columns.target.state.empty();
  if (!has_source && !has_target) find_dyads(columns);
  if (columns.dyads.empty()) {
    if (!has_source) return tl::unexpected(nothing_for("the source", "source=NAME or source=AAA"));
    if (!has_target) return tl::unexpected(nothing_for("the target", "target=NAME or target=AAA"));
    columns.events = at("events");
    find_quads(columns);
    if (!columns.events && !columns.quads) {
      return tl::unexpected(nothing_for("the count", "events=NAME"));
    }
    columns.mentions = at("mentions");
    columns.root = at("root");
    find_goldstein(columns);
    if (!columns.quads) columns.quad = at("quad");
  }
  columns.complete = at("complete");
  // The yearly sums of dyads carry the class of one of their events; it says nothing of the others.
  if (columns.quad && columns.events && !chosen_.contains("quad") &&
      plain_[*columns.events] == "numberofrowsbetweencountries") {
    columns.notes.push_back(
        "The column " + header_[*columns.quad] +
        " is not used: beside sums of whole dyads it is the class of one event.");
    columns.quad.reset();
  }
  note_the_rest(columns);
  return columns;
}

}  // namespace

Result<CountColumns> find_count_columns(
    std::span<const std::string> header,
    std::span<const std::pair<std::string, std::string>> chosen) {
  return Finder(header, chosen).find();
}

}  // namespace detente
