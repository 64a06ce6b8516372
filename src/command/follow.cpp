// SPDX-License-Identifier: Apache-2.0
#include "command/follow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/file_bytes.hpp"
#include "command/follow_choice.hpp"
#include "command/follow_fetch.hpp"
#include "command/ingest.hpp"
#include "store/ingest.hpp"
#include "store/store_lock.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using Kind = DownloadFailure::Kind;

constexpr int most_failures = 96;  // rounds: a day of quarters of an hour
constexpr int most_broken_in_a_row = 3;
constexpr std::uint64_t batch_bytes = std::uint64_t{64} << 20U;
constexpr int usual_step = 15;  // minutes between GDELT's updates

/// A file that has come, and where it lies until it has been read.
struct Arrival {
  std::string url;
  fs::path path;
};

/// What is said in the end of a file that could not be had.
IngestReport::File row_of(const WantedFile& file) {
  return {.file = file.url,
          .what = file.last_failure.empty() ? "not yet tried" : file.last_failure,
          .failed = true,
          .stored = {.file = file.url, .size = file.size}};
}

class Follower {
 public:
  Follower(std::string folder, StoreRules rules, ListLimits limits, IngestOptions ingest_options,
           const FollowOptions& options, const FollowHost& host, const Progress& progress)
      : folder_(std::move(folder)),
        fetched_(fs::path(folder_) / ".fetch"),
        rules_(std::move(rules)),
        limits_(limits),
        ingest_options_(std::move(ingest_options)),
        options_(options),
        host_(host),
        progress_(progress),
        fetch_(host) {}

  Result<void> run();
  [[nodiscard]] Output output() const;

 private:
  Result<void> round();
  void take_list(const std::string& url, const Manifest& store);
  void tell_of_list(const std::string& url, const UpdateList& list, const Manifest& store);
  Result<void> take_wanted();
  bool fetch_one(WantedFile& file, std::vector<Arrival>& batch);
  Result<void> take_batch(const std::vector<Arrival>& batch);
  void take_report(const std::vector<Arrival>& batch, const IngestReport& report);
  void missed(WantedFile& file, const DownloadFailure& failure);
  void warn_once(const std::string& text);
  void clear_fetched() const;
  [[nodiscard]] std::string next_time() const {
    return last_round_ ? "tried again when this is run again" : "tried again in the next round";
  }

  const std::string folder_;
  const fs::path fetched_;
  const StoreRules rules_;
  const ListLimits limits_;
  const IngestOptions ingest_options_;
  const FollowOptions& options_;
  const FollowHost& host_;
  const Progress& progress_;
  PatientFetch fetch_;
  std::map<std::string, WantedFile> wanted_;         // by address, from round to round
  std::map<std::string, std::string> failed_lists_;  // of this round, and why
  std::set<std::string> unreadable_;                 // address and MD5
  std::set<std::string> warned_;
  IngestReport taken_;                           // of all rounds
  std::map<std::string, std::size_t> left_out_;  // of the last lists
  std::size_t had_ = 0;
  std::optional<Error> fault_;  // of this round, and of the machine
  bool last_round_ = false;
  int broken_in_a_row_ = 0;  // in this round
  std::size_t downloads_ = 0;
};

void Follower::warn_once(const std::string& text) {
  if (warned_.insert(text).second) host_.warn(text);
}

/// Only who holds the lock of the folder has files in it.
void Follower::clear_fetched() const {
  std::error_code error;
  std::vector<fs::path> gone;
  for (const auto& entry : fs::directory_iterator(fetched_, error))
    if (entry.path().filename() != ".lock") gone.push_back(entry.path());
  for (const fs::path& path : gone) fs::remove_all(path, error);
}

Result<void> Follower::run() {
  // Says at once where the store has other rules or is not ours to write to, and makes it.
  const auto ready = ingest(folder_, {}, rules_, ingest_options_);
  if (!ready) return tl::unexpected(ready.error());
  const auto lock = StoreLock::of(fetched_);
  if (!lock) return tl::unexpected(lock.error());
  clear_fetched();
  for (int number = 1;; ++number) {
    const auto begin = host_.now();
    last_round_ = options_.rounds > 0 && number >= options_.rounds;
    const auto before = taken_.files.size();
    if (auto done = round(); !done) return done;
    if (host_.stopped()) return {};
    if (last_round_) break;
    const auto spent = host_.now() - begin;
    const auto left = std::max(FollowHost::Time(options_.every) - spent, FollowHost::Time(0));
    host_.note(fmt::format("{} taken, {} missing; next round in {} s", taken_.files.size() - before,
                           wanted_.size(), std::chrono::ceil<std::chrono::seconds>(left).count()));
    if (!host_.pause(left)) return {};
  }
  if (fault_) return tl::unexpected(*fault_);
  return {};
}

