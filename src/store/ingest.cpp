// SPDX-License-Identifier: Apache-2.0
#include "store/ingest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>

#include "base/file_bytes.hpp"
#include "events/input.hpp"
#include "events/read_events.hpp"
#include "record/sha256.hpp"
#include "store/event_pieces.hpp"
#include "store/store_lock.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;

constexpr const char* new_folder = ".new";
constexpr std::uint64_t commit_rows = 2'000'000;
constexpr std::size_t commit_files = 200;

struct Stamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;
};

Result<Stamp> stamp_of(const fs::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0)
    return fail(Error::Kind::io, std::strerror(errno), file.string());
  return Stamp{static_cast<std::uint64_t>(facts.st_size),
               std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

Result<std::string> hash_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> buffer(std::size_t{1} << 20U);
  Sha256 sum;
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
    sum.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  if (in.bad() || !in.eof()) return fail(Error::Kind::io, "cannot be read", file.string());
  return sum.hexadecimal();
}

/// What a pipe holds is hashed as it passes.
class HashedStream final : public ByteStream {
 public:
  explicit HashedStream(ByteStream& from) : from_(from) {}
  Result<std::size_t> read(std::span<char> to) override {
    auto count = from_.read(to);
    if (count) sum_.add({to.data(), *count});
    return count;
  }
  std::string hexadecimal() { return sum_.hexadecimal(); }

 private:
  ByteStream& from_;
  Sha256 sum_;
};

/// Rows that could not be read, as a table that a person can open.
class RejectFile {
 public:
  explicit RejectFile(fs::path path) : path_(std::move(path)) {}
  void add(const std::string& part, const Reject& reject) {
    if (!out_.is_open()) {
      std::error_code error;
      fs::create_directories(path_.parent_path(), error);
      out_.open(path_, std::ios::binary);
      out_ << "file\tline\tfield\treason\trow\n";
    }
    out_ << part << '\t' << reject.line << '\t' << reject.field << '\t' << reject.reason << '\t'
         << reject.text << '\n';
    any_ = true;
  }
  [[nodiscard]] bool any() const { return any_; }
  Result<void> finish() {
    if (!any_) return {};
    out_.close();
    if (out_.fail()) return fail(Error::Kind::io, "cannot be written", path_.string());
    return {};
  }

 private:
  fs::path path_;
  std::ofstream out_;
  bool any_ = false;
};

template <typename Map>
std::map<std::string, std::uint64_t> plain_map(const Map& from) {
  return {from.begin(), from.end()};
}

Result<void> sync_path(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0 || ::fsync(file.number()) != 0)
    return fail(Error::Kind::io, std::strerror(errno), path.string());
  return {};
}

class Ingest {
 public:
  Ingest(fs::path store, const StoreRules& rules, const IngestOptions& options,
         const Progress& progress)
      : store_(std::move(store)), rules_(rules), options_(options), progress_(progress) {}

  Result<IngestReport> run(const std::vector<fs::path>& files);

 private:
  Result<void> prepare();
  Result<IngestReport::File> take(const fs::path& file);
  Result<IngestReport::File> read(const fs::path& file, StoredFile stored, bool again);
  Result<StoredFile> read_parts(const fs::path& file, StoredFile stored);
  Result<void> settle(StoredFile& stored);
  Result<void> commit();
  void remove_leftovers();
  StoredFile* find(const std::map<std::string, std::size_t>& index, const std::string& key);
  void put(const StoredFile& stored);
  [[nodiscard]] bool over_limit() const;

  fs::path store_;
  const StoreRules& rules_;
  const IngestOptions& options_;
  const Progress& progress_;
  Manifest manifest_;  // its files in any order until commit
  std::map<std::string, std::size_t> by_name_, by_hash_;
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
      return fail(Error::Kind::usage,
                  "holds imported counts; events need a folder of their own", store_.string());
    if (manifest_.rules != rules_)
      return fail(Error::Kind::usage,
                  "was made with other options (manifest.json, \"rules\"); use the same, or another "
                  "folder",
                  store_.string());
  }
  manifest_.rules = rules_;
  for (std::size_t i = 0; i < manifest_.files.size(); ++i) {
    by_name_[manifest_.files[i].file] = i;
    by_hash_[manifest_.files[i].sha256] = i;
  }
  remove_leftovers();
  auto database = Database::open({}, {.threads = options_.threads});
  if (!database) return tl::unexpected(database.error());
  database_.emplace(*std::move(database));
  return {};
}

