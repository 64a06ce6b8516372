// SPDX-License-Identifier: Apache-2.0
// bench_readouts: how often `detente compare` is right, by the pairs of readouts that people have
// marked. docs/compare.md has its table and says what each score means.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/file_bytes.hpp"
#include "base/random.hpp"
#include "lexicon/read_lexicon.hpp"
#include "readouts/baselines.hpp"
#include "readouts/causes.hpp"
#include "readouts/fit.hpp"
#include "readouts/scores.hpp"
#include "text/assignment.hpp"

namespace detente::readouts {
namespace {

std::string_view name_of(Finding kind) {
  return kind == Finding::shared     ? "shared"
         : kind == Finding::stronger ? "stronger"
                                     : "contradictory";
}

struct Scored {
  const MarkedPair* pair;
  TextComparison compared;
  Scores scores;
};

using Choice = std::function<bool(const MarkedPair&)>;
using Value = std::function<double(const Scores&)>;

/// A score over the chosen pairs with the 95 % of its resamples over pairs.
std::string with_interval(const std::vector<std::pair<const MarkedPair*, Scores>>& all,
                          const Choice& chosen, const Value& value) {
  constexpr int resamples = 2000;
  std::vector<Scores> pairs;
  Scores sum;
  for (const auto& [pair, scores] : all) {
    if (!chosen(*pair)) continue;
    pairs.push_back(scores);
    sum += scores;
  }
  if (pairs.empty()) return "-";
  Random random(1);
  std::vector<double> values;
  for (int i = 0; i < resamples; ++i) {
    Scores drawn;
    for (std::size_t k = 0; k < pairs.size(); ++k) drawn += pairs[random.below(pairs.size())];
    values.push_back(value(drawn));
  }
  std::ranges::sort(values);
  return fmt::format("{:.2f} ({:.2f}-{:.2f})", value(sum), values[resamples / 40],
                     values[resamples - resamples / 40 - 1]);
}

struct Row {
  std::string name;
  Value value;
  bool by_language;
};

std::vector<Row> rows() {
  return {{"points, F1", [](const Scores& s) { return s.points.f1(); }, false},
          {"points, any cover, F1", [](const Scores& s) { return s.covered.f1(); }, false},
          {"links, F1", [](const Scores& s) { return s.links.f1(); }, true},
          {"  precision", [](const Scores& s) { return s.links.precision(); }, true},
          {"  recall", [](const Scores& s) { return s.links.recall(); }, true},
          {"links, one to one, F1", [](const Scores& s) { return s.links_strict.f1(); }, true},
          {"only in one, F1", [](const Scores& s) { return s.only.f1(); }, true},
          {"  precision", [](const Scores& s) { return s.only.precision(); }, true},
          {"  recall", [](const Scores& s) { return s.only.recall(); }, true},
          {"only, one to one, F1", [](const Scores& s) { return s.only_strict.f1(); }, true},
          {"issue", [](const Scores& s) { return s.issue.value(); }, true},
          {"binding within 1", [](const Scores& s) { return s.binding_near.value(); }, true},
          {"binding exact", [](const Scores& s) { return s.binding_exact.value(); }, true},
          {"who", [](const Scores& s) { return s.who.value(); }, true},
          {"polarity", [](const Scores& s) { return s.polarity.value(); }, true},
          {"kind of link", [](const Scores& s) { return s.kind.value(); }, true}};
}

bool is_english(const MarkedPair& pair) { return pair.languages[1] == "en"; }

const std::vector<std::pair<std::string, Choice>>& columns() {
  static const std::vector<std::pair<std::string, Choice>> all{
      {"all", [](const MarkedPair&) { return true; }},
      {"en-zh", [](const MarkedPair& pair) { return !is_english(pair); }},
      {"en-en", is_english},
      {"development", [](const MarkedPair& pair) { return !pair.held_out; }},
      {"held out", [](const MarkedPair& pair) { return pair.held_out && !pair.fresh; }},
      {"fresh", [](const MarkedPair& pair) { return pair.fresh; }}};
  return all;
}

void print_line(const std::string& name, const std::vector<std::string>& cells) {
  fmt::print("{:<26}", name);
  for (const std::string& cell : cells) fmt::print(" {:>18}", cell);
  fmt::print("\n");
}

void print_row(const std::string& name,
               const std::vector<std::pair<const MarkedPair*, Scores>>& all, const Value& value) {
  std::vector<std::string> cells;
  for (const auto& [title, chosen] : columns()) cells.push_back(with_interval(all, chosen, value));
  print_line(name, cells);
}

void print_scores(const std::vector<Scored>& scored) {
  std::vector<std::pair<const MarkedPair*, Scores>> all;
  for (const Scored& one : scored) all.emplace_back(one.pair, one.scores);
  std::vector<std::string> titles;
  for (const auto& [title, chosen] : columns()) titles.push_back(title);
  print_line("", titles);
  for (const Row& row : rows()) print_row(row.name, all, row.value);
}

/// A baseline with the threshold that is best for it on these very pairs, which flatters it.
void print_baseline(const std::string& name, const std::vector<Scored>& scored,
                    const std::function<std::vector<ScoredLink>(const Scored&)>& links_of) {
  std::vector<std::vector<ScoredLink>> links;
  for (const Scored& one : scored) links.push_back(links_of(one));
  const auto scores_at = [&](double least) {
    std::vector<std::pair<const MarkedPair*, Scores>> all;
    for (std::size_t i = 0; i < scored.size(); ++i) {
      if (links[i].empty() && name.starts_with("bag") && !is_english(*scored[i].pair)) continue;
      all.emplace_back(scored[i].pair,
                       scores_of(with_links(marks_of(scored[i].compared), links[i], least),
                                 scored[i].pair->marks));
    }
    return all;
  };
  const auto f1_of = [&](double least) {
    Scores sum;
    for (const auto& [pair, scores] : scores_at(least)) sum += scores;
    return sum.links.f1();
  };
  double best = 0;
  for (double least = 0; least < 1; least += 0.02) {
    if (f1_of(least) > f1_of(best)) best = least;
  }
  print_row(name, scores_at(best), [](const Scores& s) { return s.links.f1(); });
}

void print_baselines(const std::vector<Scored>& scored) {
  print_baseline("bag of words, links F1", scored, [](const Scored& one) {
    return is_english(*one.pair) ? by_words(*one.pair, one.compared) : std::vector<ScoredLink>();
  });
  print_baseline("dictionary, links F1", scored,
                 [](const Scored& one) { return by_dictionary(one.compared); });
  print_baseline("Gale-Church, links F1", scored,
                 [](const Scored& one) { return by_length(*one.pair, one.compared); });
}

/// The second reader against the first, over the pairs that both have marked.
void print_agreement(const std::vector<MarkedPair>& first, const std::vector<MarkedPair>& second) {
  std::vector<std::pair<const MarkedPair*, Scores>> all;
  std::vector<std::array<std::string, 2>> issues, bindings_named;
  std::vector<std::array<double, 2>> bindings;
  for (const MarkedPair& other : second) {
    const auto same = std::ranges::find(first, other.name, &MarkedPair::name);
    if (same == first.end()) continue;
    all.emplace_back(&other, scores_of(other.marks, same->marks));
    for (std::size_t side = 0; side < 2; ++side) {
      const auto &x = other.marks.points.at(side), &y = same->marks.points.at(side);
      const auto partner = matched(x, y);
      for (std::size_t i = 0; i < x.size(); ++i) {
        if (partner[i] == nothing) continue;
        const Mark& z = y[partner[i]];
        issues.push_back({x[i].issue, z.issue});
        bindings.push_back({double(x[i].binding), double(z.binding)});
        bindings_named.push_back({std::to_string(x[i].binding), std::to_string(z.binding)});
      }
    }
  }
  fmt::print("\nSecond reader against the first: {} pairs, {} matched points\n", all.size(),
             issues.size());
  for (const Row& row : rows()) {
    Scores sum;
    std::string cells;
    for (const auto& [pair, scores] : all) {
      sum += scores;
      cells += fmt::format("  {} {:.2f}", pair->name, row.value(scores));
    }
    fmt::print("{:<26} {:>6.2f} {}\n", row.name, row.value(sum), cells);
  }
  fmt::print("issue: kappa {:.2f}, alpha {:.2f}; binding: kappa {:.2f}, alpha (interval) {:.2f}\n",
             kappa(issues), alpha_nominal(issues), kappa(bindings_named), alpha_interval(bindings));
}

std::string words(const std::string& text, ByteSpan span) {
  std::string piece = text.substr(span.begin, span.end - span.begin);
  std::ranges::replace(piece, '\n', ' ');
  return piece;
}

std::string line_of(const std::string& text, const Mark& mark) {
  return fmt::format("{:<5} {} {:+d} {:<14.14} {}", mark.who, mark.binding, mark.polarity,
                     mark.issue, words(text, mark.span));
}

/// Every point of a pair with the person's beside the program's, and all links.
void show(const Scored& one) {
  const Marks named = marks_of(one.compared);
  const Marks& wanted = one.pair->marks;
  for (std::size_t side = 0; side < 2; ++side) {
    const auto &x = named.points.at(side), &y = wanted.points.at(side);
    const auto partner = matched(y, x);
    std::vector<bool> used(x.size());
    const auto name = [&](std::size_t i, char c) {
      return fmt::format("{}{}{}", c, side == 0 ? 'a' : 'b', i);
    };
    for (std::size_t j = 0; j < y.size(); ++j) {
      fmt::print("{:<5} {}\n", name(j, 'H'), line_of(one.pair->texts.at(side), y[j]));
      if (partner[j] == nothing) {
        fmt::print("{:<5} -\n", "");
        continue;
      }
      const Mark& mark = x[partner[j]];
      used[partner[j]] = true;
      fmt::print("{:<5} {} {}{}{}\n", name(partner[j], 'P'),
                 line_of(one.pair->texts.at(side), mark),
                 std::abs(mark.binding - y[j].binding) > 1 ? "  BINDING" : "",
                 mark.issue != y[j].issue ? "  ISSUE" : "", mark.who != y[j].who ? "  WHO" : "");
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!used[i])
        fmt::print("{:<5} {}  EXTRA\n", name(i, 'P'), line_of(one.pair->texts.at(side), x[i]));
    }
  }
  const auto print_links = [&](const Marks& these, const Marks& others, const char* title) {
    fmt::print("\n{}\n", title);
    for (std::size_t k = 0; k < these.links.size(); ++k) {
      const MarkedLink& link = these.links[k];
      Marks single = these;
      single.links = {link};
      const bool right = scores_of(single, others).links.right > 0;
      fmt::print("{} {:<13} {}\n", right ? "ok   " : "WRONG", name_of(link.kind),
                 line_of(one.pair->texts[0], these.points[0][link.a[0]]));
      fmt::print("      {:<13} {}\n",
                 &these == &named ? fmt::format("{:.2f}", one.compared.links[k].link.score) : "",
                 line_of(one.pair->texts[1], these.points[1][link.b[0]]));
    }
  };
  print_links(named, wanted, "The program's links");
  print_links(wanted, named, "The person's links");
}

/// Prints lexicon/frequency.toml: in how many texts of the folder each concept is named. The texts
/// of the marked pairs are left out, so that the scores do not rest on them.
int count_concepts(const std::string& folder, const std::vector<MarkedPair>& pairs,
                   const Lexicon& lexicon) {
  std::map<std::string, int> named;
  int texts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    const auto text = read_bytes(entry.path(), largest_text);
    const bool marked = text && std::ranges::any_of(pairs, [&](const MarkedPair& pair) {
                          return pair.texts[0] == *text || pair.texts[1] == *text;
                        });
    if (!text || marked) continue;
    ++texts;
    std::set<std::string> ids;
    for (const SentenceWords& sentence : read_words(*text, lexicon).sentences) {
      for (const auto* matches : {&sentence.concepts, &sentence.nested}) {
        for (const Match& match : *matches) ids.insert(lexicon.data().concepts[match.entry].id);
      }
    }
    for (const std::string& id : ids) ++named[id];
  }
  fmt::print(
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# In how many of so many readouts each concept is named; \"bench_readouts --count yes\" "
      "prints it.\n\n[frequency]\ntexts = {}\n\n[frequency.in]\n",
      texts);
  for (const auto& [id, count] : named) fmt::print("{} = {}\n", id, count);
  return 0;
}