Result<void> Follower::round() {
  fault_.reset();
  failed_lists_.clear();
  left_out_.clear();
  had_ = 0;
  const auto manifest = read_manifest(folder_);
  if (!manifest) return tl::unexpected(manifest.error());
  const Manifest store = manifest->value_or(Manifest());
  for (const std::string& list : options_.lists)
    if (!host_.stopped()) take_list(list, store);
  auto done = take_wanted();
  clear_fetched();
  return done;
}

void Follower::take_list(const std::string& url, const Manifest& store) {
  const fs::path file = fetched_ / "list";
  auto failure = fetch_.list(url, file);
  if (failure && failure->kind == Kind::stopped) return;
  Result<std::string> text;
  if (!failure) text = read_bytes(file, PatientFetch::most_bytes);
  if (!failure && !text) failure = DownloadFailure{Kind::disk, text.error().what};
  const UpdateList list = parse_update_list(failure ? std::string_view() : *text);
  if (!failure && list.files.empty())
    failure = DownloadFailure{Kind::broken, text->empty() ? "is empty" : "names no file"};
  tell_of_list(url, list, store);
  if (failure) {
    failed_lists_[url] = failure->what;
    host_.warn(fmt::format("{}: {}; {}", url, failure->what, next_time()));
    return;
  }
  ListChoice choice = choose_files(list, store, limits_);
  had_ += choice.had;
  for (const auto& [kind, count] : choice.left_out) {
    left_out_[kind] += count;
    if (warned_.insert("left out " + kind).second)
      host_.note(fmt::format("files of the kind \"{}\" are not read here, and left out", kind));
  }
  for (WantedFile& wanted : choice.wanted) {
    if (unreadable_.contains(wanted.url + wanted.md5)) continue;
    const auto [place, is_new] = wanted_.try_emplace(wanted.url, wanted);
    if (!is_new && place->second.md5 != wanted.md5) place->second = std::move(wanted);
  }
}

void Follower::tell_of_list(const std::string& url, const UpdateList& list, const Manifest& store) {
  for (const auto& [line, reason] : list.bad)
    warn_once(fmt::format("{}:{}: {}; left out", url, line, reason));
  if (list.bad_lines > list.bad.size())
    warn_once(fmt::format("{}: {} more lines are left out for such reasons", url,
                          list.bad_lines - list.bad.size()));
  // What is still wanted from earlier rounds is no hole.
  const auto hole = wanted_.empty() ? hole_before(list, store, usual_step) : std::nullopt;
  if (!hole) return;
  const auto shown = [](const ListedTime& time) {
    return fmt::format("{} {:02}:{:02}", to_string(time.day), time.minute / 60, time.minute % 60);
  };
  warn_once(fmt::format(
      "{}: begins with {}, but the store ends with {}: updates in between may be missing; follow "
      "the list of all files, as masterfilelist.txt, once, with --from {}",
      url, shown(hole->first_listed), shown(hole->last_had), to_string(hole->last_had.day)));
}

void Follower::missed(WantedFile& file, const DownloadFailure& failure) {
  file.last_failure = failure.what;
  const bool for_good = ++file.failures >= most_failures;
  if (for_good) unreadable_.insert(file.url + file.md5);
  host_.warn(
      fmt::format("{}: {}; {}", file.url, failure.what,
                  for_good ? fmt::format("given up after {} rounds", most_failures) : next_time()));
}

/// Downloads a file into the batch; false where the round is to end.
bool Follower::fetch_one(WantedFile& file, std::vector<Arrival>& batch) {
  const std::string ending = fs::path(file_name_of(file.url)).extension().string();
  const bool packed = ending == ".zip" || ending == ".gz" || ending == ".zst";
  const fs::path path = fetched_ / fmt::format("{:06}{}", ++downloads_, packed ? ending : "");
  const auto failure = fetch_.file(file, path);
  if (!failure) {
    broken_in_a_row_ = 0;
    batch.push_back({file.url, path});
    return true;
  }
  if (failure->kind == Kind::stopped) return false;
  if (failure->kind == Kind::disk) {
    fault_ = Error{Error::Kind::io, failure->what, path.string()};
    host_.warn(fmt::format("{}: {}; {}", path.string(), failure->what, next_time()));
    return false;
  }
  missed(file, *failure);
  broken_in_a_row_ = failure->kind == Kind::broken ? broken_in_a_row_ + 1 : 0;
  if (broken_in_a_row_ < most_broken_in_a_row) return true;
  host_.warn(fmt::format("{} files in a row could not be had: the others are {}",
                         most_broken_in_a_row, next_time()));
  return false;
}

