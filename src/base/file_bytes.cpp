// SPDX-License-Identifier: Apache-2.0
#include "base/file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/descriptor.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> failed(const fs::path& file) {
  return fail(Error::Kind::io, std::strerror(errno), file.string());
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Makes a rename in the folder outlive a power cut. Not every file system can; the rename itself
/// has happened.
void flush_folder(const fs::path& folder) {
  const Descriptor descriptor(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.number() >= 0) ::fsync(descriptor.number());
}

}  // namespace

Result<std::string> read_bytes(const fs::path& file, std::size_t most) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) return failed(file);
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return failed(file);
  std::string bytes;
  if (status.st_size > 0)
    bytes.reserve(std::min(most, static_cast<std::size_t>(status.st_size) + 1));
  constexpr std::size_t step = 1U << 16U;
  while (bytes.size() < most) {
    const std::size_t before = bytes.size();
    bytes.resize(std::min(most, before + step));
    const ssize_t count = ::read(descriptor.number(), bytes.data() + before, bytes.size() - before);
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno != EINTR) return failed(file);
    if (count == 0) break;
  }
  return bytes;
}

namespace {

/// Temporary names are hidden and bear ours, so that nobody takes one for a file of the user's.
std::string temporary_prefix(const fs::path& target) {
  return '.' + target.filename().string() + ".detente-";
}

/// What `file` stands for where it is a symbolic link, be it to a file that is yet to be made.
fs::path followed(fs::path file) {
  constexpr int most = 40;  // links, as the system has it
  std::error_code error;
  for (int i = 0; i < most && fs::is_symlink(file, error); ++i) {
    const fs::path next = fs::read_symlink(file, error);
    if (error) break;
    file = file.parent_path() / next;
  }
  return file;
}

Result<void> write_into(const fs::path& file, std::string_view bytes) {
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (descriptor.number() < 0 || !write_all(descriptor.number(), bytes)) return failed(file);
  return {};
}

}  // namespace

Result<void> replace_file(const fs::path& file, std::string_view bytes) {
  // A device or a pipe has nothing to replace, and its link, as of /dev/stdout, need lead nowhere.
  struct stat there {};
  if (::stat(file.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
    return write_into(file, bytes);
  const fs::path target = followed(file);
  std::string temporary = (target.parent_path() / (temporary_prefix(target) + "XXXXXX")).string();
  struct stat before {};
  const bool existed = ::stat(target.c_str(), &before) == 0;
  if (existed && S_ISDIR(before.st_mode))
    return fail(Error::Kind::usage, "is a folder", target.string());
  const Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
  if (descriptor.number() < 0) return failed(target);
  constexpr mode_t usual = 0644;
  const bool written =
      write_all(descriptor.number(), bytes) &&
      ::fchmod(descriptor.number(), existed ? before.st_mode & 07777U : usual) == 0 &&
      ::fsync(descriptor.number()) == 0 && ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!written) {
    const auto failure = failed(target);
    ::unlink(temporary.c_str());
    return failure;
  }
  flush_folder(target.parent_path());
  return {};
}

void remove_leftovers(const fs::path& file) {
  const fs::path target = followed(file);
  const std::string prefix = temporary_prefix(target);
  std::vector<fs::path> leftovers;
  std::error_code error;
  fs::directory_iterator entry(target.has_parent_path() ? target.parent_path() : ".", error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(prefix) && name.size() == prefix.size() + 6)
      leftovers.push_back(entry->path());
  }
  for (const fs::path& leftover : leftovers) fs::remove(leftover, error);
}

}  // namespace detente
