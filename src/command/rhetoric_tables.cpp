// SPDX-License-Identifier: Apache-2.0
#include "command/rhetoric_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measure/proportion.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

constexpr double least_precision = 0.8;
constexpr std::size_t least_hits = 5;  // of a language
constexpr std::size_t words_shown = 6;

std::size_t number_of(Stance stance) { return static_cast<std::size_t>(stance); }

/// Per 100 sentences, to two digits behind the point.
double per_100(double share) { return std::round(10'000 * share) / 100; }

double hundredths(double value) { return std::round(100 * value) / 100; }

struct Checked {
  std::size_t hits = 0, right = 0, missed = 0;
};

Checked checked_in(const std::vector<CueCheck>& checks, Stance stance, std::string_view language) {
  Checked sum;
  for (const CueCheck& one : checks) {
    if (one.stance != stance || (!language.empty() && one.language != language)) continue;
    sum.hits += static_cast<std::size_t>(one.hits);
    sum.right += static_cast<std::size_t>(one.right);
    sum.missed += static_cast<std::size_t>(one.missed);
  }
  return sum;
}

StanceVerdict verdict_for(const RhetoricFound& found, const StanceCount& count, Stance stance) {
  const bool chinese = count.of_language[1] > count.of_language[0];
  if (!found.from_series) return verdict_of(found.checks, stance, chinese);
  if (count.told.test(number_of(stance))) return {.published = true, .why = {}};
  StanceVerdict checked = verdict_of(found.checks, stance, chinese);
  if (!checked.published) return checked;
  return {.published = false, .why = "cannot tell: the case holds no counts of the class"};
}

/// sentences, hits, per_100, low, high, why.
Json with_score(Json row, const RhetoricFound& found, const StanceCount& count, Stance stance,
                std::uint64_t stream) {
  const StanceVerdict verdict = verdict_for(found, count, stance);
  row["sentences"] = count.sentences;
  const bool shown = verdict.published && count.sentences > 0;
  const std::size_t hits = count.hits.at(number_of(stance));
  const Proportion share =
      shown ? resampled(hits, count.sentences, found.seed, stream) : Proportion{};
  row["hits"] = shown ? Json(hits) : Json();
  row["per_100"] = shown ? Json(per_100(share.value)) : Json();
  row["low"] = shown ? Json(per_100(share.low)) : Json();
  row["high"] = shown ? Json(per_100(share.high)) : Json();
  row["why"] = verdict.published ? Json() : Json(verdict.why);
  return row;
}

std::vector<Field> score_fields(std::vector<Field> first) {
  for (Field field :
       {Field{"class", "Class"}, Field{"sentences", "Sentences"}, Field{"hits", "With it"},
        Field{"per_100", "Per 100"}, Field{"low", "Low"}, Field{"high", "High"},
        Field{"why", "Why there is no score", Field::Show::detail}})
    first.push_back(std::move(field));
  return first;
}

Table score_table(const RhetoricFound& found) {
  Table table{.key = "scores",
              .title = "Sentences with each class, machine-coded",
              .fields = score_fields({{"side", "Side"}}),
              .empty = "No sentence of a side's own.",
              .note =
                  "Per 100 of the side's own sentences, on one scale for both sides; bounds of "
                  "95 % by resampling sentences. Sentences of one text hang together, so that "
                  "the true bounds are wider."};
  std::uint64_t stream = 0;
  for (const auto& [side, count] : found.sides) {
    for (const Stance stance : stances)
      table.rows.push_back(
          with_score(Json{{"side", side}, {"class", std::string(to_string(stance))}}, found, count,
                     stance, ++stream));
  }
  return table;
}

Table level_table(const RhetoricFound& found) {
  Table table{.key = "levels",
              .title = "By speakers' level",
              .fields = score_fields({{"level", "Level"}, {"side", "Side"}}),
              .empty = found.from_series ? "Published counts are not by level."
                                         : "No sentence of a side's own.",
              .note = "The level is that of the text, by its title or as --level says."};
  std::uint64_t stream = 1'000;
  for (const auto& [key, count] : found.levels) {
    for (const Stance stance : stances) {
      Json row = with_score(Json{{"level", key.first},
                                 {"side", key.second},
                                 {"class", std::string(to_string(stance))}},
                            found, count, stance, ++stream);
      row["why"] = nullptr;  // said above
      if (!row["hits"].is_null()) table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table month_table(const RhetoricFound& found) {
  Table table{.key = "months",
              .title = "By month",
              .fields = score_fields({{"month", "Month"}, {"side", "Side"}}),
              .empty = found.months.empty() ? "No text has a date." : "In JSON.",
              .is_data = true};
  std::uint64_t stream = 10'000;
  for (const auto& [key, count] : found.months) {
    for (const Stance stance : stances) {
      Json row = with_score(Json{{"month", key.first},
                                 {"side", key.second},
                                 {"class", std::string(to_string(stance))}},
                            found, count, stance, ++stream);
      row["why"] = nullptr;
      if (!row["hits"].is_null()) table.rows.push_back(std::move(row));
    }
  }
  return table;
}

/// The words that made the hits, most frequent first.
Table word_table(const RhetoricFound& found) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::size_t>> words;
  for (const Json& hit : found.hits) {
    std::string text;
    for (const Json& piece : hit["words"])
      text += (text.empty() ? "" : " … ") + piece.get<std::string>();
    ++words[{hit["side"].get<std::string>(), hit["class"].get<std::string>()}][text];
  }
  Table table{
      .key = "words",
      .title = "Words that made the scores",
      .fields = {{"side", "Side"}, {"class", "Class"}, {"words", "Words, most frequent first"}},
      .empty = found.from_series ? "Published counts hold no words of the texts." : "None."};
  for (const auto& [key, times] : words) {
    std::vector<std::pair<std::string, std::size_t>> sorted(times.begin(), times.end());
    std::ranges::stable_sort(sorted,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    Json shown = Json::array();
    for (std::size_t i = 0; i < std::min(words_shown, sorted.size()); ++i)
      shown.push_back(fmt::format("{} ({})", sorted[i].first, sorted[i].second));
    table.rows.push_back(
        Json{{"side", key.first}, {"class", key.second}, {"words", std::move(shown)}});
  }
  return table;
}

Table hit_table(const RhetoricFound& found) {
  return {.key = "hits",
          .title = "Each sentence with a class",
          .fields = {{"class", "Class"},
                     {"words", "Words"},
                     {"file", "File"},
                     {"side", "Side"},
                     {"level", "Level"},
                     {"date", "Date"},
                     {"rule", "Rule"},
                     {"sentence", "", Field::Show::json},
                     {"spans", "", Field::Show::json}},
          .rows = found.hits,
          .empty = found.from_series ? "" : "Each sentence is in the JSON.",
          .is_data = true};
}

Table text_table_of(const RhetoricFound& found) {
  return {.key = "texts",
          .title = "Texts",
          .fields = {{"file", "File"},
                     {"side", "Side"},
                     {"about", "About"},
                     {"date", "Date"},
                     {"level", "Level"},
                     {"sentences", "Own sentences"},
                     {"other_sides_words", "Other side's words"},
                     {"questions", "Questions"}},
          .rows = found.texts,
          .empty = found.from_series
                       ? ""
                       : counted(found.texts.size(), "text", "texts") + "; in the JSON.",
          .is_data = true};
}

Table sample_table(const RhetoricFound& found) {
  return {.key = "sample",
          .title = "Sentences for a person to check",
          .fields = {{"file", "File"},
                     {"begin", "From byte"},
                     {"end", "To byte"},
                     {"side", "Side"},
                     {"voice", "Whose words"},
                     {"sentence", "Sentence"},
                     {"person", "Person"},
                     {"machine", "Machine"}},
          .rows = found.sample,
          .empty = "No sentence was drawn.",
          .note =
              "Classes by the guideline tests/data/rhetoric/GUIDELINE.md, also those without a "
              "score; write yours into the empty column before you look at the machine's."};
}

Table check_table(const RhetoricFound& found) {
  Table table{.key = "checked",
              .title = "How often the machine was right",
              .fields = {{"class", "Class"},
                         {"language", "Language"},
                         {"hits", "Hits"},
                         {"right", "Right"},
                         {"precision", "Precision"},
                         {"low", "Low"},
                         {"high", "High"},
                         {"missed", "Missed"},
                         {"published", "Has a score"}},
              .empty = "The rules have not been checked.",
              .note =
                  "On sentences coded by two readers and kept apart from the making of the "
                  "rules; Wilson's bounds of 95 %. docs/rhetoric.md says more."};
  for (const Stance stance : stances) {
    for (const std::string_view language : {"en", "zh", ""}) {
      const Checked sum = checked_in(found.checks, stance, language);
      const Proportion precision = wilson(sum.right, sum.hits);
      const Json published =
          language.empty() ? Json(verdict_of(found.checks, stance, false).published ||
                                  verdict_of(found.checks, stance, true).published)
                           : Json(verdict_of(found.checks, stance, language == "zh").published);
      table.rows.push_back(
          Json{{"class", std::string(to_string(stance))},
               {"language", language.empty() ? "both" : std::string(language)},
               {"hits", sum.hits},
               {"right", sum.right},
               {"precision", sum.hits == 0 ? Json() : Json(hundredths(precision.value))},
               {"low", sum.hits == 0 ? Json() : Json(hundredths(precision.low))},
               {"high", sum.hits == 0 ? Json() : Json(hundredths(precision.high))},
               {"missed", sum.missed},
               {"published", published}});
    }
  }
  return table;
}

Paragraph summary_of(const RhetoricFound& found) {
  Paragraph summary{.key = "summary", .title = "", .sentences = {}};
  const auto say = [&](std::string text) {
    summary.sentences.push_back({std::move(text), found.sources});
  };
  say("Machine-coded: rules of words gave each sentence its classes, and no person read them.");
  for (const auto& [side, count] : found.sides) {
    std::string told;
    for (const Stance stance : stances) {
      if (!verdict_for(found, count, stance).published || count.sentences == 0) continue;
      const double share = static_cast<double>(count.hits.at(number_of(stance))) /
                           static_cast<double>(count.sentences);
      told += fmt::format("{}{} in {} of 100", told.empty() ? "" : ", ", title_of(stance),
                          per_100(share));
    }
    say(fmt::format("{}, {} of its own: {}.", side,
                    counted(count.sentences, "sentence", "sentences"),
                    told.empty() ? "no class can be told" : told));
  }
  std::string untold;
  for (const Stance stance : stances) {
    const bool none = std::ranges::none_of(found.sides, [&](const auto& one) {
      return verdict_for(found, one.second, stance).published;
    });
    if (none) untold += fmt::format("{}{}", untold.empty() ? "" : ", ", title_of(stance));
  }
  if (!untold.empty()) say(fmt::format("Cannot tell, for either side: {}.", untold));
  if (found.sides.empty()) say("Cannot tell: there are neither texts nor published counts.");
  for (const std::string& remark : found.remarks) say(remark);
  return summary;
}

}  // namespace

void StanceCount::add(const StanceSentence& sentence) {
  ++sentences;
  ++of_language[sentence.chinese ? 1 : 0];
  const Stances all = sentence.stances();
  for (std::size_t k = 0; k < all.size(); ++k) hits.at(k) += all.test(k) ? 1 : 0;
}

std::string_view title_of(Stance stance) {
  switch (stance) {
    case Stance::zero_sum:
      return "zero-sum framing";
    case Stance::blame:
      return "blame";
    case Stance::threat:
      return "threat";
    case Stance::respect:
      return "respect";
    case Stance::credit:
      return "credit to the other side";
  }
  return "";
}

StanceVerdict verdict_of(const std::vector<CueCheck>& checks, Stance stance, bool chinese) {
  const Checked all = checked_in(checks, stance, "");
  const Proportion precision = wilson(all.right, all.hits);
  if (all.hits == 0)
    return {.published = false,
            .why = "cannot tell: no sentence that the rules gave the class was checked"};
  if (precision.low < least_precision)
    return {.published = false,
            .why = fmt::format("cannot tell: {} of {} checked sentences were right, so that the "
                               "precision may be as low as {:.2f}, and 0.80 is asked for",
                               all.right, all.hits, precision.low)};
  const Checked here = checked_in(checks, stance, chinese ? "zh" : "en");
  const char* language = chinese ? "Chinese" : "English";
  if (here.hits < least_hits)
    return {.published = false,
            .why = fmt::format("cannot tell: only {} checked sentences were in {}", here.hits,
                               language)};
  if (static_cast<double>(here.right) < least_precision * static_cast<double>(here.hits))
    return {.published = false,
            .why = fmt::format("cannot tell: in {}, only {} of {} checked sentences were right",
                               language, here.right, here.hits)};
  return {.published = true, .why = {}};
}

void add_rhetoric_blocks(Document& document, const RhetoricFound& found) {
  auto& blocks = document.blocks;
  if (found.wants_sample) blocks.emplace_back(sample_table(found));
  blocks.emplace_back(summary_of(found));
  blocks.emplace_back(score_table(found));
  blocks.emplace_back(level_table(found));
  blocks.emplace_back(word_table(found));
  blocks.emplace_back(check_table(found));
  blocks.emplace_back(month_table(found));
  blocks.emplace_back(hit_table(found));
  blocks.emplace_back(text_table_of(found));
}

}  // namespace detente
