// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "text/frame.hpp"

namespace detente {

/// A stretch of a sentence between two places where it may be split.
struct Atom {
  std::size_t first = 0;
  std::size_t last = 0;
  bool object = false;  ///< holds a concept that can be the object of a point
  bool opens = false;   ///< begins a clause: behind ; or a Chinese comma, with a verb or a subject
};

/// Splits a sentence at its marks, and at words such as "and" between two objects. `is_object` says
/// by token whether a concept that can be an object covers it.
std::vector<Atom> atoms_of(const SentenceWords& sentence, const Frame& frame,
                           const std::vector<bool>& is_object);

}  // namespace detente
