// SPDX-License-Identifier: Apache-2.0
#include "text/glyphs.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace detente {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t first_han = 0x3400, last_han = 0x9FFF;  // both blocks that are in common use

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  return small;
}

/// The bytes of the tag or comment that begins `text`, or 0: a '<' alone is a '<'.
std::size_t tag_length(std::string_view text) {
  constexpr std::size_t longest = 2000;
  if (text.size() < 3 || (!is_letter(text[1]) && text[1] != '/' && text[1] != '!')) return 0;
  const std::string_view near = text.substr(0, longest);
  if (near.starts_with("<!--")) {
    const auto end = near.find("-->");
    return end == std::string_view::npos ? 0 : end + 3;
  }
  const auto end = near.find_first_of("<>", 1);
  return end == std::string_view::npos || near[end] == '<' ? 0 : end + 1;
}

std::string name_of_tag(std::string_view tag) {
  const auto begin = tag.find_first_not_of("</");
  const auto end = tag.find_first_of(" />\t\r\n", begin);
  return lower(tag.substr(begin, end - begin));
}

/// Finds where the scripts and styles of a text end, which no reader sees.
class Unseen {
 public:
  explicit Unseen(std::string_view text) : text_(text) {}

  /// The bytes of the tag at `begin`, of a script or style up to its end if that is near; 0 where
  /// there is no tag. What was searched once is not searched again: all calls, from left to right,
  /// take linear time.
  std::size_t length_at(std::size_t begin) {
    constexpr std::size_t longest = std::size_t{64} << 10U;
    const std::size_t length = tag_length(text_.substr(begin));
    if (length == 0) return 0;
    const std::string name = name_of_tag(text_.substr(begin, length));
    if (text_[begin + 1] == '/' || (name != "script" && name != "style")) return length;
    std::size_t& clear_to = clear_to_.at(name == "script" ? 0 : 1);
    const std::size_t last = std::min(begin + longest, text_.size());
    for (std::size_t at = std::max(begin + length, clear_to); at < last; ++at) {
      at = text_.substr(0, last).find("</", at);
      if (at >= last) break;
      if (lower(text_.substr(at + 2, name.size())) != name) continue;
      const std::size_t end = tag_length(text_.substr(at));
      return end > 0 ? at + end - begin : length;
    }
    clear_to = std::max(clear_to, last);
    return length;
  }

 private:
  std::string_view text_;
  std::array<std::size_t, 2> clear_to_{};  ///< up to here no script, no style ends
};

bool ends_block(std::string_view tag) {
  const std::string name = name_of_tag(tag);
  constexpr std::array names{"p",  "br", "div", "li", "ul", "ol", "tr", "table",  "blockquote",
                             "h1", "h2", "h3",  "h4", "h5", "h6", "td", "section"};
  return std::ranges::any_of(names, [&](const char* known) { return name == known; });
}

struct Entity {
  char32_t value = 0;
  std::size_t length = 0;  ///< bytes; 0 where there is none
};

Entity entity_at(std::string_view text) {
  constexpr std::size_t longest = 10;
  const auto end = text.substr(0, longest).find(';');
  if (end == std::string_view::npos || end < 3) return {};
  const std::string_view name = text.substr(1, end - 1);
  if (name[0] == '#') {
    const bool hex = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t value = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    const bool whole = error == std::errc() && stop == digits.data() + digits.size();
    if (!whole || value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
    return {value, end + 1};
  }
  struct Named {
    std::string_view name;
    char32_t value;
  };
  constexpr std::array<Named, 15> named{{{"amp", U'&'},
                                         {"lt", U'<'},
                                         {"gt", U'>'},
                                         {"quot", U'"'},
                                         {"apos", U'\''},
                                         {"nbsp", U' '},
                                         {"ndash", U'–'},
                                         {"mdash", U'—'},
                                         {"lsquo", U'‘'},
                                         {"rsquo", U'’'},
                                         {"ldquo", U'“'},
                                         {"rdquo", U'”'},
                                         {"hellip", U'…'},
                                         {"middot", U'·'},
                                         {"bull", U'•'}}};
  for (const Named& one : named) {
    if (one.name == name) return {one.value, end + 1};
  }
  return {};
}

/// What a reader sees of the character; 0 for nothing.
char32_t visible(char32_t c) {
  if (c == U'\n' || c == 0x2028 || c == 0x2029) return U'\n';
  if (c == U'\t' || c == 0xA0 || c == 0x3000 || c == 0x202F || (c >= 0x2000 && c <= 0x200A))
    return U' ';
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD) return 0;
  return u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR ? 0 : c;
}

