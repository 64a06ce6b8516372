// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/file_bytes.hpp"
#include "base/version.hpp"
#include "command/lookup.hpp"
#include "command/outlook_tables.hpp"
#include "command/spiral_tables.hpp"
#include "outlook/scores.hpp"
#include "record/digest.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

constexpr const char* list_name = "SHA256SUMS";
constexpr std::size_t largest = 4'000'000;

using Hashes = std::map<std::string, std::string>;  // by file

/// Lines "HASH  FILE"; nothing where there is no list yet.
Result<Hashes> read_list(const fs::path& folder) {
  Hashes hashes;
  const fs::path file = folder / list_name;
  std::error_code error;
  if (!fs::exists(file, error)) return hashes;
  const auto bytes = read_bytes(file, largest);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string_view rest = *bytes;
  constexpr std::size_t digits = 64;
  for (int line = 1; !rest.empty(); ++line) {
    const std::string_view row = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(row.size() + 1, rest.size()));
    const bool is_hash = row.size() > digits + 2 && row.substr(digits, 2) == "  " &&
                         row.find_first_not_of("0123456789abcdef") == digits;
    if (!is_hash || row.find('/') != std::string_view::npos)
      return fail(Error::Kind::input, "not a line of sha256sum: 64 digits, two blanks, a file",
                  fmt::format("{}:{}", file.string(), line));
    hashes.emplace(row.substr(digits + 2), row.substr(0, digits));
  }
  return hashes;
}

Result<void> write_list(const fs::path& folder, const Hashes& hashes) {
  std::string text;
  for (const auto& [file, hash] : hashes) text.append(hash).append("  ").append(file) += '\n';
  return replace_file(folder / list_name, text);
}

/// What became of a forecast, and the hash of the file that stands there now (or stood).
struct Entered {
  std::string state, hash;
};

/// Writes a forecast's file, and its hash into the list before: a file is never there without it.
/// What was recorded is not written over.
Result<Entered> enter(const fs::path& folder, const std::string& name, const std::string& text,
                      Hashes& hashes) {
  const fs::path file = folder / name;
  const std::string hash = sha256_of(text);
  const auto listed = hashes.find(name);
  const bool is_listed = listed != hashes.end();
  std::error_code error;
  if (fs::exists(file, error)) {
    const auto bytes = read_bytes(file, largest);
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string there = sha256_of(*bytes);
    if (!is_listed) return Entered{"a file that is not listed is there; it was left alone", there};
    if (listed->second != there)
      return Entered{"changed since it was recorded; it was left alone", there};
    if (there != hash) return Entered{"another forecast of that day is there; it was kept", there};
    return Entered{"there already, the same", hash};
  }
  if (is_listed && listed->second != hash)
    return Entered{"missing, and another forecast than was recorded: not written", listed->second};
  if (!is_listed) {
    hashes.emplace(name, hash);
    if (const auto done = write_list(folder, hashes); !done) return tl::unexpected(done.error());
  }
  if (const auto done = replace_file(file, text); !done) return tl::unexpected(done.error());
  return Entered{is_listed ? "written again, as it was recorded" : "written", hash};
}

Json model_of(const OutlookRun& run, const Forecast& forecast) {
  const Support support = run.target.series.whole.support;
  const bool binary = support == Support::binary;
  return Json{{"median", binary ? Json() : Json(four_digits(forecast.median))},
              {"probability", binary ? Json(four_digits(forecast.median)) : Json()},
              {"quantiles", quantiles_of(forecast, support)}};
}

/// What a file holds: all that a stranger needs to score it.
std::string file_of(const OutlookRun& run, const Case& record, Day as_of, std::uint64_t seed) {
  const Backtest& backtest = *run.backtest;
  const History& whole = run.target.series.whole;
  Json rows = Json::array();
  for (const Issued* issued : run.open) {
    Json models = Json::object();
    for (std::size_t m = 0; m <= backtest.combination(); ++m)
      if (m == run.choice.model || m == backtest.combination() || backtest.models[m].is_baseline)
        models[std::string(backtest.name_of(m))] = model_of(run, issued->forecasts[m]);
    rows.push_back(Json{{"first", to_string(issued->first)},
                        {"last", to_string(last_day_of(issued->first, whole.period))},
                        {"horizon", issued->horizon},
                        {"models", std::move(models)}});
  }
  return Json{{"schema", "detente.forecast/1"},
              {"version", std::string(program_version)},
              {"case", record.name},
              {"vintage", record.vintage},
              {"as_of", to_string(as_of)},
              {"seed", seed},
              {"target", run.target.id},
              {"title", run.target.title},
              {"unit", run.target.unit},
              {"period", std::string(to_string(whole.period))},
              {"known_until", to_string(last_day_of(
                                  period_after(whole.first, whole.values.size() - 1, whole.period),
                                  whole.period))},
              {"recommended", std::string(backtest.name_of(run.choice.model))},
              {"forecasts", std::move(rows)}}
             .dump(1) +
         '\n';
}

/// The outcome of the period that begins on `first`; nothing where it is not known.
std::optional<double> outcome_of(const OutlookTarget& target, Day first, Day as_of) {
  const History& whole = target.series.whole;
  if (whole.values.empty() || first < whole.first) return std::nullopt;
  const int at = periods_between(whole.first, first, whole.period);
  if (at < 0 || at >= std::ssize(whole.values)) return std::nullopt;
  const auto i = static_cast<std::size_t>(at);
  if (period_after(whole.first, i, whole.period) != first || target.series.known[i] > as_of)
    return std::nullopt;
  return whole.values[i];
}

