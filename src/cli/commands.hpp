// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "cli/present.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's own
class App;
}

namespace detente {

/// What every command's options come to.
struct Shared {
  std::string case_name;
  std::string as_of;   ///< as typed; empty: today
  std::string format;  ///< empty: as the file's name says, else the command's usual one
  std::string file;
  unsigned long seed = 1;
  int threads = 0;  ///< 0: as many as the machine has
  bool quiet = false;
};

/// The local calendar day: the clock is read here alone.
Day local_day();

/// Does the work of the command that was chosen; gives the exit status.
using Action = std::function<int()>;

/// Adds all commands to the app: a written list. The chosen one puts what is to be done into
/// `action`.
void add_commands(CLI::App& app, Day today, Action& action);

}  // namespace detente
