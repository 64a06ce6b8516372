// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace detente {

/// A socket that listens, does not block, and shares its port with nobody. Port 0 is any free one.
/// Kind::usage where there is no such host; Kind::io where the port is in use or may not be opened.
Result<Descriptor> listen_at(const std::string& host, int port);

/// The port that it listens at.
int port_of(const Descriptor& listener);

}  // namespace detente
