// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "command/follow_choice.hpp"
#include "command/follow_host.hpp"
#include "fetch/download.hpp"

namespace detente {

/// Downloads with patience: what may pass is tried four times, 1, 2 and 4 seconds apart, each
/// announced by the host's `warn`.
class PatientFetch {
 public:
  static constexpr int most_tries = 4;
  static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30U;  ///< of any one file

  explicit PatientFetch(const FollowHost& host) : host_(host) {}

  /// An update list, at most `most_bytes` and half an hour long.
  std::optional<DownloadFailure> list(const std::string& url, const std::filesystem::path& to);
  /// A file, which is then what its list says, by size and MD5.
  std::optional<DownloadFailure> file(const WantedFile& file, const std::filesystem::path& to);

 private:
  using Check = std::function<std::optional<DownloadFailure>()>;
  std::optional<DownloadFailure> fetch(const std::string& url, const std::filesystem::path& to,
                                       const DownloadLimits& limits, const Check& check);

  const FollowHost& host_;
  Downloader downloader_;
};

}  // namespace detente
