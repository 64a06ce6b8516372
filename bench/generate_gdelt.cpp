// SPDX-License-Identifier: Apache-2.0
// generate_gdelt BYTES SEED [BAD_PER_MILLION] > file: rows in the shape of GDELT 2.0's event files
// (61 columns), for benchmarks and tests. They are made up: nothing in them happened, and no result
// may be drawn from them.
//
// The rates are those of one real export file of 15 minutes (2,111 rows, 405 bytes each): five rows
// a story, a state in 61 % of the first actors and 48 % of the second, 18 % of all first actors the
// USA, one row in five the repeat of another of its story, 3 % mirrors, 3 % about days long before.
// As there, a quarter of an hour has about 2,000 rows. Of bad rows, which real files hardly have,
// there are as many as are asked for. The same seed gives the same bytes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// SplitMix64: its stream is the same with every compiler, which std's distributions are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
  }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  bool chance(double p) { return unit() < p; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  /// Below n, the first ones the most often: P(rank < k) grows as log k.
  std::size_t ranked(std::size_t n) {
    const double rank = std::exp2(unit() * std::log2(static_cast<double>(n) + 1)) - 1;
    return std::min(n - 1, static_cast<std::size_t>(rank));
  }
  template <typename T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_;
};

struct Actor {
  std::string code, name, state, type;
};

struct Place {
  std::string kind = "0", name, state, region, district, latitude, longitude, feature;
};

/// Who and where there can be.
struct World {
  std::vector<std::string> words, sites;
  std::vector<std::string> states;  ///< the likeliest first
  std::vector<std::string> types = {"GOV", "COP", "BUS", "MIL", "EDU", "CVL", "LEG", "OPP", "MED"};
  std::vector<Place> places;
};