/// Removes what no manifest names: what a killed ingest left, and the rows that were replaced.
void Ingest::remove_leftovers() {
  std::error_code error;
  fs::remove_all(store_ / new_folder, error);
  std::set<std::string> listed;
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

StoredFile* Ingest::find(const std::map<std::string, std::size_t>& index, const std::string& key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &manifest_.files[found->second];
}

void Ingest::put(const StoredFile& stored) {
  const auto [place, is_new] = by_name_.try_emplace(stored.file, manifest_.files.size());
  if (is_new) {
    manifest_.files.push_back(stored);
  } else {
    by_hash_.erase(manifest_.files[place->second].sha256);
    manifest_.files[place->second] = stored;
  }
  by_hash_[stored.sha256] = place->second;
}

Result<IngestReport::File> Ingest::take(const fs::path& file) {
  if (file == "-") return read(file, {.file = "standard input"}, false);
  std::error_code error;
  const std::string name = fs::absolute(file, error).lexically_normal().string();
  const auto stamp = stamp_of(file);
  if (!stamp) return tl::unexpected(stamp.error());
  StoredFile* known = find(by_name_, name);
  if (known != nullptr && known->size == stamp->size && known->modified == stamp->modified)
    return IngestReport::File{.file = name, .what = "unchanged", .stored = *known};
  const auto hash = hash_of_file(file);
  if (!hash) return tl::unexpected(hash.error());
  if (known != nullptr && known->sha256 == *hash) {
    known->modified = stamp->modified;
    return IngestReport::File{.file = name, .what = "unchanged", .stored = *known};
  }
  if (const StoredFile* twin = find(by_hash_, *hash))
    return IngestReport::File{
        .file = name, .what = "same content as " + twin->file, .stored = *twin};
  return read(file,
              {.file = name, .size = stamp->size, .modified = stamp->modified, .sha256 = *hash},
              known != nullptr);
}

Result<IngestReport::File> Ingest::read(const fs::path& file, StoredFile stored, bool again) {
  auto done = read_parts(file, std::move(stored));
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
  Sha256 of_name;
  of_name.add(stored.file + '\n' + stored.sha256);
  const std::string name = of_name.hexadecimal().substr(0, 20);
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
    const auto report =
        read_events(from, {.choice = *choice}, pieces,
                    [&](const Reject& reject) { rejects.add(part.name(), reject); });
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
  for (const auto& [source, rows] : all.by_source) stored.feeds[std::string(to_string(source))] = rows;
  stored.repairs = plain_map(all.repairs);
  stored.unknown_states = plain_map(all.unknown_states);
  stored.pieces = std::move(written->pieces);
  stored.totals = std::move(written->totals);
  if (rejects.any()) stored.reject_file = "rejects/" + name + ".tsv";
  if (const auto done = settle(stored); !done) return tl::unexpected(done.error());
  return stored;
}

/// Moves a file's pieces to where they belong; the manifest does not name them yet.
Result<void> Ingest::settle(StoredFile& stored) {
  std::vector<std::string> all = stored.pieces;
  if (!stored.totals.empty()) all.push_back(stored.totals);
  if (!stored.reject_file.empty()) all.push_back(stored.reject_file);
  for (const std::string& piece : all) {
    const fs::path from = store_ / new_folder / piece;
    const fs::path to = store_ / piece;
    if (auto done = sync_path(from); !done) return done;
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) fs::rename(from, to, error);
    if (error) return fail(Error::Kind::io, error.message(), to.string());
  }
  return {};
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
  return write_manifest(store_, sorted);
}

Result<IngestReport> Ingest::run(const std::vector<fs::path>& files) {
  auto lock = StoreLock::of(store_);
  if (!lock) return tl::unexpected(lock.error());
  if (const auto ready = prepare(); !ready) return tl::unexpected(ready.error());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress_) progress_("reading files", i, files.size());
    auto taken = take(files[i]);
    if (taken) {
      report_.files.push_back(*std::move(taken));
    } else if (taken.error().kind == Error::Kind::input) {
      const Error& why = taken.error();
      report_.files.push_back({.file = why.where.empty() ? files[i].string() : why.where,
                               .what = why.what,
                               .failed = true});
    } else {
      return tl::unexpected(taken.error());
    }
    if ((rows_since_ >= commit_rows || files_since_ >= commit_files) && !over_limit())
      if (const auto done = commit(); !done) return tl::unexpected(done.error());
  }
  report_.too_many_bad = over_limit();
  if (report_.too_many_bad) return std::move(report_);
  if (const auto done = commit(); !done) return tl::unexpected(done.error());
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
