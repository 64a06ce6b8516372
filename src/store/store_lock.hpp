// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace detente {

/// Keeps other writers out of an event store while it lives, this process's end included.
class StoreLock {
 public:
  /// Makes the folder where there is none. Kind::usage where it is no folder or holds other files
  /// than a store's; Kind::io where another process holds the lock (the call is right and will do
  /// later), or where the system refuses.
  static Result<StoreLock> of(const std::filesystem::path& store);

 private:
  explicit StoreLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace detente
