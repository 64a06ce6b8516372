// SPDX-License-Identifier: Apache-2.0
#include "command/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/compare_marks.hpp"
#include "command/compare_rows.hpp"
#include "command/lookup.hpp"
#include "record/digest.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// The concept that links two points most; null where none does.
const Concept* concept_of(const Compared& compared, const Link& link) {
  for (const Reason& reason : link.why) {
    if (reason.kind <= Reason::Kind::kin) return &compared.lexicon->data().concepts[reason.entry_a];
  }
  return nullptr;
}

/// The address in the first line of a text: "# source: https://… | date: …"; may be empty.
std::string address_of(std::string_view text) {
  constexpr std::string_view key = "# source: http";
  if (!text.starts_with(key)) return {};
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view rest = line.substr(key.size() - 4);
  return std::string(rest.substr(0, rest.find_first_of(" |\t\r")));
}

/// The date in the first line of a text, where it has one: "# source: … | date: 2022-11-14 | …".
std::optional<Date> date_of(std::string_view text) {
  constexpr std::string_view key = "| date: ";
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto at = line.find(key);
  if (!text.starts_with('#') || at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + key.size());
  return parse_date(rest.substr(0, rest.find_first_of(" |\t\r")));
}

ReadoutComparison::Text text_of(const std::string& text, std::size_t points) {
  return {.sha256 = sha256_of(text),
          .address = address_of(text),
          .bytes = static_cast<int>(text.size()),
          .points = static_cast<int>(points)};
}

/// Keeps each concept once, with its highest score.
void keep(std::vector<ReadoutComparison::Finding>& findings, ReadoutComparison::Finding one) {
  const auto same = std::ranges::find_if(findings, [&](const ReadoutComparison::Finding& f) {
    return f.concept_id == one.concept_id && f.side == one.side && f.difference == one.difference;
  });
  if (same == findings.end()) {
    findings.push_back(std::move(one));
  } else {
    same->score = std::max(same->score, one.score);
  }
}

void add_only(const Compared& compared, const std::vector<Alone>& all, const std::string& side,
              ReadoutComparison& comparison) {
  for (const Alone& alone : all) {
    for (const Mention& mention : alone.missing) {
      const Concept& one = compared.lexicon->data().concepts[mention.entry];
      keep(comparison.only, {.concept_id = one.id, .label = one.label, .side = side});
    }
  }
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string tables(std::string_view key, const std::vector<ReadoutComparison::Finding>& findings,
                   bool scored) {
  std::string text;
  for (const ReadoutComparison::Finding& one : findings) {
    text += fmt::format("\n[[{}]]\nconcept = {}\nlabel = {}\n", key, quoted(one.concept_id),
                        quoted(one.label));
    if (scored) text += fmt::format("score = {:.3f}\n", one.score);
    if (!one.side.empty()) text += fmt::format("side = {}\n", quoted(one.side));
    if (!one.difference.empty()) text += fmt::format("difference = {}\n", quoted(one.difference));
  }
  return text;
}

/// At most `most` labels, as a list.
std::string labels(const std::vector<ReadoutComparison::Finding>& findings, const std::string& side,
                   std::size_t most) {
  std::vector<std::string> words;
  std::size_t more = 0;
  for (const ReadoutComparison::Finding& one : findings) {
    if (!side.empty() && one.side != side) continue;
    if (words.size() < most) {
      words.push_back(one.label);
    } else {
      ++more;
    }
  }
  if (more > 0) words.push_back(fmt::format("{} more", more));
  return join_list(words);
}

}  // namespace

Result<ReadoutComparison> result_of(const Compared& compared, const std::string& event,
                                    const std::vector<std::string>& sides,
                                    std::string_view version) {
  const std::array<std::string, 2> whose =
      sides.size() == 2 ? std::array{sides[0], sides[1]} : compared.found.issuers;
  if (whose[0].empty() || whose[1].empty() || whose[0] == whose[1]) {
    return fail(Error::Kind::usage,
                "the texts do not say whose they are: give --sides with two codes, A's first");
  }
  ReadoutComparison comparison;
  comparison.event = event;
  comparison.version = version;
  comparison.lexicon = compared.lexicon_hash;
  comparison.threshold = link_threshold;
  comparison.texts[whose[0]] = text_of(compared.texts[0], compared.found.a.size());
  comparison.texts[whose[1]] = text_of(compared.texts[1], compared.found.b.size());
  for (const Judged& judged : compared.found.links) {
    const Concept* one = concept_of(compared, judged.link);
    if (one == nullptr) continue;
    ReadoutComparison::Finding finding{
        .concept_id = one->id, .label = one->label, .score = judged.link.score};
    if (judged.finding == Finding::shared) keep(comparison.shared, finding);
    if (judged.finding == Finding::stronger) {
      finding.side = judged.stronger_a ? whose[0] : whose[1];
      keep(comparison.stronger, finding);
    }
    if (judged.finding == Finding::contradictory) {
      finding.difference = judged.contradiction;
      keep(comparison.contradictory, finding);
    }
  }
  add_only(compared, compared.found.only_a, whose[0], comparison);
  add_only(compared, compared.found.only_b, whose[1], comparison);
  return comparison;
}

