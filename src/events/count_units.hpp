// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "events/file_stream.hpp"
#include "events/input.hpp"
#include "events/layout.hpp"

namespace detente {

/// Lines of one text that a thread reads in one go: a whole text, or a piece of a plain file.
struct CountUnit {
  std::size_t part = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = FileStream::no_end;
  bool piece = false;
};

/// Plain files of twice `piece_size` or more in pieces of about that, all else whole, in order.
Result<std::vector<CountUnit>> units_of(std::span<const InputPart> parts, std::uint64_t piece_size);

Result<std::unique_ptr<ByteStream>> open_unit(const InputPart& part, const CountUnit& unit);

/// `text` is the beginning of the unit; the layout is told by the beginning of the file.
Result<Layout> layout_of_unit(const InputPart& part, const CountUnit& unit, std::string_view text,
                              const SourceChoice& choice);

}  // namespace detente
