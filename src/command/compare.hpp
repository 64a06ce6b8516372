// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "brief/brief.hpp"
#include "command/command.hpp"
#include "text/compare.hpp"

namespace detente {

/// Two texts and what their comparison found.
struct Compared {
  std::array<std::string, 2> files;  ///< their names, without folders
  std::array<std::string, 2> texts;  ///< their bytes
  std::shared_ptr<const Lexicon> lexicon;
  TextComparison found{};
  std::string vintage{};       ///< SHA-256 over both texts and the lexicon
  std::string lexicon_hash{};  ///< SHA-256 of the lexicon
};

/// Reads and compares two files. Fails with Kind::usage where there is no such file or lexicon,
/// with Kind::input where a file is too large or the lexicon is at fault.
Result<Compared> compare_files(const std::string& a, const std::string& b,
                               const std::filesystem::path& lexicon);

/// `detente compare A B` as a document.
Document compare_document(const Compared& compared);

/// One table: a row for each link and each point that stands alone. For CSV.
Document compare_table(const Compared& compared);

/// The same side by side: both originals, each point marked by what became of it and linked to its
/// partner. One self-contained HTML file, without scripts.
std::string compare_page(const Compared& compared, std::string_view version);

/// As a paper, for Word and Markdown.
Brief compare_brief(const Compared& compared, std::string_view version);

/// "Stated by both", "more binding in A" …: what a link comes to.
std::string_view to_string(Finding finding);

/// The label of the concept that links two points most.
std::string label_of(const Compared& compared, const Link& link);

/// The bytes of a text's span, squeezed to one line.
std::string words_at(const std::string& text, ByteSpan span);

}  // namespace detente
