// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// `detente status`: the channel board on the as-of day.
Result<Output> run_status(const Common& common);
/// `detente status --changes A B`: what changed on the board after `from` up to `to`, as known on
/// the later of `to` and the as-of day.
Result<Output> run_changes(const Common& common, Day from, Day to);
/// `detente status --ics`: planned and overdue meetings as an iCalendar file (RFC 5545). Every
/// stamp derives from the as-of day.
Result<std::string> run_calendar(const Common& common);

Document status_document(const Common& common, const Case& record);
Document changes_document(const Common& common, const Case& record, Day from, Day to);

}  // namespace detente