/// Prints src/text/link_weights.hpp as fitted on the development pairs, and on stderr what was
/// cross-validated: the threshold is the one that was best there.
int fit(const std::vector<MarkedPair>& pairs, const Lexicon& lexicon) {
  std::vector<MarkedPair> development;
  std::ranges::copy_if(pairs, std::back_inserter(development),
                       [](const MarkedPair& pair) { return !pair.held_out; });
  const std::vector<FitPair> fitted = fit_pairs(development, lexicon);
  std::vector<const FitPair*> all;
  for (const FitPair& one : fitted) all.push_back(&one);
  LinkWeights weights = fit_links(all);
  double best = -1;
  for (const CrossValidated& one : cross_validate(fitted)) {
    fmt::print(stderr,
               "threshold {:.2f}: cross-validated links F1 {:.3f} precision {:.2f} recall "
               "{:.2f}\n",
               one.threshold, one.f1, one.precision, one.recall);
    if (one.f1 > best) best = one.f1, weights.threshold = one.threshold;
  }
  fmt::print("{}", weights_header(weights));
  return 0;
}

std::vector<Scored> scored_pairs(const std::vector<MarkedPair>& pairs, const Lexicon& lexicon) {
  std::vector<Scored> scored;
  for (const MarkedPair& pair : pairs) {
    Scored one{&pair, compare_texts(pair.texts[0], pair.texts[1], lexicon), {}};
    one.scores = scores_of(marks_of(one.compared), pair.marks);
    scored.push_back(std::move(one));
  }
  return scored;
}

