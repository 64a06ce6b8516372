// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

/// A chart in words and numbers, for the media that have no picture.
namespace detente {

/// "12,500.5", "10 to 20", "at least 10", "at most 20"; empty where the point says nothing.
std::string point_text(const ChartPoint& point);

/// "Revised 2024-05: 12 until 2025-06-05", with the line's name where there are several; over ten
/// of them are counted in one sentence.
std::vector<std::string> revision_remarks(const Chart& chart);

/// "Break 2022-08: …" of each, then the revisions.
std::vector<std::string> chart_remarks(const Chart& chart);

/// One row a line: its first, lowest, highest and last value with their days, as text. A bound
/// counts for what it bounds: the lowest point is the one with the least value or bound. Its key is
/// empty: the table stands for the picture and is not written.
Table chart_facts(const Chart& chart);

/// One row a row of each panel, with the panel's threshold and its interval. Its key is empty.
Table chart_facts(const IntervalChart& chart);

}  // namespace detente
