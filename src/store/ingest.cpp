// SPDX-License-Identifier: Apache-2.0
#include "store/ingest.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/file_bytes.hpp"
#include "events/input.hpp"
#include "events/read_events.hpp"
#include "record/digest.hpp"
#include "store/event_pieces.hpp"
#include "store/ingest_files.hpp"
#include "store/store_lock.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;

constexpr const char* new_folder = ".new";
constexpr std::uint64_t commit_rows = 2'000'000;
constexpr std::size_t commit_files = 200;

template <typename Map>
std::map<std::string, std::uint64_t> plain_map(const Map& from) {
  return {from.begin(), from.end()};
}

/// What its pieces are called: another name for another content, so that none is ever overwritten.
std::string name_of(const StoredFile& stored) {
  return sha256_of(stored.file + '\n' + stored.sha256).substr(0, 20);
}

class Ingest {
 public:
  Ingest(fs::path store, const StoreRules& rules, const IngestOptions& options,
         const Progress& progress)
      : store_(std::move(store)), rules_(rules), options_(options), progress_(progress) {}

  Result<IngestReport> run(const std::vector<fs::path>& files);

 private:
  Result<void> prepare();
  Result<void> take_all(const std::vector<fs::path>& files);
  Result<void> take_into(std::size_t place, const fs::path& file);
  Result<IngestReport::File> take(const fs::path& file);
  IngestReport::File take_twin(const std::string& name, const Stamp& stamp, StoredFile twin);
  [[nodiscard]] std::string called(const fs::path& file, std::string place) const;
  Result<IngestReport::File> read(const fs::path& file, StoredFile stored, bool again);
  Result<StoredFile> read_parts(const fs::path& file, StoredFile stored);
  Result<StoredFile> settle(StoredFile stored, const std::string& from, const std::string& to);
  Result<void> commit();
  void remove_leftovers(std::set<std::string> listed = {});
  void remove_uncommitted();
  Result<void> refuse();
  StoredFile* find(const std::map<std::string, std::size_t>& index, const std::string& key);
  void put(const StoredFile& stored);
  void drop(const std::string& name);
  void index();
  [[nodiscard]] bool over_limit() const;

  fs::path store_;
  const StoreRules& rules_;
  const IngestOptions& options_;
  const Progress& progress_;
  Manifest manifest_;  // its files in any order until commit
  std::map<std::string, std::size_t> by_name_, by_hash_;
  std::set<fs::path> changed_folders_;  // since the last commit
  std::optional<Database> database_;
  IngestReport report_;
  std::uint64_t rows_since_ = 0;
  std::size_t files_since_ = 0;
};

Result<void> Ingest::prepare() {
  auto found = read_manifest(store_);
  if (!found) return tl::unexpected(found.error());
  if (*found) {
    manifest_ = **std::move(found);
    if (!manifest_.counts.empty())
      return fail(Error::Kind::usage, "holds imported counts; events need a folder of their own",
                  store_.string());
    if (!manifest_.files.empty() && manifest_.rules != rules_)
      return fail(
          Error::Kind::usage,
          "was made with other options (manifest.json, \"rules\"); use the same, or another "
          "folder",
          store_.string());
  }
  manifest_.rules = rules_;
  index();
  remove_leftovers();
  auto database = Database::open({}, {.threads = options_.threads});
  if (!database) return tl::unexpected(database.error());
  database_.emplace(*std::move(database));
  return {};
}

/// Removes what is not in `listed` and what no manifest names: what a killed ingest left, and the
/// rows that were replaced.
void Ingest::remove_leftovers(std::set<std::string> listed) {
  std::error_code error;
  fs::remove_all(store_ / new_folder, error);
  for (const StoredFile& file : manifest_.files) {
    listed.insert(file.pieces.begin(), file.pieces.end());
    listed.insert(file.totals);
    listed.insert(file.reject_file);
  }
  for (const char* folder : {"events", "totals", "rejects"}) {
    std::vector<fs::path> gone;
    for (fs::recursive_directory_iterator it(store_ / folder, error), end; !error && it != end;
         it.increment(error)) {
      if (it->is_regular_file(error) &&
          !listed.contains(it->path().lexically_relative(store_).generic_string()))
        gone.push_back(it->path());
    }
    for (const fs::path& path : gone) fs::remove(path, error);
  }
  detente::remove_leftovers(store_ / manifest_name);
}