std::string to_toml(const ReadoutComparison& comparison) {
  std::string text = fmt::format(
      "# Made by a machine: detente compare A B --result {}. Do not edit; make it again.\n"
      "event = {}\nversion = {}\nlexicon = {}\nthreshold = {}\n",
      comparison.event, quoted(comparison.event), quoted(comparison.version),
      quoted(comparison.lexicon), comparison.threshold);
  for (const auto& [side, one] : comparison.texts) {
    text += fmt::format("\n[text.{}]\nsha256 = {}\n", side, quoted(one.sha256));
    if (!one.address.empty()) text += fmt::format("address = {}\n", quoted(one.address));
    text += fmt::format("bytes = {}\npoints = {}\n", one.bytes, one.points);
  }
  return text + tables("contradictory", comparison.contradictory, true) +
         tables("stronger", comparison.stronger, true) + tables("shared", comparison.shared, true) +
         tables("only", comparison.only, false);
}

Result<std::optional<FreshComparison>> compare_case_texts(const fs::path& folder,
                                                          const Case& record, const Event& event,
                                                          const fs::path& lexicon,
                                                          std::string_view version, Day as_of) {
  std::vector<std::string> files;
  for (const std::string& side : record.sides) {
    const fs::path file = folder / "texts" / fmt::format("{}.{}.txt", event.id, side);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return std::nullopt;
    files.push_back(file.string());
  }
  const auto compared = compare_files(files[0], files[1], lexicon);
  if (!compared) return tl::unexpected(compared.error());
  for (const std::string& text : compared->texts)
    if (const auto date = date_of(text); date && date->last() > as_of) return std::nullopt;
  const std::vector<std::string> sides(record.sides.begin(), record.sides.end());
  auto result = result_of(*compared, event.id, sides, version);
  if (!result) return tl::unexpected(result.error());
  return FreshComparison{.result = *std::move(result),
                         .originals = originals_table(*compared, sides)};
}

namespace {

/// Which text of a side was compared: the source that the record has, else its address or its hash.
Sentence which_text(const Case& record, const std::string& side,
                    const ReadoutComparison::Text& text) {
  const auto source = std::ranges::find(record.sources, text.address, &Source::address);
  const std::string hash = text.sha256.substr(0, 12);
  if (!text.address.empty() && source != record.sources.end())
    return {fmt::format("Text of {}: {} (SHA-256 {}).", name_of(record, side), source->title, hash),
            {source->id}};
  if (!text.address.empty())
    return {fmt::format("Text of {}: {} (SHA-256 {}).", name_of(record, side), text.address, hash),
            {}};
  return {fmt::format("The text of {} is told by its SHA-256 ({}) and may be another than the "
                      "sources of its account.",
                      name_of(record, side), hash),
          {}};
}

}  // namespace

Paragraph comparison_sentences(const Case& record, const ReadoutComparison& comparison) {
  constexpr std::size_t most = 8;
  Paragraph paragraph{.key = "comparison", .title = "The two texts compared", .sentences = {}};
  const auto say = [&](std::string text) { paragraph.sentences.push_back({std::move(text), {}}); };
  const auto points = [&](const std::string& side) {
    const auto text = comparison.texts.find(side);
    return text == comparison.texts.end() ? 0 : text->second.points;
  };
  say(fmt::format(
      "A machine compared the full texts, {} points of {} and {} of {}. It found {} concepts "
      "that link points of both, {} of them binding differently and {} contradictory.",
      points(record.sides[0]), name_of(record, record.sides[0]), points(record.sides[1]),
      name_of(record, record.sides[1]),
      comparison.shared.size() + comparison.stronger.size() + comparison.contradictory.size(),
      comparison.stronger.size(), comparison.contradictory.size()));
  if (!comparison.contradictory.empty())
    say(fmt::format("Found contradictory: {}.", labels(comparison.contradictory, "", most)));
  for (const std::string& side : record.sides) {
    const std::string more = labels(comparison.stronger, side, most);
    if (!more.empty())
      say(fmt::format("Found more binding with {}: {}.", name_of(record, side), more));
  }
  for (const std::string& side : record.sides) {
    const std::string only = labels(comparison.only, side, most);
    if (!only.empty())
      say(fmt::format("Found only in the text of {}: {}.", name_of(record, side), only));
  }
  for (const std::string& side : record.sides) {
    const auto text = comparison.texts.find(side);
    if (text != comparison.texts.end())
      paragraph.sentences.push_back(which_text(record, side, text->second));
  }
  say(fmt::format("Made by version {}; {}", comparison.version, accuracy_in_words()));
  return paragraph;
}

Table comparison_table(const Case& record, const ReadoutComparison& comparison) {
  Table table{
      .key = "compared",
      .title = "What the machine reports, by concept",
      .fields = {{"finding", "Finding"},
                 {"concept", "Concept"},
                 {"concept_id", "", Field::Show::data},
                 {"side", "Side"},
                 {"difference", "Differs in"},
                 {"score", "Score"}},
      .empty = "No concept is named by either text.",
      .note = fmt::format("A link has a score of at least {}, of at most 1. A concept that links "
                          "two points and is also in one text only is named by one of "
                          "them; the other tells of the same matter in other words.",
                          comparison.threshold)};
  const auto add = [&](std::string_view finding,
                       const std::vector<ReadoutComparison::Finding>& all) {
    for (const ReadoutComparison::Finding& one : all) {
      table.rows.push_back(
          Json{{"finding", finding},
               {"concept", one.label},
               {"concept_id", one.concept_id},
               {"side", one.side.empty() ? Json() : Json(name_of(record, one.side))},
               {"difference", json_of(one.difference)},
               {"score", one.score > 0 ? Json(rounded(one.score)) : Json()}});
    }
  };
  add("contradictory", comparison.contradictory);
  add("stronger", comparison.stronger);
  add("shared", comparison.shared);
  add("only", comparison.only);
  return table;
}

}  // namespace detente
