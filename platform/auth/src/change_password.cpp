#include "base/check.h"
#include "state.h"

namespace auth {

namespace {

// Length is what counts; rules about characters make people write passwords down
// (NIST SP 800-63B §5.1.1.2).
constexpr std::size_t kPasswordLengthMin = 10;

// One request on its way from the HTTP pool to the password pool.
struct Change {
  AuthenticationState& state;
  const api::Services& services;
  std::shared_ptr<const api::Context> context;
  api::Done done;
  PasswordChange in;

  void refuse(int status, std::string code, std::string pointer = {}) const {
    api::Problem problem{status, code};
    if (!pointer.empty()) problem.fields.push_back({std::move(pointer), std::move(code)});
    done(api::reply_problem(services, *context, problem));
  }
};

// Empty when the login vanished meanwhile: no password matches that.
std::string stored_hash(const Change& change) {
  return change.state.database.read([&](db::Transaction& tx) {
    const db::Rows rows =
        tx.rows("SELECT password_hash FROM auth_login WHERE region_id = $1 AND person_id = $2",
                change.context->region_id(), change.context->principal.person_id);
    return rows.empty() ? std::string() : rows.text(0, 0);
  });
}

// Everybody else who may know the old password is signed out.
void store(const Change& change, const std::string& password_hash) {
  CHECK(!password_hash.empty());
  const api::Context& context = *change.context;
  change.state.database.write([&](db::Transaction& tx) {
    tx.execute("UPDATE auth_login SET password_hash = $3 WHERE region_id = $1 AND person_id = $2",
               context.region_id(), context.principal.person_id, password_hash);
    end_other_sessions(tx, context.region_id(), context.principal.person_id,
                       context.request.cookie(kSessionCookie), context.now);
    record_right_change(
        tx, context.region_id(),
        {context.principal.person_id, context.principal.person_id, RightAction::password_changed,
         context.request.remote_address, context.now});
  });
  change.state.sessions.forget(context.principal.person_id);
}

// Runs on the password pool.
void decide(const Change& change) {
  if (!is_password(change.in.current_password, stored_hash(change)))
    return change.refuse(422, "password_wrong", "/current_password");
  if (change.in.new_password == change.in.current_password)
    return change.refuse(422, "password_unchanged", "/new_password");
  store(change, hash_password(change.in.new_password));
  change.done({.status = 204});
}

// Runs on the HTTP pool.
void start(std::shared_ptr<Change> change) {
  CHECK(change->context->principal.is_signed_in());
  const bool is_queued = change->state.passwords.submit(
      {.run = [change] { decide(*change); },
       .fail = [change] { change->refuse(503, "service_unavailable"); }});
  if (!is_queued) change->refuse(503, "sign_in_busy");
}

}  // namespace

std::span<const base::Rule> PasswordChange::rules() {
  static constexpr base::Rule kRules[] = {
      {.field = "current_password", .max_length = 200},
      {.field = "new_password", .min_length = kPasswordLengthMin, .max_length = 200}};
  return kRules;
}

api::Route change_password_route(AuthenticationState& state) {
  api::Route route =
      api::raw(http::Method::put, "/api/v1/session/password",
               {.operation = "change_password",
                .permission = "signed_in",
                .tag = "auth",
                .summary = "Changes the caller's password and ends the caller's other sessions.",
                .success_status = 204,
                .body_bytes_max = 4'096},
               [&state](const api::Services& services, std::shared_ptr<const api::Context> context,
                        api::Done done) {
                 PasswordChange in;
                 if (auto read = api::read_input(*context, http::Method::put,
                                                 base::type_info<PasswordChange>(), &in);
                     !read)
                   return done(api::reply_problem(services, *context, read.error()));
                 start(std::make_shared<Change>(state, services, std::move(context),
                                                std::move(done), std::move(in)));
               });
  route.input = &base::type_info<PasswordChange>();
  return route;
}

}  // namespace auth