/// After a failure: frees the disk of what no manifest will name.
void Ingest::remove_uncommitted() {
  auto committed = read_manifest(store_);
  if (!committed) return;
  manifest_ = committed->value_or(Manifest());
  remove_leftovers();
}

/// After too many bad rows: the reject files stay, which say why; what else was not committed goes.
/// A new store is left as one that holds nothing yet, so that nobody takes the reject files for
/// events.
Result<void> Ingest::refuse() {
  auto committed = read_manifest(store_);
  if (!committed) return tl::unexpected(committed.error());
  std::set<std::string> rejects;
  for (const IngestReport::File& file : report_.files) rejects.insert(file.stored.reject_file);
  const bool is_new = !committed->has_value();
  manifest_ = std::move(*committed).value_or(Manifest{.rules = rules_});
  remove_leftovers(std::move(rejects));
  if (is_new) return write_manifest(store_, manifest_);
  return {};
}

void Ingest::index() {
  by_name_.clear();
  by_hash_.clear();
  for (std::size_t i = 0; i < manifest_.files.size(); ++i) {
    by_name_[manifest_.files[i].file] = i;
    by_hash_[manifest_.files[i].sha256] = i;
  }
}

StoredFile* Ingest::find(const std::map<std::string, std::size_t>& index, const std::string& key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &manifest_.files[found->second];
}

void Ingest::put(const StoredFile& stored) {
  drop(stored.file);
  by_name_[stored.file] = by_hash_[stored.sha256] = manifest_.files.size();
  manifest_.files.push_back(stored);
}

void Ingest::drop(const std::string& name) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return;
  const std::size_t place = found->second;
  const std::size_t last = manifest_.files.size() - 1;
  by_name_.erase(found);
  const auto hash = by_hash_.find(manifest_.files[place].sha256);
  if (hash != by_hash_.end() && hash->second == place) by_hash_.erase(hash);
  if (place != last) {
    StoredFile& moved = manifest_.files[place] = std::move(manifest_.files[last]);
    by_name_[moved.file] = by_hash_[moved.sha256] = place;
  }
  manifest_.files.pop_back();
}

Result<IngestReport::File> Ingest::take(const fs::path& file) {
  std::error_code error;
  // What a pipe holds can be read once.
  if (file == "-" || !fs::is_regular_file(file, error)) return read(file, {}, false);
  const bool stays = !options_.names.contains(file);
  const std::string name =
      stays ? fs::absolute(file, error).lexically_normal().string() : options_.names.at(file);
  auto stamp = stamp_of(file);
  if (!stamp) return tl::unexpected(stamp.error());
  if (!stays) stamp->modified = 0;
  StoredFile* known = find(by_name_, name);
  if (stays && known != nullptr && known->size == stamp->size && known->modified == stamp->modified)
    return IngestReport::File{.file = name, .what = "unchanged", .stored = *known};
  const auto hashes = hashes_of_file(file);
  if (!hashes) return tl::unexpected(hashes.error());
  StoredFile* same = find(by_hash_, hashes->sha256);
  if (known != nullptr && known->sha256 == hashes->sha256) same = known;
  if (same != nullptr) same->md5 = hashes->md5;
  if (same != nullptr && same == known) {
    known->modified = stamp->modified;
    return IngestReport::File{.file = name, .what = "unchanged", .stored = *known};
  }
  if (same != nullptr) return take_twin(name, *stamp, *same);
  return read(file,
              {.file = name,
               .size = stamp->size,
               .modified = stamp->modified,
               .sha256 = hashes->sha256,
               .md5 = hashes->md5},
              known != nullptr);
}

