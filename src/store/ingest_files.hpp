// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/result.hpp"
#include "events/input.hpp"
#include "events/read_events.hpp"
#include "record/digest.hpp"

namespace detente {

/// By which an unchanged file is known without reading it.
struct Stamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since 1970
};
/// Kind::io.
Result<Stamp> stamp_of(const std::filesystem::path& file);
struct Hashes {
  std::string sha256, md5;  ///< hexadecimal
};
/// Kind::io.
Result<Hashes> hashes_of_file(const std::filesystem::path& file);
/// Brings a file, or the names in a folder, to the disk. Kind::io.
Result<void> sync_path(const std::filesystem::path& path);

/// What a pipe holds is hashed as it passes.
class HashedStream final : public ByteStream {
 public:
  explicit HashedStream(ByteStream& from) : from_(from) {}
  Result<std::size_t> read(std::span<char> to) override {
    auto count = from_.read(to);
    if (count) sum_.add({to.data(), *count});
    return count;
  }
  std::string hexadecimal() { return sum_.hexadecimal(); }

 private:
  ByteStream& from_;
  Sha256 sum_;
};

/// Rows that could not be read, as a table that a person can open. There is no file before the
/// first.
class RejectFile {
 public:
  explicit RejectFile(std::filesystem::path path) : path_(std::move(path)) {}
  void add(const std::string& part, const Reject& reject);
  [[nodiscard]] bool any() const { return any_; }
  /// Kind::io where it could not be written.
  Result<void> finish();

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  bool any_ = false;
};

}  // namespace detente
