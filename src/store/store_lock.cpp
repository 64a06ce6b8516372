// SPDX-License-Identifier: Apache-2.0
#include "store/store_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "store/manifest.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

constexpr const char* lock_name = ".lock";

/// A store, or empty: nothing of a user's own may be taken for a leftover.
bool may_hold_a_store(const fs::path& folder) {
  // In this order: another process may be making the lock right now.
  std::error_code error;
  if (fs::is_empty(folder, error) && !error) return true;
  return fs::exists(folder / manifest_name, error) || fs::exists(folder / lock_name, error);
}

}  // namespace

Result<StoreLock> StoreLock::of(const fs::path& store) {
  std::error_code error;
  if (fs::exists(store, error) && !fs::is_directory(store, error))
    return fail(Error::Kind::usage, "is not a folder", store.string());
  fs::create_directories(store, error);
  if (error && !fs::is_directory(store))
    return fail(Error::Kind::io, error.message(), store.string());
  if (!may_hold_a_store(store))
    return fail(Error::Kind::usage, "is no event store and not empty: name another folder",
                store.string());
  const fs::path path = store / lock_name;
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.number() < 0) return fail(Error::Kind::io, std::strerror(errno), path.string());
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail(Error::Kind::io, std::strerror(errno), path.string());
    return fail(Error::Kind::io,
                "another process is writing to it; wait for its end and run this again",
                store.string());
  }
  return StoreLock(std::move(file));
}

}  // namespace detente
