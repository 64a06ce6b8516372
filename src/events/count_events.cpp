// SPDX-License-Identifier: Apache-2.0
#include "events/count_events.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "events/count_gdelt.hpp"
#include "events/count_units.hpp"
#include "events/line_blocks.hpp"

namespace detente {

namespace {

// Events that a thread may have read before it is their turn to be judged: 8 MB.
constexpr std::size_t most_unjudged = std::size_t{1} << 17U;

struct UnitResult {
  std::uint64_t lines = 0;
  ReadReport report{};
  std::vector<Reject> rejects{};
  std::uint64_t repeats = 0, mirrors = 0;
};

/// What a thread has for itself, unit after unit.
struct Worker {
  Worker(const SourceChoice& choice, const std::optional<DedupeRule>& rule)
      : batch(rule),
        fast({.first = choice.allows(EventSource::gdelt1),
              .second = choice.allows(EventSource::gdelt2)}) {}

  LineBlocks blocks;
  EventBatch batch;
  GdeltCounter fast;
  CountTables tables;
  std::array<std::vector<PackedCount>, event_source_count> counts;  ///< of the tables, in the end
};

std::optional<DedupeRule> rule_of(const CountOptions& options) {
  if (options.dedupe == Dedupe::none && !options.drop_mirrors) return std::nullopt;
  return DedupeRule{options.dedupe, options.drop_mirrors};
}

class Counter {
 public:
  Counter(std::span<const InputPart> parts, const CountOptions& options, const Progress& progress)
      : parts_(parts), options_(options), progress_(progress), rule_(rule_of(options)) {}

  Result<CountedEvents> run();

 private:
  Result<void> count(std::size_t unit, Worker& worker, UnitResult& result);
  [[nodiscard]] bool may_be_fast(const Layout& layout) const;
  void judge(std::size_t unit, EventBatch& batch, UnitResult& result);
  void work(Worker& worker);
  void tell(std::size_t bytes);
  void finish(std::size_t unit, const Result<void>& done, UnitResult result);
  void append(const CountUnit& unit, UnitResult result);

  std::span<const InputPart> parts_;
  const CountOptions& options_;
  const Progress& progress_;
  const std::optional<DedupeRule> rule_;
  std::vector<CountUnit> units_;
  std::atomic<std::size_t> next_{0};
  /// The last unit of which rejects are kept: those before it have enough of them.
  std::atomic<std::size_t> last_kept_{SIZE_MAX};
  Deduper deduper_{rule_.value_or(DedupeRule{})};  ///< of the thread whose unit is `appended_`
  std::mutex mutex_;                               // of what follows
  std::condition_variable turn_;                   ///< appended_ has changed
  std::size_t done_ = 0, total_ = 0;
  std::size_t kept_ = 0, last_done_ = 0;  ///< rejects, and the last unit, of those that are done
  std::map<std::size_t, UnitResult> waiting_;  ///< for units before them
  std::size_t appended_ = 0;                   ///< units that are in all_
  std::uint64_t lines_before_ = 0;             ///< of the file of the unit that is next
  CountedEvents all_;
  std::size_t failed_unit_ = SIZE_MAX;
  std::optional<Error> failure_;
};

bool Counter::may_be_fast(const Layout& layout) const {
  return layout.delimiter == '\t' && !layout.has_header &&
         (options_.choice.allows(EventSource::gdelt1) ||
          options_.choice.allows(EventSource::gdelt2));
}

Result<void> Counter::count(std::size_t unit, Worker& worker, UnitResult& result) {
  const CountUnit& lines = units_[unit];
  const InputPart& part = parts_[lines.part];
  const auto stream = open_unit(part, lines);
  if (!stream) return tl::unexpected(stream.error());
  worker.blocks.start(**stream);
  const RejectSink keep = [&](const Reject& reject) {
    if (result.rejects.size() >= options_.most_rejects || unit > last_kept_) return;
    result.rejects.push_back(reject);
    std::string& text = result.rejects.back().text;
    text = beginning_of(text, CountOptions::most_text);
  };
  std::optional<Layout> layout;
  std::optional<RowReader> slow;
  // Line 1 may be a header, which a later piece of the file has not.
  std::uint64_t number = lines.begin == 0 ? 1 : 2;
  const std::uint64_t first = number;
  for (;;) {
    const auto block = worker.blocks.next();
    if (!block) return tl::unexpected(block.error());
    std::string_view text = block->text;
    if (text.empty()) break;
    if (!slow) {
      auto found = layout_of_unit(part, lines, text, options_.choice);
      if (!found) return tl::unexpected(found.error());
      layout = *std::move(found);
      slow.emplace(*layout, ReadOptions{.choice = options_.choice, .texts = false}, worker.batch,
                   keep);
    }
    if (may_be_fast(*layout) && block->whole && (number > 1 || layout->bom == 0)) {
      number += worker.fast.count(text, number, worker.batch, *slow);
    } else {
      for (; !text.empty(); text.remove_prefix(text.find('\n') + 1))
        slow->take(text.substr(0, text.find('\n')), number++, block->whole);
    }
    if (rule_ && worker.batch.size() >= most_unjudged) judge(unit, worker.batch, result);
    if (!rule_ || worker.batch.size() >= most_unjudged) worker.batch.add_to(worker.tables);
    tell(block->text.size());
  }
  if (rule_) judge(unit, worker.batch, result);
  if (slow) result.report = slow->report();
  result.report.add(worker.fast.take_report());
  result.lines = number - first;
  return {};
}

/// Repeats are told apart in the order of the units. That of `unit` comes once all before it are
/// done; meanwhile its thread waits, and the others read on.
void Counter::judge(std::size_t unit, EventBatch& batch, UnitResult& result) {
  {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return appended_ == unit; });
  }
  const auto dropped = batch.judge(deduper_);
  result.repeats += dropped.repeats;
  result.mirrors += dropped.mirrors;
}

