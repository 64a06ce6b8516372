// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

std::string read_voice(TableReader& reader) {
  static const std::vector<std::string> voices{"government", "participants"};
  const std::string voice = reader.optional_one_of("voice", voices);
  return voice.empty() ? "government" : voice;
}

}  // namespace

Issue read_issue(TableReader& reader) {
  Issue issue;
  issue.place = reader.place();
  issue.id = reader.define_id(IdKind::issue);
  issue.name = reader.text("name");
  issue.summary = reader.optional_text("summary");
  issue.hot_spot = reader.optional_flag("hot_spot");
  reader.finish();
  return issue;
}

Position read_position(TableReader& reader) {
  Position position;
  position.place = reader.place();
  position.actor = reader.refer(IdKind::actor, "actor");
  position.issue = reader.refer(IdKind::issue, "issue");
  position.date = reader.date("date");
  position.text = reader.text("text");
  position.source = reader.refer(IdKind::source, "source");
  position.known = reader.optional_date("known");
  position.voice = read_voice(reader);
  check_order(reader, position.date, "known", position.known);
  check_quotations(reader, "text", position.text);
  reader.finish();
  return position;
}

Interest read_interest(TableReader& reader) {
  Interest interest;
  interest.place = reader.place();
  interest.id = reader.define_id(IdKind::interest);
  interest.text = reader.text("text");
  interest.sides = reader.refer_all(IdKind::side, "sides", true);
  interest.issues = reader.refer_all(IdKind::issue, "issues", false);
  interest.date = reader.date("date");
  interest.source = reader.refer(IdKind::source, "source");
  interest.known = reader.optional_date("known");
  interest.voice = read_voice(reader);
  check_order(reader, interest.date, "known", interest.known);
  check_quotations(reader, "text", interest.text);
  reader.finish();
  return interest;
}

}  // namespace detente
