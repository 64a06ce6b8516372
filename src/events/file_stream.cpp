// SPDX-License-Identifier: Apache-2.0
#include "events/file_stream.hpp"

#include <algorithm>

namespace detente {

Result<std::string_view> FileStream::look_ahead() {
  while (ahead_end_ < ahead_.size()) {
    const auto count = read_on(std::span(ahead_).subspan(ahead_end_));
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    ahead_end_ += *count;
  }
  return std::string_view(ahead_.data(), ahead_end_);
}

Result<std::size_t> FileStream::read(std::span<char> to) {
  const std::size_t kept = std::min(to.size(), ahead_end_ - ahead_begin_);
  if (kept == 0) return read_on(to);
  std::copy_n(ahead_.data() + ahead_begin_, kept, to.data());
  ahead_begin_ += kept;
  // A pipe may make us wait for more: what is there goes out first.
  if (!file_.has_places() || kept == to.size()) return kept;
  auto more = read_on(to.subspan(kept));
  if (!more) return more;
  return kept + *more;
}

Result<std::size_t> FileStream::read_on(std::span<char> to) {
  if (!file_.has_places()) return file_.read_next(to);
  const auto wanted = std::min<std::uint64_t>(to.size(), end_ - at_);
  auto count = file_.read_at(at_, to.first(static_cast<std::size_t>(wanted)));
  if (count) at_ += *count;
  return count;
}

}  // namespace detente
