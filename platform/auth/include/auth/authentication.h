/// Sign-in, sessions and the caller of every request.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/principal.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/id.h"
#include "base/time.h"
#include "db/database.h"
#include "http/message.h"
#include "settings/settings.h"

namespace auth {

/// What sign-in must know about people; the wiring passes functions of the people module.
struct Directory {
  std::function<std::vector<api::Grant>(db::Transaction&, base::RegionId, base::PersonId,
                                        base::Date on)>
      grants_of;
  std::function<std::string(db::Transaction&, base::RegionId, base::PersonId)> display_name;
  std::function<std::string(db::Transaction&, base::RegionId, base::OrganisationId)>
      organisation_name;
  /// True when all grants are of roles that work on the move (long idle time); empty: never.
  std::function<bool(const std::vector<api::Grant>&)> is_on_the_move{};
};

struct AuthenticationOptions {
  base::RegionId region_id{1};     ///< where people sign in
  bool has_secure_cookie = false;  ///< set when people reach the server by https
  int password_threads = 2;
  std::size_t password_queue_max = 32;  ///< sign-ins that may wait; more are asked to come back
};

/// How long a process may not notice that a session ended, or roles changed, in another process.
inline constexpr int kSessionCacheSeconds = 15;
inline constexpr const char* kSessionCookie = "olive_session";

/// Wrong attempts in a row that lock a login, whoever it belongs to (rule R6).
inline constexpr settings::Definition kFailuresMax{
    .key = "auth.failures_max", .value = "5", .minimum = 3, .maximum = 20};
inline constexpr settings::Definition kLock{
    .key = "auth.lock_s", .value = "600", .unit = "second", .minimum = 60, .maximum = 86'400};
inline constexpr settings::Definition kIdle{
    .key = "auth.idle_s", .value = "1800", .unit = "second", .minimum = 300, .maximum = 86'400};
inline constexpr settings::Definition kIdleLong{.key = "auth.idle_long_s",
                                                .value = "28800",
                                                .unit = "second",
                                                .minimum = 300,
                                                .maximum = 86'400};
inline constexpr settings::Definition kSession{.key = "auth.session_s",
                                               .value = "43200",
                                               .unit = "second",
                                               .minimum = 600,
                                               .maximum = 604'800};

struct AuthenticationState;

/// Sessions of one process: the tables hold the truth, memory saves a read for most requests and
/// keeps point reads free of writes. Thread-safe; must outlive the server.
class Authentication {
 public:
  Authentication(db::Database& database, base::Clock clock, Directory directory,
                 AuthenticationOptions options = {});
  /// Finishes the sign-ins that wait.
  ~Authentication();
  Authentication(const Authentication&) = delete;
  Authentication& operator=(const Authentication&) = delete;

  /// The caller by session cookie, or nobody without one; a use extends the session. Refuses
  /// `session_expired`, and `csrf_token_wrong` for state-changing methods without the session's
  /// CSRF header. See api::Authenticate.
  [[nodiscard]] api::Answer<api::Principal> authenticate(const http::Request& request);
  /// Sign in and out, who am I, extend, change password.
  [[nodiscard]] std::vector<api::Route> routes();
  /// Forgets what memory holds about a person's sessions; the next request reads the tables. Call
  /// after disable_login or a change of roles.
  void forget(base::PersonId person_id);

 private:
  std::unique_ptr<AuthenticationState> state_;
};

[[nodiscard]] std::vector<settings::Definition> setting_definitions();

}  // namespace auth
