// SPDX-License-Identifier: Apache-2.0
#include "command/rhetoric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/random.hpp"
#include "command/rhetoric_tables.hpp"
#include "command/text_inputs.hpp"
#include "record/digest.hpp"
#include "report/utf8.hpp"
#include "text/words.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// The value of `key` in a first line "# source: … | date: 2021-02-10 | side: US (…) | …".
std::string head_value(std::string_view text, std::string_view key) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (!line.starts_with('#')) return {};
  const std::string wanted = fmt::format("| {}: ", key);
  const std::size_t at = line.find(wanted);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + wanted.size());
  return squeezed(rest.substr(0, rest.find(" | ")));
}

std::optional<Date> date_of(std::string_view text, const std::string& name) {
  constexpr std::size_t length = 10;
  if (const auto date = parse_date(head_value(text, "date").substr(0, length))) return date;
  return parse_date(std::string_view(name).substr(0, length));
}

/// One text with whose it is.
struct Text {
  std::string file, name, bytes, side, about, level;
  std::optional<Date> date;
};

class RhetoricReader {
 public:
  RhetoricReader(const RhetoricOptions& options, const LexiconText& read)
      : options_(options), rules_(read.rhetoric), lexicon_(read.data) {
    found_.checks = read.rhetoric.checks;
    found_.seed = options.seed;
    found_.wants_sample = options.sample > 0;
  }

  /// Whose texts of a language are, as the user says; and the two sides: those of the case, if
  /// there is one, else those whose texts the files are, where these are two.
  Result<void> prepare(std::array<std::string, 2> sides, const std::vector<std::string>& files) {
    sides_ = std::move(sides);
    for (const std::string& one : options_.language) {
      const std::size_t at = one.find('=');
      const std::string language = one.substr(0, at);
      if (at == std::string::npos || at + 1 == one.size() || (language != "en" && language != "zh"))
        return fail(Error::Kind::usage,
                    fmt::format("--language takes en=SIDE or zh=SIDE, not \"{}\"", one));
      (language == "zh" ? zh_ : en_) = one.substr(at + 1);
    }
    if (!sides_[0].empty()) return {};
    std::set<std::string> issuers{options_.side, options_.about, en_, zh_};
    for (const std::string& file : files) {
      const auto text = read_text(file);
      if (!text) return tl::unexpected(text.error());
      if (options_.side.empty())
        issuers.insert(read_words(text->substr(0, text->find('\n')), lexicon_).issuer);
    }
    issuers.erase("");
    if (issuers.size() == 2) sides_ = {*issuers.begin(), *issuers.rbegin()};
    return {};
  }

  Result<void> add(const std::string& file) {
    auto bytes = read_text(file);
    if (!bytes) return tl::unexpected(bytes.error());
    Text text{.file = file,
              .name = fs::path(file).filename().string(),
              .bytes = *std::move(bytes),
              .side = {},
              .about = {},
              .level = options_.level,
              .date = {}};
    hash_.add(fmt::format("{}\n", text.bytes.size()) + text.bytes);
    text.date = date_of(text.bytes, text.name);
    const TextWords words = read_words(text.bytes, lexicon_);
    if (auto told = tell_sides(words, text); !told) return told;
    if (text.level.empty())
      text.level = rules_.level_of(head_value(text.bytes, "title") + " | " + text.name);
    // A text that names no other side speaks of none.
    take(text, rules_.score(words, lexicon_, text.side, text.about.empty() ? "none" : text.about));
    return {};
  }

  RhetoricFound finish() { return std::move(found_); }
  std::string vintage(const std::string& of_lexicon) {
    hash_.add(of_lexicon);
    return hash_.hexadecimal();
  }

 private:
  Result<void> tell_sides(const TextWords& words, Text& text) const {
    text.side = options_.side.empty() ? words.issuer : options_.side;
    if (text.side.empty()) {
      const auto chinese = std::ranges::count_if(
          words.sentences, [](const SentenceWords& one) { return one.chinese; });
      text.side = 2 * static_cast<std::size_t>(chinese) > words.sentences.size() ? zh_ : en_;
    }
    if (text.side.empty())
      return fail(Error::Kind::usage,
                  "whose text it is stands nowhere; say --side AAA, or --language en=AAA,zh=BBB",
                  text.file);
    text.about = options_.about;
    const auto parties = sides_[0].empty() ? parties_of(lexicon_, words, {}) : sides_;
    if (text.about.empty()) text.about = parties.at(parties[0] == text.side ? 1 : 0);
    if (text.about == text.side) text.about.clear();
    return {};
  }

  void take(const Text& text, const std::vector<StanceSentence>& sentences) {
    std::array<std::size_t, 3> voices{};
    const std::string month = text.date ? to_string(*text.date).substr(0, 7) : "";
    for (const StanceSentence& sentence : sentences) {
      ++voices.at(static_cast<std::size_t>(sentence.voice));
      if (options_.sample > 0) sample(text, sentence);
      if (sentence.voice != Voice::own) continue;
      found_.sides[text.side].add(sentence);
      found_.levels[{text.level, text.side}].add(sentence);
      if (!month.empty()) found_.months[{month, text.side}].add(sentence);
      for (const StanceHit& hit : sentence.hits) take_hit(text, sentence, hit);
    }
    found_.texts.push_back(Json{{"file", text.file},
                                {"side", text.side},
                                {"about", text.about.empty() ? Json() : Json(text.about)},
                                {"date", text.date ? Json(to_string(*text.date)) : Json()},
                                {"level", text.level},
                                {"sentences", voices[0]},
                                {"other_sides_words", voices[1]},
                                {"questions", voices[2]}});
  }

