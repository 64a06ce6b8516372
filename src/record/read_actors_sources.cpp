// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

void check_address(TableReader& reader, std::string_view key, const std::string& address) {
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  const bool blank = address.find_first_of(" \t\n") != std::string::npos;
  if (address.empty() || (web && !blank && address.find("://") + 3 < address.size())) return;
  reader.fault(key, "\"" + std::string(key) + "\" is \"" + address +
                        "\"; an address begins with http:// or https:// and has no blank");
}

}  // namespace

Actor read_actor(TableReader& reader) {
  static const std::vector<std::string> kinds{"state",        "economy", "office",
                                              "organisation", "person",  "bloc"};
  Actor actor;
  actor.place = reader.place();
  actor.id = reader.define_id(IdKind::actor);
  actor.name = reader.text("name");
  actor.short_name = reader.optional_text("short");
  actor.local_name = reader.optional_text("local");
  actor.kind = reader.one_of("kind", kinds);
  actor.of = reader.optional_refer(IdKind::actor, "of");
  actor.posts = read_tenures(reader, "posts", "title", false);
  actor.members = read_tenures(reader, "members", "actor", true);
  if (!actor.of.empty() && actor.of == actor.id)
    reader.fault("of", "\"of\" names the actor itself");
  if (!actor.members.empty() && actor.kind != "bloc" && !actor.kind.empty()) {
    reader.fault("members", "\"members\" belongs to an actor of kind \"bloc\"");
  }
  reader.finish();
  return actor;
}

Source read_source(TableReader& reader) {
  static const std::vector<std::string> how_read{"full", "excerpt", "secondary"};
  Source source;
  source.place = reader.place();
  source.id = reader.define_id(IdKind::source);
  source.publisher = reader.text("publisher");
  source.title = reader.text("title");
  source.address = reader.optional_text("address");
  source.archive = reader.optional_text("archive");
  source.citation = reader.optional_text("citation");
  source.date = reader.optional_date("date");
  source.accessed = reader.optional_date("accessed");
  source.language = reader.text("language");
  source.side = reader.optional_refer(IdKind::side, "side");
  source.read = reader.one_of("read", how_read);
  source.note = reader.optional_text("note");
  check_language(reader, "language", source.language);
  check_address(reader, "address", source.address);
  check_address(reader, "archive", source.archive);
  if (!reader.has("address") && !reader.has("citation")) {
    reader.fault("address", "needs an \"address\" or a full \"citation\"");
  }
  reader.finish();
  return source;
}

}  // namespace detente
