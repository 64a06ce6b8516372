// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace detente {

/// Says why the folder at this path may not be replaced, or nothing where it may.
using MayReplace = std::function<Result<void>(const std::filesystem::path&)>;

/// A folder that comes into being whole or not at all. It is filled under a hidden name beside its
/// target and takes the target's place in the end. Whenever the process is killed, the target is
/// what it was or is whole; what a killed process left under the hidden name goes away with the
/// next FreshFolder for that target.
class FreshFolder {
 public:
  /// Fails with Kind::usage where the target is no folder, may not be replaced, or cannot be
  /// because something stands on it (a mount point, the working directory) or its parent does not
  /// exist; with Kind::io where the system refuses.
  static Result<FreshFolder> for_target(const std::filesystem::path& target,
                                        MayReplace may_replace);

  FreshFolder(FreshFolder&& other) noexcept;
  FreshFolder& operator=(FreshFolder&&) = delete;
  /// Removes what was not published.
  ~FreshFolder();

  /// Where to write.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Brings all files to the disk and puts the folder in its place. Asks once more whether what
  /// stands there may go.
  Result<void> publish();

 private:
  FreshFolder(std::filesystem::path target, MayReplace may_replace);
  Result<void> make();
  Result<void> swap_in();

  std::filesystem::path target_, path_;
  MayReplace may_replace_;
  int lock_ =
      -1;  ///< held while the folder is being filled, so that nobody takes it for a leftover
};

}  // namespace detente
