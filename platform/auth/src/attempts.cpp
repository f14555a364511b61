#include "attempts.h"

#include "auth/authentication.h"
#include "base/check.h"
#include "crypto/crypto.h"

namespace auth {

namespace {

// Hashed, because people type their password into the wrong field.
std::string hash_of(std::string_view login) { return crypto::to_hex(crypto::sha256(login)); }

}  // namespace

// A lock that has run out is left in its row: the next failure or success replaces it.
std::optional<base::Instant> locked_until(db::Transaction& tx, base::RegionId region_id,
                                          std::string_view login, base::Instant now) {
  const auto until =
      tx.integer("SELECT locked_until FROM auth_attempt WHERE region_id = $1 AND login_hash = $2",
                 region_id, hash_of(login));
  if (!until || *until <= now.micros) return std::nullopt;
  return base::Instant{*until};
}

// The counter starts again with the lock, so that after it the full number of tries is open.
bool count_failure(db::Transaction& tx, base::RegionId region_id, std::string_view login,
                   base::Instant now) {
  const std::string login_hash = hash_of(login);
  tx.execute(
      "INSERT INTO auth_attempt (region_id, login_hash, failed_count, locked_until, last_at) "
      "VALUES ($1, $2, 1, 0, $3) ON CONFLICT (region_id, login_hash) "
      "DO UPDATE SET failed_count = auth_attempt.failed_count + 1, last_at = $3",
      region_id, login_hash, now);
  const auto failed =
      tx.integer("SELECT failed_count FROM auth_attempt WHERE region_id = $1 AND login_hash = $2",
                 region_id, login_hash);
  CHECK_REQUEST(failed.has_value() && *failed > 0);
  const base::Date today = base::korean_date(now);
  if (*failed < settings::integer(tx, region_id, kFailuresMax, today)) return false;
  tx.execute(
      "UPDATE auth_attempt SET failed_count = 0, locked_until = $3 "
      "WHERE region_id = $1 AND login_hash = $2",
      region_id, login_hash, now.plus_seconds(settings::integer(tx, region_id, kLock, today)));
  return true;
}

void forget_failures(db::Transaction& tx, base::RegionId region_id, std::string_view login) {
  tx.execute("DELETE FROM auth_attempt WHERE region_id = $1 AND login_hash = $2", region_id,
             hash_of(login));
}

}  // namespace auth
