// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"

namespace detente {

/// A shared library, loaded when it is first asked for and kept until the process ends: what it
/// left running or allocated must not lose its code. Searched for where the program says (its
/// RUNPATH), then by the system.
class Library {
 public:
  /// Fails with Kind::io and the loader's reason.
  static Result<Library> load(const char* file);
  /// The address of a function of it. Fails with Kind::io where there is none: another version of
  /// the library.
  [[nodiscard]] Result<void*> function(const char* name) const;

 private:
  Library(const char* file, void* handle) : file_(file), handle_(handle) {}
  const char* file_;
  void* handle_;
};

}  // namespace detente