/// A file with the content of another is not read. Where the other is gone, it was moved here.
IngestReport::File Ingest::take_twin(const std::string& name, const Stamp& stamp, StoredFile twin) {
  std::error_code error;
  const bool moved = fs::path(twin.file).is_absolute() && !fs::exists(twin.file, error) && !error;
  drop(name);  // what it held before is its content no longer
  if (!moved) return {.file = name, .what = "same content as " + twin.file, .stored = twin};
  drop(twin.file);
  const std::string what = "moved from " + std::exchange(twin.file, name);
  twin.modified = stamp.modified;
  put(twin);
  return {.file = name, .what = what, .stored = std::move(twin)};
}

/// A place in a file, with the file's path or its name before it, by the name.
std::string Ingest::called(const fs::path& file, std::string place) const {
  const auto named = options_.names.find(file);
  if (named != options_.names.end() && place.starts_with(file.string()))
    place.replace(0, file.string().size(), named->second);
  return place;
}

Result<IngestReport::File> Ingest::read(const fs::path& file, StoredFile stored, bool again) {
  const bool is_pipe = stored.file.empty();
  const std::string temporary = name_of(stored);
  auto done = read_parts(file, std::move(stored));
  if (!done) return tl::unexpected(done.error());
  if (const StoredFile* twin = is_pipe ? find(by_hash_, done->sha256) : nullptr)
    return IngestReport::File{
        .file = "standard input", .what = "same content as " + twin->file, .stored = *twin};
  // A pipe's content has no name: one that holds something else must not take its rows' place.
  if (is_pipe) done->file = "standard input " + done->sha256.substr(0, 12);
  const std::string lasting = name_of(*done);
  done = settle(*std::move(done), temporary, lasting);
  if (!done) return tl::unexpected(done.error());
  put(*done);
  report_.rows += done->rows;
  report_.rejects += done->rejects;
  report_.kept += done->kept;
  rows_since_ += done->rows;
  ++files_since_;
  return IngestReport::File{
      .file = done->file, .what = again ? "read again" : "read", .stored = *done};
}

Result<StoredFile> Ingest::read_parts(const fs::path& file, StoredFile stored) {
  const fs::path folder = store_ / new_folder;
  std::error_code error;
  fs::remove_all(folder, error);
  fs::create_directories(folder, error);
  if (error) return fail(Error::Kind::io, error.message(), folder.string());
  const auto parts = parts_of(file);
  if (!parts) return tl::unexpected(parts.error());
  const std::string name = name_of(stored);
  EventPieces pieces(*database_, rules_, folder, name);
  RejectFile rejects(folder / "rejects" / (name + ".tsv"));
  auto choice = source_choice(rules_.source);
  if (!choice) return tl::unexpected(choice.error());
  if (rules_.codes != "auto")
    choice->codes = rules_.codes == "weis" ? CodeSystem::weis : CodeSystem::cameo;
  ReadReport all;
  for (const InputPart& part : *parts) {
    auto stream = open_part(part);
    if (!stream) return tl::unexpected(stream.error());
    HashedStream hashed(**stream);
    ByteStream& from = stored.sha256.empty() ? static_cast<ByteStream&>(hashed) : **stream;
    const auto report = read_events(from, {.choice = *choice}, pieces, [&](const Reject& reject) {
      rejects.add(called(file, part.name()), reject);
    });
    if (!report) return tl::unexpected(report.error());
    if (stored.sha256.empty()) stored.sha256 = hashed.hexadecimal();
    all.add(*report);
  }
  auto written = pieces.finish();
  if (!written) return tl::unexpected(written.error());
  if (const auto done = rejects.finish(); !done) return tl::unexpected(done.error());
  stored.rows = all.rows;
  stored.rejects = all.bad;
  stored.kept = written->kept;
  for (const auto& [source, rows] : all.by_source)
    stored.feeds[std::string(to_string(source))] = rows;
  stored.repairs = plain_map(all.repairs);
  stored.unknown_states = plain_map(all.unknown_states);
  stored.pieces = std::move(written->pieces);
  stored.totals = std::move(written->totals);
  if (rejects.any()) stored.reject_file = "rejects/" + name + ".tsv";
  return stored;
}

