/// Typed routes: one declaration gives the handler, the validation and the OpenAPI operation.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/principal.h"
#include "api/problem.h"
#include "base/describe.h"
#include "base/time.h"
#include "db/database.h"
#include "http/message.h"

namespace api {

/// What a handler knows besides its input. Lives until the answer is sent.
struct Context {
  http::Request request;
  Principal principal;
  Scope scope;  ///< where the caller holds the route's permission
  i18n::Language language = i18n::Language::ko;
  base::Instant now;
  std::string idempotency_key;

  [[nodiscard]] base::RegionId region_id() const { return principal.region_id; }
  [[nodiscard]] base::Date today() const { return base::korean_date(now); }
  /// The `{name}` place of the path as an id; Id{0} when it is no number (then nothing is found).
  template <class T = base::Id<void>>
  [[nodiscard]] T path_id(std::string_view name) const {
    return T{path_integer(name)};
  }
  [[nodiscard]] std::string path_text(std::string_view name) const;

 private:
  [[nodiscard]] std::int64_t path_integer(std::string_view name) const;
};

struct RouteOptions {
  std::string_view operation;     ///< operationId and message key, for example `create_referral`
  std::string_view permission{};  ///< empty: public; `signed_in`: anybody who signed in
  std::string_view tag{};         ///< module name
  std::string_view summary{};     ///< one English sentence for the OpenAPI document
  int success_status = 200;
  std::size_t body_bytes_max = 1 << 20;
  std::string_view takes = "application/json";  ///< media type of the body (raw routes)
  std::string_view gives = "application/json";  ///< media type of the answer (raw routes)
};

/// What a route did: a finished answer. Answers to deeds are stored for a retry of the same key;
/// raw routes may also answer with http::event_stream_response().
using Reply = http::Response;
using Done = std::function<void(Reply)>;

/// What all routes share at run time. Owned by the server, outlives every request.
struct Services {
  db::Database* database = nullptr;
  const i18n::Catalogue* catalogue = nullptr;
  base::Clock clock;
  base::RegionId region_id{1};  ///< of callers who are not signed in
};

/// One operation of the API. Plain data; made by the functions below.
struct Route {
  http::Method method = http::Method::get;
  std::string path;  ///< `/api/v1/referrals/{id}`
  RouteOptions options;
  const base::TypeInfo* input = nullptr;   ///< query (GET) or JSON body; nullptr: none
  const base::TypeInfo* output = nullptr;  ///< nullptr: no JSON (file, event stream)
  http::Run run_where = http::Run::on_pool;
  bool is_idempotent_by_key = false;  ///< POST: requires Idempotency-Key
  /// Carries the operation out; `context` has passed authentication and permission.
  std::function<void(const Services&, std::shared_ptr<const Context> context, Done)> run;
};

/// Reads the route's input from query or body; the problem names every wrong field.
[[nodiscard]] Answer<std::monostate> read_input(const Context& context, http::Method method,
                                                const base::TypeInfo& type, void* target);
[[nodiscard]] Reply reply_json(int status, const base::TypeInfo& type, const void* value);
[[nodiscard]] Reply reply_problem(const Services& services, const Context& context,
                                  const Problem& problem);
/// Runs `work` unless this caller's Idempotency-Key was used before: then the stored reply (same
/// request) or a 409 `idempotency_conflict` (other request). The reply is stored in `tx`, so deed
/// and memory of it commit together. Without a key it runs `work`.
[[nodiscard]] Reply once(db::Transaction& tx, const Services& services, const Context& context,
                         const std::function<Reply()>& work);
/// Deletes remembered replies made before `before`; returns how many. For a nightly job.
std::int64_t forget_requests(db::Transaction& tx, base::RegionId region_id, base::Instant before);
/// Runs work(tx) in a durable write transaction that is rolled back when the reply is no success.
[[nodiscard]] Reply write_reply(const Services& services,
                                const std::function<Reply(db::Transaction&)>& work);

template <class In, class Out>
using Work = std::function<Answer<Out>(db::Transaction&, const Context&, const In&)>;

template <class Out>
[[nodiscard]] Reply to_reply(const Services& services, const Context& context, int success_status,
                             const Answer<Out>& answer) {
  if (!answer) return reply_problem(services, context, answer.error());
  return reply_json(success_status, base::type_info<Out>(), &*answer);
}

/// A GET whose In comes from the query string; runs on a read snapshot.
template <class In, class Out>
[[nodiscard]] Route get(std::string path, RouteOptions options, Work<In, Out> work,
                        http::Run run_where = http::Run::on_pool) {
  Route route{http::Method::get,      std::move(path),         options,
              &base::type_info<In>(), &base::type_info<Out>(), run_where};
  route.run = [options, work = std::move(work)](const Services& services,
                                                std::shared_ptr<const Context> context, Done done) {
    In in{};
    if (auto read = read_input(*context, http::Method::get, base::type_info<In>(), &in); !read)
      return done(reply_problem(services, *context, read.error()));
    done(to_reply<Out>(
        services, *context, options.success_status,
        services.database->read([&](db::Transaction& tx) { return work(tx, *context, in); })));
  };
  return route;
}

/// A POST, PUT, PATCH or DELETE whose In is the JSON body; runs in one durable transaction, once
/// per Idempotency-Key (required for POST).
template <class In, class Out>
[[nodiscard]] Route change(http::Method method, std::string path, RouteOptions options,
                           Work<In, Out> work) {
  Route route{method,
              std::move(path),
              options,
              &base::type_info<In>(),
              &base::type_info<Out>(),
              http::Run::on_pool,
              method == http::Method::post};
  route.run = [method, options, work = std::move(work)](
                  const Services& services, std::shared_ptr<const Context> context, Done done) {
    In in{};
    if (auto read = read_input(*context, method, base::type_info<In>(), &in); !read)
      return done(reply_problem(services, *context, read.error()));
    done(write_reply(services, [&](db::Transaction& tx) {
      return once(tx, services, *context, [&] {
        return to_reply<Out>(services, *context, options.success_status, work(tx, *context, in));
      });
    }));
  };
  return route;
}

template <class In, class Out>
[[nodiscard]] Route post(std::string path, RouteOptions options, Work<In, Out> work) {
  return change<In, Out>(http::Method::post, std::move(path), options, std::move(work));
}

/// A route that reads the body and answers by itself: CSV upload, file download, event stream,
/// setting cookies. Authentication, permission and CSRF hold as for every route. `run_where` counts
/// on public routes only: finding the caller may wait for the database.
[[nodiscard]] Route raw(
    http::Method method, std::string path, RouteOptions options,
    std::function<void(const Services&, std::shared_ptr<const Context>, Done)> run,
    http::Run run_where = http::Run::on_pool);

}  // namespace api
