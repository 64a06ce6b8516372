// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "record/faults.hpp"
#include "text/lexicon.hpp"
#include "text/rhetoric.hpp"

namespace detente {

/// A lexicon as its files have it: the data, and what only its check needs.
struct LexiconText {
  struct Entry {
    Place place;  ///< `file` is relative to the lexicon's folder
    std::string example_en, example_zh;
  };
  struct CueEntry {
    Place place;
    std::vector<std::string> examples{}, not_examples{};
  };
  struct Frequency {
    std::string id;
    int texts = 0, named = 0;  ///< of how many texts, how many name it
    Place place;
  };
  LexiconData data;
  RhetoricData rhetoric;                      ///< of rhetoric.toml; empty where there is none
  std::vector<CueEntry> cues;                 ///< as many as `rhetoric` has
  std::vector<Entry> concepts, verbs, rules;  ///< as many as the data has
  std::vector<Place> families;                ///< as many as the data has
  std::vector<Frequency> frequency;           ///< of frequency.toml
  std::string vintage;                        ///< SHA-256 over the names and bytes of the files
  Faults faults;  ///< what is no TOML, or has not the fields of the format
};

struct LexiconFile {
  std::string name;
  std::string text;
};

/// Reads files of the format of docs/compare.md. Never fails: what is wrong is a fault.
LexiconText parse_lexicon(const std::vector<LexiconFile>& files);

/// The files *.toml of a folder. Fails with Kind::usage where it is none or holds none, with
/// Kind::io where a file cannot be read.
Result<LexiconText> read_lexicon(const std::filesystem::path& folder);

}  // namespace detente
