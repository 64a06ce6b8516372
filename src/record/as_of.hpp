// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/types.hpp"

namespace detente {

/// The first day on which this was known: `known` where it is given, else the date; a month or a
/// year is known from its last day on.
Day known_from(const Date& date, const std::optional<Date>& known);

/// An event without `known` counts from its last day: what is told of it is told of the whole.
Day known_from(const Event& event);

/// When a source came out: its date, else the latest that its id, title or address names.
std::optional<Date> date_of(const Source& source);

/// The last day of the period that an observation counts. A quarter bears the date of a day or
/// month in it, and is not over before its own last day.
Day period_end(const Series& series, const Observation& observation);

/// The day from which an observation was known: its own `known`, else the end of its period and the
/// series' publication lag; in no case before the series itself came out.
Day known_from(const Series& series, const Observation& observation);

/// The record as it stood on `day`: whatever was not known then is gone, references to it included.
/// Everything that answers a question as of a day works on this, so that nothing can leak in.
Case known_on(Case record, Day day);

}  // namespace detente
