// SPDX-License-Identifier: Apache-2.0
#include "events/input_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace detente {

namespace {

tl::unexpected<Error> failed() {
  return fail(Error::Kind::io, std::generic_category().message(errno));
}

/// Waits where another process has made our standard input one that does not wait by itself.
bool try_again(int descriptor) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  pollfd wait{descriptor, POLLIN, 0};
  return ::poll(&wait, 1, -1) > 0 || errno == EINTR;
}

}  // namespace

Result<InputFile> InputFile::open(const std::filesystem::path& file) {
  InputFile opened;
  opened.descriptor_ = Descriptor(file == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                              : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const int number = opened.descriptor_.number();
  struct stat status {};
  if (number < 0 || ::fstat(number, &status) != 0) return failed();
  if (S_ISDIR(status.st_mode)) return fail(Error::Kind::usage, "is a folder, not a file");
  // Whoever hands us standard input may have read some of it: it goes on from there.
  opened.has_places_ = S_ISREG(status.st_mode) && file != "-";
  if (opened.has_places_) {
    opened.size_ = static_cast<std::uint64_t>(status.st_size);
    ::posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  return opened;
}

Result<std::size_t> InputFile::read_at(std::uint64_t offset, std::span<char> to) const {
  std::size_t done = 0;
  while (done < to.size()) {
    const ssize_t count = ::pread(descriptor_.number(), to.data() + done, to.size() - done,
                                  static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed();
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

Result<std::size_t> InputFile::read_next(std::span<char> to) {
  while (true) {
    const ssize_t count = ::read(descriptor_.number(), to.data(), to.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (!try_again(descriptor_.number())) return failed();
  }
}

}  // namespace detente
