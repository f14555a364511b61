/// Requests at random, made of the routes' own described inputs: right values, values at and beyond
/// every limit, days of the first and the last year, ids that exist. Whatever somebody sends, the
/// answer is a deed or a refusal with a name, never a broken invariant (500).
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "api/testing.h"
#include "base/text.h"

namespace api::testing {

/// Sends random requests and learns from the answers which ids there are, and of what. One seed,
/// one walk.
class RandomRequests {
 public:
  /// `ids` exist already: organisations, persons. `today` is the day around which most dates lie.
  RandomRequests(std::uint64_t seed, base::Date today, std::vector<std::int64_t> ids)
      : random_(seed), today_(today), ids_(std::move(ids)) {}

  /// One request to a route of the list that the client was made with.
  http::Response send(Client& client, const Route& route) {
    http::Response response = answer_of(client, route);
    learn(route, response.body);
    return response;
  }
  /// The JSON body of the last deed, for a failing test to print.
  [[nodiscard]] const std::string& last_body() const { return last_body_; }

  /// One of them, as likely as any other. Requires: not empty.
  template <class Range>
  const auto& any(const Range& among) {
    return among[random_() % std::size(among)];
  }

 private:
  static constexpr std::size_t kIdsMax = 60;  // of a kind; later ones push earlier ones out
  using Ids = std::vector<std::int64_t>;

  http::Response answer_of(Client& client, const Route& route) {
    const std::string target = target_of(route);
    if (route.method == http::Method::get) return client.get(target + query_of(route));
    if (route.options.takes != "application/json")
      return client.post(target + query_of(route), strange_text());
    last_body_ = route.input ? object(*route.input) : "{}";
    return route.method == http::Method::put ? client.put(target, last_body_)
                                             : client.post(target, last_body_);
  }
  bool once_in(std::uint64_t n) { return random_() % n == 0; }

  // `/api/v1/teams/{id}/members`: a place is an id of what stands before it.
  std::string target_of(const Route& route) {
    std::string target;
    std::string_view before;
    for (const std::string_view part : base::split(std::string_view(route.path).substr(1), '/')) {
      target += "/" + (part.starts_with('{') ? std::to_string(id(before)) : std::string(part));
      before = part;
    }
    return target;
  }
  std::string query_of(const Route& route) {
    std::string query;
    if (!route.input) return query;
    for (const base::FieldInfo& field : route.input->fields) {
      const base::TypeInfo& type = field.type();
      if (type.kind == base::Kind::optional && once_in(2)) continue;
      std::string value = plain(type.kind == base::Kind::optional ? type.element() : type, field);
      if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
      query += (query.empty() ? "?" : "&") + std::string(field.name) + "=" + value;
    }
    return query;
  }
  // Mostly one that was seen under that name, else any.
  std::int64_t id(std::string_view name) {
    if (ids_.empty() || once_in(12)) return static_cast<std::int64_t>(random_() % 5);
    auto named = ids_by_name_.find(name);
    if (named == ids_by_name_.end())  // `team-members`: what `/teams/{id}/members` told
      named = ids_by_name_.find(name.substr(name.rfind('-') + 1));
    return named == ids_by_name_.end() || once_in(8) ? any(ids_) : any(named->second);
  }
  std::string date() {
    static constexpr std::string_view kStrange[] = {"0001-01-01", "9999-12-31", "2026-02-30",
                                                    "1970-01-01", "2024-02-29", "tomorrow"};
    if (once_in(12)) return std::string(any(kStrange));
    const int reach = once_in(3) ? 800 : 40;
    return base::format_date(today_.plus_days(static_cast<int>(random_() % reach) - reach * 3 / 4));
  }
  std::int64_t integer(const base::Rule* rule) {
    static constexpr std::int64_t kValues[] = {0,         1,         2,         3,     60,
                                               480,       1'440,     2'026,     2'025, 50'000,
                                               1'000'000, 1'000'001, INT64_MAX, -1,    INT32_MAX};
    if (rule && rule->maximum && once_in(8)) return *rule->maximum - (once_in(2) ? 0 : 1);
    if (rule && rule->minimum && once_in(8)) return *rule->minimum;
    return once_in(3) ? static_cast<std::int64_t>(random_() % 1'000'000) : any(kValues);
  }
  std::string strange_text() {
    static constexpr std::string_view kTexts[] = {
        "", " ", "\\uCCAD\\uC18C", "2026-11", "1", "a,b\\nc", "\\u0000", "%PDF-1.4", "x\\\"y"};
    return std::string(any(kTexts));
  }
  std::string text(const base::Rule* rule) {
    if (rule && rule->max_length && once_in(10))
      return std::string(*rule->max_length + random_() % 2, 'x');
    return once_in(4) ? strange_text() : "T-" + std::to_string(random_() % 500);
  }

  std::string plain(const base::TypeInfo& type, const base::FieldInfo& field) {
    using base::Kind;
    const base::Rule* rule = field.rule;
    switch (type.kind) {
      case Kind::boolean: return once_in(2) ? "true" : "false";
      case Kind::integer:
      case Kind::real: return std::to_string(integer(rule));
      case Kind::text: return "\"" + text(rule) + "\"";
      case Kind::date: return "\"" + date() + "\"";
      case Kind::instant: return "\"" + date() + "T09:30:00+09:00\"";
      case Kind::id: return "\"" + std::to_string(id(field.name)) + "\"";
      case Kind::enumeration: return "\"" + std::string(any(type.names)) + "\"";
      case Kind::optional: return once_in(3) ? "null" : plain(type.element(), field);
      case Kind::list: return list(type.element(), field);
      case Kind::object: return object(type);
    }
    return "null";
  }
  std::string list(const base::TypeInfo& element, const base::FieldInfo& field) {
    std::string json;
    for (std::uint64_t n = random_() % 4; n > 0; --n)
      json += (json.empty() ? "" : ",") + plain(element, field);
    return "[" + json + "]";
  }
  std::string object(const base::TypeInfo& type) {
    std::string json;
    for (const base::FieldInfo& field : type.fields) {
      if (once_in(40)) continue;  // a field that nobody sent
      json += (json.empty() ? "" : ",") + ("\"" + std::string(field.name) + "\":") +
              plain(field.type(), field);
    }
    return "{" + json + "}";
  }

  // Of `"id":"7"` in an answer of `/api/v1/teams`, that 7 is a team; of `"team_id":"7"` too.
  void learn(const Route& route, std::string_view body) {
    std::string_view resource = "id";
    for (const std::string_view part : base::split(std::string_view(route.path), '/'))
      if (!part.starts_with('{')) resource = part;
    for (auto at = body.find("id\":\""); at != body.npos; at = body.find("id\":\"", at + 1)) {
      const auto start = body.rfind('"', at) + 1;
      const std::string_view name = body.substr(start, at + 2 - start);
      const std::string_view rest = body.substr(at + 5);
      const auto number = base::parse_integer(rest.substr(0, rest.find('"')));
      if (!number) continue;
      keep(ids_, *number);
      keep(ids_by_name_[std::string(name == "id" ? resource : name)], *number);
    }
  }
  void keep(Ids& ids, std::int64_t learnt) {
    if (std::ranges::find(ids, learnt) != ids.end()) return;
    if (ids.size() < kIdsMax) ids.push_back(learnt);
    else ids[random_() % ids.size()] = learnt;
  }

  std::mt19937_64 random_;
  base::Date today_;
  Ids ids_;
  std::map<std::string, Ids, std::less<>> ids_by_name_;
  std::string last_body_;
};

}  // namespace api::testing