  void take_hit(const Text& text, const StanceSentence& sentence, const StanceHit& hit) {
    if (!verdict_of(found_.checks, hit.stance, sentence.chinese).published) return;
    Json words = Json::array();
    Json spans = Json::array();
    for (const ByteSpan& span : hit.words) {
      words.push_back(squeezed(text.bytes.substr(span.begin, span.end - span.begin)));
      spans.push_back(Json::array({span.begin, span.end}));
    }
    found_.hits.push_back(Json{{"class", std::string(to_string(hit.stance))},
                               {"words", std::move(words)},
                               {"file", text.name},
                               {"side", text.side},
                               {"level", text.level},
                               {"date", text.date ? Json(to_string(*text.date)) : Json()},
                               {"rule", rules_.data().cues[hit.cue].id},
                               {"sentence", Json::array({sentence.span.begin, sentence.span.end})},
                               {"spans", std::move(spans)}});
  }

  void sample(const Text& text, const StanceSentence& sentence) {
    constexpr double hundred = 100;
    if (random_.uniform() * hundred >= options_.sample) return;
    std::string classes;
    for (const StanceHit& hit : sentence.hits)
      classes += (classes.empty() ? "" : ",") + std::string(to_string(hit.stance));
    found_.sample.push_back(Json{
        {"file", text.name},
        {"begin", sentence.span.begin},
        {"end", sentence.span.end},
        {"side", text.side},
        {"voice", sentence.voice == Voice::own     ? "own"
                  : sentence.voice == Voice::other ? "other"
                                                   : "question"},
        {"sentence",
         squeezed(text.bytes.substr(sentence.span.begin, sentence.span.end - sentence.span.begin))},
        {"person", Json()},
        {"machine", classes.empty() ? "none" : classes}});
  }

  const RhetoricOptions& options_;
  RhetoricRules rules_;
  Lexicon lexicon_;
  std::array<std::string, 2> sides_;
  std::string en_, zh_;
  RhetoricFound found_;
  Sha256 hash_;
  Random random_{options_.seed};
};

Result<Output> of_texts(const Common& common, const RhetoricOptions& options,
                        const std::vector<std::string>& files,
                        const std::array<std::string, 2>& sides) {
  auto read = sound_lexicon(options.lexicon);
  if (!read) return tl::unexpected(read.error());
  if (read->rhetoric.cues.empty())
    return fail(Error::Kind::usage, "the lexicon has no rules of rhetoric (rhetoric.toml)");
  RhetoricReader reader(options, *read);
  if (const auto ready = reader.prepare(sides, files); !ready) return tl::unexpected(ready.error());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto added = reader.add(files[i]); !added) return tl::unexpected(added.error());
    if (common.progress) common.progress("scoring texts", i + 1, files.size());
  }
  Document document{.schema = "detente.rhetoric/1",
                    .title = fmt::format("Rhetoric of {} text{}, machine-coded", files.size(),
                                         files.size() == 1 ? "" : "s"),
                    .vintage = reader.vintage(read->vintage)};
  add_rhetoric_blocks(document, reader.finish());
  return Output{.document = std::move(document)};
}

/// Series of a case that hold published counts.
constexpr std::string_view sentence_series = "rhetoric-sentences";
std::string series_id(Stance stance) {
  std::string name(to_string(stance));
  std::ranges::replace(name, '_', '-');
  return "rhetoric-" + name;
}

const Series* series_of(const Case& record, std::string_view id) {
  const auto found = std::ranges::find(record.series, id, &Series::id);
  return found == record.series.end() ? nullptr : &*found;
}

/// What `checked` says of classes without a series comes from the lexicon that made the counts,
/// which is the program's own.
Result<Output> of_series(const Common& common, const RhetoricOptions& options, const Case& record) {
  auto read = sound_lexicon(options.lexicon);
  if (!read) return tl::unexpected(read.error());
  RhetoricFound found;
  found.checks = read->rhetoric.checks;
  found.seed = options.seed;
  found.from_series = true;
  const auto take = [&](const Series& series, auto put) {
    found.sources = {series.source};
    for (const Observation& one : series.observations) {
      const std::string side = one.side.empty() ? series.side : one.side;
      if (!one.value || side.empty()) continue;
      const auto n = static_cast<std::size_t>(*one.value);
      put(found.months[{to_string(one.date).substr(0, 7), side}], n);
      put(found.sides[side], n);
    }
  };
  if (const Series* series = series_of(record, sentence_series))
    take(*series, [](StanceCount& count, std::size_t n) { count.sentences += n; });
  for (std::size_t k = 0; k < stances.size(); ++k) {
    if (const Series* series = series_of(record, series_id(stances[k])))
      take(*series, [k](StanceCount& count, std::size_t n) {
        count.hits.at(k) += n;
        count.told.set(k);
      });
  }
  for (auto& [key, count] : found.months) count.told = found.sides[key.second].told;
  Document document =
      make_document("rhetoric", "Rhetoric, machine-coded: published counts", common, record);
  add_rhetoric_blocks(document, found);
  return Output{.document = std::move(document)};
}

}  // namespace

Result<Output> run_rhetoric_files(const Common& common, const RhetoricOptions& options) {
  const auto files = text_files(options.inputs);
  if (!files) return tl::unexpected(files.error());
  return of_texts(common, options, *files, {});
}

Result<Output> run_rhetoric_case(const Common& common, const RhetoricOptions& options) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto files = text_files({(common.folder / "texts").generic_string()});
  if (files) return of_texts(common, options, *files, {record->sides[0], record->sides[1]});
  if (options.sample > 0)
    return fail(Error::Kind::usage, "a sample needs the texts: put them into the case's texts/");
  return of_series(common, options, *record);
}

}  // namespace detente
