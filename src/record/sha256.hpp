// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/digest.hpp"

namespace detente {

/// SHA-256 (FIPS 180-4), 64 digits.
class Sha256 : public Digest {
 public:
  Sha256() : Digest("SHA256") {}
};

}  // namespace detente
