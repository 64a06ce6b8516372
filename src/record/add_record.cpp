// SPDX-License-Identifier: Apache-2.0
#include "record/add_record.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "base/file_bytes.hpp"
#include "base/text.hpp"
#include "record/read_case.hpp"
#include "record/readers.hpp"
#include "record/toml_file.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// Held until it goes out of scope, and by the system's care no longer than the process lives.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder)
      : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
        held_(descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) == 0) {}
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  [[nodiscard]] bool held() const { return held_; }

 private:
  int descriptor_;
  bool held_;
};

struct Fragment {
  std::string text;  ///< without blank lines around it, its lines end with '\n'
  std::uint32_t blank_lines_before = 0;
  std::string id;
  Place id_place;
  Date date;  ///< of an event
};

/// Where the fragment goes, and the file with it.
struct Splice {
  std::string file;
  std::string before;  ///< bytes of the file now, empty where it is new
  std::string after;
  std::uint32_t first_line = 1;  ///< of the fragment
  std::uint32_t last_line = 1;
};

std::string_view key_of(AddedKind kind) { return kind == AddedKind::event ? "event" : "source"; }

tl::unexpected<Error> faulty(const Faults& faults, const std::string& folder) {
  std::string sentence;
  for (const Fault& fault : faults) {
    if (!sentence.empty()) sentence += '\n';
    sentence += to_string(fault, fault.place.file == "input" ? "" : folder);
  }
  return fail(Error::Kind::input, std::move(sentence));
}

Result<Fragment> read_fragment(AddedKind kind, std::string_view text) {
  const std::string file = "input";
  Faults faults;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!check_text(file, text, faults)) return faulty(faults, "");
  const auto table = parse_toml(file, text, faults);
  if (!table) return faulty(faults, "");
  Index index;
  TableReader::Context context{file, faults, index};
  TableReader reader(*table, context, "input");
  auto records = reader.tables(key_of(kind), std::string(key_of(kind)));
  reader.finish();
  if (records.size() != 1) {
    faults.push_back(
        {{file}, fmt::format("must hold one [[{}]], not {}", key_of(kind), records.size())});
    sort_faults(faults);
    return faulty(faults, "");
  }
  Fragment fragment;
  fragment.id_place = records.front().place("id");
  if (kind == AddedKind::event) {
    const Event event = read_event(records.front());
    fragment.id = event.id;
    fragment.date = event.date;
  } else {
    fragment.id = read_source(records.front()).id;
  }
  sort_faults(faults);
  if (!faults.empty()) return faulty(faults, "");
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  const std::size_t start = text.substr(0, from).rfind('\n') == std::string_view::npos
                                ? 0
                                : text.substr(0, from).rfind('\n') + 1;
  const std::size_t to = text.find_last_not_of(" \t\r\n");
  fragment.text = std::string(text.substr(start, to + 1 - start)) + '\n';
  replace_all(fragment.text, "\r\n", "\n");
  fragment.blank_lines_before =
      static_cast<std::uint32_t>(std::ranges::count(text.substr(0, start), '\n'));
  return fragment;
}

/// The offset at which line `line` begins; the comment lines right above it belong to it.
std::size_t offset_of_line(std::string_view text, std::uint32_t line) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(i + 1);
  }
  const std::size_t own = std::min<std::size_t>(line, starts.size()) - 1;
  std::size_t at = own;
  while (at > 0 && text.substr(starts[at - 1]).starts_with('#')) --at;
  if (at == own) return starts[own];
  // A line in a text of several lines may begin with '#' too: then what stands before it is no
  // whole file.
  Faults faults;
  return parse_toml("", text.substr(0, starts[at]), faults) ? starts[at] : starts[own];
}

std::size_t position(const Fragment& fragment, AddedKind kind, const Case& record,
                     const Splice& splice) {
  if (kind == AddedKind::event) {
    for (const Event& event : record.events) {
      if (event.place.file == splice.file && event.date.first() > fragment.date.first()) {
        return offset_of_line(splice.before, event.place.line);
      }
    }
  }
  return splice.before.size();
}

