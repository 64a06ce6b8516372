// SPDX-License-Identifier: Apache-2.0
#include "fetch/download.hpp"

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

#include "base/descriptor.hpp"

namespace detente {

namespace {

using Kind = DownloadFailure::Kind;

/// Where the answer goes, and why it stopped going there.
struct Sink {
  Descriptor file;
  std::uint64_t most = 0;
  std::uint64_t taken = 0;
  const std::function<bool()>& stopped;
  bool too_long = false;
  int disk_error = 0;
};

std::size_t take(char* bytes, std::size_t /*one*/, std::size_t count, void* to) {
  Sink& sink = *static_cast<Sink*>(to);
  if (count > sink.most - sink.taken) {
    sink.too_long = true;
    return CURL_WRITEFUNC_ERROR;
  }
  for (std::size_t done = 0; done < count;) {
    const ssize_t written = ::write(sink.file.number(), bytes + done, count - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      sink.disk_error = errno;
      return CURL_WRITEFUNC_ERROR;
    }
    done += static_cast<std::size_t>(written);
  }
  sink.taken += count;
  return count;
}

int look_up(void* of, curl_off_t /*all*/, curl_off_t /*now*/, curl_off_t /*up*/,
            curl_off_t /*up_now*/) {
  const Sink& sink = *static_cast<Sink*>(of);
  return sink.stopped && sink.stopped() ? 1 : 0;
}

/// 408 and 429 ask to come again; other answers of this hundred say that it is of no use.
bool is_refusal(long status) {
  return status >= 400 && status < 500 && status != 408 && status != 429;
}

DownloadFailure failure_of(CURLcode code, long status, const Sink& sink, const char* detail) {
  if (sink.disk_error != 0) return {Kind::disk, std::strerror(sink.disk_error)};
  if (sink.too_long) return {Kind::broken, fmt::format("is longer than {} bytes", sink.most)};
  switch (code) {
    case CURLE_OK:
    case CURLE_HTTP_RETURNED_ERROR:
      return {is_refusal(status) ? Kind::refused : Kind::broken, fmt::format("HTTP {}", status)};
    case CURLE_ABORTED_BY_CALLBACK:
      return {Kind::stopped, "stopped"};
    case CURLE_PARTIAL_FILE:
      return {Kind::broken,
              fmt::format("the connection ended before the file did, after {} bytes", sink.taken)};
    case CURLE_OPERATION_TIMEDOUT:
      return {Kind::broken, fmt::format("took too long; {} bytes had come", sink.taken)};
    case CURLE_TOO_MANY_REDIRECTS:
      return {Kind::broken, "is redirected more than ten times"};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Kind::refused, "is redirected to where this program does not go"};
    default:
      return {Kind::broken, *detail != '\0' ? detail : curl_easy_strerror(code)};
  }
}

void set_limits(CURL* curl, const std::string& url, const DownloadLimits& limits) {
  const bool secure = url.size() > 5 && (url[4] == 's' || url[4] == 'S');
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 10L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 100L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.idle.count()));
}

}  // namespace

struct Downloader::Handle {
  CURL* curl = nullptr;
};

Downloader::Downloader() : handle_(std::make_unique<Handle>()) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready == CURLE_OK) handle_->curl = curl_easy_init();
  if (handle_->curl == nullptr) throw std::bad_alloc();
}

Downloader::~Downloader() { curl_easy_cleanup(handle_->curl); }

std::optional<DownloadFailure> Downloader::download(const std::string& url,
                                                    const std::filesystem::path& to,
                                                    const DownloadLimits& limits,
                                                    const std::function<bool()>& stopped) {
  Sink sink{.file = Descriptor(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)),
            .most = limits.most_bytes,
            .stopped = stopped};
  if (sink.file.number() < 0) return DownloadFailure{Kind::disk, std::strerror(errno)};
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);
  std::array<char, CURL_ERROR_SIZE> detail{};
  set_limits(curl, url, limits);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "detente");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &sink);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &sink);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK && status == 200) return std::nullopt;
  return failure_of(code, status, sink, detail.data());
}

}  // namespace detente
