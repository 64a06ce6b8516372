// SPDX-License-Identifier: Apache-2.0
#include "record/case_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.hpp"
#include "record/check_graph.hpp"
#include "record/observations.hpp"
#include "record/readers.hpp"
#include "record/toml_file.hpp"

namespace detente {

namespace {

template <typename T>
void read_all(TableReader& file, std::string_view key, T (*read)(TableReader&),
              std::vector<T>& into) {
  for (TableReader& table : file.tables(key, std::string(key))) into.push_back(read(table));
}

/// The year that "events/2022.toml" is for, or 0 where it is no such file.
int year_of_events_file(std::string_view file) {
  constexpr std::string_view folder = "events/", ending = ".toml";
  if (!file.starts_with(folder) || !file.ends_with(ending)) return 0;
  file.remove_prefix(folder.size());
  file.remove_suffix(ending.size());
  const auto date = parse_date(file);
  return date && date->precision() == Date::Precision::year ? std::stoi(std::string(file)) : 0;
}

void read_events(TableReader& file, int year, Case& record) {
  const std::size_t first = record.events.size();
  for (TableReader& table : file.tables("event", "event")) {
    Event event = read_event(table);
    const int its_year = quarter_of(event.date.first()).year;
    const bool has_date =
        table.optional_date("date").has_value();  // a fault that this repeats is dropped
    if (has_date && its_year != year) {
      table.fault("date", fmt::format("belongs in events/{:04}.toml by its date {}", its_year,
                                      to_string(event.date)));
    } else if (has_date && record.events.size() > first &&
               event.date.first() < record.events.back().date.first()) {
      table.fault("date", fmt::format("{} stands after {}; events stand in order of date",
                                      to_string(event.date), to_string(record.events.back().date)));
    }
    record.events.push_back(std::move(event));
  }
}

const std::vector<std::string> toml_files{
    "case.toml",        "actors.toml",        "channels.toml",    "sources.toml",
    "issues.toml",      "positions.toml",     "commitments.toml", "recommendations.toml",
    "events/2022.toml", "series/series.toml", "coded/coded.toml"};

/// "; did you mean case.toml?" where a name of a case's file is near. The ending, which all share,
/// does not count.
std::string suggestion(std::string_view file) {
  constexpr std::size_t ending = std::string_view(".toml").size();
  std::vector<std::string> stems;
  stems.reserve(toml_files.size());
  for (const std::string& name : toml_files) stems.push_back(name.substr(0, name.size() - ending));
  const auto near = nearest(file.substr(0, file.size() - ending), stems);
  return near.empty() ? std::string() : fmt::format("; did you mean {}.toml?", near);
}

/// Can it be the name of a file in series/? read_series reports where not.
bool names_csv(std::string_view file) {
  return file.ends_with(".csv") && file.find('/') == std::string_view::npos;
}

}  // namespace

void CaseParser::add(const std::string& file, std::string_view text) {
  const bool is_toml = file.ends_with(".toml");
  const bool is_observations = file.starts_with("series/") && file.ends_with(".csv");
  const bool is_coded = file.starts_with("coded/") && !is_toml;
  if (!is_toml && !is_coded && !file.ends_with(".csv")) return;
  seen_.push_back(file);
  if (!check_text(file, text, faults_)) return give_up(file);
  if (is_toml) return add_toml(file, text);
  if (is_coded) {
    coded_files_[file.substr(file.find('/') + 1)] = text;
    return;
  }
  if (!is_observations) {
    faults_.push_back(
        {{file}, "is no part of a case; the observations of a series stand in series/"});
    return;
  }
  observations_[file.substr(file.find('/') + 1)] = read_observations(file, text, index_, faults_);
}

void CaseParser::add_unreadable(const std::string& file, const std::string& why) {
  seen_.push_back(file);
  faults_.push_back({{file}, "cannot be read: " + why, true});
  give_up(file);
}

void CaseParser::give_up(const std::string& file) {
  if (file == "case.toml") index_.distrust(IdKind::side);
  if (file == "actors.toml") index_.distrust(IdKind::actor);
  if (file == "channels.toml") index_.distrust(IdKind::channel);
  if (file == "sources.toml") index_.distrust(IdKind::source);
  if (file == "issues.toml") index_.distrust(IdKind::issue);
  if (file == "series/series.toml") index_.distrust(IdKind::series);
  if (file == "coded/coded.toml") gave_up_on_coded_ = true;
  if (year_of_events_file(file) != 0) index_.distrust(IdKind::event);
}

void CaseParser::add_toml(const std::string& file, std::string_view text) {
  const int year = year_of_events_file(file);
  const bool is_comparison = file.starts_with("comparisons/");
  if (year == 0 && !is_comparison && std::ranges::find(toml_files, file) == toml_files.end()) {
    faults_.push_back({{file}, "is no part of a case" + suggestion(file)});
    return;
  }
  const auto table = parse_toml(file, text, faults_);
  if (!table) return give_up(file);
  TableReader::Context context{file, faults_, index_};
  TableReader reader(*table, context, "file");
  if (file == "case.toml") {
    TableReader named(*table, context, "case");
    read_case_file(named, record_);
    if (record_.sides[0].empty()) index_.distrust(IdKind::side);
    index_.set_sides(record_.sides);
    return;
  }
  if (is_comparison) {
    TableReader named(*table, context, "comparison");
    ReadoutComparison comparison = read_comparison(named);
    if (!comparison.event.empty() && file != "comparisons/" + comparison.event + ".toml")
      named.fault("event", fmt::format("belongs in comparisons/{}.toml", comparison.event));
    record_.comparisons.push_back(std::move(comparison));
    return;
  }
  if (year != 0) read_events(reader, year, record_);
  if (file == "actors.toml") read_all(reader, "actor", read_actor, record_.actors);
  if (file == "channels.toml") read_all(reader, "channel", read_channel, record_.channels);
  if (file == "sources.toml") read_all(reader, "source", read_source, record_.sources);
  if (file == "commitments.toml")
    read_all(reader, "commitment", read_commitment, record_.commitments);
  if (file == "issues.toml") read_all(reader, "issue", read_issue, record_.issues);
  if (file == "recommendations.toml")
    read_all(reader, "recommendation", read_recommendation, record_.recommendations);
  if (file == "series/series.toml") read_all(reader, "series", read_series, record_.series);
  if (file == "coded/coded.toml") read_all(reader, "coded", read_coded, record_.coded);
  if (file == "positions.toml") {
    read_all(reader, "position", read_position, record_.positions);
    read_all(reader, "interest", read_interest, record_.interests);
  }
  reader.finish();
}

void CaseParser::check_series_files() {
  std::map<std::string, std::string> series_of_file;
  for (Series& series : record_.series) {
    if (!names_csv(series.file)) continue;
    const auto [other, is_first] = series_of_file.try_emplace(series.file, series.id);
    if (!is_first) {
      faults_.push_back(
          {series.place,
           fmt::format(
               "series \"{}\": its file {} is that of series \"{}\" already; each has its own",
               series.id, series.file, other->second)});
      continue;
    }
    const auto found = observations_.find(series.file);
    if (found == observations_.end()) {
      const bool was_seen = std::ranges::find(seen_, "series/" + series.file) != seen_.end();
      if (!was_seen) {
        faults_.push_back(
            {series.place, fmt::format("series \"{}\": its file series/{} is not there", series.id,
                                       series.file)});
      }
      continue;
    }
    series.observations = std::move(found->second);
    observations_.erase(found);
  }
  if (!index_.trusts(IdKind::series)) return;
  for (const auto& [file, rows] : observations_) {
    faults_.push_back({{"series/" + file}, "is described by no series in series/series.toml"});
  }
}

void CaseParser::take_coded_files() {
  std::set<std::string> used;
  const auto take = [&](const CodedCounts& coded, const std::string& file, std::string& text) {
    if (file.empty() || file.find('/') != std::string::npos) return;
    used.insert(file);
    const auto found = coded_files_.find(file);
    if (found != coded_files_.end()) {
      text = found->second;
    } else if (std::ranges::find(seen_, "coded/" + file) == seen_.end()) {
      faults_.push_back({coded.place, fmt::format("coded \"{}\": its file coded/{} is not there",
                                                  coded.title, file)});
    }
  };
  for (CodedCounts& coded : record_.coded) {
    take(coded, coded.file, coded.text);
    take(coded, coded.audit, coded.audit_text);
    take(coded, coded.totals, coded.totals_text);
  }
  for (const auto& [file, text] : coded_files_)
    if (!used.contains(file) && !gave_up_on_coded_)
      faults_.push_back({{"coded/" + file}, "is described by nothing in coded/coded.toml"});
}

void CaseParser::sort() {
  const auto first_day = [](const Event& event) { return event.date.first(); };
  if (std::ranges::is_sorted(record_.events, {}, first_day))
    return;  // as a rule; sorting moves large records
  std::ranges::stable_sort(record_.events, {}, first_day);
}

ReadCase CaseParser::finish() {
  for (const auto required : {"case.toml", "actors.toml"}) {
    if (std::ranges::find(seen_, required) != seen_.end()) continue;
    faults_.push_back({{required}, "is missing"});
    give_up(required);
  }
  check_series_files();
  take_coded_files();
  index_.resolve(faults_);
  check_graph(record_, faults_);
  sort();
  sort_faults(faults_);
  return {std::move(record_), std::move(faults_)};
}

}  // namespace detente
