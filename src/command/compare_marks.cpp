// SPDX-License-Identifier: Apache-2.0
#include "command/compare_marks.hpp"

#include <fmt/format.h>

#include "command/compare_rows.hpp"

namespace detente {

namespace {

std::string_view mark_kind(Finding finding) {
  if (finding == Finding::contradictory) return "contradictory";
  return finding == Finding::stronger ? "stronger" : "shared";
}

/// Of several, the one that asks for the most attention.
int mark_rank(std::string_view kind) {
  if (kind == "contradictory") return 3;
  if (kind == "stronger") return 2;
  return kind == "shared" ? 1 : 0;
}

void add_link(PointMark& mark, const Compared& compared, const Judged& judged,
              std::size_t partner) {
  const std::string_view kind = mark_kind(judged.finding);
  if (mark_rank(kind) > mark_rank(mark.kind)) mark.kind = kind;
  mark.partners.push_back(partner);
  if (!mark.note.empty()) mark.note += "; ";
  mark.note += fmt::format("{}, score {:.2f}", label_of(compared, judged.link), judged.link.score);
  if (judged.finding == Finding::stronger)
    mark.note += judged.stronger_a ? ", more binding in A" : ", more binding in B";
  if (judged.finding == Finding::contradictory) mark.note += ", " + judged.contradiction;
  const Json row = link_row(compared, judged);
  for (const Json& reason : row["why"]) mark.note += "\n" + reason["text"].get<std::string>();
}

/// The pieces of one text.
class Pieces {
 public:
  Pieces(Table& table, const std::string& side, const std::string& text)
      : table_(table), side_(side), text_(text) {}

  /// What lies between the last piece and `end`; of no point where `marked` is null.
  void add(std::size_t end, const Json* marked, bool is_missing) {
    if (end <= at_) return;
    Json row{{"side", side_}, {"text", text_.substr(at_, end - at_)}};
    for (const char* key : {"point", "finding", "partners", "note"})
      row[key] = marked == nullptr ? Json() : marked->at(key);
    row["never"] = is_missing;
    table_.rows.push_back(std::move(row));
    at_ = end;
  }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  Table& table_;
  const std::string& side_;
  const std::string& text_;
  std::size_t at_ = 0;
};

void add_point(Pieces& pieces, const Point& point, const PointMark& mark, std::size_t side,
               std::size_t number) {
  Json partners = Json::array();
  for (const std::size_t partner : mark.partners) partners.push_back(point_id(1 - side, partner));
  const Json marked{{"point", point_id(side, number)},
                    {"finding", mark.kind},
                    {"partners", std::move(partners)},
                    {"note", mark.note.empty() ? Json() : Json(mark.note)}};
  pieces.add(point.span.begin, nullptr, false);
  for (const Mention& mention : mark.missing) {
    if (mention.span.begin < pieces.at() || mention.span.end > point.span.end) continue;
    pieces.add(mention.span.begin, &marked, false);
    pieces.add(mention.span.end, &marked, true);
  }
  pieces.add(point.span.end, &marked, false);
}

}  // namespace

std::array<std::vector<PointMark>, 2> marks_of(const Compared& compared) {
  std::array marks{std::vector<PointMark>(compared.found.a.size()),
                   std::vector<PointMark>(compared.found.b.size())};
  for (const Judged& judged : compared.found.links) {
    add_link(marks[0][judged.link.a], compared, judged, judged.link.b);
    add_link(marks[1][judged.link.b], compared, judged, judged.link.a);
  }
  for (const Alone& alone : compared.found.only_a) marks[0][alone.point].missing = alone.missing;
  for (const Alone& alone : compared.found.only_b) marks[1][alone.point].missing = alone.missing;
  return marks;
}

std::string point_id(std::size_t side, std::size_t number) {
  return fmt::format("{}{}", side == 0 ? 'a' : 'b', number + 1);
}

Table originals_table(const Compared& compared, const std::vector<std::string>& sides) {
  Table table{.key = "originals",
              .title = "The originals",
              .fields = {{"side", "Side"},
                         {"text", "Text"},
                         {"point", "Point"},
                         {"finding", "Finding"},
                         {"partners", "Linked to"},
                         {"note", "Why"},
                         {"never", "The other never mentions"}},
              .empty =
                  "Both texts lie in the case's folder texts/; the JSON has them with each point "
                  "marked, and so has the dashboard's page Meeting.",
              .is_data = true};
  const auto marks = marks_of(compared);
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const std::string& text = compared.texts.at(side);
    const std::vector<Point>& points = side == 0 ? compared.found.a : compared.found.b;
    Pieces pieces(table, sides.at(side), text);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const ByteSpan span = points[i].span;
      if (span.begin >= pieces.at() && span.end <= text.size())
        add_point(pieces, points[i], marks.at(side)[i], side, i);
    }
    pieces.add(text.size(), nullptr, false);
  }
  return table;
}

}  // namespace detente
