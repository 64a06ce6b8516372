// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string_view>
#include <vector>

namespace detente::testing {

using namespace std::string_view_literals;

/// One slip in the small case and what "check" must say about it, line by line.
struct Slip {
  std::string_view name, file;
  std::string_view from, to;  ///< without `from` the file becomes `to`
  std::string_view faults;
};

/// So that a test's name ends with the slip's and not with its bytes.
inline void PrintTo(const Slip& slip, std::ostream* out) { *out << slip.name; }

inline const std::vector<Slip> slips_in_text = {
    {"NotUtf8", "sources.toml", "publisher = \"外交部\"", "publisher = \"Caf\xE9\"",
     "sources.toml:13:17: error: is not UTF-8 here; save the file as UTF-8\n"},
    {"NotUtf8InCsv", "series/visas.csv", "2022-02,", "2022-02,\xFF",
     "series/visas.csv:3:9: error: is not UTF-8 here; save the file as UTF-8\n"},
    {"OverlongUtf8", "issues.toml", "The strait", "The \xC0\xAF strait",
     "issues.toml:3:13: error: is not UTF-8 here; save the file as UTF-8\n"},
    {"Surrogate", "issues.toml", "The strait", "The \xED\xA0\x80 strait",
     "issues.toml:3:13: error: is not UTF-8 here; save the file as UTF-8\n"},
    {"Nul", "events/2022.toml", "A visit took", "A visit\0took"sv,
     "events/2022.toml:9:19: error: holds a NUL character\n"},
    {"NulInCsv", "series/visas.csv", "100", "1\0"sv,
     "series/visas.csv:2:10: error: holds a NUL character\n"},
    {"SixtyFiveLevels", "events/2021.toml", "",
     "x = "
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
     "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
     "events/2021.toml:1:69: error: is nested deeper than 64 levels\n"},
    {"SixtyFiveTables", "events/2021.toml", "",
     "[a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
     "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a]\n",
     "events/2021.toml:1:129: error: is nested deeper than 64 levels\n"},
    {"DeepAfterFourQuotes", "events/2021.toml", "",
     "x = [\"\"\"a\"\"\"\", "
     "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
     "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
     "events/2021.toml:1:79: error: is nested deeper than 64 levels\n"},
    {"ControlCharacter", "issues.toml", "The strait", "The \\u0007 strait",
     "issues.toml:3:8: error: issue \"strait\": \"name\" holds a control character\n"},
};

inline const std::vector<Slip> slips_in_syntax = {
    {"UnterminatedText", "events/2022.toml", "title = \"A visit\"", "title = \"A visit",
     "events/2022.toml:4:17: error: Error while parsing string: unescaped control characters other "
     "than TAB (U+0009) are explicitly prohibited\n"},
    {"UnterminatedLongText", "events/2022.toml", "summary = \"A visit took place.\"",
     "summary = \"\"\"A visit took place.",
     "events/2022.toml:9:11: error: Error while parsing string: encountered end-of-file; the text "
     "that opens here is not closed\n"},
    {"MissingQuotes", "events/2022.toml", "title = \"A visit\"", "title = A visit",
     "events/2022.toml:4:9: error: Error while parsing value: could not determine value type\n"},
    {"WordWithoutQuotes", "events/2022.toml", "kind = \"visit\"", "kind = visit",
     "events/2022.toml:5:8: error: Error while parsing value: could not determine value type\n"},
    {"KeyTwice", "events/2022.toml", "title = \"A visit\"",
     "title = \"A visit\"\n"
     "title = \"Another\"",
     "events/2022.toml:5:9: error: Error while parsing key-value pair: cannot redefine existing "
     "string 'title'\n"},
    {"DayThatDoesNotExist", "events/2022.toml", "date = 2022-08-02", "date = 2022-02-30",
     "events/2022.toml:3:18: error: Error while parsing date: expected day between 1 and 28 "
     "(inclusive), saw 30\n"},
    {"MonthThatDoesNotExist", "events/2022.toml", "date = 2022-08-02", "date = 2022-13-02",
     "events/2022.toml:3:15: error: Error while parsing date: expected month between 1 and 12 "
     "(inclusive), saw 13\n"},
    {"DayWithOneDigit", "events/2022.toml", "date = 2022-08-02", "date = 2022-8-2",
     "events/2022.toml:3:14: error: Error while parsing date: expected 2-digit month, saw '-'\n"},
    {"MonthWithoutQuotes", "events/2021.toml", "date = \"2021-03\"", "date = 2021-03",
     "events/2021.toml:3:15: error: Error while parsing date: expected '-', saw '\\n'\n"},
    {"MissingValue", "events/2022.toml", "title = \"A visit\"", "title =",
     "events/2022.toml:4:8: error: Error while parsing key-value pair: expected value, saw "
     "'\\n'\n"},
    {"MissingEquals", "events/2022.toml", "title = \"A visit\"", "title \"A visit\"",
     "events/2022.toml:4:7: error: Error while parsing key-value pair: expected '=', saw '\"'\n"},
    {"OpenBracket", "events/2022.toml", "parties = [\"USA\"]", "parties = [\"USA\"",
     "events/2022.toml:7:1: error: Error while parsing array: expected comma or closing ']', saw "
     "'p'\n"},
    {"OneBracket", "issues.toml", "[[issue]]", "[issue]",
     "commitments.toml:7:11: error: issue \"strait\" is not in issues.toml\n"
     "events/2022.toml:8:11: error: issue \"strait\" is not in issues.toml\n"
     "issues.toml:1:1: error: file: \"issue\" must be a list of tables, not a table; write "
     "[[issue]]\n"
     "positions.toml:3:9: error: issue \"strait\" is not in issues.toml\n"
     "positions.toml:12:11: error: issue \"strait\" is not in issues.toml\n"},
    {"OpenHeader", "issues.toml", "[[issue]]", "[[issue]",
     "issues.toml:1:9: error: Error while parsing table header: expected ']', saw '\\n'\n"},
    {"MissingComma", "events/2022.toml", "lat = 25.03, lon", "lat = 25.03 lon",
     "events/2022.toml:7:40: error: Error while parsing inline table: expected comma or closing "
     "'}', saw 'l'\n"},
    {"BadEscape", "events/2022.toml", "A visit took", "A \\q visit took",
     "events/2022.toml:9:15: error: Error while parsing string: unknown escape sequence '\\q'\n"},
    {"AccountTwice", "events/2022.toml", "[event.account.CHN]", "[event.account.USA]",
     "events/2022.toml:14:1: error: Error while parsing table header: cannot redefine existing "
     "table 'event.account.USA'\n"},
    {"CommaAtLineEnd", "events/2022.toml", "title = \"A visit\"", "title = \"A visit\",",
     "events/2022.toml:4:18: error: Error while parsing key-value pair: expected a comment or "
     "whitespace, saw ','\n"},
};

inline const std::vector<Slip> slips_in_keys = {
    {"UnknownKey", "events/2022.toml", "kind = \"visit\"",
     "kind = \"visit\"\n"
     "severe = true",
     "events/2022.toml:6:1: error: event \"visit\": unknown key \"severe\"\n"},
    {"MistypedKey", "events/2022.toml", "summary = \"A visit", "sumary = \"A visit",
     "events/2022.toml:1:1: error: event \"visit\": \"summary\" is missing\n"
     "events/2022.toml:9:1: error: event \"visit\": unknown key \"sumary\"; did you mean "
     "\"summary\"?\n"},
    {"UnknownKeyInAct", "events/2022.toml", "word = \"取消\"", "words = \"取消\"",
     "events/2022.toml:27:52: error: event \"countermeasures\", act: unknown key \"words\"; did "
     "you mean \"word\"?\n"},
    {"UnknownKeyInAccount", "events/2022.toml", "known = 2022-08-03", "knwon = 2022-08-03",
     "events/2022.toml:17:1: error: event \"visit\", account, CHN: unknown key \"knwon\"; did you "
     "mean \"known\"?\n"},
    {"UnknownTable", "sources.toml",
     "[[source]]\n"
     "id = \"s2\"",
     "[[sources]]\n"
     "id = \"s2\"",
     "channels.toml:14:10: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "events/2022.toml:16:10: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "events/2022.toml:30:12: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "sources.toml:11:3: error: file: unknown key \"sources\"; did you mean \"source\"?\n"},
    {"UnknownKeyInCase", "case.toml", "languages", "langauges",
     "case.toml:3:1: error: case: unknown key \"langauges\"; did you mean \"languages\"?\n"},
    {"UnknownKeyInPlace", "events/2022.toml", "lat = 25.03, lon", "lat = 25.03, long",
     "events/2022.toml:7:34: error: event \"visit\", place: \"lat\" and \"lon\" go together\n"
     "events/2022.toml:7:41: error: event \"visit\", place: unknown key \"long\"; did you mean "
     "\"lon\"?\n"},
    {"MissingKey", "events/2022.toml", "title = \"A visit\"\n", "",
     "events/2022.toml:1:1: error: event \"visit\": \"title\" is missing\n"},
    {"MissingKeyOfAccount", "events/2022.toml", "text = \"It says that this was a provocation.\"\n",
     "", "events/2022.toml:14:1: error: event \"visit\", account, CHN: \"text\" is missing\n"},
    {"MissingKeyOfAct", "events/2022.toml", "channel = \"talks\", act = \"cancel\"",
     "act = \"cancel\"",
     "events/2022.toml:27:3: error: event \"countermeasures\", act: \"channel\" is missing\n"},
    {"MissingId", "events/2022.toml", "id = \"visit\"\n", "",
     "events/2022.toml:1:1: error: event: \"id\" is missing\n"
     "events/2022.toml:24:9: error: event \"visit\" is not in events/\n"},
    {"MissingUnit", "events/2022.toml", "at_most = 20, unit = \"ft\"", "at_most = 20",
     "events/2022.toml:39:12: error: event \"intercept\", distance: \"unit\" is missing\n"},
    {"EmptyText", "events/2022.toml", "\"A visit took place.\"", "\" \"",
     "events/2022.toml:9:11: error: event \"visit\": \"summary\" is empty\n"},
};

inline const std::vector<Slip> slips_in_values = {
    {"NumberForText", "events/2022.toml", "title = \"A visit\"", "title = 7",
     "events/2022.toml:4:9: error: event \"visit\": \"title\" must be a text, not a whole "
     "number\n"},
    {"TextForNumber", "events/2022.toml", "lat = 25.03", "lat = \"25.03\"",
     "events/2022.toml:7:34: error: event \"visit\", place: \"lat\" must be a number, not a "
     "text\n"},
    {"TextForList", "events/2022.toml", "parties = [\"USA\"]", "parties = \"USA\"",
     "events/2022.toml:6:11: error: event \"visit\": \"parties\" must be a list of texts, not a "
     "text\n"},
    {"NumberInList", "events/2022.toml", "parties = [\"USA\"]", "parties = [\"USA\", 7]",
     "events/2022.toml:6:19: error: event \"visit\": \"parties\" must be a text, not a whole "
     "number\n"},
    {"TextForTable", "events/2022.toml", "{ name = \"Taipei\", lat = 25.03, lon = 121.56 }",
     "\"Taipei\"",
     "events/2022.toml:7:9: error: event \"visit\": \"place\" must be a table, not a text\n"},
    {"TableForTables", "events/2022.toml", "[event.account.USA]", "[event.acts]",
     "events/2022.toml:11:1: error: event \"visit\": \"acts\" must be a list of tables, not a "
     "table\n"},
    {"TextForAccount", "events/2022.toml",
     "[event.account.USA]\n"
     "text = \"It says that its policy is unchanged.\"\n"
     "source = \"s1\"\n",
     "account.USA = \"unchanged\"\n",
     "events/2022.toml:11:15: error: event \"visit\", account: \"USA\" must be a table, not a "
     "text\n"},
    {"TextForFlag", "issues.toml", "hot_spot = true", "hot_spot = \"yes\"",
     "issues.toml:4:12: error: issue \"strait\": \"hot_spot\" must be true or false, not a text\n"},
    {"BadDateText", "events/2021.toml", "\"2021-03\"", "\"March 2021\"",
     "events/2021.toml:3:8: error: event \"open\": \"date\" is \"March 2021\"; a date is "
     "2022-08-05, \"2022-08\" or \"2022\"\n"},
    {"BadMonthText", "events/2021.toml", "\"2021-03\"", "\"2021-13\"",
     "events/2021.toml:3:8: error: event \"open\": \"date\" is \"2021-13\"; a date is 2022-08-05, "
     "\"2022-08\" or \"2022\"\n"},
    {"NumberForDate", "events/2021.toml", "\"2021-03\"", "2021",
     "events/2021.toml:3:8: error: event \"open\": \"date\" must be a date, not a whole number; a "
     "date is 2022-08-05, \"2022-08\" or \"2022\"\n"},
    {"DateWithTime", "events/2022.toml", "date = 2022-08-02", "date = 2022-08-02T10:00:00Z",
     "events/2022.toml:3:8: error: event \"visit\": \"date\" must be a date, not a date with a "
     "time; a date is 2022-08-05, \"2022-08\" or \"2022\"\n"},
    {"YearZero", "events/2022.toml", "date = 2022-08-02", "date = 0000-08-02",
     "events/2022.toml:3:8: error: event \"visit\": \"date\" is not a date that exists\n"},
    {"UnknownKind", "events/2022.toml", "kind = \"measure\"", "kind = \"countermeasure\"",
     "events/2022.toml:23:8: error: event \"countermeasures\": \"kind\" is \"countermeasure\", "
     "which is none of: meeting, call, visit, measure, incident, statement, agreement, exchange\n"},
    {"MistypedKind", "events/2022.toml", "kind = \"measure\"", "kind = \"mesure\"",
     "events/2022.toml:23:8: error: event \"countermeasures\": \"kind\" is \"mesure\"; did you "
     "mean \"measure\"?\n"},
    {"MistypedAct", "events/2022.toml", "act = \"cancel\"", "act = \"cancell\"",
     "events/2022.toml:27:30: error: event \"countermeasures\", act: \"act\" is \"cancell\"; did "
     "you mean \"cancel\"?\n"},
    {"LatitudeTooHigh", "events/2022.toml", "lat = 25.03", "lat = 125.03",
     "events/2022.toml:7:34: error: event \"visit\", place: \"lat\" is 125.03, outside -90 to "
     "90\n"},
    {"LatitudeAlone", "events/2022.toml", ", lon = 121.56", "",
     "events/2022.toml:7:34: error: event \"visit\", place: \"lat\" and \"lon\" go together\n"},
    {"LevelTooHigh", "commitments.toml", "level = 1", "level = 4",
     "commitments.toml:18:9: error: commitment \"hotline\", status: \"level\" is 4, outside 0 to "
     "3\n"},
    {"FractionForLevel", "commitments.toml", "level = 1", "level = 1.5",
     "commitments.toml:18:9: error: commitment \"hotline\", status: \"level\" must be a whole "
     "number, not a number\n"},
    {"NotANumber", "events/2022.toml", "at_most = 20", "at_most = nan",
     "events/2022.toml:39:24: error: event \"intercept\", distance: \"at_most\" is nan, outside 0 "
     "to 1000000000\n"},
    {"NegativeDistance", "events/2022.toml", "at_most = 20", "at_most = -20",
     "events/2022.toml:39:24: error: event \"intercept\", distance: \"at_most\" is -20, outside 0 "
     "to 1000000000\n"},
    {"TwoQuantities", "events/2022.toml", "at_most = 20", "at_most = 20, exactly = 20",
     "events/2022.toml:39:12: error: event \"intercept\": \"distance\" needs one of: exactly, "
     "about, at_most and/or at_least\n"},
    {"NoQuantity", "events/2022.toml", "{ at_most = 20, unit", "{ unit",
     "events/2022.toml:39:12: error: event \"intercept\": \"distance\" needs one of: exactly, "
     "about, at_most and/or at_least\n"},
    {"RangeUpsideDown", "events/2022.toml", "at_most = 20", "at_most = 20, at_least = 30",
     "events/2022.toml:39:12: error: event \"intercept\": \"distance\" is at least 30 and at most "
     "20\n"},
    {"UnknownUnit", "events/2022.toml", "\"ft\"", "\"feet\"",
     "events/2022.toml:39:35: error: event \"intercept\", distance: \"unit\" is \"feet\"; did you "
     "mean \"ft\"?\n"},
    {"BadId", "events/2022.toml", "id = \"visit\"", "id = \"a visit\"",
     "events/2022.toml:2:6: error: event: \"a visit\" is not an id: letters, digits, '-', '.' and "
     "'_', at most 128, a letter or digit first\n"
     "events/2022.toml:25:9: error: event \"visit\" is not in events/\n"},
    {"BadAddress", "sources.toml", "https://example.org/1", "example.org/1",
     "sources.toml:5:11: error: source \"s1\": \"address\" is \"example.org/1\"; an address begins "
     "with http:// or https:// and has no blank\n"},
    {"BadLanguage", "sources.toml", "language = \"en\"", "language = \"english\"",
     "sources.toml:7:12: error: source \"s1\": \"language\" is \"english\"; a language is an ISO "
     "639-1 code such as \"en\" or \"zh\"\n"},
    {"BadCaseLanguage", "case.toml", "\"zh\"", "\"Chinese\"",
     "case.toml:3:13: error: case: \"languages\" is \"Chinese\"; a language is an ISO 639-1 code "
     "such as \"en\" or \"zh\"\n"},
    {"LongQuotation", "events/2022.toml", "A visit took place.",
     "It said “we will take all the steps needed”.",
     "events/2022.toml:9:11: error: event \"visit\": \"summary\" quotes 7 words; six is the most, "
     "the rest in words of our own\n"},
    {"CadenceOfStanding", "channels.toml", "form = \"standing\"",
     "form = \"standing\"\n"
     "cadence = { months = 6, source = \"s1\" }",
     "channels.toml:22:11: error: channel \"consulate\": \"cadence\" belongs to a channel of form "
     "\"meeting\"\n"},
    {"MembersOfState", "actors.toml", "kind = \"bloc\"", "kind = \"state\"",
     "actors.toml:27:11: error: actor \"bloc\": \"members\" belongs to an actor of kind "
     "\"bloc\"\n"},
    {"MediumOfMeeting", "events/2022.toml", "kind = \"incident\"", "kind = \"meeting\"",
     "events/2022.toml:38:10: error: event \"intercept\": \"medium\" belongs to an event of kind "
     "\"incident\"\n"},
    {"PlannedOfHold", "events/2021.toml", "act = \"hold\"", "act = \"hold\", planned = 2021-06-01",
     "events/2021.toml:8:48: error: event \"open\", act: \"planned\" belongs to an act "
     "\"announce\"\n"},
    {"SuspendedByNobody", "events/2022.toml", "act = \"cancel\", by = \"CHN\"", "act = \"cancel\"",
     "events/2022.toml:27:3: error: event \"countermeasures\", act: \"by\" is missing: who did the "
     "\"cancel\"?\n"},
    {"StepOfAnother", "recommendations.toml", "\"R1.2\"", "\"R2.2\"",
     "recommendations.toml:14:6: error: recommendation \"R1\", step \"R2.2\": a step of \"R1\" has "
     "an id such as \"R1.1\"\n"},
    {"RuleMissing", "recommendations.toml",
     "rule = { kind = \"held\", channels = [\"talks\"], at_least = 2, months = 12 }\n", "",
     "recommendations.toml:8:1: error: recommendation \"R1\", step \"R1.1\": \"rule\" is "
     "missing\n"},
    {"RuleUnknown", "recommendations.toml", "kind = \"held\"", "kind = \"holds\"",
     "recommendations.toml:11:17: error: recommendation \"R1\", step \"R1.1\", rule: \"kind\" is "
     "\"holds\"; did you mean \"held\"?\n"},
};

inline const std::vector<Slip> slips_in_references = {
    {"DuplicateId", "events/2022.toml", "id = \"countermeasures\"", "id = \"visit\"",
     "events/2022.toml:20:6: error: event \"visit\" is already defined at events/2022.toml:2\n"
     "events/2022.toml:25:9: error: event \"visit\": \"after\" names the event itself\n"},
    {"DuplicateIdInAnotherFile", "events/2022.toml", "id = \"countermeasures\"", "id = \"open\"",
     "events/2022.toml:20:6: error: event \"open\" is already defined at events/2021.toml:2\n"},
    {"DuplicateSource", "sources.toml", "id = \"s2\"", "id = \"s1\"",
     "channels.toml:14:10: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "events/2022.toml:16:10: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "events/2022.toml:30:12: error: source \"s2\" is not in sources.toml; did you mean \"s1\"?\n"
     "sources.toml:12:6: error: source \"s1\" is already defined at sources.toml:2\n"},
    {"SameAddressTwice", "sources.toml", "citation = \"Ministry, 5 August 2022\"",
     "address = \"https://example.org/1\"",
     "sources.toml:11:1: error: source \"s2\": \"address\" is that of source \"s1\" already\n"},
    {"DanglingSource", "events/2022.toml", "sources = [\"s2\"]", "sources = [\"s2\", \"s9\"]",
     "events/2022.toml:30:18: error: source \"s9\" is not in sources.toml; did you mean \"s1\"?\n"},
    {"DanglingChannel", "events/2022.toml", "channel = \"talks\"", "channel = \"talk\"",
     "events/2022.toml:27:15: error: channel \"talk\" is not in channels.toml; did you mean "
     "\"talks\"?\n"},
    {"DanglingActor", "events/2022.toml", "parties = [\"USA\"]", "parties = [\"UAS\"]",
     "events/2022.toml:6:12: error: actor \"UAS\" is not in actors.toml; did you mean \"USA\"?\n"},
    {"DanglingAfter", "events/2022.toml", "after = \"visit\"", "after = \"the-visit\"",
     "events/2022.toml:25:9: error: event \"the-visit\" is not in events/; did you mean "
     "\"visit\"?\n"},
    {"DanglingIssue", "events/2022.toml", "issues = [\"strait\"]", "issues = [\"korea\"]",
     "events/2022.toml:8:11: error: issue \"korea\" is not in issues.toml\n"},
    {"DanglingEventOfCommitment", "commitments.toml", "event = \"open\"", "event = \"opened\"",
     "commitments.toml:5:9: error: event \"opened\" is not in events/; did you mean \"open\"?\n"},
    {"DanglingSeries", "recommendations.toml", "series = \"visas\"", "series = \"visa\"",
     "recommendations.toml:16:36: error: series \"visa\" is not in series/series.toml; did you "
     "mean \"visas\"?\n"},
    {"DanglingSourceInCsv", "series/visas.csv", "2022-03-01,s1", "2022-03-01,s7",
     "series/visas.csv:2:30: error: source \"s7\" is not in sources.toml; did you mean \"s1\"?\n"},
    {"PartyTwice", "events/2022.toml", "parties = [\"CHN\", \"USA\"]",
     "parties = [\"CHN\", \"CHN\"]",
     "events/2022.toml:24:19: error: event \"countermeasures\": \"parties\" names \"CHN\" twice\n"},
    {"NoParty", "events/2022.toml", "parties = [\"USA\"]", "parties = []",
     "events/2022.toml:6:11: error: event \"visit\": \"parties\" is empty\n"},
    {"NoSource", "events/2022.toml", "sources = [\"s2\"]\n", "",
     "events/2022.toml:19:1: error: event \"countermeasures\": \"sources\" is missing\n"},
    {"EmptySources", "events/2022.toml", "sources = [\"s2\"]", "sources = []",
     "events/2022.toml:30:11: error: event \"countermeasures\": \"sources\" is empty\n"},
    {"NoAddressNorCitation", "sources.toml", "citation = \"Ministry, 5 August 2022\"\n", "",
     "sources.toml:11:1: error: source \"s2\": needs an \"address\" or a full \"citation\"\n"},
    {"AccountOfNoSide", "events/2022.toml", "[event.account.USA]", "[event.account.JPN]",
     "events/2022.toml:11:1: error: \"JPN\" is not a side of this case; its sides are \"USA\" and "
     "\"CHN\"\n"},
    {"AccountOfOffice", "commitments.toml", "[commitment.account.USA]",
     "[commitment.account.minister]",
     "commitments.toml:11:1: error: \"minister\" is not a side of this case; its sides are \"USA\" "
     "and \"CHN\"\n"},
    {"SourceOfNoSide", "sources.toml", "side = \"USA\"", "side = \"JPN\"",
     "sources.toml:8:8: error: \"JPN\" is not a side of this case; its sides are \"USA\" and "
     "\"CHN\"\n"},
    {"SeriesOfNoSide", "series/visas.csv", "2022-01,80,70,90,CHN,,", "2022-01,80,70,90,JPN,,",
     "series/visas.csv:4:18: error: \"JPN\" is not a side of this case; its sides are \"USA\" and "
     "\"CHN\"\n"},
    {"ThreeSides", "case.toml", "[\"USA\", \"CHN\"]", "[\"USA\", \"CHN\", \"JPN\"]",
     "case.toml:2:9: error: case: \"sides\" names two different actors\n"},
    {"OneSide", "case.toml", "[\"USA\", \"CHN\"]", "[\"USA\"]",
     "case.toml:2:9: error: case: \"sides\" names two different actors\n"},
    {"UnknownSide", "case.toml", "[\"USA\", \"CHN\"]", "[\"USA\", \"CHA\"]",
     "case.toml:2:17: error: actor \"CHA\" is not in actors.toml; did you mean \"CHN\"?\n"},
    {"SideMissing", "case.toml", "sides = [\"USA\", \"CHN\"]\n", "",
     "case.toml:1:1: error: case: \"sides\" is missing\n"},
    {"OfItself", "actors.toml", "of = \"CHN\"", "of = \"minister\"",
     "actors.toml:20:6: error: actor \"minister\": \"of\" names the actor itself\n"},
    {"OfInACycle", "actors.toml",
     "name = \"China\"\n"
     "kind = \"state\"",
     "name = \"China\"\n"
     "kind = \"state\"\n"
     "of = \"minister\"",
     "actors.toml:6:1: error: actor \"CHN\": \"of\" leads back to itself\n"},
};

inline const std::vector<Slip> slips_in_order = {
    {"AfterItself", "events/2022.toml", "after = \"visit\"", "after = \"countermeasures\"",
     "events/2022.toml:25:9: error: event \"countermeasures\": \"after\" names the event itself\n"},
    {"AfterInACycle", "events/2022.toml", "parties = [\"USA\"]",
     "parties = [\"USA\"]\n"
     "after = \"countermeasures\"",
     "events/2022.toml:1:1: error: event \"visit\": \"after\" leads back to itself\n"
     "events/2022.toml:1:1: error: event \"visit\": \"after\" names \"countermeasures\" of "
     "2022-08-05, which is later\n"},
    {"AfterALaterEvent", "events/2022.toml", "parties = [\"USA\"]",
     "parties = [\"USA\"]\n"
     "after = \"intercept\"",
     "events/2022.toml:1:1: error: event \"visit\": \"after\" names \"intercept\" of 2022-12-21, "
     "which is later\n"},
    {"NotInOrderOfDate", "events/2022.toml", "date = 2022-08-05", "date = 2022-08-01",
     "events/2022.toml:19:1: error: event \"countermeasures\": \"after\" names \"visit\" of "
     "2022-08-02, which is later\n"
     "events/2022.toml:21:8: error: event \"countermeasures\": 2022-08-01 stands after 2022-08-02; "
     "events stand in order of date\n"},
    {"InTheFileOfAnotherYear", "events/2022.toml", "date = 2022-12-21", "date = 2023-12-21",
     "events/2022.toml:34:8: error: event \"intercept\": belongs in events/2023.toml by its date "
     "2023-12-21\n"
     "events/2022.toml:35:9: error: event \"intercept\": \"known\" is 2022-12-29, before "
     "2023-12-21\n"},
    {"InTheFileOfAnotherYear1970", "events/2022.toml", "date = 2022-12-21", "date = 1970-01-01",
     "events/2022.toml:34:8: error: event \"intercept\": belongs in events/1970.toml by its date "
     "1970-01-01\n"},
    {"EndBeforeDate", "events/2022.toml", "date = 2022-08-02",
     "date = 2022-08-02\n"
     "end = 2022-08-01",
     "events/2022.toml:4:7: error: event \"visit\": \"end\" is 2022-08-01, before 2022-08-02\n"},
    {"KnownBeforeDate", "events/2022.toml", "known = 2022-12-29", "known = 2022-12-20",
     "events/2022.toml:35:9: error: event \"intercept\": \"known\" is 2022-12-20, before "
     "2022-12-21\n"},
    {"PlannedBeforeDate", "events/2021.toml", "act = \"hold\"",
     "act = \"announce\", planned = 2021-02-01",
     "events/2021.toml:8:52: error: event \"open\", act: \"planned\" is 2021-02-01, before "
     "2021-03\n"},
    {"DueBeforeDate", "commitments.toml", "due = 2022-01-01", "due = 2021-01-01",
     "commitments.toml:9:7: error: commitment \"hotline\": \"due\" is 2021-01-01, before "
     "2021-03-19\n"},
    {"StatusBeforeDate", "commitments.toml", "date = 2022-05-01", "date = 2020-05-01",
     "commitments.toml:19:8: error: commitment \"hotline\", status: \"date\" is 2020-05-01, before "
     "2021-03-19\n"},
    {"StatusWithoutDate", "commitments.toml", "date = 2022-05-01\n", "",
     "commitments.toml:15:1: error: commitment \"hotline\", status: \"date\" is missing\n"},
    {"PostEndsBeforeItBegins", "actors.toml", "to = \"2023-06\"", "to = \"2020\"",
     "actors.toml:21:52: error: actor \"minister\", posts: \"to\" is 2020, before 2021\n"},
    {"CaseEndsBeforeItBegins", "case.toml", "from = 2021-01-01",
     "from = 2021-01-01\n"
     "to = 2020-12-31",
     "case.toml:5:6: error: case: \"to\" is 2020-12-31, before 2021-01-01\n"},
    {"BadDateAndAfter", "events/2022.toml", "date = 2022-08-05", "date = \"5 August\"",
     "events/2022.toml:21:8: error: event \"countermeasures\": \"date\" is \"5 August\"; a date is "
     "2022-08-05, \"2022-08\" or \"2022\"\n"},
};

inline const std::vector<Slip> slips_in_series = {
    {"SeriesOutOfOrder", "series/visas.csv", "2022-02,,90", "2021-12,,90",
     "series/visas.csv:3:1: error: 2021-12 follows 2022-01; dates ascend\n"},
    {"SeriesDayTwice", "series/visas.csv", "2022-02,,90", "2022-01,,90",
     "series/visas.csv:3:1: error: 2022-01 stands twice; a revised figure has a \"known\" after "
     "that of the figure before it\n"},
    {"SeriesDateNotFirst", "series/visas.csv", "",
     "value,date\n"
     "1,2022-02\n"
     "2,2022-01\n",
     "series/visas.csv:3:3: error: 2022-01 follows 2022-02; dates ascend\n"},
    {"SeriesWithoutDate", "series/visas.csv", "",
     "value,date\n"
     "1,\n",
     "series/visas.csv:2:3: error: \"date\" is empty\n"},
    {"SeriesBadDate", "series/visas.csv", "2022-02,,90", "2022-13,,90",
     "series/visas.csv:3:1: error: \"date\" is \"2022-13\"; a date is 2022-08-05, 2022-08 or "
     "2022\n"},
    {"SeriesBadNumber", "series/visas.csv", "2022-01,100", "2022-01,1 000",
     "series/visas.csv:2:9: error: \"value\" is \"1 000\", not a number\n"},
    {"SeriesInfinity", "series/visas.csv", "2022-01,100", "2022-01,inf",
     "series/visas.csv:2:9: error: \"value\" is \"inf\", not a number\n"},
    {"SeriesNoValue", "series/visas.csv", "2022-02,,90", "2022-02,,",
     "series/visas.csv:3:1: error: has neither a value nor a bound\n"},
    {"SeriesBounds", "series/visas.csv", "80,70,90", "80,90,70",
     "series/visas.csv:4:1: error: low, value and high do not ascend\n"},
    {"SeriesValueOutsideBounds", "series/visas.csv", "80,70,90", "60,70,90",
     "series/visas.csv:4:1: error: low, value and high do not ascend\n"},
    {"SeriesFewCells", "series/visas.csv", "2022-02,,90,,USA,,", "2022-02,,90",
     "series/visas.csv:3:1: error: has 3 cells, the header 7\n"},
    {"SeriesUnknownColumn", "series/visas.csv", "date,value,low", "date,value,lower",
     "series/visas.csv:1:12: error: unknown column \"lower\"; did you mean \"low\"?\n"},
    {"SeriesColumnTwice", "series/visas.csv", "date,value,low", "date,value,value",
     "series/visas.csv:1:12: error: column \"value\" stands twice\n"},
    {"SeriesColumnMissing", "series/visas.csv", "",
     "date,low\n"
     "2022,1\n",
     "series/visas.csv:1:1: error: column \"value\" is missing from the header\n"},
    {"SeriesEmptyFile", "series/visas.csv", "", "(empty)",
     "series/visas.csv:1:1: error: is empty; its first line is the header date,value\n"},
    {"SeriesOpenQuotation", "series/visas.csv", "2022-02,,90", "2022-02,,\"90",
     "series/visas.csv:3:10: error: a quotation mark is not closed on its line\n"},
    {"SeriesKnownTooEarly", "series/visas.csv", "2022-03-01", "2021-03-01",
     "series/visas.csv:2:19: error: \"known\" is 2021-03-01, before 2022-01\n"},
    {"SeriesColumnAfterWideText", "series/visas.csv", "",
     "date,side,value\n"
     "2022,\"外交\",x\n",
     "series/visas.csv:2:6: error: \"外交\" is not a side of this case; its sides are \"USA\" and "
     "\"CHN\"\n"
     "series/visas.csv:2:11: error: \"value\" is \"x\", not a number\n"},
    {"SeriesFileMissing", "series/series.toml", "\"visas.csv\"", "\"visa.csv\"",
     "series/series.toml:1:1: error: series \"visas\": its file series/visa.csv is not there\n"
     "series/visas.csv:1:1: error: is described by no series in series/series.toml\n"},
    {"SeriesFileElsewhere", "series/series.toml", "\"visas.csv\"", "\"../visas.csv\"",
     "series/series.toml:5:8: error: series \"visas\": \"file\" is \"../visas.csv\"; it names a "
     ".csv file that stands in series/\n"
     "series/visas.csv:1:1: error: is described by no series in series/series.toml\n"},
    {"SeriesFileNoCsv", "series/series.toml", "\"visas.csv\"", "\"visas.txt\"",
     "series/series.toml:5:8: error: series \"visas\": \"file\" is \"visas.txt\"; it names a .csv "
     "file that stands in series/\n"
     "series/visas.csv:1:1: error: is described by no series in series/series.toml\n"},
    {"SeriesFileTwice", "series/series.toml", "[[series]]",
     "[[series]]\n"
     "id = \"twice\"\n"
     "title = \"Visas\"\n"
     "unit = \"visas\"\n"
     "file = \"visas.csv\"\n"
     "frequency = \"month\"\n"
     "source = \"s1\"\n"
     "\n"
     "[[series]]",
     "series/series.toml:9:1: error: series \"visas\": its file visas.csv is that of series "
     "\"twice\" already; each has its own\n"},
    {"SeriesForm", "series/series.toml", "polarity = 1", "form = \"steps\"",
     "series/series.toml:7:8: error: series \"visas\": \"form\" is \"steps\"; did you mean "
     "\"step\"?\n"},
    {"SeriesPolarity", "series/series.toml", "polarity = 1", "polarity = 2",
     "series/series.toml:7:12: error: series \"visas\": \"polarity\" is 2, outside -1 to 1\n"},
};

inline const std::vector<Slip> slips_in_files = {
    {"NoCaseFile", "case.toml", "", "(gone)", "case.toml:1:1: error: is missing\n"},
    {"NoActorsFile", "actors.toml", "", "(gone)", "actors.toml:1:1: error: is missing\n"},
    {"NoSourcesFile", "sources.toml", "", "(gone)",
     "actors.toml:21:72: error: source \"s1\" is not in sources.toml\n"
     "channels.toml:8:34: error: source \"s1\" is not in sources.toml\n"
     "channels.toml:14:10: error: source \"s2\" is not in sources.toml\n"
     "commitments.toml:10:12: error: source \"s1\" is not in sources.toml\n"
     "commitments.toml:13:10: error: source \"s1\" is not in sources.toml\n"
     "commitments.toml:21:10: error: source \"s1\" is not in sources.toml\n"
     "events/2021.toml:12:12: error: source \"s1\" is not in sources.toml\n"
     "events/2022.toml:10:12: error: source \"s1\" is not in sources.toml\n"
     "events/2022.toml:13:10: error: source \"s1\" is not in sources.toml\n"
     "events/2022.toml:16:10: error: source \"s2\" is not in sources.toml\n"
     "events/2022.toml:30:12: error: source \"s2\" is not in sources.toml\n"
     "events/2022.toml:42:12: error: source \"s1\" is not in sources.toml\n"
     "positions.toml:6:10: error: source \"s1\" is not in sources.toml\n"
     "positions.toml:14:10: error: source \"s1\" is not in sources.toml\n"
     "recommendations.toml:6:10: error: source \"s1\" is not in sources.toml\n"
     "series/series.toml:8:10: error: source \"s1\" is not in sources.toml\n"
     "series/visas.csv:2:30: error: source \"s1\" is not in sources.toml\n"},
    {"EmptyCaseFile", "case.toml", "", "(empty)",
     "case.toml:1:1: error: case: \"title\" is missing\n"
     "case.toml:1:1: error: case: \"sides\" is missing\n"},
    {"MistypedFile", "chanels.toml", "", "(empty)",
     "chanels.toml:1:1: error: is no part of a case; did you mean channels.toml?\n"},
    {"UnknownFile", "notes.toml", "", "(empty)", "notes.toml:1:1: error: is no part of a case\n"},
    {"MistypedYear", "events/22.toml", "", "(empty)",
     "events/22.toml:1:1: error: is no part of a case; did you mean events/2022.toml?\n"},
    {"CsvOutsideSeries", "visas.csv", "", "date,value\n",
     "visas.csv:1:1: error: is no part of a case; the observations of a series stand in series/\n"},
    {"CsvOfNoSeries", "series/students.csv", "",
     "date,value\n"
     "2022,1\n",
     "series/students.csv:1:1: error: is described by no series in series/series.toml\n"},
    {"MistypedTitle", "case.toml", "title", "titel",
     "case.toml:1:1: error: case: \"title\" is missing\n"
     "case.toml:1:1: error: case: unknown key \"titel\"; did you mean \"title\"?\n"},
};

}  // namespace detente::testing
