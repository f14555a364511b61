// What the routes of this module share.
#pragma once

#include <string>

#include "auth/authentication.h"
#include "auth/login.h"
#include "password_pool.h"
#include "session_store.h"

namespace auth {

struct AuthenticationState {
  AuthenticationState(db::Database& database_, base::Clock clock_, Directory directory_,
                      AuthenticationOptions options_)
      : database(database_),
        clock(std::move(clock_)),
        directory(std::move(directory_)),
        options(options_),
        nobodys_hash(hash_password("nobody has this password")),
        sessions(database, directory),
        passwords(options.password_threads, options.password_queue_max) {}

  db::Database& database;
  const base::Clock clock;
  const Directory directory;
  const AuthenticationOptions options;
  const std::string nobodys_hash;  // checked when there is no such login, to take the same time
  SessionStore sessions;
  PasswordPool passwords;  // last: its threads use everything above

  // The value of Set-Cookie that keeps `token`; an empty token removes the cookie.
  [[nodiscard]] std::string cookie_for(const http::Request& request, std::string_view token,
                                       std::int64_t session_s) const;
};

// Bodies of the routes; their names are schemas of the OpenAPI document.

struct SignIn {
  std::string login;
  std::string password;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))

struct PasswordChange {
  std::string current_password;
  std::string new_password;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current_password, new_password))

struct SessionRole {
  std::string role;
  std::optional<base::OrganisationId> organisation_id;  // absent: the whole region
  std::optional<std::string> organisation_name;
};
BOOST_DESCRIBE_STRUCT(SessionRole, (), (role, organisation_id, organisation_name))

struct SessionView {
  base::PersonId person_id;
  std::string name;
  std::vector<SessionRole> roles;
  std::string csrf_token;
  base::Instant expires_at;
  std::string language;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (person_id, name, roles, csrf_token, expires_at, language))

SessionView view_session(db::Transaction& tx, const Directory& directory,
                         const api::Principal& principal, std::string_view token,
                         base::Instant expires_at, i18n::Language language);

api::Route sign_in_route(AuthenticationState& state);
api::Route change_password_route(AuthenticationState& state);

}  // namespace auth
