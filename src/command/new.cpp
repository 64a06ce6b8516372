// SPDX-License-Identifier: Apache-2.0
#include "command/new.hpp"

#include <fmt/format.h>

#include "events/countries.hpp"
#include "record/new_case.hpp"

namespace detente {

Result<Output> run_new(const Common& common, const std::filesystem::path& model,
                       const std::string& target, std::span<const std::string> sides) {
  if (sides.size() != 2 || sides[0] == sides[1])
    return fail(Error::Kind::usage,
                "--sides takes two different codes of three capital letters, such as USA,CHN");
  for (const std::string& side : sides)
    if (!is_code_of_state(side))
      return fail(Error::Kind::usage,
                  fmt::format("--sides: \"{}\" is no state's or territory's code in ISO 3166-1 "
                              "alpha-3, such as USA",
                              side));
  if (const auto made = new_case(model, target, {sides[0], sides[1]}); !made)
    return tl::unexpected(made.error());
  Table table{.key = "created", .title = "", .fields = {{"folder", "Folder"}, {"sides", "Sides"}}};
  table.rows.push_back(Json{{"folder", target}, {"sides", Json::array({sides[0], sides[1]})}});
  Output output{.document = {.schema = "detente.new/1",
                             .title = "New case",
                             .as_of = to_string(common.as_of),
                             .vintage = {}}};
  output.document.blocks.emplace_back(std::move(table));
  output.text = fmt::format("{}: made. Next: edit {}/case.toml, then detente check {}\n", target,
                            target, target);
  return output;
}

}  // namespace detente
