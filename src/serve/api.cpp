// SPDX-License-Identifier: Apache-2.0
#include "serve/api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <mutex>

#include "base/text.hpp"
#include "command/parquet.hpp"
#include "command/typed.hpp"
#include "serve/api_call.hpp"
#include "serve/cache.hpp"
#include "serve/openapi.hpp"
#include "serve/pool.hpp"

namespace detente {

namespace {

constexpr std::string_view json_type = "application/json";

std::string_view type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", json_type},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"},
       {".txt", "text/plain; charset=utf-8"},
       {".webmanifest", "application/manifest+json"}}};
  const auto found =
      std::ranges::find_if(types, [&](const auto& type) { return path.ends_with(type.first); });
  return found == types.end() ? "application/octet-stream" : found->second;
}

Response bytes_response(std::string bytes, std::string_view type) {
  Response response{.type = std::string(type)};
  response.body = make_body(std::move(bytes), type);
  return response;
}

int status_of(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::usage:
      return 400;
    case Error::Kind::input:
    case Error::Kind::domain:
      return 422;
    case Error::Kind::io:
      return 503;
    case Error::Kind::bug:
      break;
  }
  return 500;
}

/// "--half-lives: each lies above 0" says it of the option; here it is the parameter half_lives.
Response response_of(const Error& error) {
  std::string what = error.what;
  if (what.starts_with("--")) {
    const std::size_t end = std::min(what.find_first_of(": "), what.size());
    what = api_name(what.substr(2, end - 2)) + what.substr(end);
  }
  return error_response(status_of(error.kind), what, error.where);
}

Json state_json(const CaseState::Snapshot& snapshot) {
  const Case& record = *snapshot.record;
  return Json{{"name", record.name},           {"title", record.title},
              {"sides", record.sides},         {"vintage", record.vintage},
              {"revision", snapshot.revision}, {"faults", snapshot.faults}};
}

/// Why it would take too long for a server: what the work of some documents grows with. Empty
/// where it would not.
std::string too_much(const ApiCall& call, Day today) {
  constexpr long most_replicates = 2000;
  const auto typed = [&](const char* name) {
    const auto found = call.typed.find(name);
    return found == call.typed.end() ? std::vector<std::string>() : found->second;
  };
  Day last = call.as_of.value_or(today);
  for (const std::string& day : typed("changes"))
    if (const auto parsed = parse_day(day)) last = std::max(last, *parsed);
  if (std::string why = too_far_ahead(last, today); !why.empty()) return why;
  for (const std::string& count : typed("replicates"))
    if (std::strtol(count.c_str(), nullptr, 10) > most_replicates)
      return fmt::format("replicates: at most {} from a server; the command line takes more",
                         most_replicates);
  return {};
}

std::string one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A name that every file system and every header takes.
std::string file_name(const std::string& name) {
  std::string safe = name;
  for (char& c : safe)
    if (!is_id(std::string{'a', c})) c = '_';
  return safe;
}

}  // namespace

class Api::Work {
 public:
  Work(ApiOptions options, Access access, const CaseState& state)
      : options_(std::move(options)),
        access_(std::move(access)),
        state_(state),
        quick_(threads(), most_quick),
        slow_(threads(), most_slow) {
    for (const Asset& asset : options_.pages)
      pages_.emplace('/' + std::string(asset.path),
                     bytes_response(std::string(asset.bytes), type_of(asset.path)));
  }

  void handle(const Request& request, const Transport::Reply& reply);
  void stop() {
    quick_.stop();
    slow_.stop();
  }
  [[nodiscard]] bool is_busy() const { return quick_.is_busy() || slow_.is_busy(); }

 private:
  using Make = std::function<Response()>;
  static constexpr const char* openapi_key = "openapi";
  static constexpr std::size_t most_quick = 1024, most_slow = 32;
  static constexpr std::size_t most_cached = std::size_t{64} << 20U;

  [[nodiscard]] std::size_t threads() const {
    return static_cast<std::size_t>(std::max(options_.threads, 1));
  }
  [[nodiscard]] Response page(const std::string& path) const;
  void ask(const Query& query, const Request& request, const Transport::Reply& reply);
  [[nodiscard]] Response answer(const ApiCall& call, std::shared_ptr<const Case> record, Day today);
  void give(const std::string& key, Pool& pool, Make make, const Transport::Reply& reply);

  ApiOptions options_;
  Access access_;
  const CaseState& state_;
  std::map<std::string, Response, std::less<>> pages_;
  std::mutex mutex_;
  Cache cache_{most_cached};
  std::uint64_t revision_ = 0;  ///< of the case when it was asked last; of the loop's thread alone
  std::map<std::string, std::vector<Transport::Reply>> waiting_;  ///< for what is being made
  Pool quick_, slow_;  // the last members: their threads use the others
};

