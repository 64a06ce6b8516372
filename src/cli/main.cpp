// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>

#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/present.hpp"

namespace {

/// The first option that was given an empty value. That is a script's unset variable, which must
/// not pass for an option that was left out.
std::string empty_option(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    for (const CLI::Option* option : command->get_options()) {
      if (std::ranges::find(option->results(), "") != option->results().end())
        return option->get_name();
    }
  }
  return {};
}

std::string describe(const CLI::ParseError& error, const CLI::App& app, int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "-";
  if (app.get_subcommands().empty() && !first.starts_with('-'))
    return fmt::format("there is no command \"{}\"", first);
  return error.what();
}

int run(int argc, char** argv) {
  CLI::App app(
      "Détente: one record of the relationship between two states, with both sides' accounts",
      "detente");
  app.set_version_flag("--version", "detente " + std::string(detente::program_version));
  app.require_subcommand(1);
  app.footer("Example: detente status us-china --as-of 2022-09-01");
  detente::Action action;
  detente::add_commands(app, detente::local_day(), action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {  // --help and --version
    std::ostringstream text;
    app.exit(done, text, text);
    const auto written = detente::deliver(text.str(), "");
    return written ? 0 : detente::report(written.error());
  } catch (const CLI::ParseError& error) {
    detente::say(
        fmt::format("detente: {}\nTry: detente --help\n", describe(error, app, argc, argv)));
    return 2;
  }
  if (const std::string option = empty_option(app); !option.empty()) {
    detente::say(fmt::format("detente: {} has an empty value\nTry: detente --help\n", option));
    return 2;
  }
  return action ? action() : 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    detente::say(
        fmt::format("detente: this is a bug of ours, please report it: {}\n", error.what()));
    return 70;
  }
}
