// SPDX-License-Identifier: Apache-2.0
#include "events/count_events.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "events/count_gdelt.hpp"
#include "events/count_table.hpp"
#include "events/event_hash.hpp"
#include "events/file_kind.hpp"
#include "events/file_stream.hpp"
#include "events/line_blocks.hpp"

namespace detente {

namespace {

/// Lines of one text that a thread reads in one go: a whole text, or a piece of a plain file.
struct Unit {
  std::size_t part = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = FileStream::no_end;
  bool piece = false;
};

struct UnitResult {
  std::uint64_t lines = 0;
  ReadReport report{};
  std::vector<Reject> rejects{};
  std::uint64_t repeats = 0, mirrors = 0;
};

/// Where the first line begins that begins at `from` or later.
Result<std::uint64_t> line_after(const InputFile& file, std::uint64_t from) {
  std::vector<char> buffer(std::size_t{64} << 10U);
  for (std::uint64_t at = from - 1;;) {
    const auto got = file.read_at(at, buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return file.size();
    const void* found = std::memchr(buffer.data(), '\n', *got);
    if (found != nullptr)
      return at + static_cast<std::uint64_t>(static_cast<const char*>(found) - buffer.data()) + 1;
    at += *got;
  }
}

Result<void> add_units(std::size_t index, const InputPart& part, std::uint64_t piece_size,
                       std::vector<Unit>& units) {
  const Unit whole{.part = index};
  if (!part.member.empty() || part.file == "-") return units.push_back(whole), Result<void>();
  const auto file = InputFile::open(part.file);
  if (!file) return tl::unexpected(file.error());
  std::array<char, FileStream::most_ahead> first{};
  if (!file->has_places() || file->size() < 2 * piece_size)
    return units.push_back(whole), Result<void>();
  const auto got = file->read_at(0, first);
  if (!got) return tl::unexpected(got.error());
  if (kind_of({first.data(), *got}) != FileKind::plain)
    return units.push_back(whole), Result<void>();
  for (std::uint64_t begin = 0; begin < file->size();) {
    const auto end = line_after(*file, std::min(begin + piece_size, file->size()));
    if (!end) return tl::unexpected(end.error());
    units.push_back({.part = index, .begin = begin, .end = *end, .piece = true});
    begin = *end;
  }
  return {};
}

/// Adds what the plain path reads to the counts.
class CountingSink final : public EventSink {
 public:
  CountingSink(CountTables& tables, Deduper* deduper, UnitResult& result)
      : tables_(tables), deduper_(deduper), result_(result) {}

  void take(const CodedEvent& event) override {
    const auto verdict = deduper_ == nullptr ? Deduper::Verdict::event : deduper_->judge(event);
    result_.repeats += verdict == Deduper::Verdict::repeat ? 1 : 0;
    result_.mirrors += verdict == Deduper::Verdict::mirror ? 1 : 0;
    if (verdict != Deduper::Verdict::event) return;
    const auto key = pack(event.day, event.source, event.target, event.root, event.quad);
    // Every reader gives states of three capital letters, or none.
    if (key)
      tables_[static_cast<std::size_t>(event.feed)].add(
          *key,
          {.events = 1, .mentions = event.mentions, .goldstein = event.goldstein.value_or(0)});
  }

 private:
  CountTables& tables_;
  Deduper* deduper_;
  UnitResult& result_;
};

class Counter {
 public:
  Counter(std::span<const InputPart> parts, const CountOptions& options, const Progress& progress)
      : parts_(parts), options_(options), progress_(progress) {}

  Result<CountedEvents> run();

 private:
  using Stream = std::unique_ptr<ByteStream>;
  [[nodiscard]] bool in_order() const {
    return options_.dedupe != Dedupe::none || options_.drop_mirrors;
  }
  Result<Stream> open(const Unit& unit) const;
  Result<Layout> layout_of(const Unit& unit, std::string_view text) const;
  Result<void> count(const Unit& unit, CountTables& tables, Deduper* deduper, UnitResult& result);
  void work(CountTables& tables);
  void tell(std::size_t bytes);
  void finish(std::size_t unit, const Result<void>& done, UnitResult result);
  void append(const Unit& unit, UnitResult result);

  std::span<const InputPart> parts_;
  const CountOptions& options_;
  const Progress& progress_;
  std::vector<Unit> units_;
  std::atomic<std::size_t> next_{0};
  /// The last unit of which rejects are kept: those before it have enough of them.
  std::atomic<std::size_t> last_kept_{SIZE_MAX};
  std::mutex mutex_;  // of what follows
  std::size_t done_ = 0, total_ = 0;
  std::size_t kept_ = 0, last_done_ = 0;  ///< rejects, and the last unit, of those that are done
  std::map<std::size_t, UnitResult> waiting_;  ///< for units before them
  std::size_t appended_ = 0;                   ///< units that are in all_
  std::uint64_t lines_before_ = 0;             ///< of the file of the unit that is next
  CountedEvents all_;
  std::size_t failed_unit_ = SIZE_MAX;
  std::optional<Error> failure_;
};

Result<Counter::Stream> Counter::open(const Unit& unit) const {
  if (!unit.piece) return open_part(parts_[unit.part]);
  auto file = InputFile::open(parts_[unit.part].file);
  if (!file) return tl::unexpected(file.error());
  return std::make_unique<FileStream>(*std::move(file), unit.begin, unit.end);
}

/// `text` is the beginning of the unit; the layout is told by the beginning of the file.
Result<Layout> Counter::layout_of(const Unit& unit, std::string_view text) const {
  if (unit.begin == 0) return detect_layout(text, options_.choice);
  const auto file = InputFile::open(parts_[unit.part].file);
  if (!file) return tl::unexpected(file.error());
  std::vector<char> head(layout_head);
  std::size_t size = 0;
  while (size < head.size()) {
    const auto got = file->read_at(size, std::span(head).subspan(size));
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    size += *got;
  }
  return detect_layout({head.data(), size}, options_.choice);
}

Result<void> Counter::count(const Unit& unit, CountTables& tables, Deduper* deduper,
                            UnitResult& result) {
  auto stream = open(unit);
  if (!stream) return tl::unexpected(stream.error());
  LineBlocks blocks(**stream);
  CountingSink sink(tables, deduper, result);
  const auto number_of_unit = static_cast<std::size_t>(&unit - units_.data());
  const RejectSink keep = [&](const Reject& reject) {
    if (result.rejects.size() >= options_.most_rejects || number_of_unit > last_kept_) return;
    result.rejects.push_back(reject);
    std::string& text = result.rejects.back().text;
    text = beginning_of(text, CountOptions::most_text);
  };
  const ReadOptions reading{.choice = options_.choice, .texts = false};
  std::optional<Layout> layout;
  std::optional<RowReader> slow;
  GdeltCounter fast(options_.choice.allows(EventSource::gdelt1),
                    options_.choice.allows(EventSource::gdelt2));
  bool use_fast = false;
  // Line 1 may be a header, which a later piece of the file has not.
  std::uint64_t number = unit.begin == 0 ? 1 : 2;
  const std::uint64_t first = number;
  for (;;) {
    const auto block = blocks.next();
    if (!block) return tl::unexpected(block.error());
    std::string_view text = block->text;
    if (text.empty()) break;
    if (!slow) {
      const auto found = layout_of(unit, text);
      if (!found) return tl::unexpected(found.error());
      layout = *found;
      slow.emplace(*layout, reading, sink, keep);
      use_fast = deduper == nullptr && layout->delimiter == '\t' && !layout->has_header &&
                 (options_.choice.allows(EventSource::gdelt1) ||
                  options_.choice.allows(EventSource::gdelt2));
    }
    if (use_fast && block->whole && (number > 1 || layout->bom == 0)) {
      number += fast.count(text, number, tables, *slow);
    } else {
      for (; !text.empty(); text.remove_prefix(text.find('\n') + 1))
        slow->take(text.substr(0, text.find('\n')), number++, block->whole);
    }
    tell(block->text.size());
  }
  if (slow) result.report = slow->report();
  result.lines = number - first;
  for (const EventSource version : {EventSource::gdelt1, EventSource::gdelt2}) {
    if (fast.rows_of(version) == 0) continue;
    result.report.rows += fast.rows_of(version);
    result.report.by_source[version] += fast.rows_of(version);
  }
  return {};
}

void Counter::tell(std::size_t bytes) {
  if (!progress_) return;
  const std::scoped_lock lock(mutex_);
  done_ += bytes;
  progress_("reading", std::min(done_, total_), total_);
}

void Counter::work(CountTables& tables) {
  std::optional<Deduper> deduper;
  if (in_order()) deduper.emplace(options_.dedupe, options_.drop_mirrors);
  for (std::size_t i = next_++; i < units_.size(); i = next_++) {
    UnitResult result;
    const auto done = count(units_[i], tables, deduper ? &*deduper : nullptr, result);
    const std::scoped_lock lock(mutex_);
    finish(i, done, std::move(result));
    if (failure_) return;
  }
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

void Counter::append(const Unit& unit, UnitResult result) {
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
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    total_ += parts_[i].bytes;
    if (const auto done = add_units(i, parts_[i], options_.piece_size, units_); !done)
      return tl::unexpected(done.error());
  }
  const std::size_t wanted =
      in_order() ? 1 : static_cast<std::size_t>(std::max(1, options_.threads));
  std::vector<CountTables> tables(std::max<std::size_t>(1, std::min(wanted, units_.size())));
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < tables.size(); ++i)
      others.emplace_back([this, &mine = tables[i]] { work(mine); });
    work(tables[0]);
  }
  if (failure_) return tl::unexpected(*failure_);
  for (std::size_t source = 0; source < event_source_count; ++source) {
    CountTable& sum = tables[0][source];
    for (std::size_t i = 1; i < tables.size(); ++i) sum.merge(tables[i][source]);
    if (sum.size() > 0) all_.rows[static_cast<EventSource>(source)] = sum.rows();
  }
  return std::move(all_);
}

}  // namespace

Result<CountedEvents> count_events(std::span<const InputPart> parts, const CountOptions& options,
                                   const Progress& progress) {
  return Counter(parts, options, progress).run();
}

}  // namespace detente
