// SPDX-License-Identifier: Apache-2.0
#include "store/fresh_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace detente {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view random_part = "XXXXXX";

tl::unexpected<Error> system_failure(const fs::path& path, int number = errno) {
  return fail(Error::Kind::io, std::strerror(number), path.string());
}

/// The target's absolute path without symbolic links and without a slash at its end.
fs::path resolved(const fs::path& target) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(target, error), error);
  if (error) path = target;
  return path.has_filename() ? path : path.parent_path();
}

std::string hidden_prefix(const fs::path& target) {
  return fmt::format(".{}.detente-", target.filename().string());
}

/// Something else than the folder's own name holds it in its place.
bool is_mount_point(const fs::path& target) {
  struct stat own {};
  struct stat parents {};
  return ::stat(target.c_str(), &own) == 0 && ::stat(target.parent_path().c_str(), &parents) == 0 &&
         own.st_dev != parents.st_dev;
}

tl::unexpected<Error> immovable(const fs::path& target, std::string_view why) {
  return fail(
      Error::Kind::usage,
      fmt::format("cannot be replaced as a whole, since it is {}; name a new folder in it", why),
      target.string());
}

Result<void> check_target(const fs::path& target, const MayReplace& may_replace) {
  std::error_code error;
  if (!fs::is_directory(target.parent_path(), error)) {
    return fail(Error::Kind::usage, "there is no such folder to write into",
                target.parent_path().string());
  }
  const fs::file_status status = fs::symlink_status(target, error);
  if (!fs::exists(status)) {
    // "No such file" is an answer, "permission denied" is a failure.
    if (status.type() == fs::file_type::not_found) return {};
    return system_failure(target, error.value());
  }
  if (!fs::is_directory(status))
    return fail(Error::Kind::usage, "is not a folder", target.string());
  if (auto may = may_replace(target); !may) return may;
  if (fs::equivalent(target, ".", error)) return immovable(target, "the working directory");
  if (is_mount_point(target)) return immovable(target, "a mount point");
  return {};
}

/// Opens and locks a folder; -1 where it cannot or where another process has locked it.
int lock_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return -1;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

void remove_leftovers(const fs::path& target) {
  const std::string prefix = hidden_prefix(target);
  std::error_code error;
  fs::directory_iterator entry(target.parent_path(), error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(prefix) || name.size() != prefix.size() + random_part.size()) continue;
    const int lock = lock_folder(entry->path());
    if (lock < 0) continue;
    std::error_code ignored;
    fs::remove_all(entry->path(), ignored);
    ::close(lock);
  }
}

/// Brings a file or a folder's list of names to the disk.
Result<void> flush(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_failure(path);
  Result<void> done;
  // A file system that cannot do it says EINVAL: then there is nothing to wait for.
  if (::fsync(descriptor) != 0 && errno != EINVAL) done = system_failure(path);
  ::close(descriptor);
  return done;
}

}  // namespace

FreshFolder::FreshFolder(fs::path target, MayReplace may_replace)
    : target_(std::move(target)), may_replace_(std::move(may_replace)) {}

FreshFolder::FreshFolder(FreshFolder&& other) noexcept
    : target_(std::move(other.target_)),
      path_(std::exchange(other.path_, {})),
      may_replace_(std::move(other.may_replace_)),
      lock_(std::exchange(other.lock_, -1)) {}

FreshFolder::~FreshFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

Result<FreshFolder> FreshFolder::for_target(const fs::path& target, MayReplace may_replace) {
  if (target.empty()) return fail(Error::Kind::usage, "the name of the folder is empty");
  FreshFolder folder(resolved(target), std::move(may_replace));
  if (const auto fit = check_target(folder.target_, folder.may_replace_); !fit) {
    return tl::unexpected(fit.error());
  }
  remove_leftovers(folder.target_);
  if (const auto made = folder.make(); !made) return tl::unexpected(made.error());
  return folder;
}

Result<void> FreshFolder::make() {
  const fs::path pattern =
      target_.parent_path() / (hidden_prefix(target_) + std::string(random_part));
  std::string name = pattern.string();
  if (::mkdtemp(name.data()) == nullptr) return system_failure(target_.parent_path());
  path_ = name;
  lock_ = lock_folder(path_);
  struct stat before {};
  constexpr mode_t usual = 0755;
  const mode_t mode = ::stat(target_.c_str(), &before) == 0 ? before.st_mode & 07777U : usual;
  if (lock_ < 0 || ::chmod(path_.c_str(), mode) != 0) return system_failure(path_);
  return {};
}

Result<void> FreshFolder::publish() {
  std::error_code error;
  for (fs::directory_iterator entry(path_, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (auto flushed = flush(entry->path()); !flushed) return flushed;
  }
  if (error) return system_failure(path_, error.value());
  if (auto flushed = flush(path_); !flushed) return flushed;
  if (auto fit = check_target(target_, may_replace_); !fit) return fit;
  if (auto swapped = swap_in(); !swapped) return swapped;
  return flush(target_.parent_path());
}

/// After this `path_` is what stood there before, if anything did, and the destructor removes it.
Result<void> FreshFolder::swap_in() {
  if (::rename(path_.c_str(), target_.c_str()) == 0) {  // nothing there, or an empty folder
    path_.clear();
    return {};
  }
  if (errno == ENOTEMPTY || errno == EEXIST) {
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0)
      return {};
    if (errno == EINVAL || errno == ENOSYS) {  // a file system that cannot exchange: two steps
      const std::string aside = path_.string() + "-old";
      if (::rename(target_.c_str(), aside.c_str()) != 0) return system_failure(target_);
      if (::rename(path_.c_str(), target_.c_str()) == 0) {
        path_ = aside;
        return {};
      }
      const auto failed = system_failure(target_);
      ::rename(aside.c_str(), target_.c_str());
      return failed;
    }
  }
  if (errno == EBUSY || errno == EXDEV) return immovable(target_, "a mount point");
  return system_failure(target_);
}

}  // namespace detente
