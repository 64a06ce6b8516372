// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "command/command.hpp"

namespace detente {

enum class Format { table, json, csv };

/// The output in the format: text as wide as the terminal, or 80 columns where there is none.
std::string render(Output output, Format format, std::string_view version);

/// To stdout where `file` is empty, else to the file, whole or not at all. Kind::io where that
/// fails; a pipe that its reader has closed is no failure.
Result<void> deliver(std::string_view bytes, const std::string& file);

/// To stderr; where that fails, there is nobody to tell.
void say(std::string_view text);

/// The exit status for an error, which is printed to stderr.
int report(const Error& error);

/// A line on stderr for what takes longer than two seconds, with share and time left; empty where
/// stderr is no terminal or the user wants quiet.
Progress progress_line(bool quiet);

/// Of the terminal on stdout, between 40 and 200; 80 where there is none.
std::size_t terminal_width();

}  // namespace detente
