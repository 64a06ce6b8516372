// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "command/command.hpp"
#include "command/query.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's own
class App;
}

namespace detente {

/// One command while it is being set up: the subcommand and the shared options that it fills.
struct Command {
  CLI::App* app;
  std::shared_ptr<Shared> shared;
};

/// What a file's name tells of its format.
struct FormatEnding {
  std::string_view ending;  ///< ".json"
  std::string_view format;  ///< "json"
};

/// Fills in the format where none was asked for: the one that the file's ending names, else
/// `usual`. Kind::usage where both name one and they differ.
Result<void> settle_format(Shared& shared, std::span<const FormatEnding> endings,
                           std::string_view usual);

/// The same for what writes a file of one of these endings and no other. Kind::usage, with what it
/// can write, where the file's is none of them and no format was asked for; and where a Word file
/// is to go to standard output.
Result<void> settle_file(Shared& shared, std::span<const FormatEnding> endings,
                         std::string_view usual);

/// The values of --format.
using Formats = std::vector<std::string>;
inline const Formats usual_formats{"table", "json", "csv"};

/// Adds commands with the options that all have.
class Builder {
 public:
  Builder(CLI::App& app, Day today, Action& action) : app_(app), today_(today), action_(action) {}

  Command add(const std::string& name, const std::string& what, const std::string& example,
              const Formats& formats = usual_formats);
  Command add_with_case(const std::string& name, const std::string& what,
                        const std::string& example, const Formats& formats = usual_formats);
  /// A command whose -o names the folder that it writes into, which `folder` gets.
  Command add_with_folder(const std::string& name, const std::string& what,
                          const std::string& example, std::string& folder);

  /// A command that goes on until it is ended, and has no result: with a case, and without --as-of,
  /// --format and -o.
  Command add_service(const std::string& name, const std::string& what, const std::string& example);
  /// A command of the table `queries`, which must have the name: with its options, showing what it
  /// gives of a case.
  Command show_query(const std::string& name);
  /// The options of a query; what they are given comes into `typed`.
  static void add_parameters(CLI::App& app, const Query& query,
                             const std::shared_ptr<Typed>& typed);

  /// Says what the command does once it has been chosen.
  void on(const Command& command, std::function<int(const Common&)> run);
  /// The same for a command whose result is an Output.
  void shows(const Command& command, std::function<Result<Output>(const Common&)> run);

 private:
  Command add_bare(const std::string& name, const std::string& what, const std::string& example,
                   const Formats& formats);
  [[nodiscard]] Result<Common> resolve(const Shared& shared) const;

  CLI::App& app_;
  Day today_;
  Action& action_;
};

/// What the command of a query is told, beside its case.
Asked asked_of(const Common& common, const Shared& shared);

/// Adds the commands about coded events: ingest, audit, reduce, import, measure, spiral, dyads.
void add_event_commands(Builder& builder);

/// Adds the command serve.
void add_serve_command(Builder& builder);

/// Adds the commands about what leads, what recovered, and what a step would change: leads, whatif.
void add_lead_commands(Builder& builder);

/// Adds the commands about texts: compare, rhetoric, positions, check-lexicon.
void add_text_commands(Builder& builder);

/// Adds outlook.
void add_outlook_command(Builder& builder);

}  // namespace detente
