// SPDX-License-Identifier: Apache-2.0
// How often the rules of rhetoric are right: held against tests/data/rhetoric/coded.csv, whose
// sentences lie in the collection of readouts.
//   bench_rhetoric CODED.csv READOUTS LEXICON              agreement, precision and recall; the
//   [[checked]] tables bench_rhetoric CODED.csv READOUTS LEXICON --check 20   so many per cent of
//   the sentences, with their codes, as CSV
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/random.hpp"
#include "measure/agreement.hpp"
#include "measure/proportion.hpp"
#include "support/coded_sentences.hpp"

namespace {

using namespace detente;

/// Of one class, language and half.
struct Tally {
  std::size_t hits = 0, right = 0, missed = 0;
  double weight_right = 0, weight_missed = 0;
};

bool both_gave(const CodedSentence& one, Stance stance) {
  const auto k = static_cast<std::size_t>(stance);
  return one.coders[0].test(k) && one.coders[1].test(k);
}

void add(Tally& tally, const CodedSentence& one, Stance stance) {
  const bool hit = one.machine.test(static_cast<std::size_t>(stance));
  const bool coded = both_gave(one, stance);
  tally.hits += hit ? 1 : 0;
  tally.right += hit && coded ? 1 : 0;
  tally.missed += !hit && coded ? 1 : 0;
  if (coded) (hit ? tally.weight_right : tally.weight_missed) += one.weight;
}

std::string alpha_of(const std::vector<CodedSentence>& all, Stance stance,
                     std::string_view language) {
  std::vector<std::vector<int>> units;
  const auto k = static_cast<std::size_t>(stance);
  for (const CodedSentence& one : all) {
    if (language.empty() || one.language == language)
      units.push_back({one.coders[0].test(k) ? 1 : 0, one.coders[1].test(k) ? 1 : 0});
  }
  const auto alpha = krippendorff_alpha(units);
  return alpha ? fmt::format("{:.2f}", *alpha) : "none coded";
}

void print_report(const std::vector<CodedSentence>& all) {
  fmt::print(
      "class     language  half      alpha  hits right missed  precision (95 %)    recall (95 %)   "
      "    recall, weighted\n");
  for (const Stance stance : stances) {
    for (const std::string_view language : {"en", "zh", ""}) {
      for (const bool held_out : {false, true}) {
        Tally tally;
        for (const CodedSentence& one : all) {
          if (one.held_out == held_out && (language.empty() || one.language == language))
            add(tally, one, stance);
        }
        const Proportion precision = wilson(tally.right, tally.hits);
        const Proportion recall = wilson(tally.right, tally.right + tally.missed);
        const double weights = tally.weight_right + tally.weight_missed;
        fmt::print(
            "{:9} {:9} {:9} {:>5}  {:4} {:5} {:6}  {:.2f} ({:.2f}-{:.2f})    {:.2f} "
            "({:.2f}-{:.2f})    {}\n",
            to_string(stance), language.empty() ? "both" : language,
            held_out ? "held out" : "made on", alpha_of(all, stance, language), tally.hits,
            tally.right, tally.missed, precision.value, precision.low, precision.high, recall.value,
            recall.low, recall.high,
            weights > 0 ? fmt::format("{:.2f}", tally.weight_right / weights) : "-");
      }
    }
  }
}

void print_tables(const std::vector<CodedSentence>& all) {
  for (const Stance stance : stances) {
    for (const std::string_view language : {"en", "zh"}) {
      Tally tally;
      for (const CodedSentence& one : all) {
        if (one.held_out && one.language == language) add(tally, one, stance);
      }
      fmt::print(
          "\n[[checked]]\nclass = \"{}\"\nlanguage = \"{}\"\nhits = {}\nright = {}\nmissed = {}\n",
          to_string(stance), language, tally.hits, tally.right, tally.missed);
    }
  }
}

std::string names_of(const Stances& classes) {
  std::string names;
  for (const Stance stance : stances) {
    if (classes.test(static_cast<std::size_t>(stance)))
      names += (names.empty() ? "" : "+") + std::string(to_string(stance));
  }
  return names.empty() ? "none" : names;
}

std::string quoted(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2)
    text.insert(at, 1, '"');
  return '"' + text + '"';
}

void print_sample(const std::vector<CodedSentence>& all, double percent) {
  constexpr double hundred = 100;
  Random random(1);
  fmt::print("id,coder1,coder2,machine,person,sentence\n");
  for (const CodedSentence& one : all) {
    if (random.uniform() * hundred >= percent) continue;
    fmt::print("{},{},{},{},,{}\n", one.id, names_of(one.coders[0]), names_of(one.coders[1]),
               names_of(one.machine), quoted(one.text));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 6) {
    fmt::print(stderr, "bench_rhetoric CODED.csv READOUTS LEXICON [--check PERCENT]\n");
    return 2;
  }
  auto coded = read_coded(argv[1]);
  if (!coded) {
    fmt::print(stderr, "{}: {}\n", coded.error().where, coded.error().what);
    return 1;
  }
  auto lexicon = read_lexicon(argv[3]);
  if (!lexicon || !lexicon->faults.empty()) {
    fmt::print(stderr, "the lexicon is at fault\n");
    return 1;
  }
  if (const auto scored = score_coded(*coded, argv[2], std::move(*lexicon)); !scored) {
    fmt::print(stderr, "{}: {}\n", scored.error().where, scored.error().what);
    return 1;
  }
  if (argc == 6) {
    print_sample(*coded, std::stod(argv[5]));
    return 0;
  }
  print_report(*coded);
  print_tables(*coded);
  return 0;
}