/// Characters that ICU replaces, although simplified texts write them (两败俱伤, 显著, 大阪).
constexpr std::u32string_view simplified_already = U"俱著阪";

/// Simplified characters of first_han to last_han; made once.
const std::vector<char32_t>& simplified_table() {
  static const std::vector<char32_t> table = [] {
    std::vector<char32_t> made;
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
    for (char32_t c = first_han; c <= last_han; ++c) {
      icu::UnicodeString one(static_cast<UChar32>(c));
      const bool known = simplified_already.find(c) != std::u32string_view::npos;
      if (rules != nullptr && U_SUCCESS(error) && !known) rules->transliterate(one);
      made.push_back(one.countChar32() == 1 ? static_cast<char32_t>(one.char32At(0)) : c);
    }
    return made;
  }();
  return table;
}

}  // namespace

std::vector<Glyph> read_glyphs(std::string_view text) {
  text = text.substr(0, largest_text);
  std::vector<Glyph> glyphs;
  glyphs.reserve(text.size() / 2);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  Unseen unseen(text);
  for (std::int32_t at = 0; at < size;) {
    const auto begin = static_cast<std::uint32_t>(at);
    if (text[begin] == '<' || text[begin] == '&') {
      const bool is_tag = text[begin] == '<';
      const Entity entity = is_tag ? Entity{} : entity_at(text.substr(begin));
      const std::size_t length = is_tag ? unseen.length_at(begin) : entity.length;
      if (length > 0) {
        const bool block = is_tag && ends_block(text.substr(begin, length));
        const char32_t value = !is_tag ? visible(entity.value) : block ? U'\n' : U' ';
        const auto end = static_cast<std::uint32_t>(begin + length);
        if (value != 0) glyphs.push_back({value, {begin, end}});
        if (block) glyphs.push_back({U'\n', {end, end}});  // an empty line ends a paragraph
        at = static_cast<std::int32_t>(end);
        continue;
      }
    }
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c < 0) {
      at = static_cast<std::int32_t>(begin) + 1;
      c = static_cast<UChar32>(replacement);
    }
    const char32_t value = visible(static_cast<char32_t>(c));
    if (value != 0) glyphs.push_back({value, {begin, static_cast<std::uint32_t>(at)}});
  }
  return glyphs;
}

std::u32string fold(char32_t c, bool simplify) {
  if (c < 0x80) return {c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c};
  if (c >= first_han && c <= last_han) return {simplify ? simplified_table()[c - first_han] : c};
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normal = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decomposed = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return {c};
  const icu::UnicodeString folded = decomposed->normalize(
      normal->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error), error);
  std::u32string out;
  for (std::int32_t i = 0; U_SUCCESS(error) && i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 one = folded.char32At(i);
    if (u_charType(one) != U_NON_SPACING_MARK) out += static_cast<char32_t>(one);
  }
  return out;
}

bool is_chinese(char32_t c) {
  if (c < 0x2E80) return false;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c)) || (c >= U'0' && c <= U'9');
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }

void append_utf8(std::string& text, char32_t c) {
  std::array<std::uint8_t, 4> bytes{};
  std::int32_t length = 0;
  UBool failed = 0;
  U8_APPEND(bytes.data(), length, 4, static_cast<UChar32>(c), failed);
  if (failed == 0) text.append(bytes.begin(), bytes.begin() + length);
}

}  // namespace detente