Result<void> Follower::take_wanted() {
  std::vector<Arrival> batch;
  std::uint64_t bytes = 0;
  std::size_t done = 0;
  const std::size_t all = wanted_.size();
  broken_in_a_row_ = 0;
  // Taking a batch drops files from wanted_, but never the next one.
  for (auto next = wanted_.begin(); next != wanted_.end() && !host_.stopped() && !fault_;) {
    WantedFile& file = (next++)->second;
    if (progress_) progress_("fetching files", done++, all);
    bytes += file.size;
    if (!fetch_one(file, batch)) break;
    if (batch.size() < options_.batch && bytes < batch_bytes) continue;
    bytes = 0;
    if (auto taken = take_batch(std::exchange(batch, {})); !taken) return taken;
  }
  std::erase_if(wanted_, [&](const auto& one) {
    const bool given_up = one.second.failures >= most_failures;
    if (given_up) taken_.files.push_back(row_of(one.second));
    return given_up;
  });
  return take_batch(batch);
}

Result<void> Follower::take_batch(const std::vector<Arrival>& batch) {
  if (batch.empty()) return {};
  IngestOptions options = ingest_options_;
  std::vector<fs::path> paths;
  for (const Arrival& arrival : batch) {
    paths.push_back(arrival.path);
    options.names[arrival.path] = arrival.url;
  }
  const auto report = ingest(folder_, paths, rules_, options, progress_);
  if (!report && report.error().kind != Error::Kind::io) return tl::unexpected(report.error());
  if (!report) {
    fault_ = report.error();
    host_.warn(fmt::format("{}: {}; {}", fault_->where, fault_->what, next_time()));
  } else if (report->too_many_bad && batch.size() > 1) {
    // The bad rows may be those of one file: the others need not wait for it.
    for (const Arrival& arrival : batch)
      if (auto done = take_batch({arrival}); !done) return done;
  } else {
    take_report(batch, *report);
  }
  std::error_code error;
  for (const fs::path& path : paths) fs::remove(path, error);
  return {};
}

void Follower::take_report(const std::vector<Arrival>& batch, const IngestReport& report) {
  taken_.rows += report.rows;
  taken_.rejects += report.rejects;
  taken_.kept += report.too_many_bad ? 0 : report.kept;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    IngestReport::File file = report.files[i];
    const auto wanted = wanted_.find(batch[i].url);
    if (report.too_many_bad) {
      file.failed = true;
      file.what = fmt::format("not taken: {} of its {} rows are bad, more than {:g} % (--max-bad)",
                              file.stored.rejects, file.stored.rows, ingest_options_.max_bad * 100);
    }
    if (file.failed) {
      host_.warn(fmt::format("{}: {}; not tried again until its list states another MD5", file.file,
                             file.what));
      unreadable_.insert(wanted->first + wanted->second.md5);
    }
    taken_.files.push_back(std::move(file));
    wanted_.erase(wanted);
  }
}

Output Follower::output() const {
  IngestReport report = taken_;
  for (const auto& [url, why] : failed_lists_)
    report.files.push_back({.file = url, .what = why, .failed = true});
  for (const auto& [url, file] : wanted_) report.files.push_back(row_of(file));
  std::vector<Sentence> more;
  if (had_ > 0)
    more.push_back({fmt::format("Of the files in the last lists the store had {} before.", had_)});
  for (const auto& [kind, count] : left_out_)
    more.push_back({fmt::format("{} of the kind \"{}\" {} left out: such files are not read here.",
                                count == 1 ? "1 file" : fmt::format("{} files", count), kind,
                                count == 1 ? "was" : "were")});
  Output output = ingest_output(report, folder_, more);
  output.faulty = output.faulty && !host_.stopped();
  return output;
}

}  // namespace

Result<Output> run_follow(const Common& common, const EventOptions& options,
                          const FollowOptions& follow, const FollowHost& host,
                          const std::string& folder) {
  for (const std::string& list : follow.lists)
    if (!is_fetchable(list))
      return fail(Error::Kind::usage,
                  fmt::format("--follow: \"{}\" is no address of http or https", list));
  EventOptions without_days = options;
  without_days.from = without_days.to = {};
  auto rules = rules_of(without_days);
  if (!rules) return tl::unexpected(rules.error());
  ListLimits limits{.choice = choice_of(options).value()};
  const auto from = bound_of("--from", options.from, false);
  const auto to = bound_of("--to", options.to, true);
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  limits.from = *from;
  limits.to = *to;
  const auto before = read_manifest(folder);
  if (!before) return tl::unexpected(before.error());
  if (*before) {
    rules->from = (*before)->rules.from;
    rules->to = (*before)->rules.to;
  }
  Follower follower(folder, *rules, limits,
                    {.threads = thread_count(options.threads), .max_bad = options.max_bad}, follow,
                    host, common.progress);
  if (const auto done = follower.run(); !done) return tl::unexpected(done.error());
  return follower.output();
}

}  // namespace detente
