// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>

#include "support/files.hpp"

/// Two ways to run out of room.
namespace detente::testing {

/// A file system of `kilobytes`, which root can have.
class SmallDisk {
 public:
  explicit SmallDisk(int kilobytes)
      : mounted_(::mount("none", where_.path().c_str(), "tmpfs", 0,
                         ("size=" + std::to_string(kilobytes) + "k").c_str()) == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount(where_.path().c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] const std::filesystem::path& path() const { return where_.path(); }

 private:
  TemporaryFolder where_;
  bool mounted_;
};

/// No file may grow over `most` bytes while this lives: for who may not mount, the next best thing
/// to a full disk.
class SmallFilesOnly {
 public:
  explicit SmallFilesOnly(rlim_t most) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    const rlimit small{most, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  }
  ~SmallFilesOnly() {
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &before_), 0);
    std::signal(SIGXFSZ, signal_);
  }
  SmallFilesOnly(const SmallFilesOnly&) = delete;
  SmallFilesOnly& operator=(const SmallFilesOnly&) = delete;

 private:
  void (*signal_)(int);
  rlimit before_{};
};

}  // namespace detente::testing