Splice splice(const Fragment& fragment, AddedKind kind, const Case& record, std::string file,
              std::string before) {
  Splice result{.file = std::move(file), .before = std::move(before), .after = {}};
  const std::size_t at = position(fragment, kind, record, result);
  std::string head = result.before.substr(0, at);
  const std::string tail = result.before.substr(at);
  const std::string line_end = result.before.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  if (!head.empty() && !head.ends_with('\n')) head += line_end;
  if (!head.empty() && !head.ends_with("\n" + line_end)) head += line_end;
  result.first_line = static_cast<std::uint32_t>(std::ranges::count(head, '\n')) + 1;
  result.last_line =
      result.first_line + static_cast<std::uint32_t>(std::ranges::count(fragment.text, '\n'));
  std::string text = fragment.text;
  if (line_end != "\n") replace_all(text, "\n", line_end);
  result.after = head + text + (tail.empty() ? "" : line_end) + tail;
  return result;
}

/// Faults in the fragment's lines are shown where the user wrote them, those after it where they
/// stand now.
void point_at_input(Faults& faults, const Splice& splice, const Fragment& fragment) {
  const std::uint32_t added_lines = static_cast<std::uint32_t>(
      std::ranges::count(splice.after, '\n') - std::ranges::count(splice.before, '\n'));
  for (Fault& fault : faults) {
    if (fault.place.file != splice.file || fault.place.line < splice.first_line) continue;
    if (fault.place.line > splice.last_line) {
      fault.place.line -= added_lines;
      continue;
    }
    fault.place.file = "input";
    fault.place.line = fault.place.line - splice.first_line + 1 + fragment.blank_lines_before;
  }
}

/// A fault where one of the records has the fragment's id already.
template <typename T>
Faults already_there(const std::vector<T>& records, AddedKind kind, const Fragment& fragment) {
  const auto found = std::ranges::find(records, fragment.id, &T::id);
  if (found == records.end()) return {};
  return {{fragment.id_place, fmt::format("{} \"{}\" is already defined at {}:{}", key_of(kind),
                                          fragment.id, found->place.file, found->place.line)}};
}

/// The case with the fragment in its place, or why it cannot be there.
Result<Splice> try_splice(const fs::path& folder, AddedKind kind, const Fragment& fragment,
                          const Progress& progress) {
  const auto record = read_sound_case(folder, progress);
  if (!record) return tl::unexpected(record.error());
  const Faults repeats = kind == AddedKind::event ? already_there(record->events, kind, fragment)
                                                  : already_there(record->sources, kind, fragment);
  if (!repeats.empty()) return faulty(repeats, "");
  const std::string file =
      kind == AddedKind::source
          ? "sources.toml"
          : fmt::format("events/{:04}.toml", quarter_of(fragment.date.first()).year);
  std::string before;
  std::error_code error;
  if (fs::exists(folder / file, error)) {
    auto bytes = read_bytes(folder / file, largest_file + 1);
    if (!bytes) return tl::unexpected(bytes.error());
    before = *std::move(bytes);
  }
  Splice spliced = splice(fragment, kind, *record, file, std::move(before));
  auto read = read_case(folder, progress, {{spliced.file, spliced.after}});
  if (!read) return tl::unexpected(read.error());
  if (read->faults.empty()) return spliced;
  point_at_input(read->faults, spliced, fragment);
  return faulty(read->faults, folder.generic_string());
}

/// Clears away what killed writers have left beside any of the files that this one may write, be it
/// one that was to be new.
void clean_up(const fs::path& folder) {
  remove_leftovers(folder / "sources.toml");
  constexpr std::size_t length = std::string_view("2022.toml").size();
  std::set<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder / "events", error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    names.insert(name.substr(name.starts_with('.') ? 1 : 0, length));
  }
  for (const std::string& name : names) remove_leftovers(folder / "events" / name);
}

}  // namespace

Result<Added> add_record(const fs::path& folder, AddedKind kind, std::string_view fragment,
                         const Progress& progress) {
  const auto added = read_fragment(kind, fragment);
  if (!added) return tl::unexpected(added.error());
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(Error::Kind::usage, "no such case: there is no such folder", folder.string());
  const FolderLock lock(folder);
  if (!lock.held())
    return fail(Error::Kind::io, fmt::format("cannot lock the folder: {}", std::strerror(errno)),
                folder.string());
  const auto spliced = try_splice(folder, kind, *added, progress);
  if (!spliced) return tl::unexpected(spliced.error());
  const fs::path file = folder / spliced->file;
  fs::create_directories(file.parent_path(), error);
  if (error) return fail(Error::Kind::io, error.message(), file.parent_path().string());
  clean_up(folder);
  if (const auto written = replace_file(file, spliced->after); !written)
    return tl::unexpected(written.error());
  return Added{added->id, spliced->file, spliced->first_line};
}

}  // namespace detente