std::string capital(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string make_word(Random& random) {
  static const std::vector<std::string> syllables = {
      "ba",  "cor", "den", "el",  "fan", "gri", "hol", "is", "jan", "kel", "lo",  "mar",
      "nor", "ost", "per", "qua", "ri",  "sun", "tal", "ur", "ven", "wes", "yor", "zim"};
  std::string word;
  for (std::size_t parts = 1 + random.below(4); parts > 0; --parts) word += random.of(syllables);
  return word;
}

Place make_place(Random& random, const World& world) {
  Place place;
  const std::size_t kind = 1 + random.below(5);
  place.kind = std::to_string(kind);
  const std::string country = capital(random.of(world.words));
  place.name = kind == 1
                   ? country
                   : capital(random.of(world.words)) + ", " + capital(random.of(world.words)) +
                         " " + capital(random.of(world.words)) + ", " + country;
  const std::size_t state = random.ranked(200);
  place.state = {static_cast<char>('A' + state / 15), static_cast<char>('A' + state % 15)};
  place.region = place.state + fmt::format("{:02}", random.below(60));
  if (random.chance(0.5)) place.district = std::to_string(100 + random.below(60000));
  place.latitude = fmt::format("{:.6g}", random.unit() * 140 - 60);
  place.longitude = fmt::format("{:.6g}", random.unit() * 360 - 180);
  place.feature = std::to_string(-static_cast<std::int64_t>(random.below(3000000)));
  return place;
}

World make_world(Random& random) {
  World world;
  for (int i = 0; i < 4000; ++i) world.words.push_back(make_word(random));
  world.states = {"USA", "GBR", "RUS", "CHN", "SYR", "TUR", "CAN", "FRA", "JPN", "IRN",
                  "DEU", "EUR", "IND", "UKR", "AUS", "ISR", "PAK", "SAU", "KOR", "TWN"};
  while (world.states.size() < 200) {
    std::string code;
    for (int i = 0; i < 3; ++i) code += static_cast<char>('A' + random.below(26));
    world.states.push_back(code);
  }
  for (int i = 0; i < 6000; ++i) world.places.push_back(make_place(random, world));
  for (int i = 0; i < 3000; ++i) {
    world.sites.push_back("https://www." + random.of(world.words) + random.of(world.words) +
                          (random.chance(0.8) ? ".com" : ".co.uk"));
  }
  return world;
}

Actor make_actor(Random& random, const World& world, double nobody, double stateless) {
  Actor actor;
  if (random.chance(nobody)) return actor;
  if (!random.chance(stateless)) {
    actor.state = random.chance(0.22) ? "USA" : world.states[random.ranked(world.states.size())];
  }
  if (actor.state.empty() || random.chance(0.25)) actor.type = random.of(world.types);
  actor.code = actor.state + actor.type;
  actor.name = upper(random.of(world.words)) +
               (random.chance(0.2) ? " " + upper(random.of(world.words)) : "");
  return actor;
}

/// What the rows of one article share.
struct Story {
  std::string address, tone, mentions;
  std::array<Actor, 4> first, second;
  std::array<Place, 3> places;
};

Story make_story(Random& random, const World& world) {
  Story story;
  for (Actor& actor : story.first) actor = make_actor(random, world, 0.08, 0.33);
  for (Actor& actor : story.second) actor = make_actor(random, world, 0.25, 0.36);
  for (Place& place : story.places) place = random.of(world.places);
  story.tone = fmt::format("{:.14g}", random.unit() * 14 - 9);
  story.mentions = std::to_string(1 + random.ranked(20));
  if (random.chance(0.002)) return story;  // no address
  if (random.chance(0.005)) {              // a citation in its place
    story.address = capital(random.of(world.words)) + " TV, " + capital(random.of(world.words)) +
                    "/BBC Monitoring/(c) BBC";
    return story;
  }
  story.address = world.sites[random.ranked(world.sites.size())] + "/news";
  for (std::size_t words = 5 + random.below(6); words > 0; --words) {
    story.address += (words % 3 == 0 ? "/" : "-") + random.of(world.words);
  }
  story.address += fmt::format("-{}", 10000000 + random.below(89999999));
  return story;
}

using Row = std::array<std::string, 61>;

// GDELT's columns, from 0.
constexpr std::size_t id = 0, day = 1, month = 2, year = 3, fraction = 4, first_actor = 5,
                      second_actor = 15, is_root = 25, code = 26, base_code = 27, root_code = 28,
                      quad = 29, goldstein = 30, mentions = 31, tone = 34, first_place = 35,
                      second_place = 43, action_place = 51, added = 59, address = 60;

void put_actor(Row& row, std::size_t at, const Actor& actor) {
  row[at] = actor.code;
  row[at + 1] = actor.name;
  row[at + 2] = actor.state;
  row[at + 7] = actor.type;
}

void put_place(Row& row, std::size_t at, const Place& place) {
  row[at] = place.kind;
  row[at + 1] = place.name;
  row[at + 2] = place.state;
  row[at + 3] = place.region;
  row[at + 4] = place.district;
  row[at + 5] = place.latitude;
  row[at + 6] = place.longitude;
  row[at + 7] = place.feature;
}

void put_day(Row& row, std::chrono::sys_days when) {
  const std::chrono::year_month_day date{when};
  const int y = static_cast<int>(date.year());
  const unsigned m = static_cast<unsigned>(date.month());
  const auto days = (when - std::chrono::sys_days{date.year() / 1 / 1}).count();
  row[day] = fmt::format("{}{:02}{:02}", y, m, static_cast<unsigned>(date.day()));
  row[month] = fmt::format("{}{:02}", y, m);
  row[year] = std::to_string(y);
  row[fraction] = fmt::format("{:.4f}", y + static_cast<double>(days) / 365.0);
}

void put_code(Random& random, Row& row) {
  // Roots by how often the real file has them; scores by root, as the codebook's are.
  static const std::vector<int> roots = {4, 4, 4, 4, 1, 1,  1, 19, 19, 3,  3,  5,  5,  11, 2,
                                         8, 8, 7, 7, 6, 12, 9, 17, 18, 14, 13, 16, 10, 15, 20};
  static constexpr std::array<double, 20> scores = {
      0, 0.4, 4, 2.8, 3.5, 6.4, 7.4, 5, -2, -5, -2, -4, -5, -6.5, -7.2, -4, -7, -9, -10, -10};
  const int root = random.of(roots);
  row[root_code] = fmt::format("{:02}", root);
  row[code] = row[root_code] + std::to_string(random.below(8));
  row[base_code] = row[code];
  if (random.chance(0.05)) row[code] += std::to_string(1 + random.below(4));
  row[quad] = std::to_string(root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4);
  row[goldstein] = fmt::format("{:.1f}", scores.at(static_cast<std::size_t>(root) - 1));
}

/// The rows of one article. `now` is the end of its quarter of an hour.
std::vector<Row> make_rows(Random& random, const World& world, std::chrono::sys_seconds now) {
  const Story story = make_story(random, world);
  const auto today = std::chrono::floor<std::chrono::days>(now);
  const auto clock = std::chrono::hh_mm_ss{now - today};
  const std::chrono::year_month_day date{today};
  const std::string stamp =
      fmt::format("{}{:02}{:02}{:02}{:02}00", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count());
  std::chrono::sys_days event_day = today;
  if (random.chance(0.03)) {
    event_day -= std::chrono::days(random.chance(0.5) ? 365 : random.chance(0.5) ? 30 : 3652);
  }
  std::vector<Row> rows;
  const auto count = 1 + static_cast<std::size_t>(-4.0 * std::log(1 - random.unit()));
  while (rows.size() < count) {
    Row row;
    if (!rows.empty() && random.chance(0.23)) {
      row = random.of(rows);  // the same event, seen in another sentence
    } else if (!rows.empty() && random.chance(0.05)) {
      row = random.of(rows);  // the same event, seen from the other side
      for (std::size_t i = 0; i < 10; ++i) std::swap(row[first_actor + i], row[second_actor + i]);
      for (std::size_t i = 0; i < 8; ++i) std::swap(row[first_place + i], row[second_place + i]);
    } else {
      put_day(row, event_day);
      put_actor(row, first_actor, story.first.at(random.below(4)));
      put_actor(row, second_actor, story.second.at(random.below(4)));
      put_code(random, row);
      row[is_root] = random.chance(0.6) ? "1" : "0";
      row[tone] = story.tone;
      row[mentions] = story.mentions;
      row[mentions + 1] = "1";
      row[mentions + 2] = story.mentions;
      put_place(row, first_place, random.chance(0.1) ? Place{} : random.of(world.places));
      put_place(row, second_place,
                random.chance(0.27) ? Place{} : story.places.at(random.below(3)));
      put_place(row, action_place, story.places.at(random.below(3)));
      row[added] = stamp;
      row[address] = story.address;
    }
    rows.push_back(row);
  }
  return rows;
}

/// Something that no reader may count.
void spoil(Random& random, Row& row) {
  static const std::vector<std::pair<std::size_t, std::string>> faults = {
      {day, ""},
      {day, "20190230"},
      {day, "2019103"},
      {day, "201910241"},
      {root_code, ""},
      {root_code, "00"},
      {root_code, "21"},
      {quad, ""},
      {quad, "0"},
      {quad, "5"},
      {goldstein, "-10.1"},
      {goldstein, "x"},
      {mentions, ""},
      {mentions, "-1"},
      {added, "20191301"},
      {id, "x1"},
      {code, "0"},
      {code, "---"},
      {first_actor + 2, "usa"},
      {second_actor + 2, "USAGOV"},
      {address, "\tone\tmore"},
      {address, "two\tmore\tmore"},
      {fraction, "\t"}};
  const auto& [column, value] = random.of(faults);
  row.at(column) = value;
}

/// Without its line end.
std::string joined(const Row& row) {
  std::string line = row[0];
  for (std::size_t i = 1; i < row.size(); ++i) {
    line += '\t';
    line += row[i];
  }
  return line;
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fmt::print(stderr, "generate_gdelt: \"{}\" is no number\n", text);
    std::exit(2);
  }
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    fmt::print(stderr, "usage: generate_gdelt BYTES SEED [BAD_PER_MILLION] > file\n");
    return 2;
  }
  const std::uint64_t wanted = number_in(argv[1]);
  const double bad = argc == 4 ? static_cast<double>(number_in(argv[3])) / 1e6 : 0;
  Random random(number_in(argv[2]));
  const World world = make_world(random);
  using namespace std::chrono_literals;
  std::chrono::sys_seconds now = std::chrono::sys_days{2019y / 10 / 24};
  std::uint64_t number = 881000000, written = 0, in_quarter = 0;
  std::string text;
  while (written < wanted) {
    text.clear();
    for (Row& row : make_rows(random, world, now)) {
      row[id] = std::to_string(number++);
      if (random.chance(bad)) {
        spoil(random, row);
      }
      std::string line = joined(row);
      if (bad > 0 && random.chance(bad / 10)) line.resize(line.size() / 2);
      text += line + '\n';
      ++in_quarter;
    }
    if (in_quarter >= 2000) {
      in_quarter = 0;
      now += 15min;
    }
    written += text.size();
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
      fmt::print(stderr, "generate_gdelt: cannot write\n");
      return 3;
    }
  }
  return 0;
}
