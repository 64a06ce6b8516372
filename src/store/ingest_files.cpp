// SPDX-License-Identifier: Apache-2.0
#include "store/ingest_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/descriptor.hpp"

namespace detente {

namespace fs = std::filesystem;

Result<Stamp> stamp_of(const fs::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0)
    return fail(Error::Kind::io, std::strerror(errno), file.string());
  return Stamp{static_cast<std::uint64_t>(facts.st_size),
               std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

Result<Hashes> hashes_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> buffer(std::size_t{1} << 20U);
  Sha256 sha256;
  Md5 md5;
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(in.gcount()));
    sha256.add(bytes);
    md5.add(bytes);
  }
  if (in.bad() || !in.eof()) return fail(Error::Kind::io, "cannot be read", file.string());
  return Hashes{sha256.hexadecimal(), md5.hexadecimal()};
}

Result<void> sync_path(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0 || ::fsync(file.number()) != 0)
    return fail(Error::Kind::io, std::strerror(errno), path.string());
  return {};
}

void RejectFile::add(const std::string& part, const Reject& reject) {
  if (!out_.is_open()) {
    std::error_code error;
    fs::create_directories(path_.parent_path(), error);
    out_.open(path_, std::ios::binary);
    out_ << "file\tline\tfield\treason\trow\n";
  }
  out_ << part << '\t' << reject.line << '\t' << reject.field << '\t' << reject.reason << '\t'
       << reject.text << '\n';
  any_ = true;
}

Result<void> RejectFile::finish() {
  if (!any_) return {};
  out_.close();
  if (out_.fail()) return fail(Error::Kind::io, "cannot be written", path_.string());
  return {};
}

}  // namespace detente
