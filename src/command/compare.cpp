// SPDX-License-Identifier: Apache-2.0
#include "command/compare.hpp"

#include <fmt/format.h>

#include "command/compare_rows.hpp"
#include "command/text_inputs.hpp"
#include "record/digest.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

Table link_table(const std::string& key, const std::string& title, Finding finding,
                 const Compared& compared) {
  Table table{.key = key, .title = title, .fields = {{"a", "A"}, {"b", "B"}}, .empty = "None."};
  if (finding == Finding::stronger) table.fields.push_back({"side", "Stronger"});
  if (finding == Finding::contradictory) table.fields.push_back({"difference", "Differs in"});
  table.fields.push_back({"score", "Score"});
  table.fields.push_back({"why", "Why", Field::Show::detail});
  for (const Judged& judged : compared.found.links) {
    if (judged.finding == finding) table.rows.push_back(link_row(compared, judged));
  }
  return table;
}

Table alone_table(const std::string& key, const std::string& title, int side,
                  const Compared& compared) {
  Table table{.key = key,
              .title = title,
              .fields = {{"text", "Words"},
                         {"issue", "Issue"},
                         {"who", "Who"},
                         {"binding", "Binding"},
                         {"never", "The other never mentions", Field::Show::detail},
                         {"partner", "", Field::Show::json},
                         {"id", "", Field::Show::json},
                         {"polarity", "", Field::Show::json},
                         {"concepts", "", Field::Show::json},
                         {"numbers", "", Field::Show::json},
                         {"spans", "", Field::Show::json},
                         {"verb", "", Field::Show::json}},
              .empty = "Nothing."};
  for (const Alone& alone : side == 0 ? compared.found.only_a : compared.found.only_b)
    table.rows.push_back(alone_row(compared, side, alone));
  return table;
}

Table issue_table(const Compared& compared) {
  Table table{.key = "issues",
              .title = "Space and order by issue",
              .fields = {{"issue", "Issue"},
                         {"share_a", "Share of A"},
                         {"share_b", "Share of B"},
                         {"points_a", "Points of A"},
                         {"points_b", "Points of B"},
                         {"place_a", "Place in A"},
                         {"place_b", "Place in B"}},
              .empty = "Neither text has a point.",
              .note =
                  "Shares are of the bytes of a text's points; a place is the order in which "
                  "issues first come up."};
  const auto place = [](std::size_t n) { return n == 0 ? Json() : Json(n); };
  for (const IssueShare& one : compared.found.issues) {
    table.rows.push_back(Json{{"issue", one.issue},
                              {"share_a", rounded(one.share_a)},
                              {"share_b", rounded(one.share_b)},
                              {"points_a", one.points_a},
                              {"points_b", one.points_b},
                              {"place_a", place(one.place_a)},
                              {"place_b", place(one.place_b)}});
  }
  return table;
}

Table text_table_of(const Compared& compared) {
  Table table{.key = "texts",
              .title = "",
              .fields = {{"text", "Text"},
                         {"file", "File"},
                         {"side", "Side"},
                         {"points", "Points"},
                         {"bytes", "Bytes"}}};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string& issuer = compared.found.issuers.at(i);
    table.rows.push_back(
        Json{{"text", i == 0 ? "A" : "B"},
             {"file", compared.files.at(i)},
             {"side", issuer.empty() ? Json() : Json(issuer)},
             {"points", i == 0 ? compared.found.a.size() : compared.found.b.size()},
             {"bytes", compared.texts.at(i).size()}});
  }
  return table;
}

Table method_table(const Compared& compared) {
  Table table{.key = "method",
              .title = "How it was done",
              .fields = {{"threshold", "Least score of a link"},
                         {"score", "Score"},
                         {"lexicon", "Concepts in the lexicon"}},
              .note =
                  "A machine compared the texts by the words that the lexicon knows. A point "
                  "without a partner may have one that it does not see. The places are in the "
                  "JSON."};
  table.rows.push_back(Json{{"threshold", link_threshold},
                            {"score", std::string(score_in_words)},
                            {"lexicon", compared.lexicon->data().concepts.size()}});
  return table;
}

}  // namespace

Result<Compared> compare_files(const std::string& a, const std::string& b,
                               const fs::path& lexicon) {
  auto text_a = read_text(a);
  if (!text_a) return tl::unexpected(text_a.error());
  auto text_b = read_text(b);
  if (!text_b) return tl::unexpected(text_b.error());
  auto read = sound_lexicon(lexicon);
  if (!read) return tl::unexpected(read.error());
  Compared compared{.files = {fs::path(a).filename().string(), fs::path(b).filename().string()},
                    .texts = {*std::move(text_a), *std::move(text_b)},
                    .lexicon = std::make_shared<const Lexicon>(std::move(read->data))};
  Sha256 hash;
  for (const std::string& text : compared.texts) hash.add(fmt::format("{}\n", text.size()) + text);
  hash.add(read->vintage);
  compared.lexicon_hash = read->vintage;
  compared.vintage = hash.hexadecimal();
  compared.found = compare_texts(compared.texts[0], compared.texts[1], *compared.lexicon);
  return compared;
}

Document compare_document(const Compared& compared) {
  Document document{
      .schema = "detente.compare/1",
      .title = fmt::format("Two accounts: {} (A) and {} (B)", compared.files[0], compared.files[1]),
      .vintage = compared.vintage};
  auto& blocks = document.blocks;
  blocks.emplace_back(summary_of(compared));
  blocks.emplace_back(text_table_of(compared));
  blocks.emplace_back(
      link_table("contradictory", "Contradictory", Finding::contradictory, compared));
  blocks.emplace_back(
      link_table("stronger", "In both, more binding in one", Finding::stronger, compared));
  blocks.emplace_back(link_table("shared", "In both", Finding::shared, compared));
  blocks.emplace_back(alone_table("only_a", "Only in A", 0, compared));
  blocks.emplace_back(alone_table("only_b", "Only in B", 1, compared));
  blocks.emplace_back(issue_table(compared));
  blocks.emplace_back(method_table(compared));
  return document;
}

Brief compare_brief(const Compared& compared, std::string_view version) {
  Brief brief{.title = "Two accounts of one meeting",
              .subtitle = compared.files[0] + " (A) and " + compared.files[1] + " (B)",
              .version = std::string(version),
              .vintage = compared.vintage};
  brief.sections.push_back({"comparison", compare_document(compared)});
  return brief;
}

std::string_view to_string(Finding finding) {
  switch (finding) {
    case Finding::shared:
      return "shared";
    case Finding::stronger:
      return "stronger";
    case Finding::contradictory:
      return "contradictory";
  }
  return "shared";
}

std::string label_of(const Compared& compared, const Link& link) {
  for (const Reason& reason : link.why) {
    if (reason.kind <= Reason::Kind::kin)
      return compared.lexicon->data().concepts[reason.entry_a].label;
  }
  return compared.found.a[link.a].issue;
}

std::string words_at(const std::string& text, ByteSpan span) {
  return squeezed(std::string_view(text).substr(span.begin, span.end - span.begin));
}

}  // namespace detente
