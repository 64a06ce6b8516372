// SPDX-License-Identifier: Apache-2.0
#include "command/compare_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/number.hpp"

namespace detente {

std::string accuracy_in_words() {
  const auto percent = [](double share) { return std::lround(100 * share); };
  const MeasuredAccuracy& one = measured_accuracy;
  return fmt::format(
      "on {} pairs that were set aside, {} % of its links were right and it found {} % of the {} "
      "that a person marked; {} % of what it lists as only in one text was so: docs/compare.md.",
      one.pairs, percent(one.link_precision), percent(one.link_recall), one.links,
      percent(one.only_precision));
}

const std::string_view score_in_words =
    "the probability that a person links the two points, by a logistic model fitted on readouts "
    "that people linked: how much of what both name is the same (rare and telling concepts weigh "
    "more, counterparts and near ones less; of two English texts the words as well), what their "
    "whole sentences have in common, a number in common, the same issue, each text's first point "
    "about a matter, the same party, both said of both, the talk's tone, and less where many pairs "
    "are in question";

namespace {

const Point& point_of(const Compared& compared, int side, std::size_t point) {
  return side == 0 ? compared.found.a[point] : compared.found.b[point];
}

Json span_json(ByteSpan span) { return Json::array({span.begin, span.end}); }

const Concept& concept_of(const Compared& compared, std::uint32_t entry) {
  return compared.lexicon->data().concepts[entry];
}

Json concepts_json(const Compared& compared, const std::vector<Mention>& mentions) {
  Json concepts = Json::array();
  for (const Mention& mention : mentions) {
    const Concept& one = concept_of(compared, mention.entry);
    concepts.push_back(Json{{"text", one.label},
                            {"id", one.id},
                            {"label", one.label},
                            {"span", span_json(mention.span)}});
  }
  return concepts;
}

/// "Taiwan: “Taiwan” and “台湾”".
std::string reason_words(const Compared& compared, const Link& link, const Reason& reason) {
  const Point &a = compared.found.a[link.a], &b = compared.found.b[link.b];
  const auto words = [&] {
    return fmt::format("“{}” and “{}”", words_at(compared.texts[0], reason.a),
                       words_at(compared.texts[1], reason.b));
  };
  switch (reason.kind) {
    case Reason::Kind::concept_named:
      return fmt::format("{}: {}", concept_of(compared, reason.entry_a).label, words());
    case Reason::Kind::counterpart:
      return fmt::format("{} answers {}: {}", concept_of(compared, reason.entry_b).label,
                         concept_of(compared, reason.entry_a).label, words());
    case Reason::Kind::kin:
      return fmt::format("{} is near to {}: {}", concept_of(compared, reason.entry_b).label,
                         concept_of(compared, reason.entry_a).label, words());
    case Reason::Kind::number:
      return fmt::format("same number: {}", words());
    case Reason::Kind::word:
      return fmt::format("same word: {}", words());
    case Reason::Kind::tone:
      return "both say how the talk went";
    case Reason::Kind::issue:
      return a.issue == b.issue ? fmt::format("same issue: {}", a.issue)
                                : fmt::format("other issue: {} and {}", a.issue, b.issue);
    case Reason::Kind::first:
      return fmt::format("each text's first of {}", a.issue);
    case Reason::Kind::context:
      return "their sentences have much in common";
    case Reason::Kind::rivals:
      break;
    case Reason::Kind::party:
      return a.who == b.who ? fmt::format("same party: {}", a.who)
                            : fmt::format("other party: {} and {}", a.who, b.who);
  }
  return {};
}

Json why_json(const Compared& compared, const Link& link) {
  Json why = Json::array();
  for (const Reason& reason : link.why) {
    if (reason.kind == Reason::Kind::rivals) continue;  // how many others there are is in no words
    const bool concepts = reason.kind <= Reason::Kind::kin;
    why.push_back(
        Json{{"text", reason_words(compared, link, reason)},
             {"concept_a", concepts ? Json(concept_of(compared, reason.entry_a).id) : Json()},
             {"concept_b", concepts ? Json(concept_of(compared, reason.entry_b).id) : Json()},
             {"words_a", concepts ? Json(words_at(compared.texts[0], reason.a)) : Json()},
             {"words_b", concepts ? Json(words_at(compared.texts[1], reason.b)) : Json()},
             {"span_a", span_json(reason.a)},
             {"span_b", span_json(reason.b)},
             {"weight", rounded(reason.weight)}});
  }
  return why;
}

std::vector<std::string> labels_of(const Compared& compared, const std::vector<Mention>& mentions) {
  std::vector<std::string> labels;
  labels.reserve(mentions.size());
  for (const Mention& mention : mentions)
    labels.push_back(concept_of(compared, mention.entry).label);
  return labels;
}

std::string side_name(const Compared& compared, bool is_a) {
  const std::string& issuer = compared.found.issuers.at(is_a ? 0 : 1);
  return issuer.empty() ? (is_a ? "A" : "B") : fmt::format("{} ({})", is_a ? "A" : "B", issuer);
}

}  // namespace

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json point_json(const Compared& compared, int side, std::size_t number) {
  const Point& point = point_of(compared, side, number);
  const std::string& text = compared.texts.at(static_cast<std::size_t>(side));
  Json numbers = Json::array();
  for (const Amount& amount : point.amounts)
    numbers.push_back(
        Json{{"text", to_string(amount)}, {"value", amount.value}, {"unit", amount.unit}});
  const bool bound = point.verb.end > 0;
  return Json{
      {"text", words_at(text, point.span)},
      {"id", fmt::format("{}{}", side == 0 ? 'a' : 'b', number + 1)},
      {"who", point.who},
      {"issue", point.issue},
      {"binding", point.binding},
      {"polarity", point.polarity},
      {"concepts", concepts_json(compared, point.mentions)},
      {"numbers", std::move(numbers)},
      {"spans", Json::array({span_json(point.span)})},
      {"verb", bound ? Json{{"text", words_at(text, point.verb)}, {"span", span_json(point.verb)}}
                     : Json()}};
}

Json link_row(const Compared& compared, const Judged& judged) {
  Json row{{"a", point_json(compared, 0, judged.link.a)},
           {"b", point_json(compared, 1, judged.link.b)},
           {"score", rounded(judged.link.score)},
           {"why", why_json(compared, judged.link)}};
  if (judged.finding == Finding::stronger) row["side"] = judged.stronger_a ? "a" : "b";
  if (judged.finding == Finding::contradictory) row["difference"] = judged.contradiction;
  return row;
}

Json alone_row(const Compared& compared, int side, const Alone& alone) {
  Json row = point_json(compared, side, alone.point);
  row["partner"] = alone.linked;
  row["never"] = labels_of(compared, alone.missing);
  if (!alone.linked) return row;
  // The rest of the point has a partner: what stands alone is what the other never mentions.
  row["concepts"] = concepts_json(compared, alone.missing);
  row["spans"] = Json::array();
  std::vector<std::string> words;
  for (const Mention& mention : alone.missing) {
    row["spans"].push_back(span_json(mention.span));
    words.push_back(words_at(compared.texts.at(static_cast<std::size_t>(side)), mention.span));
  }
  row["text"] = join(words, " … ");
  return row;
}

namespace {

Sentence counts_sentence(const Compared& compared) {
  const auto& found = compared.found;
  const auto count = [&](Finding finding) {
    return static_cast<std::uint64_t>(std::ranges::count(found.links, finding, &Judged::finding));
  };
  return {fmt::format("{} makes {}, {} makes {}. {} something of the same "
                      "object with the same force, {} bind more in one text, {} contradict each "
                      "other.",
                      side_name(compared, true), counted(found.a.size(), "point", "points"),
                      side_name(compared, false), found.b.size(),
                      counted(count(Finding::shared), "pair of points says", "pairs of points say"),
                      count(Finding::stronger), count(Finding::contradictory)),
          {}};
}

void add_silence(const Compared& compared, bool is_a, Paragraph& paragraph) {
  constexpr std::size_t most = 12;
  std::vector<std::string> labels;
  for (const Alone& alone : is_a ? compared.found.only_a : compared.found.only_b) {
    for (const std::string& label : labels_of(compared, alone.missing)) {
      if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
    }
  }
  if (labels.empty()) return;
  const std::size_t all = labels.size();
  labels.resize(std::min(all, most));
  const std::string more = all > most ? fmt::format(" and {} more", all - most) : "";
  paragraph.sentences.push_back(
      {fmt::format("Only {} mentions {}{}.", side_name(compared, is_a),
                   more.empty() ? join_list(labels) : join(labels, ", "), more),
       {}});
}

void add_differences(const Compared& compared, Paragraph& paragraph) {
  constexpr std::size_t most = 4;
  std::vector<std::string> stronger;
  for (const Judged& judged : compared.found.links) {
    const Point &a = compared.found.a[judged.link.a], &b = compared.found.b[judged.link.b];
    if (judged.finding == Finding::contradictory)
      paragraph.sentences.push_back(
          {fmt::format("On {} they contradict each other ({}).", label_of(compared, judged.link),
                       judged.contradiction),
           {}});
    if (judged.finding == Finding::stronger && stronger.size() < most)
      stronger.push_back(
          fmt::format("{} ({} against {})", label_of(compared, judged.link), a.binding, b.binding));
  }
  if (!stronger.empty())
    paragraph.sentences.push_back(
        {fmt::format("Among what binds differently, on the scale from 0 to 5, A against B: {}.",
                     join_list(stronger)),
         {}});
}

void add_space(const Compared& compared, Paragraph& paragraph) {
  const auto most = [&](double IssueShare::*share) {
    std::vector<IssueShare> issues = compared.found.issues;
    std::ranges::stable_sort(issues, std::greater<>(), share);
    std::vector<std::string> words;
    for (const IssueShare& one : issues) {
      if (words.size() < 3 && one.*share > 0)
        words.push_back(fmt::format("{} ({:.0f} %)", one.issue, 100 * one.*share));
    }
    return join_list(words);
  };
  if (compared.found.a.empty() || compared.found.b.empty()) return;
  paragraph.sentences.push_back(
      {fmt::format("{} gives most space to {}; {} to {}.", side_name(compared, true),
                   most(&IssueShare::share_a), side_name(compared, false),
                   most(&IssueShare::share_b)),
       {}});
}

Json flat_row(std::string_view finding, const Json& a, const Json& b, const Json& score,
              const Json& detail, const Json& why) {
  const auto field = [](const Json& point, const char* key) {
    return point.is_null() ? Json() : point[key];
  };
  const auto first = [](const Json& point, std::size_t i) {
    return point.is_null() ? Json() : point["spans"][0][i];
  };
  return Json{{"finding", finding},
              {"detail", detail},
              {"issue_a", field(a, "issue")},
              {"issue_b", field(b, "issue")},
              {"who_a", field(a, "who")},
              {"who_b", field(b, "who")},
              {"binding_a", field(a, "binding")},
              {"binding_b", field(b, "binding")},
              {"text_a", field(a, "text")},
              {"text_b", field(b, "text")},
              {"begin_a", first(a, 0)},
              {"end_a", first(a, 1)},
              {"begin_b", first(b, 0)},
              {"end_b", first(b, 1)},
              {"concepts_a", field(a, "concepts")},
              {"concepts_b", field(b, "concepts")},
              {"score", score},
              {"why", why}};
}

Json texts_of(const Json& items) {
  Json texts = Json::array();
  for (const Json& item : items) texts.push_back(item["text"]);
  return texts;
}

}  // namespace

std::vector<std::string> warnings_of(const Compared& compared) {
  std::vector<std::string> warnings;
  for (std::size_t i = 0; i < 2; ++i) {
    if (!(i == 0 ? compared.found.a : compared.found.b).empty()) continue;
    warnings.push_back(fmt::format(
        "{} ({}) has no point: the text is in a language other than English and Chinese, or tells "
        "of nothing that the lexicon knows; the comparison says nothing about it.",
        i == 0 ? "A" : "B", compared.files.at(i)));
  }
  return warnings;
}

Paragraph summary_of(const Compared& compared) {
  Paragraph paragraph{.key = "summary", .title = "", .sentences = {}};
  for (std::string& warning : warnings_of(compared))
    paragraph.sentences.push_back({std::move(warning)});
  paragraph.sentences.push_back(counts_sentence(compared));
  add_silence(compared, true, paragraph);
  add_silence(compared, false, paragraph);
  add_differences(compared, paragraph);
  add_space(compared, paragraph);
  return paragraph;
}

Document compare_table(const Compared& compared) {
  Table table{.key = "findings", .title = "", .fields = {}};
  const auto plain = [](Json point) {
    point["concepts"] = texts_of(point["concepts"]);
    return point;
  };
  for (const Judged& judged : compared.found.links) {
    const Json row = link_row(compared, judged);
    const Json detail = row.contains("side")         ? row["side"]
                        : row.contains("difference") ? row["difference"]
                                                     : Json();
    table.rows.push_back(flat_row(to_string(judged.finding), plain(row["a"]), plain(row["b"]),
                                  row["score"], detail, texts_of(row["why"])));
  }
  for (const Alone& alone : compared.found.only_a)
    table.rows.push_back(
        flat_row("only_a", plain(alone_row(compared, 0, alone)), Json(), Json(), Json(), Json()));
  for (const Alone& alone : compared.found.only_b)
    table.rows.push_back(
        flat_row("only_b", Json(), plain(alone_row(compared, 1, alone)), Json(), Json(), Json()));
  for (const char* key : {"finding", "detail", "issue_a", "issue_b", "who_a", "who_b", "binding_a",
                          "binding_b", "text_a", "text_b", "begin_a", "end_a", "begin_b", "end_b",
                          "concepts_a", "concepts_b", "score", "why"})
    table.fields.push_back({key, key});
  Document document{.schema = "detente.compare/1", .title = ""};
  document.blocks.emplace_back(std::move(table));
  return document;
}

}  // namespace detente
