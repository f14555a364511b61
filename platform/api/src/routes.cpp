#include <algorithm>
#include <optional>

#include "api/api.h"
#include "base/check.h"

namespace api {

namespace {

constexpr std::string_view kSignedIn = "signed_in";
constexpr std::size_t kKeyLengthMax = 100;

// A route with everything that it needs at run time.
struct Bound {
  Route route;
  Permission permission;  // empty name: public; no roles: anybody who signed in
  const Services& services;
  Authenticate authenticate;

  [[nodiscard]] bool is_public() const { return permission.name.empty(); }
};

// A route with a permission that nobody holds would be closed to everybody: found at the start.
Permission find_permission(std::string_view name, const std::vector<Permission>& permissions) {
  if (name.empty() || name == kSignedIn) return {name, {}};
  const auto found = std::ranges::find(permissions, name, &Permission::name);
  CHECK(found != permissions.end());  // a route names a permission that no module declares
  return *found;
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::unexpected<Problem> problem(int status, std::string code) {
  return std::unexpected(Problem{status, std::move(code)});
}

// Public routes serve everybody: a stale session makes the caller nobody, it is no refusal.
Principal public_caller(const Bound& bound, const http::Request& request) {
  if (bound.route.run_where == http::Run::on_pool)
    if (auto caller = bound.authenticate(request); caller && caller->is_signed_in())
      return std::move(*caller);
  return {.region_id = bound.services.region_id};
}

// Who asks, and whether they may: 401 before 403, so that a signed-out person is asked to sign in
// rather than told that they may not.
Answer<std::monostate> admit_caller(const Bound& bound, Context& context) {
  if (bound.is_public()) {
    context.principal = public_caller(bound, context.request);
    return {};
  }
  Answer<Principal> caller = bound.authenticate(context.request);
  if (!caller) return std::unexpected(std::move(caller.error()));
  if (!caller->is_signed_in()) return problem(401, "sign_in_required");
  context.principal = std::move(*caller);
  if (bound.permission.name == kSignedIn) return {};
  context.scope = scope_of(context.principal, bound.permission);
  if (context.scope.is_empty()) return problem(403, "not_permitted");
  return {};
}

// The key is stored and compared, so its length and characters are bounded.
Answer<std::monostate> admit_key(const Route& route, const Context& context) {
  if (!route.is_idempotent_by_key) return {};
  if (context.idempotency_key.empty()) return problem(400, "idempotency_key_required");
  if (context.idempotency_key.size() > kKeyLengthMax || !is_visible_ascii(context.idempotency_key))
    return problem(400, "idempotency_key_malformed");
  return {};
}

// One request on its way: everything that all routes have in common, then the route's own work.
// What the database throws is not caught here: the HTTP loop answers it.
void serve(const Bound& bound, http::Request&& request, http::Responder respond) {
  auto context = std::make_shared<Context>();
  context->request = std::move(request);
  context->language = i18n::preferred_language(context->request.header("accept-language"));
  context->now = bound.services.clock();
  if (bound.route.is_idempotent_by_key)
    context->idempotency_key = context->request.header("idempotency-key");
  auto admitted = admit_caller(bound, *context);
  if (admitted) admitted = admit_key(bound.route, *context);
  if (!admitted) return respond(reply_problem(bound.services, *context, admitted.error()));
  bound.route.run(bound.services, std::move(context), std::move(respond));
}

}  // namespace

Route raw(http::Method method, std::string path, RouteOptions options,
          std::function<void(const Services&, std::shared_ptr<const Context>, Done)> run,
          http::Run run_where) {
  Route route{.method = method, .path = std::move(path), .options = options};
  route.run_where = run_where;
  route.run = std::move(run);
  return route;
}

std::vector<http::Route> http_routes(const std::vector<Route>& routes,
                                     const std::vector<Permission>& permissions,
                                     const Services& services, const Authenticate& authenticate) {
  CHECK(services.database != nullptr && services.catalogue != nullptr && services.clock);
  std::vector<http::Route> out;
  for (const Route& route : routes) {
    CHECK(route.run != nullptr && route.path.starts_with("/"));
    auto bound = std::make_shared<const Bound>(
        route, find_permission(route.options.permission, permissions), services, authenticate);
    // Finding the caller may wait for the database, so protected routes never run in place.
    out.push_back({.method = route.method,
                   .pattern = route.path,
                   .run = bound->is_public() ? route.run_where : http::Run::on_pool,
                   .body_bytes_max = route.options.body_bytes_max,
                   .handler = [bound](http::Request&& request, http::Responder respond) {
                     serve(*bound, std::move(request), std::move(respond));
                   }});
  }
  return out;
}

}  // namespace api
