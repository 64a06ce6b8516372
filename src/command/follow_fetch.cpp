// SPDX-License-Identifier: Apache-2.0
#include "command/follow_fetch.hpp"

#include <fmt/format.h>

#include "store/ingest_files.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

using Kind = DownloadFailure::Kind;

/// How the file differs from what its list says of it.
std::optional<DownloadFailure> difference(const WantedFile& listed, const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return DownloadFailure{Kind::disk, error.message()};
  if (size != listed.size)
    return DownloadFailure{
        Kind::broken, fmt::format("has {} bytes instead of the {} of the list", size, listed.size)};
  const auto hashes = hashes_of_file(file);
  if (!hashes) return DownloadFailure{Kind::disk, hashes.error().what};
  if (hashes->md5 != listed.md5)
    return DownloadFailure{Kind::broken, fmt::format("has the MD5 {} instead of the list's {}",
                                                     hashes->md5, listed.md5)};
  return std::nullopt;
}

}  // namespace

std::optional<DownloadFailure> PatientFetch::fetch(const std::string& url, const fs::path& to,
                                                   const DownloadLimits& limits,
                                                   const Check& check) {
  for (int attempt = 1;; ++attempt) {
    auto failure = downloader_.download(url, to, limits, host_.stopped);
    if (!failure) failure = check();
    if (!failure || failure->kind != Kind::broken || attempt == most_tries) return failure;
    const std::chrono::seconds pause(1U << static_cast<unsigned>(attempt - 1));
    host_.warn(fmt::format("{}: {}; tried again in {} s ({} of {})", url, failure->what,
                           pause.count(), attempt + 1, most_tries));
    if (!host_.pause(pause)) return DownloadFailure{Kind::stopped, "stopped"};
  }
}

std::optional<DownloadFailure> PatientFetch::list(const std::string& url, const fs::path& to) {
  return fetch(url, to, {.most_bytes = most_bytes, .total = std::chrono::minutes(30)},
               [] { return std::nullopt; });
}

std::optional<DownloadFailure> PatientFetch::file(const WantedFile& file, const fs::path& to) {
  if (file.size > most_bytes)
    return DownloadFailure{Kind::refused, fmt::format("has {} bytes by the list, more than {}",
                                                      file.size, most_bytes)};
  constexpr std::uint64_t slowest = 20'000;  // bytes a second
  const std::chrono::seconds total(60 + file.size / slowest);
  return fetch(file.url, to, {.most_bytes = file.size, .total = total},
               [&] { return difference(file, to); });
}

}  // namespace detente
