// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/builder.hpp"
#include "command/leads.hpp"
#include "command/query.hpp"
#include "command/whatif.hpp"

namespace detente {

namespace {

void add_leads(Builder& builder) {
  auto options = std::make_shared<LeadsOptions>();
  const Query& query = *find_query("leads");
  const Command command = builder.add_with_case(query.name, query.what, query.example);
  command.app
      ->add_option("--events", options->events,
                   "An event store: base rates of all its dyads besides those that are built in")
      ->type_name("DIR");
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->seed = shared->seed;
    options->threads = shared->threads;
    return run_leads(common, *options);
  });
}

void add_whatif(Builder& builder) {
  auto options = std::make_shared<WhatIfOptions>();
  const Query& query = *find_query("whatif");
  const Command command = builder.add_with_case(query.name, query.what, query.example);
  command.app
      ->add_option("--step", options->steps, "Ids of steps or recommendations, as R2.1 or R2")
      ->required()
      ->delimiter(',')
      ->type_name("ID,…");
  command.app
      ->add_option("--events", options->events, "An event store, for the effects in other dyads")
      ->type_name("DIR");
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->seed = shared->seed;
    options->threads = shared->threads;
    return run_whatif(common, *options);
  });
}

}  // namespace

void add_lead_commands(Builder& builder) {
  add_leads(builder);
  add_whatif(builder);
}

}  // namespace detente
