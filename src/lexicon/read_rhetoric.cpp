// SPDX-License-Identifier: Apache-2.0
#include "lexicon/read_rhetoric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace detente {

namespace {

const std::vector<std::string> abouts{"other", "both", "any"};
const std::vector<std::string> cue_languages{"en", "zh"};
constexpr int most = 1'000'000;

std::vector<std::string> stance_names() {
  std::vector<std::string> names;
  names.reserve(std::size(stances));
  for (const Stance stance : stances) names.emplace_back(to_string(stance));
  return names;
}

Stance read_stance(TableReader& reader) {
  const std::vector<std::string> names = stance_names();
  const std::string name = reader.one_of("class", names);
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? Stance::blame
                              : static_cast<Stance>(std::distance(names.begin(), found));
}

void read_cue(TableReader& reader, LexiconText& lexicon) {
  Cue cue;
  LexiconText::CueEntry entry{.place = reader.place()};
  cue.id = reader.text("id");
  cue.stance = read_stance(reader);
  const std::string about = reader.optional_one_of("about", abouts);
  cue.about = about == "any"    ? Cue::About::any
              : about == "both" ? Cue::About::both
                                : Cue::About::other;
  cue.by_own = !reader.optional_flag("by_any");
  cue.even_negated = reader.optional_flag("even_negated");
  cue.en = reader.texts("en");
  cue.zh = reader.texts("zh");
  cue.unless = reader.texts("unless");
  entry.examples = reader.texts("examples");
  entry.not_examples = reader.texts("not");
  reader.finish();
  lexicon.rhetoric.cues.push_back(std::move(cue));
  lexicon.cues.push_back(std::move(entry));
}

bool is_chinese(const std::string& text) {
  const auto tokens = tokenise(text);
  return std::ranges::any_of(tokens, [](const Token& one) { return one.kind == Token::Kind::han; });
}

/// English examples are of a U.S. text, Chinese ones of a text of China: those are the
/// cue_languages of the collection that the rules were made for.
bool earns(const RhetoricRules& rules, const Lexicon& concepts, const std::string& example,
           Stance stance) {
  const bool chinese = is_chinese(example);
  const auto scored = rules.score(read_words(example, concepts), concepts, chinese ? "CHN" : "USA",
                                  chinese ? "USA" : "CHN");
  return std::ranges::any_of(scored, [&](const StanceSentence& sentence) {
    return sentence.stances().test(static_cast<std::size_t>(stance));
  });
}

}  // namespace

void read_rhetoric(TableReader& file, LexiconText& lexicon) {
  for (TableReader& one : file.tables("words", "words")) {
    CueWords words{.id = one.text("id"), .en = one.texts("en"), .zh = one.texts("zh")};
    one.finish();
    lexicon.rhetoric.sets.push_back(std::move(words));
  }
  for (TableReader& one : file.tables("cue", "cue")) read_cue(one, lexicon);
  for (TableReader& one : file.tables("level", "level")) {
    LevelWords words{.level = one.text("level"), .en = one.texts("en"), .zh = one.texts("zh")};
    one.finish();
    lexicon.rhetoric.levels.push_back(std::move(words));
  }
  for (TableReader& one : file.tables("checked", "checked")) {
    CueCheck check{.stance = read_stance(one), .language = one.one_of("language", cue_languages)};
    check.hits = one.integer("hits", 0, most);
    check.right = one.integer("right", 0, check.hits);
    check.missed = one.integer("missed", 0, most);
    one.finish();
    lexicon.rhetoric.checks.push_back(std::move(check));
  }
}

void check_rhetoric(const LexiconText& lexicon, const Lexicon& concepts, Faults& faults) {
  const RhetoricRules rules(lexicon.rhetoric);
  std::set<std::string> seen;
  const auto fault = [&](std::size_t cue, const std::string& message) {
    faults.push_back({lexicon.cues[cue].place,
                      fmt::format("cue \"{}\": {}", lexicon.rhetoric.cues[cue].id, message)});
  };
  for (const auto& [cue, why] : rules.faults()) fault(cue, why);
  for (std::size_t i = 0; i < lexicon.cues.size(); ++i) {
    const Cue& cue = lexicon.rhetoric.cues[i];
    const LexiconText::CueEntry& entry = lexicon.cues[i];
    if (!seen.insert(cue.id).second) fault(i, "the id is taken already");
    if (cue.en.empty() && cue.zh.empty()) fault(i, "has no pattern");
    for (const bool chinese : {false, true}) {
      const bool has_pattern = !(chinese ? cue.zh : cue.en).empty();
      const bool has_example = std::ranges::any_of(
          entry.examples, [&](const std::string& one) { return is_chinese(one) == chinese; });
      if (has_pattern && !has_example)
        fault(i, fmt::format("has no example in {}", chinese ? "zh" : "en"));
    }
    for (const std::string& example : entry.examples) {
      if (!earns(rules, concepts, example, cue.stance))
        fault(i, fmt::format("its example is not {}: \"{}\"", to_string(cue.stance), example));
    }
    for (const std::string& example : entry.not_examples) {
      if (earns(rules, concepts, example, cue.stance))
        fault(i,
              fmt::format("what it must not take is {}: \"{}\"", to_string(cue.stance), example));
    }
  }
}

}  // namespace detente