/// Moves a file's pieces to where they belong, and by the name `to`; the manifest does not name
/// them yet.
Result<StoredFile> Ingest::settle(StoredFile stored, const std::string& from,
                                  const std::string& to) {
  std::vector<std::string*> all{&stored.totals, &stored.reject_file};
  for (std::string& piece : stored.pieces) all.push_back(&piece);
  for (std::string* piece : all) {
    if (piece->empty()) continue;
    const fs::path old_path = store_ / new_folder / *piece;
    piece->replace(piece->rfind('/') + 1, from.size(), to);
    const fs::path new_path = store_ / *piece;
    if (const auto done = sync_path(old_path); !done) return tl::unexpected(done.error());
    std::error_code error;
    fs::create_directories(new_path.parent_path(), error);
    if (!error) fs::rename(old_path, new_path, error);
    if (error) return fail(Error::Kind::io, error.message(), new_path.string());
    for (fs::path folder = new_path.parent_path(); folder != store_; folder = folder.parent_path())
      if (!changed_folders_.insert(folder).second) break;
  }
  return stored;
}

bool Ingest::over_limit() const {
  return static_cast<double>(report_.rejects) >
         options_.max_bad * static_cast<double>(report_.rows);
}

Result<void> Ingest::commit() {
  Manifest sorted = manifest_;
  std::sort(sorted.files.begin(), sorted.files.end(),
            [](const StoredFile& left, const StoredFile& right) { return left.file < right.file; });
  rows_since_ = 0;
  files_since_ = 0;
  for (const fs::path& folder : changed_folders_)
    if (auto done = sync_path(folder); !done) return done;
  changed_folders_.clear();
  return write_manifest(store_, sorted);
}

Result<void> Ingest::take_into(std::size_t place, const fs::path& file) {
  auto taken = take(file);
  if (taken) {
    report_.files[place] = *std::move(taken);
  } else if (taken.error().kind == Error::Kind::input) {
    const Error& why = taken.error();
    report_.files[place] = {.file = called(file, why.where.empty() ? file.string() : why.where),
                            .what = why.what,
                            .failed = true};
  } else {
    return tl::unexpected(taken.error());
  }
  if ((rows_since_ >= commit_rows || files_since_ >= commit_files) && !over_limit())
    return commit();
  return {};
}

Result<void> Ingest::take_all(const std::vector<fs::path>& files) {
  report_.files.resize(files.size());
  const auto bytes_of = [](const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    return error ? 0 : size;
  };
  std::uint64_t all = 0;
  std::uint64_t done_bytes = 0;
  for (const fs::path& file : files) all += bytes_of(file);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress_) progress_("reading files", done_bytes, all);
    done_bytes += bytes_of(files[i]);
    if (auto done = take_into(i, files[i]); !done) return done;
  }
  // A file that was left out for its twin, which then turned out to hold something else by now.
  for (std::size_t i = 0; i < files.size(); ++i) {
    const IngestReport::File& file = report_.files[i];
    if (file.failed || find(by_hash_, file.stored.sha256) != nullptr) continue;
    if (auto done = take_into(i, files[i]); !done) return done;
  }
  return {};
}

Result<IngestReport> Ingest::run(const std::vector<fs::path>& files) {
  auto lock = StoreLock::of(store_);
  if (!lock) return tl::unexpected(lock.error());
  if (const auto ready = prepare(); !ready) return tl::unexpected(ready.error());
  auto done = take_all(files);
  report_.too_many_bad = done && over_limit();
  if (report_.too_many_bad) {
    if (auto left = refuse(); !left) return tl::unexpected(left.error());
    return std::move(report_);
  }
  if (done) done = commit();
  if (!done) {
    remove_uncommitted();
    return tl::unexpected(done.error());
  }
  remove_leftovers();
  return std::move(report_);
}

}  // namespace

Result<IngestReport> ingest(const fs::path& store, const std::vector<fs::path>& files,
                            const StoreRules& rules, const IngestOptions& options,
                            const Progress& progress) {
  return Ingest(store, rules, options, progress).run(files);
}

}  // namespace detente
