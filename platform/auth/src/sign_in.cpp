#include <optional>

#include "attempts.h"
#include "base/check.h"
#include "base/text.h"
#include "observe/metrics.h"
#include "state.h"

namespace auth {

namespace {

struct LoginRow {
  base::PersonId person_id;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(LoginRow, (), (person_id, password_hash))

// One attempt to sign in, on its way from the HTTP pool to the password pool.
struct Attempt {
  AuthenticationState& state;
  const api::Services& services;
  std::shared_ptr<const api::Context> context;
  api::Done done;
  std::string login;
  std::string password;
  std::optional<LoginRow> known;  // the enabled login, if there is one

  [[nodiscard]] base::RegionId region_id() const { return state.options.region_id; }
  void refuse(const api::Problem& problem) const {
    observe::count("olive_sign_ins_total", "result", problem.code);
    done(api::reply_problem(services, *context, problem));
  }
};

// Whole minutes, rounded up: nobody should come back a moment too early.
api::Problem locked(base::Instant until, base::Instant now) {
  constexpr std::int64_t kMinute = 60 * base::kMicrosPerSecond;
  const std::int64_t minutes = (until.micros - now.micros + kMinute - 1) / kMinute;
  return {429, "login_locked", {}, {{"minutes", std::to_string(minutes)}}};
}

// A disabled login is as good as none, and looks like none.
std::optional<LoginRow> find_login(db::Transaction& tx, base::RegionId region_id,
                                   const std::string& login) {
  return tx.query_one<LoginRow>(
      "SELECT person_id, password_hash FROM auth_login "
      "WHERE region_id = $1 AND login = $2 AND is_enabled = $3",
      region_id, login, true);
}

// The history names the address from which a known login was locked.
api::Problem note_failure(const Attempt& attempt, db::Transaction& tx, base::Instant now) {
  if (count_failure(tx, attempt.region_id(), attempt.login, now) && attempt.known)
    record_right_change(tx, attempt.region_id(),
                        {attempt.known->person_id,
                         {},
                         RightAction::login_locked,
                         attempt.context->request.remote_address,
                         now});
  return {401, "sign_in_failed"};
}

// Decided at sign-in and kept with the session, so that a changed setting surprises nobody.
std::int64_t idle_s_of(const Attempt& attempt, db::Transaction& tx,
                       const std::vector<api::Grant>& grants, base::Date today) {
  const Directory& directory = attempt.state.directory;
  const bool is_moving = directory.is_on_the_move && directory.is_on_the_move(grants);
  return settings::integer(tx, attempt.region_id(), is_moving ? kIdleLong : kIdle, today);
}

// Opens a new session and ends the one that the browser had: a token from before is never raised to
// a signed-in one.
api::Answer<api::Reply> open_session(const Attempt& attempt, db::Transaction& tx,
                                     base::Instant now) {
  CHECK(attempt.known.has_value());
  const base::RegionId region_id = attempt.region_id();
  const base::Date today = base::korean_date(now);
  api::Principal principal{.region_id = region_id, .person_id = attempt.known->person_id};
  principal.grants = attempt.state.directory.grants_of(tx, region_id, principal.person_id, today);
  if (principal.grants.empty()) return std::unexpected(api::Problem{403, "no_current_role"});
  forget_failures(tx, region_id, attempt.login);
  const http::Request& request = attempt.context->request;
  if (const auto old = request.cookie(kSessionCookie); !old.empty())
    end_session(tx, region_id, old, now);
  const NewSession session{.token = make_token(region_id),
                           .person_id = principal.person_id,
                           .idle_s = idle_s_of(attempt, tx, principal.grants, today),
                           .session_s = settings::integer(tx, region_id, kSession, today),
                           .remote_place = request.remote_address};
  insert_session(tx, region_id, session, now);
  const SessionView view = view_session(
      tx, attempt.state.directory, principal, session.token,
      now.plus_seconds(std::min(session.idle_s, session.session_s)), attempt.context->language);
  api::Reply reply = api::reply_json(201, base::type_info<SessionView>(), &view);
  reply.headers.emplace_back("set-cookie",
                             attempt.state.cookie_for(request, session.token, session.session_s));
  reply.headers.emplace_back("cache-control", "no-store");
  return reply;
}

// Runs on the password pool. Failures are counted in a transaction that commits, so the problem is
// no refusal of the transaction's.
void decide(const Attempt& attempt) {
  const bool is_right = is_password(
      attempt.password, attempt.known ? attempt.known->password_hash : attempt.state.nobodys_hash);
  const base::Instant now = attempt.state.clock();
  std::optional<api::Problem> problem;
  api::Reply reply;
  attempt.state.database.write([&](db::Transaction& tx) {
    problem.reset();
    // Asked again: guesses sent at the same moment must not slip past the lock.
    if (const auto until = locked_until(tx, attempt.region_id(), attempt.login, now)) {
      problem = locked(*until, now);
    } else if (!is_right || !attempt.known) {
      problem = note_failure(attempt, tx, now);
    } else if (auto opened = open_session(attempt, tx, now)) {
      reply = std::move(*opened);
    } else {
      problem = std::move(opened.error());
    }
  });
  if (problem) return attempt.refuse(*problem);
  if (const auto old = attempt.context->request.cookie(kSessionCookie); !old.empty())
    attempt.state.sessions.forget(old);
  observe::count("olive_sign_ins_total", "result", "signed_in");
  attempt.done(std::move(reply));
}

// Runs on the HTTP pool: reads what there is to know and hands over. A locked login costs no hash.
void start(std::shared_ptr<Attempt> attempt) {
  const base::Instant now = attempt->state.clock();
  std::optional<base::Instant> until;
  attempt->state.database.read([&](db::Transaction& tx) {
    until = locked_until(tx, attempt->region_id(), attempt->login, now);
    attempt->known = find_login(tx, attempt->region_id(), attempt->login);
  });
  if (until) return attempt->refuse(locked(*until, now));
  const bool is_queued = attempt->state.passwords.submit(
      {.run = [attempt] { decide(*attempt); },
       .fail = [attempt] { attempt->refuse({503, "service_unavailable"}); }});
  if (!is_queued) attempt->refuse({503, "sign_in_busy"});
}

}  // namespace

std::span<const base::Rule> SignIn::rules() {
  static constexpr base::Rule kRules[] = {
      {.field = "login", .min_length = 1, .max_length = 100},
      {.field = "password", .min_length = 1, .max_length = 200}};
  return kRules;
}

api::Route sign_in_route(AuthenticationState& state) {
  api::Route route = api::raw(
      http::Method::post, "/api/v1/sessions",
      {.operation = "sign_in",
       .tag = "auth",
       .summary = "Signs in with login and password; sets the session cookie.",
       .success_status = 201,
       .body_bytes_max = 4'096},
      [&state](const api::Services& services, std::shared_ptr<const api::Context> context,
               api::Done done) {
        SignIn in;
        if (auto read =
                api::read_input(*context, http::Method::post, base::type_info<SignIn>(), &in);
            !read)
          return done(api::reply_problem(services, *context, read.error()));
        start(std::make_shared<Attempt>(state, services, std::move(context), std::move(done),
                                        base::to_lower(base::trim(in.login)),
                                        std::move(in.password)));
      });
  route.input = &base::type_info<SignIn>();
  route.output = &base::type_info<SessionView>();
  return route;
}

}  // namespace auth
