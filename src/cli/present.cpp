// SPDX-License-Identifier: Apache-2.0
#include "cli/present.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/file_bytes.hpp"

namespace detente {

std::size_t terminal_width() {
  constexpr std::size_t usual = 80, least = 40, most = 200;
  struct winsize size {};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0)
    return usual;
  return std::clamp<std::size_t>(size.ws_col, least, most);
}

std::string render(Output output, Format format, std::string_view version) {
  switch (format) {
    case Format::json:
      return json_bytes(output, version);
    case Format::csv:
      return csv_bytes(std::move(output));
    case Format::table:
      return output.text.empty() ? to_text(output.document, terminal_width()) : output.text;
  }
  return {};
}

Result<void> deliver(std::string_view bytes, const std::string& file) {
  if (!file.empty()) return replace_file(file, bytes);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() &&
                       std::fflush(stdout) == 0;
  // Whoever read has closed the pipe, as head does, and wants no more: no fault of anybody's.
  if (!written && errno == EPIPE) return {};
  if (!written) return fail(Error::Kind::io, std::strerror(errno), "standard output");
  return {};
}

void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

int report(const Error& error) {
  const std::string where = error.where.empty() ? "" : error.where + ": ";
  say(fmt::format("detente: {}{}\n", where, error.what));
  switch (error.kind) {
    case Error::Kind::input:
    case Error::Kind::domain:
      return 1;
    case Error::Kind::usage:
      return 2;
    case Error::Kind::io:
      return 3;
    case Error::Kind::bug:
      break;
  }
  return 70;
}

Progress progress_line(bool quiet) {
  if (quiet || ::isatty(STDERR_FILENO) == 0) return {};
  using Clock = std::chrono::steady_clock;
  struct State {
    Clock::time_point start = Clock::now();
    Clock::time_point shown{};
    bool visible = false;
    ~State() {
      if (visible) say("\r\033[K");
    }
  };
  return [state = std::make_shared<State>()](std::string_view what, std::size_t done,
                                             std::size_t total) {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - state->start).count();
    constexpr double patience = 2;
    constexpr std::chrono::milliseconds pause(200);
    if (seconds < patience || now - state->shown < pause || done == 0 || total == 0) return;
    state->shown = now;
    state->visible = true;
    const double share = static_cast<double>(done) / static_cast<double>(total);
    const double megabytes_a_second = static_cast<double>(done) / seconds / 1e6;
    say(fmt::format("\r\033[K{}: {:.0f} %, {:.1f} MB/s, {:.0f} s left", what, 100 * share,
                    megabytes_a_second, seconds / share - seconds));
    std::fflush(stderr);
  };
}

}  // namespace detente
