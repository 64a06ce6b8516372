// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "events/layout.hpp"
#include "fetch/update_list.hpp"
#include "store/manifest.hpp"

namespace detente {

/// A file of an update list that a store lacks.
struct WantedFile {
  std::string url;
  std::string md5;  ///< in small letters
  std::uint64_t size = 0;
  int failures = 0;          ///< rounds in which it could not be had
  std::string last_failure;  ///< why, the last time
};

/// Which files of a list are asked for.
struct ListLimits {
  SourceChoice choice{};
  std::optional<Day> from{}, to{};  ///< by the time in their names; what has none is then left out
};

struct ListChoice {
  std::vector<WantedFile> wanted;
  std::size_t had = 0;                          ///< lines whose content the store has
  std::size_t outside = 0;                      ///< lines that `from` and `to` leave out
  std::map<std::string, std::size_t> left_out;  ///< kinds of file that are not read, how many
};

/// The files of a list that the store lacks, within the limits: in the order of the lines, each
/// address once and as its last line has it. The store has a file where it knows its address with
/// the MD5 of the list, or content of that MD5 and size by any name. GDELT's graph (gkg) is left
/// out, and events or mentions where `choice` does not allow them.
ListChoice choose_files(const UpdateList& list, const Manifest& store, const ListLimits& limits);

/// Where the updates of a list begin later than the last one of the same kind that the store has
/// by address, by more than `step` minutes: what lies between may be missing. Lists of the latest
/// update alone, such as lastupdate.txt, leave such holes when nobody looked at them in time.
struct UpdateHole {
  ListedTime last_had, first_listed;
};
std::optional<UpdateHole> hole_before(const UpdateList& list, const Manifest& store, int step);

}  // namespace detente