void print_pairs(const std::vector<Scored>& scored) {
  for (const Scored& one : scored) {
    const Scores& s = one.scores;
    fmt::print(
        "{:<26} {} points {:.2f} links {:>2}/{:<2} p {:.2f} r {:.2f} only {:.2f} issue {:.2f} "
        "binding {:.2f} who {:.2f}\n",
        one.pair->name,
        one.pair->fresh      ? "fresh   "
        : one.pair->held_out ? "held out"
                             : "        ",
        s.points.f1(), s.links.named, s.links.wanted, s.links.precision(), s.links.recall(),
        s.only.f1(), s.issue.value(), s.binding_near.value(), s.who.value());
  }
}

/// Which issue is taken for which, how often: a person's, then the program's.
void print_issues(const std::vector<FitPair>& pairs) {
  std::map<std::pair<std::string, std::string>, std::array<int, 2>> taken;
  for (const FitPair& pair : pairs) {
    const Marks named = marks_of(pair.compared);
    for (std::size_t side = 0; side < 2; ++side) {
      const auto &x = named.points.at(side), &y = pair.pair->marks.points.at(side);
      const auto partner = matched(x, y);
      for (std::size_t i = 0; i < x.size(); ++i) {
        if (partner[i] != nothing && x[i].issue != y[partner[i]].issue)
          ++taken[{y[partner[i]].issue, x[i].issue}].at(pair.pair->held_out ? 1 : 0);
      }
    }
  }
  std::vector<std::pair<std::array<int, 2>, std::string>> rows;
  for (const auto& [issues, count] : taken)
    rows.emplace_back(count, issues.first + " taken for " + issues.second);
  std::ranges::sort(rows, std::greater<>());
  fmt::print("\n{:<52} {:>11} {:>12}\n", "", "development", "not looked at");
  for (const auto& [count, name] : rows)
    fmt::print("{:<52} {:>11} {:>12}\n", name, count[0], count[1]);
}

