// SPDX-License-Identifier: Apache-2.0
#include "text/roster.hpp"

#include <algorithm>

#include "text/holders.hpp"
#include "text/person_name.hpp"

namespace detente {

namespace {

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
