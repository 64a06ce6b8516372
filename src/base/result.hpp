// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace detente {

/// Why an operation did not happen. `kind` is for code, `what` is for a person, `where` points at
/// the input.
struct Error {
  enum class Kind {
    usage,   ///< the call is at fault: exit status 2
    input,   ///< a file that the user gave is at fault: 1
    domain,  ///< an argument lies outside what the function accepts: 1
    io,      ///< the machine: disk full, no permission: 3
    bug,     ///< ours: 70
  };
  Kind kind = Kind::input;
  std::string what;   ///< one sentence that names the value at fault; may have several lines
  std::string where;  ///< "events/2022.toml:14:8", or empty where there is no place
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error::Kind kind, std::string what, std::string where = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::move(where)});
}

}  // namespace detente
