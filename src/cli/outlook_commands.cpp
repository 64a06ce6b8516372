// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/builder.hpp"
#include "command/outlook.hpp"
#include "command/query.hpp"

namespace detente {

void add_outlook_command(Builder& builder) {
  auto options = std::make_shared<OutlookOptions>();
  const Query& query = *find_query("outlook");
  const Command command = builder.add_with_case(query.name, query.what, query.example);
  command.app
      ->add_option("--targets", options->targets, "Only these; where not said, all of the case")
      ->delimiter(',')
      ->type_name("ID,…");
  command.app
      ->add_option("--record", options->record,
                   "Write each forecast into this folder, where it is never changed")
      ->type_name("DIR");
  command.app
      ->add_option("--score", options->score,
                   "Score the forecasts of such a folder whose day has come")
      ->type_name("DIR");
  command.app
      ->add_option("--hubverse", options->hubverse,
                   "Also write quantiles as a forecast hub's model output into this folder")
      ->type_name("DIR");
  command.app
      ->add_option("--views", options->views,
                   "Also write the draws of monthly forecasts as ViEWS has them: .csv or .parquet")
      ->type_name("FILE");
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->seed = shared->seed;
    options->threads = shared->threads;
    return run_outlook(common, *options);
  });
}

}  // namespace detente
