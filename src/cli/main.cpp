// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <chrono>
#include <exception>
#include <sstream>

#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/present.hpp"

namespace {

/// The local calendar day; the only reading of the clock that a result depends on.
detente::Day today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
}

int run(int argc, char** argv) {
  CLI::App app(
      "Détente: one record of the relationship between two states, with both sides' accounts",
      "detente");
  app.set_version_flag("--version", "detente " + std::string(detente::program_version));
  app.require_subcommand(1);
  app.footer("Example: detente status us-china --as-of 2022-09-01");
  detente::Action action;
  detente::add_commands(app, today(), action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {  // --help and --version
    std::ostringstream text;
    app.exit(done, text, text);
    const auto written = detente::deliver(text.str(), "");
    return written ? 0 : detente::report(written.error());
  } catch (const CLI::ParseError& error) {
    detente::say(fmt::format("detente: {}\nTry: detente --help\n", error.what()));
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
