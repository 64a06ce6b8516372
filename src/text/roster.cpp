// SPDX-License-Identifier: Apache-2.0
#include "text/roster.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/holders.hpp"

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

std::string_view trimmed(std::string_view text, std::string_view marks = " \t,;:") {
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

bool is_title(std::string_view word) { return std::ranges::find(titles, word) != titles.end(); }

bool is_office_word(std::string_view word) {
  return std::ranges::find(office_words, trimmed(word)) != office_words.end();
}

/// Letters of the word that are capitals, and all letters.
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

/// What a line's begin tells of a name.
struct NameFound {
  std::string name{}, title{};
  std::string_view rest{};  ///< what stands behind the name
  bool sure = false;        ///< by a title or a surname in capitals
};

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

class RosterReader {
 public:
  RosterReader(const ReportLayout& layout, const Lexicon& lexicon, std::vector<bool>& is_list)
      : layout_(layout), lexicon_(lexicon), is_list_(is_list) {}

  std::vector<Participant> run() {
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      const ReportBlock& block = layout_.blocks[i];
      const std::string_view text = layout_.words(block.span);
      const std::string_view first = line_text(block.lines.front());
      if (opens(block, block.lines.size() > 1 ? first : text)) {
        begin(first);
        sort_lines(block, 1);
        is_list_[i] = true;
      } else if (!open_ && titled_run(i)) {
        begin({});
        sort_lines(block, 0);
        is_list_[i] = true;
      } else if (open_ && ends(block, text)) {
        open_ = false;
      } else if (open_) {
        sort_lines(block, 0);
        is_list_[i] = true;
      }
    }
    close();
    return std::move(people_);
  }

 private:
  /// Three or more entries with titles in a row are a list also without a heading.
  [[nodiscard]] bool titled_run(std::size_t block) const {
    constexpr std::size_t least = 3;
    std::size_t entries = 0;
    for (; block < layout_.blocks.size() && entries < least; ++block) {
      for (const ByteSpan line : layout_.blocks[block].lines) {
        const auto name = name_at(line_text(line));
        if (!name || name->title.empty()) return false;
        ++entries;
      }
    }
    return entries >= least;
  }

  [[nodiscard]] static bool opens(const ReportBlock& block, std::string_view text) {
    if (const auto name = name_at(text); name && !name->title.empty()) return false;
    const ReportSection section = section_of(text);
    if (section != ReportSection::people && section != ReportSection::observers) return false;
    // A longer line that ends in a colon opens a list as well: "The Chinese delegation:".
    return block.kind == ReportBlock::Kind::heading ||
           (text.size() < 90 && (text.ends_with(':') || text.ends_with("：")));
  }

  /// Prose, or a heading that is no name, ends a list.
  [[nodiscard]] bool ends(const ReportBlock& block, std::string_view text) const {
    if (block.kind == ReportBlock::Kind::heading) {
      const bool entry = std::ranges::any_of(
          block.lines, [&](ByteSpan line) { return name_at(line_text(line)).has_value(); });
      const ReportSection section = section_of(text);
      const bool other = section == ReportSection::steps || section == ReportSection::takeaways ||
                         section == ReportSection::ends;
      return !entry && !is_side(text) && (other || words_of(text).size() > 9);
    }
    const bool sentence = text.ends_with('.') || text.ends_with(':') || text.ends_with("。");
    std::size_t small = 0;
    for (const std::string_view word : words_of(text)) small += is_capitalised(word) ? 0U : 1U;
    return sentence && block.lines.size() < 12 && small > 8 &&
           2 * small > words_of(text).size() + 2;
  }

  [[nodiscard]] std::string_view line_text(ByteSpan line) const {
    return trimmed(layout_.words(line), " \t|");
  }

  /// "U.S. participants", "From China", 中方: the side that the whole line names.
  [[nodiscard]] std::string side_of(std::string_view text) const {
    const auto tokens = tokenise(text);
    std::string side;
    for (std::size_t i = 0; i < tokens.size();) {
      const SideAt one = side_at(tokens, i, lexicon_);
      if (one.length == 0) {
        ++i;
        continue;
      }
      if (!side.empty() && side != one.side) return {};
      side = one.side;
      i += one.length;
    }
    return side;
  }

  [[nodiscard]] bool is_side(std::string_view text) const {
    return text.size() < 60 && words_of(text).size() <= 5 && !side_of(text).empty();
  }

  void begin(std::string_view heading) {
    close();
    open_ = true;
    observers_ = section_of(heading) == ReportSection::observers;
    side_ = heading.size() < 90 ? side_of(heading) : std::string();
  }

  /// Gathers the lines of a list; they are read when it is whole.
  void sort_lines(const ReportBlock& block, std::size_t from) {
    for (std::size_t i = from; i < block.lines.size(); ++i) {
      const ByteSpan line = block.lines[i];
      if (!line_text(line).empty())
        lines_.push_back({line, block.kind == ReportBlock::Kind::item || block.lines.size() == 1,
                          observers_, side_});
    }
  }

  struct Row {
    ByteSpan span{};
    bool alone = false;  ///< a block of its own
    bool observer = false;
    std::string side{};
  };

  void close() {
    std::size_t sure = 0, rows = 0;
    for (const Row& row : lines_) {
      const auto name = name_at(line_text(row.span));
      sure += name && name->sure ? 1U : 0U;
      rows += name && !trimmed(name->rest).empty() ? 1U : 0U;
      widest_ = std::max(widest_, line_text(row.span).size());
    }
    // Where most entries have a title or capitals, only such lines begin one.
    const bool only_sure = 5 * sure >= lines_.size() && 2 * rows < lines_.size();
    std::string side;
    for (const Row& row : lines_) add(row, only_sure, side);
    lines_.clear();
    widest_ = 0;
    open_ = observers_here_ = false;
    last_ = nobody;
  }

  void add(const Row& row, bool only_sure, std::string& side) {
    const std::string_view text = line_text(row.span);
    const ReportSection section = section_of(text);
    const auto name = name_at(text);
    const bool entry = name && (only_sure ? name->sure : plausible(*name, row));
    if (!entry && words_of(text).size() <= 5 && section == ReportSection::observers) {
      observers_here_ = true;
      last_ = nobody;
      return;
    }
    // A line that only names a side is a heading between the entries.
    if (!entry && is_side(text) &&
        (section == ReportSection::people || row.alone || words_of(text).size() <= 2) &&
        !has_office(text)) {
      side = side_of(text);
      observers_here_ = false;
      last_ = nobody;
      return;
    }
    if (entry) {
      start(row, *name, side);
    } else if (last_ != nobody) {
      extend(row, text);
    }
  }

  static bool has_office(std::string_view text) {
    return std::ranges::any_of(words_of(text), is_office_word);
  }

  /// Without a title or capitals: a name with its affiliation behind it, or alone in its line.
  [[nodiscard]] bool plausible(const NameFound& name, const Row& row) const {
    if (name.sure) return true;
    const std::string_view rest = trimmed(name.rest, " \t,;:-–—|()（），、：");
    if (rest.empty()) return last_ == nobody || row.alone || !people_[last_].affiliation.empty();
    return true;
  }

  void start(const Row& row, const NameFound& name, const std::string& side) {
    Participant one;
    one.name = name.name;
    one.title = name.title;
    one.observer = row.observer || observers_here_;
    one.side = side.empty() ? row.side : side;
    one.spans.push_back(row.span);
    std::string_view rest = trimmed(name.rest, " \t,;:|");
    for (const std::string_view dash : {"–", "—", "-", "，", "、", "："})
      if (rest.starts_with(dash)) rest = trimmed(rest.substr(dash.size()));
    if (rest.starts_with('(') && rest.find(')') != std::string_view::npos) {
      const std::string_view inside = rest.substr(1, rest.find(')') - 1);
      const std::string named =
          is_side(inside) && words_of(inside).size() <= 2 ? side_of(inside) : std::string();
      if (!named.empty()) one.side = named;
      if (section_of(inside) == ReportSection::observers) one.observer = true;
      if (rest.ends_with(')')) rest = trimmed(rest.substr(1, rest.size() - 2));
      if (!named.empty() || section_of(inside) == ReportSection::observers) {
        const auto close = name.rest.find(')');
        rest = trimmed(name.rest.substr(close + 1), " \t,;:|–—-");
      }
    }
    if (rest == "Esq." || rest == "Jr.") rest = {};
    if (rest.ends_with("(observer)") || rest.ends_with("(Observer)")) {
      one.observer = true;
      rest = trimmed(rest.substr(0, rest.rfind('(')));
    }
    one.affiliation = std::string(rest);
    last_ = people_.size();
    last_line_ = line_text(row.span).size();
    people_.push_back(std::move(one));
  }

  /// A further line of the affiliation: behind a comma, or behind a space where the line before was
  /// full.
  void extend(const Row& row, std::string_view text) {
    Participant& one = people_[last_];
    if (one.affiliation.empty()) {
      one.affiliation = std::string(text);
    } else {
      const char end = one.affiliation.back();
      const std::string_view next = words_of(text).empty() ? text : words_of(text).front();
      const bool goes_on = end == ',' || end == '&' || one.affiliation.ends_with(" and") ||
                           one.affiliation.ends_with(" of") || one.affiliation.ends_with(" for") ||
                           !is_capitalised(text) || last_line_ + 1 + next.size() > widest_;
      const bool body = std::ranges::any_of(words_of(text), [](std::string_view w) {
        const auto [upper, all] = capitals(w);
        return w == "University" || w == "Institution" || w == "Foundation" || w == "College" ||
               (all >= 3 && upper == all);
      });
      one.affiliation += (goes_on && (end == ',' || !body) ? " " : ", ") + std::string(text);
    }
    last_line_ = text.size();
    one.spans.push_back(row.span);
  }

  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  const ReportLayout& layout_;
  const Lexicon& lexicon_;
  std::vector<bool>& is_list_;
  bool open_ = false, observers_ = false;
  std::string side_;
  std::vector<Row> lines_;
  std::size_t widest_ = 0, last_line_ = 0;
  bool observers_here_ = false;
  std::size_t last_ = nobody;
  std::vector<Participant> people_;
};

}  // namespace

std::vector<Participant> read_rosters(const ReportLayout& layout, const Lexicon& lexicon,
                                      std::vector<bool>& is_list) {
  is_list.assign(layout.blocks.size(), false);
  return RosterReader(layout, lexicon, is_list).run();
}

}  // namespace detente
