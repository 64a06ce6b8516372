// SPDX-License-Identifier: Apache-2.0
#include "text/person_name.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/glyphs.hpp"

namespace detente {

namespace {

constexpr std::array<std::string_view, 49> titles{
    "Mr.",  "Ms.",        "Mrs.",    "Dr.",      "Prof.",     "Professor", "Ambassador",
    "Amb.", "Hon.",       "General", "Gen.",     "Admiral",   "Adm.",      "Colonel",
    "Col.", "Senator",    "Sir",     "Rear",     "Vice",      "Major",     "Maj.",
    "Lt.",  "Lieutenant", "Captain", "Capt.",    "Commander", "Brig.",     "Brigadier",
    "The",  "Honorable",  "Rep.",    "Minister", "Mr",        "Ms",        "Mrs",
    "Dr",   "Prof",       "Amb",     "Gen",      "Adm",       "Col",       "Lt",
    "Maj",  "Brig",       "(ret.)",  "(Ret.)",   "(Retd)",    "(ret)",     "(Dr.)"};

/// Words of offices and bodies, which no name has.
constexpr std::array<std::string_view, 52> office_words{
    "University",  "Institute",  "Institutes",    "Institution", "Center",     "Centre",
    "Director",    "President",  "Fellow",        "Senior",      "Program",    "Programme",
    "Department",  "Ministry",   "Council",       "Committee",   "Foundation", "Academy",
    "School",      "College",    "Chairman",      "Chair",       "Secretary",  "Former",
    "Deputy",      "Associate",  "Assistant",     "Executive",   "Research",   "Studies",
    "Association", "Society",    "Office",        "Embassy",     "Forum",      "Bureau",
    "Group",       "Policy",     "International", "National",    "Manager",    "Officer",
    "Analyst",     "Specialist", "Trustee",       "Founder",     "Managing",   "Adviser",
    "Advisor",     "Editor",     "Visiting",      "Affairs"};

bool is_title(std::string_view word) { return std::ranges::find(titles, word) != titles.end(); }

bool is_particle(std::string_view word) {
  return word == "de" || word == "van" || word == "von" || word == "der" || word == "bin" ||
         word == "al" || word == "del" || word == "la" || word == "da";
}

/// "GEISSENDÖRFER" as "Geissendörfer"; initials and "III" stay.
std::string as_written(std::string_view word) {
  const auto [upper, all] = capitals(word);
  if (all < 2 || upper != all || word.find('.') != std::string_view::npos || word == "II" ||
      word == "III" || word == "IV")
    return std::string(word);
  std::string text;
  bool begins = true;
  for (const Glyph& glyph : read_glyphs(word)) {
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(glyph.value)));
    append_utf8(text, begins ? glyph.value : lower);
    begins = !is_letter_or_digit(glyph.value);
  }
  return text;
}

/// Where the name ends: at a mark that parts it from the affiliation.
std::size_t name_end(std::string_view line) {
  std::size_t end = line.size();
  for (const std::string_view mark :
       {",", "，", " – ", " — ", " - ", "–", "—", "(", "（", ":", "：", "|", "\t", "  ", ";", "、"})
    end = std::min(end, line.find(mark));
  return std::min(end, line.size());
}

std::optional<NameFound> chinese_name(std::string_view line) {
  std::size_t end = name_end(line);
  end = std::min({end, line.find(' '), line.find("　")});
  const auto glyphs = read_glyphs(line.substr(0, end));
  const bool han = std::ranges::all_of(glyphs, [](const Glyph& g) { return is_chinese(g.value); });
  if (!han || glyphs.size() < 2 || glyphs.size() > 4 || end >= line.size()) return std::nullopt;
  return NameFound{.name = std::string(line.substr(0, end)), .rest = line.substr(end)};
}

}  // namespace

std::string_view trimmed(std::string_view text, std::string_view marks) {
  while (!text.empty() && marks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && marks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool is_office_word(std::string_view word) {
  return std::ranges::find(office_words, trimmed(word)) != office_words.end();
}

std::pair<std::size_t, std::size_t> capitals(std::string_view word) {
  std::size_t upper = 0, all = 0;
  for (const Glyph& glyph : read_glyphs(word)) {
    if (!is_letter_or_digit(glyph.value)) continue;
    ++all;
    upper += is_upper(glyph.value) ? 1U : 0U;
  }
  return {upper, all};
}

bool is_capitalised(std::string_view word) {
  const auto glyphs = read_glyphs(word);
  const auto first =
      std::ranges::find_if(glyphs, [](const Glyph& g) { return is_letter_or_digit(g.value); });
  return first != glyphs.end() && is_upper(first->value);
}

std::optional<NameFound> name_at(std::string_view line) {
  if (line.empty()) return std::nullopt;
  if (is_chinese(read_glyphs(line.substr(0, 4)).front().value)) return chinese_name(line);
  std::string_view body = line;  // behind the titles, "(Ret.)" among them
  std::size_t first = 0;
  for (const std::string_view word : words_of(line)) {
    if (!is_title(word)) break;
    body = line.substr(static_cast<std::size_t>(word.data() - line.data()) + word.size());
    ++first;
  }
  const std::size_t end = static_cast<std::size_t>(body.data() - line.data()) + name_end(body);
  NameFound found{.rest = line.substr(end)};
  std::vector<std::string_view> words = words_of(line.substr(0, end));
  // "Vice" and "General" alone are words of offices.
  if (first > 0 && first == words.size()) return std::nullopt;
  if (words.size() < first + 2 && !(first > 0 && words.size() == first + 1)) return std::nullopt;
  if (words.size() > first + 5) return std::nullopt;
  bool capital_surname = false;
  for (std::size_t i = first; i < words.size(); ++i) {
    const auto [upper, all] = capitals(words[i]);
    if (is_office_word(words[i]) || (!is_capitalised(words[i]) && !is_particle(words[i])))
      return std::nullopt;
    capital_surname = capital_surname ||
                      (all >= 2 && upper == all && words[i].find('.') == std::string_view::npos);
    found.name += (found.name.empty() ? "" : " ") + as_written(words[i]);
  }
  // All in capitals is a heading or the short name of a body.
  const bool only_capitals = std::ranges::all_of(words, [](std::string_view w) {
    const auto c = capitals(w);
    return c.first == c.second;
  });
  for (std::size_t i = 0; i < first; ++i)
    found.title += (i == 0 ? "" : " ") + std::string(words[i]);
  if (only_capitals && first == 0) return std::nullopt;
  found.sure = first > 0 || capital_surname;
  return found;
}

}  // namespace detente
