// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "base/version.hpp"
#include "cli/builder.hpp"
#include "cli/follow_world.hpp"
#include "cli/locate.hpp"
#include "serve/server.hpp"

namespace detente {

namespace {

constexpr int usual_port = 8642;

void warn_of_open_words(const ServeOptions& options) {
  if (is_loopback(options.host) || !options.key.empty()) return;
  say("detente: without --tls-cert and --tls-key the token and the pages can be read on their way; "
      "use them, or let a proxy that speaks TLS stand before this\n");
}

int serve(const ServeOptions& options, const std::string& name, bool quiet) {
  Interruption interruption;  // before any thread, so that all of them leave the signals to it
  const auto server = Server::open(options);
  if (!server) return report(server.error());
  if (!quiet) warn_of_open_words(options);
  const auto told = deliver(
      fmt::format("Serving {} at {} (end it with Ctrl-C)\n", name, (*server)->address()), "");
  if (!told) return report(told.error());
  std::jthread answering([&server] { (*server)->run(); });
  constexpr std::chrono::hours long_time(24);
  while (!interruption.within(long_time)) continue;
  (*server)->stop();
  answering.join();
  // Whoever asked for what is still being computed has been let go; nothing can be half written.
  constexpr std::chrono::milliseconds step(50), patience(1000);
  for (auto waited = step; (*server)->is_busy() && waited < patience; waited += step)
    std::this_thread::sleep_for(step);
  if ((*server)->is_busy()) std::_Exit(0);
  return 0;
}

}  // namespace

void add_serve_command(Builder& builder) {
  auto options = std::make_shared<ServeOptions>();
  options->port = usual_port;
  const Command command = builder.add_service(
      "serve", "The dashboard and the JSON API in a browser", "detente serve us-china");
  command.app
      ->add_option("--host", options->host, "The address to listen at, or a name of it (127.0.0.1)")
      ->type_name("HOST");
  command.app
      ->add_option("--port", options->port,
                   fmt::format("The port ({}); 0: any that is free", usual_port))
      ->check(CLI::Range(0, 65535))
      ->type_name("N");
  const auto file = [&](const char* name, std::filesystem::path ServeOptions::*member,
                        const char* what) {
    command.app
        ->add_option_function<std::string>(
            name, [options, member](const std::string& path) { (*options).*member = path; }, what)
        ->type_name("FILE");
  };
  file("--tls-cert", &ServeOptions::certificate, "Speak TLS with this certificate (PEM)");
  file("--tls-key", &ServeOptions::key, "The key that belongs to it (PEM)");
  file("--token-file", &ServeOptions::token_file,
       "Ask everyone for the token in this file's first line; needed where --host can be reached "
       "from other machines");
  builder.on(command, [options, shared = command.shared](const Common& common) {
    options->folder = common.folder;
    options->version = program_version;
    options->today = local_day;
    if (const auto lexicon = locate_lexicon()) options->lexicon = *lexicon;
    return serve(*options, shared->case_name, shared->quiet);
  });
}

}  // namespace detente
