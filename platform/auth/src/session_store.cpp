#include "session_store.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "crypto/crypto.h"

namespace auth {

namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::int64_t kSaveEverySeconds = 60;
constexpr std::size_t kSessionsMax = 100'000;  // about 50 MB

// A plain hash is enough for 256 random bits; only guessable secrets need a slow one.
std::string hash_of(std::string_view token) { return crypto::to_hex(crypto::sha256(token)); }

struct SessionRow {
  SessionId id;
  base::PersonId person_id;
  std::int64_t idle_s = 0;
  base::Instant expires_at;
  base::Instant ends_at_latest;
  base::Instant last_seen_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, person_id, idle_s, expires_at, ends_at_latest, last_seen_at))

// Ended and expired sessions are not found; why they ended does not matter to the caller.
std::optional<SessionRow> find_row(db::Transaction& tx, base::RegionId region_id,
                                   const std::string& token_hash, base::Instant now) {
  return tx.query_one<SessionRow>(
      "SELECT id, person_id, idle_s, expires_at, ends_at_latest, last_seen_at FROM auth_session "
      "WHERE region_id = $1 AND token_hash = $2 AND ended_at IS NULL AND expires_at > $3",
      region_id, token_hash, now);
}

// True when at least `seconds` have passed since `then`.
bool is_older(base::Instant then, base::Instant now, std::int64_t seconds) {
  return then.plus_seconds(seconds) <= now;
}

}  // namespace

std::string make_token(base::RegionId region_id) {
  return std::to_string(region_id.value) + "." + crypto::to_hex(crypto::random_bytes(kTokenBytes));
}

std::optional<base::RegionId> region_of(std::string_view token) {
  const std::size_t dot = token.find('.');
  if (dot == std::string_view::npos || token.size() != dot + 1 + 2 * kTokenBytes)
    return std::nullopt;
  const auto region = base::parse_integer(token.substr(0, dot));
  if (!region || *region <= 0) return std::nullopt;
  return base::RegionId{*region};
}

std::string csrf_of(std::string_view token) {
  return crypto::to_hex(crypto::hmac_sha256(token, "olive csrf"));
}

void insert_session(db::Transaction& tx, base::RegionId region_id, const NewSession& session,
                    base::Instant now) {
  CHECK(session.idle_s > 0 && session.session_s > 0);
  CHECK(region_of(session.token) == region_id && static_cast<bool>(session.person_id));
  const base::Instant latest = now.plus_seconds(session.session_s);
  tx.execute(
      "INSERT INTO auth_session (region_id, id, token_hash, person_id, idle_s, created_at, "
      "last_seen_at, expires_at, ends_at_latest, ended_at, remote_place) "
      "VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, NULL, $9)",
      region_id, tx.make_id<SessionId>(), hash_of(session.token), session.person_id, session.idle_s,
      now, std::min(now.plus_seconds(session.idle_s), latest), latest, session.remote_place);
}

void end_session(db::Transaction& tx, base::RegionId region_id, std::string_view token,
                 base::Instant now) {
  tx.execute(
      "UPDATE auth_session SET ended_at = $3 WHERE region_id = $1 AND token_hash = $2 "
      "AND ended_at IS NULL",
      region_id, hash_of(token), now);
}

void end_other_sessions(db::Transaction& tx, base::RegionId region_id, base::PersonId person_id,
                        std::string_view kept_token, base::Instant now) {
  tx.execute(
      "UPDATE auth_session SET ended_at = $4 WHERE region_id = $1 AND person_id = $2 "
      "AND token_hash <> $3 AND ended_at IS NULL",
      region_id, person_id, hash_of(kept_token), now);
}

// Memory first, tables when memory is silent or too old. Two requests of one session may both come
// here at once: they write the same times, and the later one stays.
std::optional<Session> SessionStore::use(std::string_view token, base::Instant now) {
  const auto region_id = region_of(token);
  if (!region_id) return std::nullopt;
  const std::string token_hash = hash_of(token);
  auto session = find(token_hash, now);
  if (!session) session = load(*region_id, token_hash, now);
  if (!session) return std::nullopt;
  session->expires_at = std::min(now.plus_seconds(session->idle_s), session->ends_at_latest);
  if (is_older(session->saved_at, now, kSaveEverySeconds) && !save(token_hash, *session, now)) {
    forget(token);
    return std::nullopt;
  }
  keep(token_hash, *session, now);
  return session;
}

std::optional<Session> SessionStore::find(const std::string& token_hash, base::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(token_hash);
  if (found == sessions_.end()) return std::nullopt;
  if (is_older(found->second.loaded_at, now, kSessionCacheSeconds)) return std::nullopt;
  if (found->second.expires_at <= now) return std::nullopt;
  return found->second;
}

// Grants are read with the session, on today's date: a role that ended yesterday is gone.
std::optional<Session> SessionStore::load(base::RegionId region_id, const std::string& token_hash,
                                          base::Instant now) {
  return database_.read([&](db::Transaction& tx) -> std::optional<Session> {
    const auto row = find_row(tx, region_id, token_hash, now);
    if (!row) return std::nullopt;
    Session session{.idle_s = row->idle_s,
                    .expires_at = row->expires_at,
                    .ends_at_latest = row->ends_at_latest,
                    .saved_at = row->last_seen_at,
                    .loaded_at = now};
    session.principal = {
        region_id, row->person_id, row->id,
        directory_.grants_of(tx, region_id, row->person_id, base::korean_date(now))};
    return session;
  });
}

// False when the session was ended meanwhile, here or elsewhere.
bool SessionStore::save(const std::string& token_hash, Session& session, base::Instant now) {
  session.saved_at = now;
  return database_.write([&](db::Transaction& tx) {
    return tx.execute(
               "UPDATE auth_session SET last_seen_at = $3, expires_at = $4 "
               "WHERE region_id = $1 AND token_hash = $2 AND ended_at IS NULL",
               session.principal.region_id, token_hash, now, session.expires_at) == 1;
  });
}

// Stale entries leave when the store is full; a session that finds no place is read every time.
void SessionStore::keep(const std::string& token_hash, const Session& session, base::Instant now) {
  CHECK(static_cast<bool>(session.principal.person_id));
  CHECK(session.expires_at <= session.ends_at_latest);
  const std::lock_guard lock(mutex_);
  if (sessions_.size() >= kSessionsMax)
    std::erase_if(sessions_, [&](const auto& each) {
      return is_older(each.second.loaded_at, now, kSessionCacheSeconds);
    });
  if (sessions_.size() < kSessionsMax) sessions_.insert_or_assign(token_hash, session);
}

void SessionStore::forget(std::string_view token) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(hash_of(token));
}

void SessionStore::forget(base::PersonId person_id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_,
                [&](const auto& each) { return each.second.principal.person_id == person_id; });
}

}  // namespace auth
