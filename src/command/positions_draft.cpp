// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file_bytes.hpp"
#include "base/text.hpp"
#include "command/positions.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// A TOML string on one line. Quotation marks of the report are left out: a quotation of more than
/// six words is a fault in a case.
std::string toml(std::string_view text) {
  std::string out = "\"";
  for (std::string_view rest = text; !rest.empty();) {
    const Character character = first_character(rest);
    rest.remove_prefix(character.bytes.size());
    const bool quote = character.value == U'"' || character.value == U'“' ||
                       character.value == U'”' || character.value == U'„' ||
                       character.value == U'「' || character.value == U'」';
    if (quote) continue;
    if (character.value == U'\\') out += '\\';
    out += character.bytes;
  }
  return out + '"';
}

std::string date_of(const std::optional<Amount>& amount, Day as_of) {
  const int number = amount ? static_cast<int>(amount->value) : 0;
  const int year = number / 10000, month = number / 100 % 100, day = number % 100;
  if (year == 0) return to_string(as_of);
  if (month == 0) return fmt::format("\"{:04}\"", year);
  if (day == 0) return fmt::format("\"{:04}-{:02}\"", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// The date without the quotation marks of one that is no day.
std::string_view plain(std::string_view date) {
  return date.starts_with('"') ? date.substr(1, date.size() - 2) : date;
}

class Draft {
 public:
  Draft(const ReportReading& report, Day as_of)
      : report_(report),
        held_(date_of(report.found.held ? report.found.held : report.found.published, as_of)),
        published_(
            date_of(report.found.published ? report.found.published : report.found.held, as_of)),
        dated_(report.found.held || report.found.published) {}

  [[nodiscard]] std::map<std::string, std::string> files() const {
    return {{"positions.toml", positions()}, {"recommendations.toml", recommendations()},
            {"actors.toml", actors()},       {"issues.toml", issues()},
            {"sources.toml", sources()},     {"events/" + year() + ".toml", event()}};
  }

 private:
  [[nodiscard]] std::string year() const { return held_.substr(held_.front() == '"' ? 1 : 0, 4); }

  [[nodiscard]] std::string head(std::string_view what) const {
    return fmt::format(
        "# DRAFT, made by a machine from {}: {}\n# Correct each entry, then take it over by hand. "
        "Byte ranges are places in that file.\n",
        squeezed(report_.file), what);
  }

  [[nodiscard]] std::string place(ByteSpan span) const {
    std::vector<std::string> ranges;
    for (const ByteSpan one : report_.found.layout.in_file(span))
      ranges.push_back(fmt::format("{}-{}", one.begin, one.end));
    return "bytes " + join_list(ranges);
  }

  [[nodiscard]] std::string words(ByteSpan span) const { return words_of(report_, span); }

  [[nodiscard]] std::vector<std::string> sides_of(const std::string& side) const {
    std::vector<std::string> sides;
    if (side == "both") {
      for (const std::string& party : report_.found.parties)
        if (!party.empty()) sides.push_back(party);
    } else if (!side.empty()) {
      sides.push_back(side);
    }
    return sides;
  }

  [[nodiscard]] std::string positions() const {
    std::string text = head("who holds what");
    for (const ReportedStance& stance : report_.found.stances) {
      const std::vector<std::string> sides = sides_of(stance.side);
      const std::string about =
          fmt::format("\n# {}; {}: \"{}\" \"{}\"{}\n", place(stance.proposition),
                      stance.carried ? "goes on with" : "said by", words(stance.holder),
                      stance.carried ? "" : words(stance.verb), stance.negated ? " (negated)" : "");
      if (sides.empty()) {
        text += about + fmt::format(
                            "# TODO: the report does not say whose this is; decide, or leave it "
                            "out.\n# {} ({})\n",
                            words(stance.proposition), stance.issue);
        continue;
      }
      for (const std::string& side : sides) {
        text += about;
        text +=
            "# TODO: the text is the report's words; say it in your own. Check actor and issue.\n";
        if (stance.voice == Holder::Kind::government)
          text +=
              "# TODO: the report says this of a government; keep it only as what participants "
              "said, or find an official text.\n";
        if (stance.agreement != ReportedStance::Agreement::untold)
          text += fmt::format(
              "# TODO: the sides seem to {} here; check.\n",
              stance.agreement == ReportedStance::Agreement::agree ? "agree" : "disagree");
        text += fmt::format(
            "[[position]]\nactor = {}\nissue = {}\ndate = {}\ntext = {}\nsource = "
            "\"report\"\nvoice = \"participants\"\n",
            toml(side), toml(stance.issue), held_, toml(words(stance.proposition)));
        if (plain(published_) > plain(held_)) text += fmt::format("known = {}\n", published_);
      }
    }
    return text;
  }

  [[nodiscard]] std::string recommendations() const {
    std::string text = head("recommended steps");
    std::size_t number = 0;
    for (const ReportStep& step : report_.found.steps) {
      ++number;
      text += fmt::format("\n# {}; number {} in the report, a {}, issue {}\n", place(step.span),
                          step.number, step.advises ? "recommendation" : "takeaway", step.issue);
      text += "# TODO: say title and text in your own words; whom does it address";
      const auto sides = sides_of(step.to);
      text += sides.empty() ? ": the report does not tell.\n"
                            : fmt::format(": {}?\n", join_list(sides));
      text += fmt::format(
          "[[recommendation]]\nid = \"R{}\"\ntitle = {}\ntext = {}\ndate = {}\nsource = "
          "\"report\"\n",
          number, toml(words(step.title)), toml(words(step.span)), published_);
      std::vector<ByteSpan> parts = step.parts;
      if (parts.empty()) parts.push_back(step.title);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        text += fmt::format(
            "\n# {}\n# TODO: which rule of the codebook measures it?\n[[recommendation.step]]\nid "
            "= \"R{}.{}\"\ntitle = {}\n"
            "rule = {{ kind = \"none\", why = \"No rule has been chosen yet.\" }}\n",
            place(parts[i]), number, i + 1, toml(words(parts[i])));
      }
    }
    return text;
  }

  [[nodiscard]] std::string label_of(const std::string& side) const {
    for (const Concept& one : report_.lexicon->data().concepts)
      if (one.kind == "actor" && one.side == side) return one.label;
    return side;
  }

  [[nodiscard]] std::set<std::string> sides() const {
    std::set<std::string> all;
    const auto add = [&](const std::string& side) {
      for (const std::string& one : sides_of(side)) all.insert(one);
    };
    add("both");
    for (const ReportedStance& stance : report_.found.stances) add(stance.side);
    for (const Participant& one : report_.found.participants) add(one.side);
    return all;
  }

  [[nodiscard]] std::string actors() const {
    std::string text = head("the sides, and who was there");
    for (const std::string& side : sides())
      text += fmt::format(
          "\n# TODO: leave out what the case has already.\n[[actor]]\nid = {}\nname = {}\nkind = "
          "\"state\"\n",
          toml(side), toml(label_of(side)));
    std::set<std::string> ids;
    for (const Participant& one : report_.found.participants) {
      std::string id;
      for (const char c : one.name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) id += c;
        if (c >= 'A' && c <= 'Z') id += static_cast<char>(c - 'A' + 'a');
        if (c == ' ' && !id.empty() && id.back() != '-') id += '-';
      }
      if (id.empty()) id = fmt::format("person-{}", ids.size() + 1);
      while (!ids.insert(id).second) id += "-2";
      text += fmt::format(
          "\n# {}; {}\n# TODO: {}\n[[actor]]\nid = {}\nname = {}\nkind = \"person\"\n",
          place(one.spans.front()), one.observer ? "observer" : "member",
          one.side.empty()
              ? "which side did this person come with? The list tells only an affiliation."
              : "check the side.",
          toml(id), toml(one.name));
      if (!one.side.empty()) text += fmt::format("of = {}\n", toml(one.side));
      if (!one.affiliation.empty())
        text += fmt::format("posts = [{{ title = {} }}]\n", toml(one.affiliation));
    }
    return text;
  }

  [[nodiscard]] std::string issues() const {
    std::set<std::string> used;
    for (const ReportedStance& stance : report_.found.stances) used.insert(stance.issue);
    std::string text = head("the issues that positions.toml names");
    for (const std::string& issue : used)
      text += fmt::format(
          "\n# TODO: use the case's own issue where it has one for this.\n[[issue]]\nid = {}\nname "
          "= {}\n",
          toml(issue), toml(issue));
    return text;
  }

  [[nodiscard]] std::string title() const {
    const std::string title = squeezed(report_.found.title);
    return title.empty() ? squeezed(report_.file) : title;
  }

  [[nodiscard]] std::string sources() const {
    const bool chinese = !title().empty() && is_han(first_character(title()).value);
    return head("the report itself") +
           fmt::format(
               "\n# TODO: publisher, and an address with an archived copy instead of the "
               "citation.\n[[source]]\nid = \"report\"\npublisher = \"TODO\"\n"
               "title = {}\ncitation = {}\ndate = {}\nlanguage = \"{}\"\nread = \"full\"\n",
               toml(title()), toml(title()), published_, chinese ? "zh" : "en");
  }

  [[nodiscard]] std::string event() const {
    std::string text = head("the meeting");
    const auto observers =
        std::ranges::count(report_.found.participants, true, &Participant::observer);
    const auto members = static_cast<std::ptrdiff_t>(report_.found.participants.size()) - observers;
    text += dated_ ? "\n# TODO: check the date: the first that a sentence about the meeting gives, "
                     "or the report's own.\n"
                   : "\n# TODO: the report gives no date; the day of this draft stands in.\n";
    std::vector<std::string> parties;
    for (const std::string& party : sides_of("both")) parties.push_back(toml(party));
    text +=
        "# TODO: title, place, and the channel that it was held in: acts = [{ channel = \"…\", act "
        "= \"hold\" }]\n";
    text += fmt::format(
        "[[event]]\nid = \"{}-track-ii\"\ndate = {}\ntitle = \"Track II dialogue\"\nkind = "
        "\"meeting\"\nparties = [{}]\n",
        held_.front() == '"' ? held_.substr(1, held_.size() - 2) : held_, held_,
        join(parties, ", "));
    text += fmt::format(
        "summary = \"A Track II meeting; its report lists {} participants and {} "
        "observers.\"\nsources = [\"report\"]\n",
        members, observers);
    if (report_.found.participants.empty()) return text;
    text += "attendees = [\n";
    for (const Participant& one : report_.found.participants) {
      text += fmt::format("  {{ name = {}, role = \"{}\"{} }},  # {}\n", toml(one.name),
                          one.observer ? "observer" : "participant",
                          one.affiliation.empty() ? "" : ", affiliation = " + toml(one.affiliation),
                          place(one.spans.front()));
    }
    return text + "]\n";
  }

  const ReportReading& report_;
  std::string held_, published_;
  bool dated_;
};

}  // namespace

Result<std::vector<std::string>> write_draft(const ReportReading& report, const fs::path& folder,
                                             Day as_of) {
  std::error_code error;
  if (report.found.parties[1].empty())
    return fail(Error::Kind::input, "names no two sides: there is nothing to draft", report.file);
  if (fs::exists(folder / "case.toml", error))
    return fail(Error::Kind::usage,
                "is a case; a draft is never written into one: name a new folder", folder.string());
  if (fs::exists(folder, error) &&
      (!fs::is_directory(folder, error) || !fs::is_empty(folder, error)))
    return fail(Error::Kind::usage, "is there and not empty; name a new folder", folder.string());
  fs::create_directories(folder / "events", error);
  if (error) return fail(Error::Kind::io, error.message(), folder.string());
  std::vector<std::string> names;
  for (const auto& [name, text] : Draft(report, as_of).files()) {
    if (auto written = replace_file(folder / name, text); !written)
      return tl::unexpected(written.error());
    names.push_back(name);
  }
  return names;
}

}  // namespace detente
