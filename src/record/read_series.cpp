// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

Series read_series(TableReader& reader) {
  static const std::vector<std::string> frequencies{"day",     "week", "month",
                                                    "quarter", "year", "irregular"};
  static const std::vector<std::string> forms{"line", "step"};
  constexpr int ten_years = 3660;
  Series series;
  series.place = reader.place();
  series.id = reader.define_id(IdKind::series);
  series.title = reader.text("title");
  series.unit = reader.text("unit");
  series.file = reader.text("file");
  series.frequency = reader.one_of("frequency", frequencies);
  series.polarity = reader.optional_integer("polarity", -1, 1).value_or(0);
  series.form = reader.optional_one_of("form", forms);
  if (series.form.empty()) series.form = "line";
  series.source = reader.refer(IdKind::source, "source");
  series.lag_days = reader.optional_integer("lag_days", 0, ten_years);
  series.published = reader.optional_date("published");
  series.side = reader.optional_refer(IdKind::side, "side");
  series.domain = reader.optional_text("domain");
  series.out_of = reader.optional_refer(IdKind::series, "out_of");
  if (!series.out_of.empty() && series.out_of == series.id)
    reader.fault("out_of", "\"out_of\" names the series itself");
  series.note = reader.optional_text("note");
  for (TableReader& table : reader.tables("breaks", "break")) {
    series.breaks.push_back({.date = table.date("date"), .text = table.text("text")});
    table.finish();
  }
  if (series.file.find('/') != std::string::npos ||
      (!series.file.empty() && !series.file.ends_with(".csv"))) {
    reader.fault(
        "file", "\"file\" is \"" + series.file + "\"; it names a .csv file that stands in series/");
  }
  reader.finish();
  return series;
}

}  // namespace detente