void Counter::tell(std::size_t bytes) {
  if (!progress_) return;
  const std::scoped_lock lock(mutex_);
  done_ += bytes;
  progress_("reading", std::min(done_, total_), total_);
}

void Counter::work(Worker& worker) {
  bool failed = false;
  for (std::size_t i = next_++; i < units_.size() && !failed; i = next_++) {
    UnitResult result;
    const auto done = count(i, worker, result);
    {
      const std::scoped_lock lock(mutex_);
      finish(i, done, std::move(result));
      failed = failure_.has_value();
    }
    turn_.notify_all();
    worker.batch.add_to(worker.tables);
  }
  for (std::size_t source = 0; source < event_source_count; ++source)
    worker.counts.at(source) = worker.tables.at(source).take();
}

/// Units end in any order, and their results are put together in that of the files. A failure is
/// that of the first unit that fails: units begin in order, and each that began ends.
void Counter::finish(std::size_t unit, const Result<void>& done, UnitResult result) {
  if (!done && unit < failed_unit_) {
    failed_unit_ = unit;
    failure_ = done.error();
  }
  kept_ += result.rejects.size();
  last_done_ = std::max(last_done_, unit);
  if (kept_ >= options_.most_rejects && last_kept_ == SIZE_MAX) last_kept_ = last_done_;
  waiting_.emplace(unit, std::move(result));
  for (auto next = waiting_.begin(); next != waiting_.end() && next->first == appended_;
       next = waiting_.erase(next))
    append(units_[appended_++], std::move(next->second));
}

void Counter::append(const CountUnit& unit, UnitResult result) {
  if (unit.begin == 0) lines_before_ = 0;
  all_.report.add(result.report);
  all_.repeats += result.repeats;
  all_.mirrors += result.mirrors;
  for (Reject& reject : result.rejects) {
    if (all_.rejects.size() >= options_.most_rejects) break;
    if (unit.begin > 0) reject.line += lines_before_ - 1;
    all_.rejects.push_back({parts_[unit.part].name(), std::move(reject)});
  }
  lines_before_ += result.lines;
}

Result<CountedEvents> Counter::run() {
  for (const InputPart& part : parts_) total_ += part.bytes;
  auto units = units_of(parts_, options_.piece_size);
  if (!units) return tl::unexpected(units.error());
  units_ = *std::move(units);
  const auto threads = std::clamp<std::size_t>(static_cast<std::size_t>(options_.threads), 1,
                                               std::max<std::size_t>(units_.size(), 1));
  std::deque<Worker> workers;
  for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(options_.choice, rule_);
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < workers.size(); ++i)
      others.emplace_back([this, &worker = workers[i]] { work(worker); });
    work(workers[0]);
  }
  if (failure_) return tl::unexpected(*failure_);
  for (std::size_t source = 0; source < event_source_count; ++source) {
    std::vector<std::vector<PackedCount>> counts;
    counts.reserve(workers.size());
    for (Worker& worker : workers) counts.push_back(std::move(worker.counts.at(source)));
    auto rows = sum_rows(counts);
    if (!rows.empty()) all_.rows[static_cast<EventSource>(source)] = std::move(rows);
  }
  return std::move(all_);
}

}  // namespace

Result<CountedEvents> count_events(std::span<const InputPart> parts, const CountOptions& options,
                                   const Progress& progress) {
  return Counter(parts, options, progress).run();
}

}  // namespace detente
