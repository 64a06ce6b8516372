// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "events/input.hpp"

/// Whole texts of files, by the functions of events/input.hpp.
namespace detente::testing {

/// All of a text, read in pieces of at most `step` bytes; one of more than `most` bytes fails.
inline Result<std::string> text_of(ByteStream& stream, std::size_t step = std::size_t{1} << 16U,
                                   std::size_t most = std::size_t{1} << 30U) {
  std::string text;
  std::string piece(step, '\0');
  while (text.size() <= most) {
    const auto count = stream.read(piece);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return text;
    text.append(piece, 0, *count);
  }
  return fail(Error::Kind::domain, "is longer than the test allows");
}

inline Result<std::string> text_of(const InputPart& part,
                                   std::size_t step = std::size_t{1} << 16U) {
  const auto stream = open_part(part);
  if (!stream) return tl::unexpected(stream.error());
  return text_of(**stream, step);
}

/// The texts of a file, one after the other.
inline Result<std::vector<std::string>> texts_of(const std::filesystem::path& file,
                                                 std::size_t step = std::size_t{1} << 16U) {
  const auto parts = parts_of(file);
  if (!parts) return tl::unexpected(parts.error());
  std::vector<std::string> texts;
  for (const InputPart& part : *parts) {
    auto text = text_of(part, step);
    if (!text) return tl::unexpected(text.error());
    texts.push_back(*std::move(text));
  }
  return texts;
}

}  // namespace detente::testing
