// SPDX-License-Identifier: Apache-2.0
#include "serve/case_state.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "record/read_case.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// What tells that a file below the folder was changed, without reading any. Hidden files are
/// editors' own.
std::string stamp_of(const fs::path& folder) {
  std::vector<std::string> lines;
  std::error_code error;
  auto walk = fs::recursive_directory_iterator(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    const fs::path& path = walk->path();
    if (path.filename().native().starts_with('.')) {
      walk.disable_recursion_pending();
      continue;
    }
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) continue;
    lines.push_back(fmt::format("{} {} {} {}.{:09} {}.{:09}\n", path.native(), status.st_ino,
                                status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                                status.st_ctim.tv_sec, status.st_ctim.tv_nsec));
  }
  std::ranges::sort(lines);
  std::string stamp;
  for (const std::string& line : lines) stamp += line;
  return stamp;
}

/// The same of what is no part of the record, but of documents about it: readouts, outlook, brief.
std::string stamp_beside(const fs::path& folder) {
  return stamp_of(folder / "texts") + stamp_of(folder / "ledger");
}

Json json_of_faults(const Result<ReadCase>& read) {
  Json faults = Json::array();
  if (!read) {
    faults.push_back(Json{
        {"file", read.error().where}, {"line", 1}, {"column", 1}, {"message", read.error().what}});
    return faults;
  }
  for (const Fault& fault : read->faults) {
    faults.push_back(Json{{"file", fault.place.file},
                          {"line", fault.place.line},
                          {"column", fault.place.column},
                          {"message", fault.message}});
  }
  return faults;
}

}  // namespace

Result<std::unique_ptr<CaseState>> CaseState::open(const fs::path& folder) {
  std::string stamp = stamp_of(folder);
  auto record = read_sound_case(folder);
  if (!record) return tl::unexpected(record.error());
  Snapshot first{.record = std::make_shared<const Case>(*std::move(record)),
                 .faults = Json::array()};
  return std::unique_ptr<CaseState>(new CaseState(folder, std::move(stamp), std::move(first)));
}

CaseState::CaseState(fs::path folder, std::string stamp, Snapshot first)
    : folder_(std::move(folder)),
      stamp_(std::move(stamp)),
      beside_(stamp_beside(folder_)),
      vintage_(first.record->vintage),
      snapshot_(std::move(first)) {}

CaseState::~CaseState() = default;

void CaseState::watch(std::chrono::milliseconds pause,
                      std::function<void(const Snapshot&)> changed) {
  watcher_ = std::jthread([this, pause, changed = std::move(changed)](const std::stop_token& stop) {
    std::mutex idle;
    std::unique_lock lock(idle);
    while (!stop.stop_requested()) {
      wake_.wait_for(lock, stop, pause, [] { return false; });
      if (!stop.stop_requested() && look()) changed(now());
    }
  });
}

CaseState::Snapshot CaseState::now() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

bool CaseState::look() {
  // Taken before the files are read: what changes meanwhile is seen the next time.
  std::string stamp = stamp_of(folder_);
  if (stamp == stamp_) return false;
  stamp_ = std::move(stamp);
  std::string beside = stamp_beside(folder_);
  const bool is_same_beside = beside == beside_;
  beside_ = std::move(beside);
  auto read = read_case(folder_);
  Json faults = json_of_faults(read);
  const std::string vintage = read ? read->record.vintage : std::string();
  const std::lock_guard lock(mutex_);
  if (faults == snapshot_.faults && vintage == vintage_ && is_same_beside) return false;
  if (faults.empty() && vintage != snapshot_.record->vintage)
    snapshot_.record = std::make_shared<const Case>(std::move(read->record));
  vintage_ = vintage;
  snapshot_.faults = std::move(faults);
  ++snapshot_.revision;
  return true;
}

}  // namespace detente
