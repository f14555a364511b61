/// Logins: who may sign in, and the history of access rights (rule R6).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"

namespace auth {

using LoginId = base::Id<struct LoginTag>;

/// Argon2id with 19 MiB and 2 passes (OWASP 2024), salt and parameters inside. Cost: about 30 ms of
/// one core, on purpose. Thread-safe.
[[nodiscard]] std::string hash_password(std::string_view password);
/// Whether `password` is the one of `password_hash`; false for a malformed hash. Same cost.
[[nodiscard]] bool is_password(std::string_view password, const std::string& password_hash);

enum class LoginRefusal { login_malformed, login_taken, person_has_login, login_not_found };
BOOST_DESCRIBE_ENUM(LoginRefusal, login_malformed, login_taken, person_has_login, login_not_found)

struct NewLogin {
  base::PersonId person_id{};
  std::string login{};          ///< 3…60 of a-z 0-9 . _ @ -; upper case is lowered
  std::string password_hash{};  ///< of hash_password(); many demo logins may share one
};

/// Lets a person sign in. `actor_id` 0: the system.
[[nodiscard]] base::Result<LoginId, LoginRefusal> create_login(db::Transaction& tx,
                                                               base::RegionId region_id,
                                                               const NewLogin& login,
                                                               base::PersonId actor_id,
                                                               base::Instant now);
/// Stops a person from signing in and ends the sessions at once (in other processes within
/// kSessionCacheSeconds).
[[nodiscard]] base::Result<void, LoginRefusal> disable_login(db::Transaction& tx,
                                                             base::RegionId region_id,
                                                             base::PersonId person_id,
                                                             base::PersonId actor_id,
                                                             base::Instant now);

enum class RightAction {
  login_created,
  login_disabled,
  login_locked,
  password_changed,
  role_granted,
  role_revoked,
};
BOOST_DESCRIBE_ENUM(RightAction, login_created, login_disabled, login_locked, password_changed,
                    role_granted, role_revoked)

/// One change of somebody's access rights.
struct RightChange {
  base::PersonId person_id{};
  base::PersonId actor_id{};  ///< 0: the system
  RightAction action = RightAction::login_created;
  std::string detail{};  ///< role and organisation, for example `coordinator@30`
  base::Instant changed_at{};
};
BOOST_DESCRIBE_STRUCT(RightChange, (), (person_id, actor_id, action, detail, changed_at))

void record_right_change(db::Transaction& tx, base::RegionId region_id, const RightChange& change);
/// The whole history of a person, newest first.
[[nodiscard]] std::vector<RightChange> right_changes_of(db::Transaction& tx,
                                                        base::RegionId region_id,
                                                        base::PersonId person_id);

/// Deletes sessions that ended 30 days ago, attempts older than a day and right changes older than
/// three years. For a nightly job.
void clean_up(db::Transaction& tx, base::RegionId region_id, base::Instant now);

}  // namespace auth
