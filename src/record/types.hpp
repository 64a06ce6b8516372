// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"

/// The record's types: plain data, one struct for each table of docs/codebook.md, which says what
/// each field means.
namespace detente {

/// Where in the case a record begins; `file` is relative to the case's folder.
struct Place {
  std::string file;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A stated value that may be a bound: "within 150 yards" has only `high`, "over 180" only `low`,
/// "about 30" both equal and `about`, an exact value both equal.
struct Quantity {
  std::optional<double> low;
  std::optional<double> high;
  bool about = false;
  std::string unit;
};

struct Location {
  std::string name;
  std::optional<double> lat;  ///< degrees north, WGS 84
  std::optional<double> lon;  ///< degrees east
};

/// One side's version of something.
struct Account {
  std::string text;
  std::string source;
  std::optional<Date> known;
  std::optional<Quantity> distance;
  std::optional<bool> supports{};  ///< of a recommendation: whether the side is for it
};

/// By side. A side without an entry has no account in the record.
using Accounts = std::map<std::string, Account, std::less<>>;

struct Tenure {  ///< a person's post, or an actor's membership of a bloc
  std::string what;
  std::optional<Date> from;
  std::optional<Date> to;
  std::string source;
};

struct Actor {
  std::string id, name, short_name, local_name, kind;
  std::string of;
  std::vector<Tenure> posts;
  std::vector<Tenure> members;
  Place place;
};

struct Need {
  std::string side;
  Date date;
  std::string text, source;
  std::optional<Date> known;
  std::optional<Date> until;
};

struct Cadence {
  int months = 0;  ///< 1 to 240
  std::string text, source;
};

enum class Form { standing, meeting };

struct Channel {
  std::string id, name, level, summary;
  std::vector<std::string> domains, parties, sources;
  Form form = Form::meeting;
  std::optional<Cadence> cadence;
  std::vector<Need> needs;
  Place place;
};

/// What an event does to a channel.
enum class ActKind { hold, announce, suspend, cancel, resume, open, close, end };

struct Act {
  std::string channel;
  ActKind kind = ActKind::hold;
  std::string by, word, word_en, reason;
  std::optional<Date> planned;
};

struct Attendee {
  std::string name, role, affiliation;
};

struct Correction {
  Date date;
  std::string text;
};

struct Event {
  std::string id;
  Date date;
  std::optional<Date> end;
  std::optional<Date> known;
  std::string title, kind, summary, after, medium;
  std::vector<std::string> parties, issues, units, sources;
  std::optional<Location> location;
  std::vector<Act> acts;
  Accounts accounts;
  std::optional<Quantity> distance;
  std::vector<Attendee> attendees;
  std::vector<Correction> corrections;
  Place place;
};

struct Source {
  std::string id, publisher, title, address, archive, citation, language, side, read, note;
  std::optional<Date> date;
  std::optional<Date> accessed;
  Place place;
};

/// One dated piece of evidence of how far `side` has carried a commitment out, as `by` states it.
struct Implementation {
  std::string side, by, text, source;
  int level = 0;  ///< 0 none, 1 minimal, 2 intermediate, 3 full
  Date date;
  std::optional<Date> known;
};

struct Commitment {
  std::string id, title, event, text;
  std::string read_apart{};  ///< how the sides read the same words differently; may be empty
  Date date;
  std::optional<Date> known, due, ended;
  std::vector<std::string> parties, issues, sources;
  Accounts accounts;
  std::vector<Implementation> statuses;
  Place place;
};

struct Issue {
  std::string id, name, summary;
  bool hot_spot = false;
  Place place;
};

struct Position {
  std::string actor, issue, text, source, voice;
  Date date;
  std::optional<Date> known;
  Place place;
};

struct Interest {
  std::string id, text, source, voice;
  std::vector<std::string> sides, issues;
  Date date;
  std::optional<Date> known;
  Place place;
};

/// How the status of a step is computed at the end of a quarter; docs/codebook.md has the table.
struct ChannelsOpenRule {
  std::vector<std::string> channels;
};
struct NotSuspendedRule {
  std::vector<std::string> channels;
};
struct HeldRule {
  std::vector<std::string> channels;
  int at_least = 1;
  int months = 12;
};
struct HappenedRule {
  std::vector<std::string> events;
};
struct SeriesRule {
  std::string series, side;
  double rise = 0;  ///< per cent, >= 0
  Date from;
};
struct NoRule {
  std::string why;
};
using Rule =
    std::variant<NoRule, ChannelsOpenRule, NotSuspendedRule, HeldRule, HappenedRule, SeriesRule>;

struct Step {
  std::string id, title, note;
  Rule rule;
  Place place;
};

struct Recommendation {
  std::string id, title, text, source;
  Date date;
  Accounts accounts;
  std::vector<Step> steps;
  Place place;
};

struct Observation {
  Date date;
  std::optional<double> value, low, high;  ///< at least one is there
  std::string side;
  std::optional<Date> known;
  std::string source;  ///< where it is not the series' own
  std::uint32_t line = 0;
  /// What was published for the same date and side before, oldest first: this is their revision.
  std::vector<Observation> earlier{};
};

struct Break {
  Date date;
  std::string text;
};

struct Series {
  std::string id, title, unit, file, frequency, source, side, domain, note;
  std::string form;      ///< "line", or "step" for a rule that holds until the next observation
  std::string out_of{};  ///< the series of whose units this one counts some; may be empty
  int polarity = 0;
  std::optional<int> lag_days;
  std::optional<Date> published;  ///< the day on which the series first came out
  std::vector<Break> breaks;
  std::vector<Observation> observations;
  Place place;
};

/// Counts of machine-coded events, made elsewhere or by `detente reduce`, and the audit of the rows
/// that were counted.
struct CodedCounts {
  std::string title, file, resolution, source, audit, totals, note;
  bool undirected = false;
  Date published;           ///< the day by which they were public; nothing of them is used before
  std::string text;         ///< of the file
  std::string audit_text;   ///< JSON of `detente audit`, or empty
  std::string totals_text;  ///< the source's own total of each day, or empty
  Place place;
};

/// What the comparison of both sides' texts about an event came to: concepts and scores, no word of
/// the texts. Made by a machine: `detente compare … --result`.
struct ReadoutComparison {
  struct Text {
    std::string sha256;
    std::string address{};  ///< where it was published, if the text says so
    int bytes = 0, points = 0;
  };
  struct Finding {
    std::string concept_id{}, label{};  ///< of the lexicon
    double score = 0;                   ///< of the link, 0 to 1; 0 where only one side names it
    std::string side{};                 ///< whose text binds more, or alone names it
    std::string difference{};           ///< of a contradiction, what differs
  };
  std::string event, version, lexicon;  ///< the program's version, the lexicon's SHA-256
  double threshold = 0;                 ///< the least score of a link
  std::map<std::string, Text> texts;    ///< by side
  std::vector<Finding> shared, stronger, contradictory, only;
  Place place;
};

struct Case {
  std::string name;  ///< of its folder
  std::string title, summary, version, licence;
  std::array<std::string, 2> sides;
  std::vector<std::string> languages, authors;
  std::optional<Date> from, to;
  std::optional<Date> covered;  ///< the last day up to which events were looked for
  std::vector<Actor> actors;
  std::vector<Channel> channels;
  std::size_t later_channels = 0;  ///< how many known_on left out: nothing of them was known
  std::vector<Event> events;       ///< ascending by date, then as they stand in the files
  std::vector<Source> sources;
  std::vector<Commitment> commitments;
  std::vector<Issue> issues;
  std::vector<Position> positions;
  std::vector<Interest> interests;
  std::vector<Recommendation> recommendations;
  std::vector<Series> series;
  std::vector<CodedCounts> coded;
  std::vector<ReadoutComparison> comparisons;  ///< at most one an event
  std::string vintage;  ///< SHA-256 over the names and bytes of all its files, in hexadecimal
};

}  // namespace detente
