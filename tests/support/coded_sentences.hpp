// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/file_bytes.hpp"
#include "lexicon/read_lexicon.hpp"
#include "record/digest.hpp"
#include "text/words.hpp"

/// The hand-coded sentences of tests/data/rhetoric/coded.csv, for the bench and for the test that
/// holds the published figures to it.
namespace detente {

struct CodedSentence {
  std::string id, language, file, hash, text{};
  std::uint32_t begin = 0, end = 0;
  double weight = 1;  ///< one over the chance that it was drawn
  bool held_out = false;
  std::array<Stances, 2> coders;
  Stances machine{};
};

inline Stances classes_of(const std::string& names) {
  Stances classes;
  for (const Stance stance : stances) {
    if (("+" + names + "+").find("+" + std::string(to_string(stance)) + "+") != std::string::npos)
      classes.set(static_cast<std::size_t>(stance));
  }
  return classes;
}

/// Ids that end in an odd figure are held out. Kind::input where a row has not ten fields.
inline Result<std::vector<CodedSentence>> read_coded(const std::filesystem::path& file) {
  constexpr std::size_t fields = 10;
  const auto bytes = read_bytes(file, largest_text);
  if (!bytes) return tl::unexpected(bytes.error());
  std::vector<CodedSentence> all;
  for (std::size_t at = bytes->find('\n') + 1; at < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
    std::vector<std::string> row;
    for (std::size_t from = at; from <= end;) {
      const std::size_t comma = std::min(bytes->find(',', from), end);
      row.push_back(bytes->substr(from, comma - from));
      from = comma + 1;
    }
    at = end + 1;
    if (row.size() != fields)
      return fail(Error::Kind::input, "a row has not ten fields", file.string());
    all.push_back({.id = row[0],
                   .language = row[1],
                   .file = row[2],
                   .hash = row[5],
                   .begin = static_cast<std::uint32_t>(std::stoul(row[3])),
                   .end = static_cast<std::uint32_t>(std::stoul(row[4])),
                   .weight = std::stod(row[6]),
                   .held_out = (row[0].back() - '0') % 2 == 1,
                   .coders = {classes_of(row[8]), classes_of(row[9])}});
  }
  return all;
}

/// Fills in each sentence's words and what the machine gives it. Kind::input where a text is not
/// the one that was coded.
inline Result<void> score_coded(std::vector<CodedSentence>& all, const std::filesystem::path& texts,
                                LexiconText read) {
  constexpr std::size_t digits = 16;
  const RhetoricRules rules(std::move(read.rhetoric));
  const Lexicon lexicon(std::move(read.data));
  std::map<std::string, std::pair<std::string, std::vector<StanceSentence>>> scored;
  for (CodedSentence& one : all) {
    const auto [found, is_new] = scored.try_emplace(one.file);
    auto& [text, sentences] = found->second;
    if (is_new) {
      auto bytes = read_bytes(texts / one.file, largest_text);
      if (!bytes) return tl::unexpected(bytes.error());
      text = *std::move(bytes);
      const bool english = one.language == "en";
      sentences = rules.score(read_words(text, lexicon), lexicon, english ? "USA" : "CHN",
                              english ? "CHN" : "USA");
    }
    if (one.end > text.size() || one.begin >= one.end)
      return fail(Error::Kind::input, "is shorter than the text that was coded", one.file);
    one.text = text.substr(one.begin, one.end - one.begin);
    Sha256 hash;
    hash.add(one.text);
    if (hash.hexadecimal().substr(0, digits) != one.hash)
      return fail(Error::Kind::input, "is not the text that was coded: " + one.id, one.file);
    for (const StanceSentence& sentence : sentences) {
      if (sentence.span.begin >= one.begin && sentence.span.begin < one.end) {
        one.machine = sentence.stances();
        break;
      }
    }
  }
  return {};
}

}  // namespace detente
