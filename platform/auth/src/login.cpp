#include "auth/login.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace auth {

namespace {

constexpr std::size_t kLoginLengthMin = 3;
constexpr std::size_t kLoginLengthMax = 60;
constexpr int kDay = 86'400;
constexpr int kKeepSessionsDays = 30;
constexpr int kKeepRightChangesDays = 3 * 366;  // rule R6: three years

// ASCII only: a login is typed on any keyboard, and no two of them look alike.
bool is_login(std::string_view login) {
  return login.size() >= kLoginLengthMin && login.size() <= kLoginLengthMax &&
         std::ranges::all_of(login, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '@' || c == '-';
         });
}

}  // namespace

base::Result<LoginId, LoginRefusal> create_login(db::Transaction& tx, base::RegionId region_id,
                                                 const NewLogin& login, base::PersonId actor_id,
                                                 base::Instant now) {
  const std::string name = base::to_lower(base::trim(login.login));
  if (!is_login(name)) return base::refuse(LoginRefusal::login_malformed);
  if (tx.integer("SELECT id FROM auth_login WHERE region_id = $1 AND login = $2", region_id, name))
    return base::refuse(LoginRefusal::login_taken);
  if (tx.integer("SELECT id FROM auth_login WHERE region_id = $1 AND person_id = $2", region_id,
                 login.person_id))
    return base::refuse(LoginRefusal::person_has_login);
  CHECK(static_cast<bool>(login.person_id) && !login.password_hash.empty());
  const auto id = tx.make_id<LoginId>();
  tx.execute(
      "INSERT INTO auth_login (region_id, id, person_id, login, password_hash, is_enabled, "
      "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, id, login.person_id, name, login.password_hash, true, now);
  record_right_change(tx, region_id,
                      {login.person_id, actor_id, RightAction::login_created, name, now});
  return id;
}

base::Result<void, LoginRefusal> disable_login(db::Transaction& tx, base::RegionId region_id,
                                               base::PersonId person_id, base::PersonId actor_id,
                                               base::Instant now) {
  const auto changed =
      tx.execute("UPDATE auth_login SET is_enabled = $3 WHERE region_id = $1 AND person_id = $2",
                 region_id, person_id, false);
  if (changed == 0) return base::refuse(LoginRefusal::login_not_found);
  tx.execute(
      "UPDATE auth_session SET ended_at = $3 WHERE region_id = $1 AND person_id = $2 "
      "AND ended_at IS NULL",
      region_id, person_id, now);
  record_right_change(tx, region_id, {person_id, actor_id, RightAction::login_disabled, "", now});
  return {};
}

// Appended only; nothing but clean_up() ever removes a line.
void record_right_change(db::Transaction& tx, base::RegionId region_id, const RightChange& change) {
  CHECK(static_cast<bool>(change.person_id));
  tx.execute(
      "INSERT INTO auth_right_change (region_id, id, person_id, actor_id, action, detail, "
      "changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, tx.make_id<base::Id<struct RightChangeTag>>(), change.person_id, change.actor_id,
      change.action, change.detail, change.changed_at);
}

std::vector<RightChange> right_changes_of(db::Transaction& tx, base::RegionId region_id,
                                          base::PersonId person_id) {
  return tx.query<RightChange>(
      "SELECT person_id, actor_id, action, detail, changed_at FROM auth_right_change "
      "WHERE region_id = $1 AND person_id = $2 ORDER BY changed_at DESC, id DESC",
      region_id, person_id);
}

// Attempts that still lock somebody stay, however old.
void clean_up(db::Transaction& tx, base::RegionId region_id, base::Instant now) {
  tx.execute("DELETE FROM auth_session WHERE region_id = $1 AND expires_at < $2", region_id,
             now.plus_seconds(-kKeepSessionsDays * kDay));
  tx.execute("DELETE FROM auth_attempt WHERE region_id = $1 AND last_at < $2 AND locked_until < $3",
             region_id, now.plus_seconds(-kDay), now);
  tx.execute("DELETE FROM auth_right_change WHERE region_id = $1 AND changed_at < $2", region_id,
             now.plus_seconds(-std::int64_t{kKeepRightChangesDays} * kDay));
}

}  // namespace auth