/// How many links are missed or wrong for which cause: no words, so that held out pairs stay
/// unread.
int print_causes(const std::vector<MarkedPair>& pairs, const Lexicon& lexicon) {
  Causes development{}, held_out{}, fresh{};
  const auto compared = fit_pairs(pairs, lexicon);
  for (const FitPair& pair : compared) {
    const Causes causes = causes_of(pair);
    for (std::size_t i = 0; i < cause_count; ++i)
      (pair.pair->fresh      ? fresh
       : pair.pair->held_out ? held_out
                             : development)
          .at(i) += causes.at(i);
  }
  fmt::print("{:<32} {:>11} {:>9} {:>6}\n", "", "development", "held out", "fresh");
  for (std::size_t i = 0; i < cause_count; ++i)
    fmt::print("{:<32} {:>11} {:>9} {:>6}\n", cause_names.at(i), development.at(i), held_out.at(i),
               fresh.at(i));
  print_issues(compared);
  return 0;
}

int run(const std::vector<std::string>& arguments) {
  std::map<std::string, std::string> options{{"--marks", "tests/data/readouts"},
                                             {"--texts", "../shared/data/context/readouts"},
                                             {"--lexicon", "lexicon"},
                                             {"--show", ""},
                                             {"--pairs", "all"},
                                             {"--count", ""},
                                             {"--fit", ""},
                                             {"--causes", ""}};
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2)
    options[arguments[i]] = arguments[i + 1];
  if (arguments.size() % 2 != 0 || options.size() != 8) {
    fmt::print(stderr,
               "usage: bench_readouts [--marks FOLDER] [--texts FOLDER] [--lexicon FOLDER] "
               "[--show PAIR] [--pairs all|development|held-out] [--count yes] [--fit yes] "
               "[--causes yes]\n");
    return 2;
  }
  const auto pairs = read_pairs(options["--marks"], options["--texts"]);
  const auto second = read_pairs(options["--marks"] + "/second", options["--texts"]);
  auto lexicon_text = read_lexicon(options["--lexicon"]);
  if (!pairs || !second || !lexicon_text) {
    const Error& error = !pairs ? pairs.error() : !second ? second.error() : lexicon_text.error();
    fmt::print(stderr, "bench_readouts: {}: {}\n", error.where, error.what);
    return 1;
  }
  const Lexicon lexicon(std::move(lexicon_text->data));
  if (!options["--count"].empty()) return count_concepts(options["--texts"], *pairs, lexicon);
  if (!options["--fit"].empty()) return fit(*pairs, lexicon);
  if (!options["--causes"].empty()) return print_causes(*pairs, lexicon);
  std::vector<MarkedPair> chosen = *pairs;
  std::erase_if(chosen, [&](const MarkedPair& pair) {
    return options["--pairs"] == (pair.held_out ? "development" : "held-out");
  });
  const std::vector<Scored> scored = scored_pairs(chosen, lexicon);
  if (!options["--show"].empty()) {
    for (const Scored& one : scored) {
      if (one.pair->name == options["--show"]) show(one);
    }
    return 0;
  }
  print_scores(scored);
  fmt::print("\n");
  print_baselines(scored);
  fmt::print("\n");
  print_pairs(scored);
  print_agreement(*pairs, *second);
  return 0;
}

}  // namespace
}  // namespace detente::readouts

int main(int count, char** arguments) {
  return detente::readouts::run({arguments + 1, arguments + count});
}
