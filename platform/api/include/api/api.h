/// Joins typed routes, permissions and sessions into HTTP routes and one OpenAPI document.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/route.h"

namespace api {

/// Finds the caller of a request: the session cookie's principal, or nobody. For state-changing
/// methods a signed-in caller must send the CSRF header `X-Olive-Csrf`; refuses with
/// `csrf_token_wrong` or `session_expired`.
using Authenticate = std::function<Answer<Principal>(const http::Request&)>;

/// HTTP routes of `routes`: authentication, permission (401 `sign_in_required`, 403
/// `not_permitted`), language, run, problem details, 503 with retry when the environment fails.
/// `services` must outlive the server.
[[nodiscard]] std::vector<http::Route> http_routes(const std::vector<Route>& routes,
                                                   const std::vector<Permission>& permissions,
                                                   const Services& services,
                                                   const Authenticate& authenticate);

/// The OpenAPI 3.1 document of all routes: schemas from the C++ types, problem responses, security
/// schemes (cookie session, CSRF header), Idempotency-Key. Clean under `redocly lint`.
[[nodiscard]] std::string openapi_document(const std::vector<Route>& routes,
                                           const std::string& version);

/// Where `principal` holds `permission`.
[[nodiscard]] Scope scope_of(const Principal& principal, const Permission& permission);

}  // namespace api
