// SPDX-License-Identifier: Apache-2.0
// The sources whose columns are found by their names: ICEWS, POLECAT and generic files.
#include <algorithm>

#include "events/fields.hpp"
#include "events/read_row.hpp"

namespace detente {

namespace {

class Row {
 public:
  Row(Fields fields, const std::vector<std::size_t>& columns)
      : fields_(fields), columns_(columns) {}
  std::string_view operator[](std::size_t field) const {
    const std::size_t column = columns_[field];
    return column < fields_.size() ? fields_[column] : std::string_view();
  }

 private:
  Fields fields_;
  const std::vector<std::size_t>& columns_;
};

std::optional<std::uint8_t> quad_of_words(std::string_view text) {
  const bool conflict = text.find("CONFLICT") != std::string_view::npos;
  if (!conflict && text.find("COOPERATION") == std::string_view::npos) return std::nullopt;
  const bool material = text.find("MATERIAL") != std::string_view::npos;
  return static_cast<std::uint8_t>((conflict ? 3 : 1) + (material ? 1 : 0));
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

}  // namespace

const std::vector<std::size_t>& icews_columns() {
  static const std::vector<std::size_t> columns{0, 1, 2, 4, 6, 7, 8, 10, 11, 13, 17};
  return columns;
}

const std::vector<std::size_t>& polecat_columns() {
  static const std::vector<std::size_t> columns{0, 1, 2, 4, 5, 7, 8, 15, 16, 27, 33, 34};
  return columns;
}

std::optional<BadField> read_icews(Fields fields, const std::vector<std::size_t>& columns,
                                   RowContext& context, CodedEvent& event) {
  const Row row(fields, columns);
  const auto when = any_day(row[IcewsField::date]);
  if (!when) return bad("Event Date", row[IcewsField::date], "is no day");
  context.surely_cameo = true;
  const auto coded = read_code(row[IcewsField::code], {}, context);
  context.surely_cameo = false;
  if (!coded) return bad("CAMEO Code", row[IcewsField::code], "is no CAMEO code");
  const auto score = parse_score(row[IcewsField::intensity]);
  if (!score && !row[IcewsField::intensity].empty())
    return bad("Intensity", row[IcewsField::intensity], "is no score of -10 to 10");
  event = {.day = *when,
           .id = row[IcewsField::id],
           .source = context.state_of(row[IcewsField::source_country]),
           .target = context.state_of(row[IcewsField::target_country]),
           .source_actor = row[IcewsField::source_name],
           .target_actor = row[IcewsField::target_name],
           .code = coded->code,
           .root = coded->root,
           .quad = quad_of_root(coded->root),
           .goldstein = score,
           .story = row[IcewsField::story],
           .place = row[IcewsField::country],
           .publisher = row[IcewsField::publisher]};
  return std::nullopt;
}

std::optional<BadField> read_polecat(Fields fields, const std::vector<std::size_t>& columns,
                                     RowContext& context, CodedEvent& event) {
  const Row row(fields, columns);
  const auto when = any_day(row[PolecatField::date]);
  if (!when) return bad("Event Date", row[PolecatField::date], "is no day");
  const auto type = plover_class_of(row[PolecatField::type]);
  if (!type) return bad("Event Type", row[PolecatField::type], "is no PLOVER type");
  const auto score = parse_score(row[PolecatField::intensity]);
  if (!score && !row[PolecatField::intensity].empty())
    return bad("Intensity", row[PolecatField::intensity], "is no score of -10 to 10");
  const auto stated = quad_of_words(upper(row[PolecatField::quad]));
  event = {.day = *when,
           .added = any_day(row[PolecatField::added]),
           .id = row[PolecatField::id],
           .source = context.state_of(row[PolecatField::source_country]),
           .target = context.state_of(row[PolecatField::target_country]),
           .source_actor = row[PolecatField::source_name],
           .target_actor = row[PolecatField::target_name],
           .root = type->root,
           .quad = stated.value_or(type->quad),
           .goldstein = score,
           .place = row[PolecatField::country],
           .publisher = row[PolecatField::publisher]};
  return std::nullopt;
}

std::optional<BadField> read_generic(Fields fields, const std::vector<std::size_t>& columns,
                                     RowContext& context, CodedEvent& event) {
  const Row row(fields, columns);
  const auto when = any_day(row[GenericField::date]);
  if (!when) return bad("date", row[GenericField::date], "is no day");
  const auto coded = read_code(row[GenericField::code], {}, context);
  if (!coded) {
    const bool weis = context.codes == CodeSystem::cameo &&
                      root_of(row[GenericField::code], CodeSystem::weis).has_value();
    return bad(
        "code", row[GenericField::code],
        weis ? "is no CAMEO code; if the file is coded in WEIS, say --codes weis" : "is no code");
  }
  const auto score = parse_score(row[GenericField::goldstein]);
  if (!score && !row[GenericField::goldstein].empty())
    return bad("goldstein", row[GenericField::goldstein], "is no score of -10 to 10");
  const auto mentions = parse_count(row[GenericField::mentions]);
  if (!mentions && !row[GenericField::mentions].empty())
    return bad("mentions", row[GenericField::mentions], "is no number");
  event = {.day = *when,
           .id = row[GenericField::id],
           .source = context.state_of(row[GenericField::source]),
           .target = context.state_of(row[GenericField::target]),
           .source_actor = row[GenericField::source],
           .target_actor = row[GenericField::target],
           .code = coded->code,
           .root = coded->root,
           .quad = quad_of_root(coded->root, context.codes),
           .goldstein = score ? score : goldstein_of(coded->code, context.codes),
           .mentions = mentions.value_or(1),
           .story = row[GenericField::story]};
  return std::nullopt;
}

}  // namespace detente
