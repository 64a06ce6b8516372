// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace detente {

/// What one download may take.
struct DownloadLimits {
  std::uint64_t most_bytes = 0;
  std::chrono::milliseconds total{0};         ///< all of it
  std::chrono::milliseconds connect{15'000};  ///< until the server, or its proxy, is there
  std::chrono::seconds idle{30};              ///< with less than 100 bytes a second
};

/// Why a download did not happen.
struct DownloadFailure {
  enum class Kind {
    stopped,  ///< it was asked to
    refused,  ///< the server says that there is no such thing: asking again soon is of no use
    broken,   ///< of the network or the server, and may pass
    disk,     ///< ours
  };
  Kind kind = Kind::broken;
  std::string what;  ///< "HTTP 404", "the connection ended before the file did"
};

/// Asks web servers for files, one after another; a connection is kept for the next.
class Downloader {
 public:
  Downloader();
  ~Downloader();
  Downloader(const Downloader&) = delete;
  Downloader& operator=(const Downloader&) = delete;

  /// Writes what lies at `url` (see is_fetchable) into the file `to`, which is made anew; bytes
  /// as they were sent, and only where the server answers 200. Redirects are followed, ten at the
  /// most, to http and https alone, and from https to https alone. Certificates must be good by the
  /// system's store. Proxies are those of the environment (http_proxy, https_proxy, no_proxy).
  ///
  /// Whether the file is the right one, the caller must find out: of an answer that states no
  /// length nobody can tell here that it was cut short. `stopped` is asked about once a second;
  /// where it says yes the download ends. Nothing is returned where all went well. After a failure
  /// the file may hold any part of the answer.
  std::optional<DownloadFailure> download(const std::string& url, const std::filesystem::path& to,
                                          const DownloadLimits& limits,
                                          const std::function<bool()>& stopped);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace detente
