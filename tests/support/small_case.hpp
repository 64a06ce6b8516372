// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "record/case_parser.hpp"

/// A small sound case as files by name, and how to read one from memory. Knows nothing of
/// GoogleTest, so that the fuzzers can have it.
namespace detente::testing {

using CaseFiles = std::map<std::string, std::string>;

inline const CaseFiles small_case_files = {
    {"case.toml", R"(title = "Two states"
sides = ["USA", "CHN"]
languages = ["en", "zh"]
from = 2021-01-01
)"},
    {"actors.toml", R"([[actor]]
id = "USA"
name = "United States"
kind = "state"

[[actor]]
id = "CHN"
name = "China"
kind = "state"

[[actor]]
id = "JPN"
name = "Japan"
kind = "state"

[[actor]]
id = "minister"
name = "A minister"
kind = "person"
of = "CHN"
posts = [{ title = "Minister", from = "2021", to = "2023-06", source = "s1" }]

[[actor]]
id = "bloc"
name = "A bloc"
kind = "bloc"
members = [{ actor = "USA", from = "2000" }, { actor = "JPN", to = 2022-12-31 }]
)"},
    {"channels.toml", R"([[channel]]
id = "talks"
name = "Talks"
level = "cabinet"
domains = ["maritime"]
parties = ["USA", "CHN"]
form = "meeting"
cadence = { months = 6, source = "s1" }

[[channel.need]]
side = "CHN"
date = 2022-09-01
text = "It asks for respect."
source = "s2"

[[channel]]
id = "consulate"
name = "Consulate"
level = "consular"
parties = ["USA", "CHN"]
form = "standing"
)"},
    {"events/2021.toml", R"([[event]]
id = "open"
date = "2021-03"
title = "Talks opened"
kind = "meeting"
parties = ["USA", "CHN"]
acts = [
  { channel = "talks", act = "hold" },
  { channel = "consulate", act = "open", by = "CHN" },
]
summary = "They met."
sources = ["s1"]
)"},
    {"events/2022.toml", R"([[event]]
id = "visit"
date = 2022-08-02
title = "A visit"
kind = "visit"
parties = ["USA"]
place = { name = "Taipei", lat = 25.03, lon = 121.56 }
issues = ["strait"]
summary = "A visit took place."
sources = ["s1"]
[event.account.USA]
text = "It says that its policy is unchanged."
source = "s1"
[event.account.CHN]
text = "It says that this was a provocation."
source = "s2"
known = 2022-08-03

[[event]]
id = "countermeasures"
date = 2022-08-05
title = "Countermeasures"
kind = "measure"
parties = ["CHN", "USA"]
after = "visit"
acts = [
  { channel = "talks", act = "cancel", by = "CHN", word = "取消", reason = "the visit" },
]
summary = "Talks were cancelled."
sources = ["s2"]

[[event]]
id = "intercept"
date = 2022-12-21
known = 2022-12-29
title = "An intercept"
kind = "incident"
medium = "air"
distance = { at_most = 20, unit = "ft" }
parties = ["CHN", "USA"]
summary = "Two aircraft met."
sources = ["s1"]
)"},
    {"sources.toml", R"([[source]]
id = "s1"
publisher = "State Department"
title = "A readout"
address = "https://example.org/1"
date = 2022-08-02
language = "en"
side = "USA"
read = "full"

[[source]]
id = "s2"
publisher = "外交部"
title = "外交部宣布"
citation = "Ministry, 5 August 2022"
date = 2022-08-05
language = "zh"
side = "CHN"
read = "excerpt"
)"},
    {"commitments.toml", R"([[commitment]]
id = "hotline"
title = "A hotline"
date = 2021-03-19
event = "open"
parties = ["USA", "CHN"]
issues = ["strait"]
text = "They would answer calls."
due = 2022-01-01
sources = ["s1"]
[commitment.account.USA]
text = "It says that calls would be answered."
source = "s1"

[[commitment.status]]
side = "CHN"
by = "USA"
level = 1
date = 2022-05-01
text = "Some calls were answered."
source = "s1"
)"},
    {"issues.toml", R"([[issue]]
id = "strait"
name = "The strait"
hot_spot = true
)"},
    {"positions.toml", R"([[position]]
actor = "USA"
issue = "strait"
date = 2022-05-26
text = "It opposes unilateral changes."
source = "s1"

[[interest]]
id = "calm"
text = "Both want calm."
sides = ["USA", "CHN"]
issues = ["strait"]
date = 2022-11-14
source = "s1"
voice = "participants"
)"},
    {"recommendations.toml", R"([[recommendation]]
id = "R1"
title = "Talk again"
text = "Resume the talks."
date = 2022-06-30
source = "s1"

[[recommendation.step]]
id = "R1.1"
title = "Hold the talks"
rule = { kind = "held", channels = ["talks"], at_least = 2, months = 12 }

[[recommendation.step]]
id = "R1.2"
title = "More visas"
rule = { kind = "series", series = "visas", side = "USA", rise = 10, from = 2022-06-30 }
)"},
    {"series/series.toml", R"([[series]]
id = "visas"
title = "Visas"
unit = "visas"
file = "visas.csv"
frequency = "month"
polarity = 1
source = "s1"
lag_days = 30
breaks = [{ date = 2022-03-01, text = "Counted anew" }]
)"},
    {"series/visas.csv", R"(date,value,low,high,side,known,source
2022-01,100,,,USA,2022-03-01,s1
2022-02,,90,,USA,,
2022-01,80,70,90,CHN,,
)"}};

/// A copy, to be changed.
inline CaseFiles small_case() { return small_case_files; }

/// The sum of the case's parts, as CaseParser reads them in order of name.
inline ReadCase parse(const CaseFiles& files) {
  CaseParser parser("small");
  for (const auto& [file, text] : files) parser.add(file, text);
  return parser.finish();
}

inline std::string lines(const Faults& faults) {
  std::string text;
  for (const Fault& fault : faults) text += to_string(fault, "") + '\n';
  return text;
}

}  // namespace detente::testing
