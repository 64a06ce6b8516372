// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/index.hpp"
#include "record/types.hpp"

namespace detente {

/// A case as far as it could be read, and all that is wrong with it. Where there is a fault the
/// record is incomplete: only `check` looks at it.
struct ReadCase {
  Case record;
  Faults faults;
};

/// Builds a case from its files' bytes, one file at a time and in any order. Opens nothing.
class CaseParser {
 public:
  explicit CaseParser(std::string name) { record_.name = std::move(name); }

  /// `file` is the path below the case's folder, with '/'. A file that belongs to no part of a case
  /// is a fault if it is a .toml or a .csv, else it is passed over.
  void add(const std::string& file, std::string_view text);
  /// A fault of the machine's: the file is there and could not be read.
  void add_unreadable(const std::string& file, const std::string& why);
  /// Resolves references and checks what needs the whole case. The parser is used up.
  ReadCase finish();

 private:
  void add_toml(const std::string& file, std::string_view text);
  /// Says that the file could not be read, so that what it defines is not missed a second time.
  void give_up(const std::string& file);
  void check_series_files();
  void take_coded_files();
  void sort();

  Case record_;
  Faults faults_;
  Index index_;
  std::map<std::string, std::vector<Observation>> observations_;  ///< by file name
  std::map<std::string, std::string> coded_files_;                ///< their texts, by file name
  bool gave_up_on_coded_ = false;  ///< coded/coded.toml could not be read
  std::vector<std::string> seen_;
};

}  // namespace detente
