#include "auth/authentication.h"

#include "base/check.h"
#include "crypto/crypto.h"
#include "state.h"

namespace auth {

namespace {

// Every method that is not safe in the sense of RFC 9110 §9.2.1.
bool changes_state(http::Method method) {
  return method != http::Method::get && method != http::Method::head;
}

std::unexpected<api::Problem> refused(int status, std::string code) {
  return std::unexpected(api::Problem{status, std::move(code)});
}

struct SessionExtension {
  base::Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(SessionExtension, (), (expires_at))

// The session that admitted this request; it may have ended in between.
api::Answer<Session> present_session(SessionStore& sessions, const api::Context& context) {
  auto session = sessions.use(context.request.cookie(kSessionCookie), context.now);
  if (!session) return refused(401, "session_expired");
  return *std::move(session);
}

// The first request of every page: who am I, what may I see.
api::Route show_session_route(AuthenticationState& state) {
  return api::get<base::Nothing, SessionView>(
      "/api/v1/session",
      {.operation = "get_session",
       .permission = "signed_in",
       .tag = "auth",
       .summary = "Who is signed in, with which roles, until when."},
      [&state](db::Transaction& tx, const api::Context& context,
               const base::Nothing&) -> api::Answer<SessionView> {
        OLIVE_TRY(session, present_session(state.sessions, context));
        return view_session(tx, state.directory, session.principal,
                            context.request.cookie(kSessionCookie), session.expires_at,
                            context.language);
      });
}

// Every use extends the session, so finding the caller has done the work.
api::Route extend_session_route(AuthenticationState& state) {
  return api::raw(http::Method::patch, "/api/v1/session/extension",
                  {.operation = "extend_session",
                   .permission = "signed_in",
                   .tag = "auth",
                   .summary = "Keeps the session open; says until when."},
                  [&state](const api::Services& services,
                           std::shared_ptr<const api::Context> context, api::Done done) {
                    const auto session = present_session(state.sessions, *context);
                    if (!session)
                      return done(api::reply_problem(services, *context, session.error()));
                    const SessionExtension extension{session->expires_at};
                    done(api::reply_json(200, base::type_info<SessionExtension>(), &extension));
                  });
}

// The session ends in the tables before the cookie goes, so a copied cookie is worthless too.
api::Route sign_out_route(AuthenticationState& state) {
  return api::raw(
      http::Method::del, "/api/v1/session",
      {.operation = "sign_out",
       .permission = "signed_in",
       .tag = "auth",
       .summary = "Ends the session.",
       .success_status = 204},
      [&state](const api::Services&, std::shared_ptr<const api::Context> context, api::Done done) {
        const std::string_view token = context->request.cookie(kSessionCookie);
        state.database.write([&](db::Transaction& tx) {
          end_session(tx, context->region_id(), token, context->now);
        });
        state.sessions.forget(token);
        api::Reply reply{.status = 204};
        reply.headers.emplace_back("set-cookie", state.cookie_for(context->request, "", 0));
        done(std::move(reply));
      });
}

}  // namespace

// Lax keeps the cookie out of requests that other sites make for the person, except plain links.
std::string AuthenticationState::cookie_for(const http::Request& request, std::string_view token,
                                            std::int64_t session_s) const {
  std::string cookie = std::string(kSessionCookie) + "=" + std::string(token) +
                       "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(session_s);
  if (options.has_secure_cookie || request.header("x-forwarded-proto") == "https")
    cookie += "; Secure";
  return cookie;
}

Authentication::Authentication(db::Database& database, base::Clock clock, Directory directory,
                               AuthenticationOptions options)
    : state_(std::make_unique<AuthenticationState>(database, std::move(clock), std::move(directory),
                                                   options)) {
  CHECK(state_->clock && state_->directory.grants_of);
  CHECK(state_->directory.display_name && state_->directory.organisation_name);
}

Authentication::~Authentication() = default;

// A missing cookie is nobody, a wrong one is an expired session: only the latter must sign in
// again.
api::Answer<api::Principal> Authentication::authenticate(const http::Request& request) {
  const std::string_view token = request.cookie(kSessionCookie);
  if (token.empty()) return api::Principal{.region_id = state_->options.region_id};
  auto session = state_->sessions.use(token, state_->clock());
  if (!session) return refused(401, "session_expired");
  if (changes_state(request.method) &&
      !crypto::equal_in_constant_time(request.header("x-olive-csrf"), csrf_of(token)))
    return refused(403, "csrf_token_wrong");
  return std::move(session->principal);
}

std::vector<api::Route> Authentication::routes() {
  api::Route extend = extend_session_route(*state_);
  extend.output = &base::type_info<SessionExtension>();
  return {sign_in_route(*state_), show_session_route(*state_), std::move(extend),
          sign_out_route(*state_), change_password_route(*state_)};
}

void Authentication::forget(base::PersonId person_id) { state_->sessions.forget(person_id); }

std::vector<settings::Definition> setting_definitions() {
  return {kFailuresMax, kLock, kIdle, kIdleLong, kSession};
}

}  // namespace auth
