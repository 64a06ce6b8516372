// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "record/readers.hpp"

namespace detente {

namespace {

bool is_hash(const std::string& text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

void check_hash(TableReader& reader, std::string_view key, const std::string& text) {
  if (!text.empty() && !is_hash(text))
    reader.fault(key, fmt::format("\"{}\" is no SHA-256: 64 of 0-9 and a-f", key));
}

std::vector<ReadoutComparison::Finding> read_findings(TableReader& file, std::string_view key,
                                                      bool scored, bool sided, bool differs) {
  std::vector<ReadoutComparison::Finding> findings;
  for (TableReader& table : file.tables(key, std::string(key))) {
    ReadoutComparison::Finding finding;
    finding.concept_id = table.text("concept");
    finding.label = table.text("label");
    if (scored) finding.score = table.number("score", 0, 1);
    if (sided) finding.side = table.refer(IdKind::side, "side");
    if (differs) finding.difference = table.text("difference");
    table.finish();
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

ReadoutComparison read_comparison(TableReader& reader) {
  constexpr int most = 1 << 24;
  ReadoutComparison comparison;
  comparison.place = reader.place();
  comparison.event = reader.refer(IdKind::event, "event");
  comparison.version = reader.text("version");
  comparison.lexicon = reader.text("lexicon");
  check_hash(reader, "lexicon", comparison.lexicon);
  comparison.threshold = reader.number("threshold", 0, 1);
  if (auto texts = reader.table("text", "text")) {
    const std::vector<std::string> sides = texts->keys();
    for (const std::string& side : sides) {
      texts->refer_side(side, texts->place(side));
      auto table = texts->table(side, side);
      if (!table) continue;
      ReadoutComparison::Text text{.sha256 = table->text("sha256")};
      check_hash(*table, "sha256", text.sha256);
      text.address = table->optional_text("address");
      text.bytes = table->integer("bytes", 0, most);
      text.points = table->integer("points", 0, most);
      table->finish();
      comparison.texts[side] = std::move(text);
    }
    texts->finish();
  }
  if (comparison.texts.size() != 2)
    reader.fault("text", "\"text\" holds one table for each side: [text.SIDE]");
  comparison.contradictory = read_findings(reader, "contradictory", true, false, true);
  comparison.stronger = read_findings(reader, "stronger", true, true, false);
  comparison.shared = read_findings(reader, "shared", true, false, false);
  comparison.only = read_findings(reader, "only", false, true, false);
  reader.finish();
  return comparison;
}

}  // namespace detente
