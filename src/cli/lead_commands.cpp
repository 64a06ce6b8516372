// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/builder.hpp"
#include "command/leads.hpp"

namespace detente {

namespace {

void add_leads(Builder& builder) {
  auto options = std::make_shared<LeadsOptions>();
  const Command command =
      builder.add_with_case("leads", "Which indicators lead the relationship, and which follow it",
                            "detente leads us-china");
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->seed = shared->seed;
    options->threads = shared->threads;
    return run_leads(common, *options);
  });
}

}  // namespace

void add_lead_commands(Builder& builder) { add_leads(builder); }

}  // namespace detente
