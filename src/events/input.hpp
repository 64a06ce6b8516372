// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace detente {

struct ZipMember;

/// Text that comes piece by piece: a plain file, or one that is being decompressed. It holds a
/// bounded amount of memory, however large the text is.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills `to` (not empty) from its start, not always to its end, and says how much; 0 at the end
  /// of the text, and only there. Fails with Kind::io where the system does, with Kind::input where
  /// the compressed bytes are at fault (damaged, cut short, wrong checksum or size): a text is
  /// whole and sound only once 0 has come. After a failure it fails again in the same way.
  virtual Result<std::size_t> read(std::span<char> to) = 0;
  /// How much room for its first read saves a copy, where the stream is made all at once.
  [[nodiscard]] virtual std::size_t at_once() const { return 0; }
};

/// One text among the inputs.
struct InputPart {
  std::filesystem::path file;  ///< "-" is standard input
  std::string member{};        ///< of a zip archive; empty for what holds one text
  std::size_t bytes = 0;       ///< on the disk, for progress; 0 where unknown
  std::uint64_t offset = 0;    ///< of the member in its archive

  /// What the archive's directory says of the member, so that it is not read anew for each.
  std::shared_ptr<const ZipMember> entry{};

  /// "a.zip:b.csv", "a.csv" or "standard input": what messages call it.
  [[nodiscard]] std::string name() const;
};

/// The files that the arguments name, sorted by bytes within each argument, each once: a file is
/// itself, a folder all files below it (hidden files and folders left out, links followed), "*",
/// "?" and "[…]" match within a path where no file has that very name, "-" is standard input.
///
/// Fails with Kind::usage where an argument names nothing, a folder without files too; with
/// Kind::io where a folder cannot be read or a link in it leads nowhere.
Result<std::vector<std::filesystem::path>> list_inputs(std::span<const std::string> arguments);

/// The texts that a file holds, in its own order: several for a zip archive (folders in it and what
/// macOS adds below __MACOSX are left out), else one. What it is, its first bytes say and not its
/// name: gzip, zip, zstd or plain. A pipe and standard input hold one text, which is not looked at.
///
/// Fails with Kind::usage for a folder, with Kind::io where the system does (no such file, no
/// permission), with Kind::input for an archive whose directory is damaged (zip_directory.hpp)
/// and for an Office document, which is an archive too.
Result<std::vector<InputPart>> parts_of(const std::filesystem::path& file);

/// Opens one text that `parts_of` gave. Several may be open at once, in several threads. One takes
/// up to 17 MB for a zip member, up to 64 MB for zstd where it was compressed with --ultra or
/// --long, and less than 1 MB else.
///
/// Fails with Kind::io where the system does; with Kind::input where a member is encrypted or
/// packed by another method than stored and deflate, where its local header contradicts the
/// directory, where a file is compressed by what is not read here (xz, bzip2, …), is empty but
/// called .gz, .zip or .zst, or where a zip archive comes through a pipe. `where` is the part's
/// name.
Result<std::unique_ptr<ByteStream>> open_part(const InputPart& part);

}  // namespace detente
