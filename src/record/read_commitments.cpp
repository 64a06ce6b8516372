// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

Implementation read_status(TableReader& reader) {
  Implementation status;
  status.side = reader.refer(IdKind::side, "side");
  status.by = reader.refer(IdKind::actor, "by");
  status.level = reader.integer("level", 0, 3);
  status.date = reader.date("date");
  status.text = reader.text("text");
  status.source = reader.refer(IdKind::source, "source");
  status.known = reader.optional_date("known");
  check_order(reader, status.date, "known", status.known);
  check_quotations(reader, "text", status.text);
  reader.finish();
  return status;
}

}  // namespace

Commitment read_commitment(TableReader& reader) {
  Commitment commitment;
  commitment.place = reader.place();
  commitment.id = reader.define_id(IdKind::commitment);
  commitment.title = reader.text("title");
  commitment.date = reader.date("date");
  commitment.known = reader.optional_date("known");
  commitment.event = reader.optional_refer(IdKind::event, "event");
  commitment.parties = reader.refer_all(IdKind::actor, "parties", true);
  commitment.issues = reader.refer_all(IdKind::issue, "issues", false);
  commitment.text = reader.text("text");
  commitment.read_apart = reader.optional_text("read_apart");
  commitment.due = reader.optional_date("due");
  commitment.ended = reader.optional_date("ended");
  commitment.sources = reader.refer_all(IdKind::source, "sources", true);
  commitment.accounts = read_accounts(reader);
  for (TableReader& status : reader.tables("status", "status")) {
    commitment.statuses.push_back(read_status(status));
    const Date date = commitment.statuses.back().date;
    if (date != Date()) check_order(status, commitment.date, "date", date);
  }
  check_order(reader, commitment.date, "known", commitment.known);
  check_order(reader, commitment.date, "due", commitment.due);
  check_order(reader, commitment.date, "ended", commitment.ended);
  check_quotations(reader, "text", commitment.text);
  check_quotations(reader, "read_apart", commitment.read_apart);
  if (!commitment.read_apart.empty() && commitment.accounts.size() < 2)
    reader.fault("read_apart",
                 "\"read_apart\" says how two accounts of the same words differ; "
                 "give both sides' accounts");
  reader.finish();
  return commitment;
}

}  // namespace detente
