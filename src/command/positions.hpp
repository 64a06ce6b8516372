// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "command/command.hpp"
#include "text/report.hpp"

namespace detente {

/// A report and what was read in it.
struct ReportReading {
  std::string file;  ///< its name, without folders
  Report found;
  std::shared_ptr<const Lexicon> lexicon;
  std::string vintage;  ///< SHA-256 over the report and the lexicon
};

/// Reads a report of a meeting. Fails with Kind::usage where there is no such file or lexicon, with
/// Kind::input where a file is too large or the lexicon is at fault.
Result<ReportReading> read_report_file(const std::string& file,
                                       const std::filesystem::path& lexicon);

/// `detente positions FILE`: who holds what, what is recommended, who was there.
Document positions_of_report(const ReportReading& report);

/// The words of a stance, step or participant, on one line.
std::string words_of(const ReportReading& report, ByteSpan span);

/// `--draft DIR`: files of a case for a person to correct and to take over. Nothing is written into
/// a case: Kind::usage where `folder` holds a case.toml, or is there and not empty, Kind::input
/// where the report names no two sides. `as_of` stands
/// in where the report gives no date. Returns the names of the files.
Result<std::vector<std::string>> write_draft(const ReportReading& report,
                                             const std::filesystem::path& folder, Day as_of);

}  // namespace detente
