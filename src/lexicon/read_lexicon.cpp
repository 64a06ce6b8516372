// SPDX-License-Identifier: Apache-2.0
#include "lexicon/read_lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/file_bytes.hpp"
#include "lexicon/read_rhetoric.hpp"
#include "record/digest.hpp"
#include "record/table_reader.hpp"
#include "record/toml_file.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> subjects{"any", "one", "both"};
const std::vector<std::string> roles{"plain", "modal", "restates", "foretells", "meets"};
const std::vector<std::string> languages{"en", "zh"};

void read_examples(TableReader& reader, LexiconText::Entry& entry) {
  auto example = reader.table("example", "example");
  if (!example) return;
  entry.example_en = example->optional_text("en");
  entry.example_zh = example->optional_text("zh");
  example->finish();
}

void read_concept(TableReader& reader, LexiconText& lexicon) {
  Concept one;
  LexiconText::Entry entry{.place = reader.place(), .example_en = {}, .example_zh = {}};
  one.id = reader.text("id");
  one.label = reader.text("label");
  one.issue = reader.optional_one_of("issue", issue_labels());
  one.kind = reader.one_of("kind", concept_kinds());
  one.side = reader.optional_text("side");
  one.counterparts = reader.texts("counterpart");
  one.en = reader.texts("en");
  one.zh = reader.texts("zh");
  one.exact = reader.texts("exact");
  read_examples(reader, entry);
  reader.finish();
  lexicon.data.concepts.push_back(std::move(one));
  lexicon.concepts.push_back(std::move(entry));
}

void read_verb(TableReader& reader, LexiconText& lexicon) {
  Verb one;
  LexiconText::Entry entry{.place = reader.place(), .example_en = {}, .example_zh = {}};
  one.id = reader.text("id");
  one.label = reader.text("label");
  one.binding = reader.integer("binding", 0, 5);
  const std::string subject = reader.optional_one_of("subject", subjects);
  one.subject = subject == "one"    ? Verb::Subject::one
                : subject == "both" ? Verb::Subject::both
                                    : Verb::Subject::any;
  const std::string role = reader.optional_one_of("role", roles);
  one.role = role == "plain"       ? Verb::Role::plain
             : role == "modal"     ? Verb::Role::modal
             : role == "restates"  ? Verb::Role::restates
             : role == "foretells" ? Verb::Role::foretells
             : role == "meets"     ? Verb::Role::meets
                                   : Verb::Role::none;
  one.polarity = reader.optional_integer("polarity", -1, 1).value_or(1) < 0 ? -1 : 1;
  one.en = reader.texts("en");
  one.zh = reader.texts("zh");
  one.exact = reader.texts("exact");
  read_examples(reader, entry);
  reader.finish();
  lexicon.data.verbs.push_back(std::move(one));
  lexicon.verbs.push_back(std::move(entry));
}

void read_rule(TableReader& reader, LexiconText& lexicon) {
  FormRule one;
  LexiconText::Entry entry{.place = reader.place(), .example_en = {}, .example_zh = {}};
  one.form = reader.text("form");
  reader.optional_one_of("language", languages);
  one.never = reader.optional_flag("never");
  one.otherwise = reader.optional_text("default");
  one.followed_by = reader.texts("unless_followed_by");
  one.preceded_by = reader.texts("unless_preceded_by");
  one.by_subject = reader.optional_flag("by_subject");
  one.gives = reader.optional_text("gives");
  reader.finish();
  if (one.never && !one.otherwise.empty())
    reader.fault("never", "a form that is never a concept has no \"default\"");
  if (!one.never && one.otherwise.empty())
    reader.fault("form", "neither \"never\" nor \"default\" says what the form is");
  lexicon.data.rules.push_back(std::move(one));
  lexicon.rules.push_back(std::move(entry));
}

void read_family(TableReader& reader, LexiconText& lexicon) {
  Family one;
  lexicon.families.push_back(reader.place());
  one.label = reader.text("label");
  one.concepts = reader.texts("concepts");
  reader.finish();
  lexicon.data.families.push_back(std::move(one));
}

/// How often concepts are named in readouts at large: what is in every second one says little of
/// what a point is about.
void read_frequency(TableReader& reader, LexiconText& lexicon) {
  constexpr int most = 1 << 20;
  auto table = reader.table("frequency", "frequency");
  if (!table) return;
  const int texts = table->integer("texts", 1, most);
  if (auto in = table->table("in", "in")) {
    for (const std::string& id : in->keys())
      lexicon.frequency.push_back({id, texts, in->integer(id, 0, texts), in->place(id)});
    in->finish();
  }
  table->finish();
}

void settle_frequency(LexiconText& lexicon) {
  for (const LexiconText::Frequency& one : lexicon.frequency) {
    const auto named = std::ranges::find(lexicon.data.concepts, one.id, &Concept::id);
    if (named == lexicon.data.concepts.end()) {
      lexicon.faults.push_back(
          {.place = one.place, .message = fmt::format("no concept has the id \"{}\"", one.id)});
      continue;
    }
    const double all = one.texts + 1.0;
    named->rarity = std::max(std::log(all / (one.named + 0.5)) / std::log(all), 0.1);
  }
}

void read_file(const LexiconFile& file, LexiconText& lexicon) {
  if (!check_text(file.name, file.text, lexicon.faults)) return;
  const auto table = parse_toml(file.name, file.text, lexicon.faults);
  if (!table) return;
  Index ids;  // of cases: a lexicon has none of them
  TableReader::Context context{file.name, lexicon.faults, ids};
  TableReader reader(*table, context, "file");
  for (TableReader& one : reader.tables("concept", "concept")) read_concept(one, lexicon);
  for (TableReader& one : reader.tables("verb", "verb")) read_verb(one, lexicon);
  for (TableReader& one : reader.tables("rule", "rule")) read_rule(one, lexicon);
  for (TableReader& one : reader.tables("family", "family")) read_family(one, lexicon);
  read_rhetoric(reader, lexicon);
  read_frequency(reader, lexicon);
  reader.finish();
}

}  // namespace

LexiconText parse_lexicon(const std::vector<LexiconFile>& files) {
  LexiconText lexicon;
  Sha256 hash;
  for (const LexiconFile& file : files) {
    read_file(file, lexicon);
    hash.add(fmt::format("{}\n{}\n", file.name, file.text.size()));
    hash.add(file.text);
  }
  settle_frequency(lexicon);
  lexicon.vintage = hash.hexadecimal();
  sort_faults(lexicon.faults);
  return lexicon;
}

Result<LexiconText> read_lexicon(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  if (paths.empty())
    return fail(Error::Kind::usage,
                fmt::format("no lexicon: \"{}\" holds no *.toml files", folder.generic_string()));
  std::ranges::sort(paths);
  std::vector<LexiconFile> files;
  for (const fs::path& path : paths) {
    auto text = read_bytes(path, largest_file + 1);
    if (!text) return tl::unexpected(text.error());
    files.push_back({path.filename().string(), *std::move(text)});
  }
  return parse_lexicon(files);
}

}  // namespace detente