/// One model's forecast against the outcome; nothing where the file does not hold one.
std::optional<ScoredForecast> scored(const Json& model, double outcome) {
  ScoredForecast out;
  out.outcome = outcome;
  const Json probability = model.value("probability", Json());
  if (probability.is_number()) {
    out.median = probability.get<double>();
    out.score = (out.median - outcome) * (out.median - outcome);
    return out;
  }
  const Json quantiles = model.value("quantiles", Json());
  if (!quantiles.is_object() || quantiles.empty()) return std::nullopt;
  double sum = 0;
  for (const double level : quantile_levels()) {
    const auto found = quantiles.find(fmt::format("{}", level));
    if (found == quantiles.end() || !found->is_number()) return std::nullopt;
    const auto value = found->get<double>();
    sum += quantile_score(value, level, outcome);
    if (level == 0.05) out.low = value;
    if (level == 0.5) out.median = value;
    if (level == 0.95) out.high = value;
  }
  out.score = sum / static_cast<double>(quantile_levels().size());
  out.covered = *out.low <= outcome && outcome <= *out.high;
  return out;
}

/// All forecasts of one file whose outcome is known; false where it is not a forecast.
bool score_file(const Json& file, const std::vector<OutlookTarget>& targets, Day as_of,
                ScoredLedger& ledger, ScoredLedger::File& entry) {
  if (!file.is_object() || file.value("schema", Json()) != "detente.forecast/1") return false;
  const Json rows = file.value("forecasts", Json());
  const Json recommended = file.value("recommended", Json());
  const Json id = file.value("target", Json());
  const Json day_of = file.value("as_of", Json());
  if (!rows.is_array() || !recommended.is_string() || !id.is_string() || !day_of.is_string())
    return false;
  const OutlookTarget* target = find(targets, id.get<std::string>());
  for (const Json& row : rows) {
    if (!row.is_object()) return false;
    const Json day = row.value("first", Json());
    const Json models = row.value("models", Json());
    const auto first = day.is_string() ? parse_day(day.get<std::string>()) : std::nullopt;
    const Json horizon = row.value("horizon", Json());
    if (!first || !models.is_object() || !horizon.is_number_integer()) return false;
    ++entry.forecasts;
    const auto outcome = target == nullptr ? std::nullopt : outcome_of(*target, *first, as_of);
    if (!outcome) continue;
    ++entry.due;
    for (const auto& [name, model] : models.items()) {
      auto one = model.is_object() ? scored(model, *outcome) : std::nullopt;
      if (!one) return false;
      one->target = target->id;
      one->model = name;
      one->as_of = day_of.get<std::string>();
      one->date = to_string(*first);
      one->horizon = horizon.get<int>();
      ledger.scored.push_back(*std::move(one));
      ledger.is_recommended.push_back(recommended == name);
    }
  }
  return true;
}

}  // namespace

bool ScoredLedger::is_faulty() const {
  return std::ranges::any_of(files, [](const File& file) { return file.state != "as recorded"; });
}

Result<Table> record_forecasts(const std::string& folder, const std::vector<OutlookRun>& runs,
                               const Case& record, Day as_of, std::uint64_t seed) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return fail(Error::Kind::io, fmt::format("cannot make the folder: {}", error.message()),
                folder);
  auto hashes = read_list(folder);
  if (!hashes) return tl::unexpected(hashes.error());
  Table table{.key = "recorded",
              .title = "Recorded in " + folder,
              .fields = {{"target", "Target"},
                         {"file", "File"},
                         {"state", "State"},
                         {"sha256", "SHA-256", Field::Show::detail}},
              .empty = "No forecast could be made."};
  for (const OutlookRun& run : runs) {
    if (!run.refusal.empty()) continue;
    const std::string name = to_string(as_of) + '.' + run.target.id + ".json";
    const std::string text = file_of(run, record, as_of, seed);
    auto entered = enter(folder, name, text, *hashes);
    if (!entered) return tl::unexpected(entered.error());
    table.rows.push_back(Json{{"target", run.target.id},
                              {"file", name},
                              {"state", entered->state},
                              {"sha256", entered->hash}});
  }
  return table;
}

Result<ScoredLedger> score_ledger(const std::string& folder,
                                  const std::vector<OutlookTarget>& targets, Day as_of) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(Error::Kind::usage, "--score: there is no such folder", folder);
  auto hashes = read_list(folder);
  if (!hashes) return tl::unexpected(hashes.error());
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.ends_with(".json")) hashes->emplace(name, std::string());
  }
  if (error)
    return fail(Error::Kind::io, fmt::format("cannot list the folder: {}", error.message()),
                folder);
  ScoredLedger ledger;
  for (const auto& [name, hash] : *hashes) {
    ScoredLedger::File entry{.name = name, .state = "as recorded"};
    const fs::path file = fs::path(folder) / name;
    if (!fs::exists(file, error)) {
      entry.state = "missing";
    } else if (hash.empty()) {
      entry.state = "not listed";
    } else {
      const auto bytes = read_bytes(file, largest);
      if (!bytes) return tl::unexpected(bytes.error());
      if (sha256_of(*bytes) != hash)
        entry.state = "changed";
      else if (!score_file(Json::parse(*bytes, nullptr, false), targets, as_of, ledger, entry))
        entry.state = "unreadable";
    }
    ledger.files.push_back(std::move(entry));
  }
  return ledger;
}

}  // namespace detente
