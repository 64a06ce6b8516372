// SPDX-License-Identifier: Apache-2.0
#include "record/read_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/file_bytes.hpp"
#include "record/digest.hpp"
#include "record/toml_file.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

struct Entry {
  std::string name;  ///< below the case's folder, with '/'
  std::size_t size = 0;
  bool is_special = false;  ///< a pipe or a device, whose reading might never end
};

bool is_special(const fs::directory_entry& entry) {
  std::error_code ignored;
  const fs::file_type type = entry.status(ignored).type();
  return type == fs::file_type::fifo || type == fs::file_type::socket ||
         type == fs::file_type::character || type == fs::file_type::block;
}

/// Is it a file of the record? The user's own texts are not part of it, nor are hidden files.
bool belongs(const std::string& name) {
  if (name.starts_with("texts/")) return false;
  if (name.starts_with('.') || name.find("/.") != std::string::npos) return false;
  if (name.starts_with("coded/") && name.ends_with(".json")) return true;
  return name.ends_with(".toml") || name.ends_with(".csv");
}

Result<std::vector<Entry>> list_files(const fs::path& folder) {
  std::vector<Entry> entries;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    const std::string name = walk->path().lexically_relative(folder).generic_string();
    std::error_code ignored;
    if (walk->is_directory(ignored) && !name.ends_with(".toml") && !name.ends_with(".csv"))
      continue;
    if (!belongs(name)) continue;
    entries.push_back(
        {name, walk->is_regular_file(ignored) ? walk->file_size(ignored) : 0, is_special(*walk)});
  }
  if (error)
    return fail(Error::Kind::io, fmt::format("cannot list the folder: {}", error.message()),
                folder.string());
  return entries;
}

}  // namespace

Result<ReadCase> read_case(const fs::path& folder, const Progress& progress,
                           const Overlay& overlay) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return fail(Error::Kind::usage, "no such case: there is no such folder", folder.string());
  }
  auto entries = list_files(folder);
  if (!entries) return tl::unexpected(entries.error());
  for (const auto& [name, bytes] : overlay) {
    const bool listed = std::ranges::find(*entries, name, &Entry::name) != entries->end();
    if (!listed) entries->push_back({name, bytes.size()});
  }
  std::ranges::sort(*entries, {}, &Entry::name);
  std::size_t total = 0;
  for (const Entry& entry : *entries) total += entry.size;
  CaseParser parser(fs::weakly_canonical(folder, error).filename().string());
  Sha256 hash;
  std::size_t done = 0;
  for (const Entry& entry : *entries) {
    if (progress) progress("reading the case", done, total);
    done += entry.size;
    if (entry.is_special) {
      parser.add_unreadable(entry.name, "it is no plain file");
      continue;
    }
    const auto over = overlay.find(entry.name);
    const Result<std::string> bytes = over != overlay.end()
                                          ? Result<std::string>(over->second)
                                          : read_bytes(folder / entry.name, largest_file + 1);
    if (!bytes) {
      parser.add_unreadable(entry.name, bytes.error().what);
      continue;
    }
    hash.add(entry.name);
    hash.add(std::string_view("\0", 1));
    hash.add(std::to_string(bytes->size()));
    hash.add(std::string_view("\0", 1));
    hash.add(*bytes);
    parser.add(entry.name, *bytes);
  }
  ReadCase read = parser.finish();
  read.record.vintage = hash.hexadecimal();
  return read;
}

Result<Case> read_sound_case(const fs::path& folder, const Progress& progress) {
  auto read = read_case(folder, progress);
  if (!read) return tl::unexpected(read.error());
  if (read->faults.empty()) return std::move(read->record);
  constexpr std::size_t most = 20;
  std::string sentence;
  for (std::size_t i = 0; i < std::min(most, read->faults.size()); ++i) {
    if (i > 0) sentence += '\n';
    sentence += to_string(read->faults[i], folder.generic_string());
  }
  if (read->faults.size() > most)
    sentence += fmt::format("\n… and {} more; run detente check", read->faults.size() - most);
  const bool machine = std::ranges::any_of(read->faults, &Fault::machine);
  return fail(machine ? Error::Kind::io : Error::Kind::input, std::move(sentence));
}

}  // namespace detente