void Api::Work::handle(const Request& request, const Transport::Reply& reply) {
  if (const auto refusal = access_.refusal(request)) return reply(*refusal);
  constexpr std::string_view prefix = "/api/v1/";
  if (request.path == "/openapi.json") {
    return give(
        openapi_key, quick_,
        [this] {
          const Json json = openapi(schema_assets(), options_.version);
          return bytes_response(json.dump(2) + '\n', json_type);
        },
        reply);
  }
  if (!request.path.starts_with(prefix)) return reply(page(request.path));
  const std::string_view name = std::string_view(request.path).substr(prefix.size());
  if (name == "state")
    return reply(bytes_response(one_line(state_json(state_.now())) + '\n', json_type));
  if (name == "events/stream") {
    auto body = std::make_shared<Body>();
    body->bytes = "retry: 2000\n" + message(state_.now());
    return reply({.type = "text/event-stream", .body = std::move(body), .stream = true});
  }
  if (const Query* query = find_query(name)) return ask(*query, request, reply);
  reply(error_response(
      404, fmt::format("there is no {}; /openapi.json lists what there is", request.path)));
}

Response Api::Work::page(const std::string& path) const {
  const auto found = pages_.find(path == "/" ? "/index.html" : path);
  if (found != pages_.end()) return found->second;
  if (pages_.empty() && path == "/")
    return error_response(404,
                          "this program was built without its pages; /openapi.json describes what "
                          "it can be asked");
  return error_response(404, fmt::format("there is no {}", path));
}

void Api::Work::ask(const Query& query, const Request& request, const Transport::Reply& reply) {
  auto call = parse_call(query, request.query);
  if (!call) return reply(response_of(call.error()));
  const CaseState::Snapshot now = state_.now();
  const Day today = options_.today();
  if (const std::string what = too_much(*call, today); !what.empty())
    return reply(error_response(400, what));
  const std::string by_revision = std::to_string(now.revision) + '\n';
  const std::string by_vintage = now.record->vintage + '\n';
  if (std::exchange(revision_, now.revision) != now.revision) {
    // Nobody asks again for what the case was.
    const std::lock_guard lock(mutex_);
    cache_.keep_only([&](const std::string& key) {
      return key == openapi_key || key.starts_with(by_vintage) || key.starts_with(by_revision);
    });
  }
  // Before the call is moved away.
  const std::string key = (query.reads_folder ? by_revision : by_vintage) + key_of(*call, today);
  give(
      key, query.slow ? slow_ : quick_,
      [this, call = *std::move(call), record = now.record, today] {
        return answer(call, record, today);
      },
      reply);
}

Response Api::Work::answer(const ApiCall& call, std::shared_ptr<const Case> record, Day today) {
  const std::string name = record->name;
  const Asked asked{.common = {.folder = options_.folder,
                               .as_of = call.as_of.value_or(today),
                               .record = std::move(record)},
                    .version = options_.version,
                    .as_of_given = call.as_of.has_value(),
                    .csv = call.format == ApiFormat::csv,
                    .seed = call.seed,
                    .threads = 1,
                    .lexicon = options_.lexicon};
  auto output = call.query->run(asked, call.typed);
  if (!output) return response_of(output.error());
  if (call.format == ApiFormat::json)
    return bytes_response(json_bytes(*output, options_.version), json_type);
  const auto as_file = [&](Response response, std::string_view ending) {
    response.headers.emplace_back(
        "Content-Disposition",
        fmt::format("attachment; filename=\"{}-{}-{}{}\"", file_name(name), call.query->name,
                    to_string(asked.common.as_of), ending));
    return response;
  };
  if (call.format == ApiFormat::csv)
    return as_file(bytes_response(csv_bytes(*std::move(output)), "text/csv; charset=utf-8"),
                   ".csv");
  const auto table = call.query->table(asked, *output);
  if (!table) return response_of(table.error());
  auto bytes = parquet_bytes(*table);
  if (!bytes) return response_of(bytes.error());
  return as_file(bytes_response(*std::move(bytes), "application/vnd.apache.parquet"), ".parquet");
}

/// Replies with what is in the cache by that key, or has it made, once for all who ask meanwhile.
void Api::Work::give(const std::string& key, Pool& pool, Make make, const Transport::Reply& reply) {
  std::unique_lock lock(mutex_);
  if (const auto cached = cache_.find(key)) {
    lock.unlock();
    return reply(*cached);
  }
  std::vector<Transport::Reply>& waiting = waiting_[key];
  waiting.push_back(reply);
  if (waiting.size() > 1) return;
  const bool taken = pool.take([this, key, make = std::move(make)] {
    Response response;
    try {
      response = make();
    } catch (const std::exception& error) {
      response = error_response(
          500, fmt::format("this is a bug of ours, please report it: {}", error.what()));
    }
    std::unique_lock lock_of_cache(mutex_);
    if (response.status == 200) cache_.put(key, response);
    const auto replies = waiting_.extract(key);
    lock_of_cache.unlock();
    for (const Transport::Reply& to : replies.mapped()) to(response);
  });
  if (taken) return;
  waiting_.erase(key);
  lock.unlock();
  reply(error_response(503, "too much is being asked at a time; ask again in a moment"));
}

Api::Api(ApiOptions options, Access access, const CaseState& state)
    : work_(std::make_unique<Work>(std::move(options), std::move(access), state)) {}
Api::~Api() = default;

void Api::handle(const Request& request, const Transport::Reply& reply) {
  work_->handle(request, reply);
}

std::string Api::message(const CaseState::Snapshot& snapshot) {
  return fmt::format("event: {}\nid: {}\ndata: {}\n\n", snapshot.faults.empty() ? "case" : "fault",
                     snapshot.revision, one_line(state_json(snapshot)));
}

void Api::stop() { work_->stop(); }
bool Api::is_busy() const { return work_->is_busy(); }

}  // namespace detente
