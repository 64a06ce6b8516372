// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/builder.hpp"
#include "cli/locate.hpp"
#include "command/outlook.hpp"
#include "command/outlook_dyads.hpp"
#include "command/query.hpp"

namespace detente {

void add_outlook_command(Builder& builder) {
  auto options = std::make_shared<OutlookOptions>();
  auto dyads = std::make_shared<OutlookDyadsOptions>();
  const Query& query = *find_query("outlook");
  const Command command = builder.add(query.name, query.what, query.example);
  auto input = std::make_shared<std::string>();
  command.app->add_option("input", *input, "A case, or an event store")
      ->required()
      ->type_name("CASE|DIR");
  command.app
      ->add_option("--dyads", dyads->dyads,
                   "Of an event store: so many of the most active dyads, 20 where not said")
      ->type_name("N");
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
  builder.shows(
      command,
      [=, app = command.app, shared = command.shared](const Common& common) -> Result<Output> {
        if (is_event_store(*input)) {
          for (const char* option : {"--targets", "--record", "--score", "--hubverse", "--views"})
            if (app->count(option) > 0)
              return fail(Error::Kind::usage, fmt::format("{}: needs a case, not a store", option));
          dyads->input = *input;
          dyads->seed = shared->seed;
          dyads->threads = shared->threads;
          return run_outlook_dyads(common, *dyads);
        }
        const auto folder = locate_case(*input);
        if (!folder) return tl::unexpected(folder.error());
        Common in = common;
        in.folder = *folder;
        options->seed = shared->seed;
        options->threads = shared->threads;
        return run_outlook(in, *options);
      });
}

}  // namespace detente
