// SPDX-License-Identifier: Apache-2.0
// toml++ compiled once, without exceptions: Debian's own library has them, and header-only use costs seconds in each file.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
