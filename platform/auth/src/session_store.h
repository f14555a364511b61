// Sessions in the tables, and the copy in memory that saves a read for most requests.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/principal.h"
#include "auth/authentication.h"

namespace auth {

using SessionId = decltype(api::Principal::session_id);

// One signed-in browser as this process knows it.
struct Session {
  api::Principal principal;
  std::int64_t idle_s = 0;
  base::Instant expires_at;  // slides with every use, never beyond ends_at_latest
  base::Instant ends_at_latest;
  base::Instant saved_at;  // when expires_at was last written to the tables
  base::Instant loaded_at;
};

struct NewSession {
  std::string token;
  base::PersonId person_id;
  std::int64_t idle_s = 0;
  std::int64_t session_s = 0;
  std::string remote_place;
};

// `<region>.<64 hex digits>`: 256 random bits, and the tenant in whose tables the session is.
std::string make_token(base::RegionId region_id);
// The region of a well-formed token.
std::optional<base::RegionId> region_of(std::string_view token);
// Derived from the token, so that it need not be stored and dies with it.
std::string csrf_of(std::string_view token);

void insert_session(db::Transaction& tx, base::RegionId region_id, const NewSession& session,
                    base::Instant now);
void end_session(db::Transaction& tx, base::RegionId region_id, std::string_view token,
                 base::Instant now);
// Ends all sessions of a person but the one with `kept_token`.
void end_other_sessions(db::Transaction& tx, base::RegionId region_id, base::PersonId person_id,
                        std::string_view kept_token, base::Instant now);

// Thread-safe.
class SessionStore {
 public:
  SessionStore(db::Database& database, const Directory& directory)
      : database_(database), directory_(directory) {}

  // The open session of `token`, extended by this use; nullopt when it ended or never was.
  // Cost: memory only, but one read every kSessionCacheSeconds and one write a minute.
  std::optional<Session> use(std::string_view token, base::Instant now);
  void forget(std::string_view token);
  void forget(base::PersonId person_id);

 private:
  std::optional<Session> find(const std::string& token_hash, base::Instant now);
  std::optional<Session> load(base::RegionId region_id, const std::string& token_hash,
                              base::Instant now);
  bool save(const std::string& token_hash, Session& session, base::Instant now);
  void keep(const std::string& token_hash, const Session& session, base::Instant now);

  db::Database& database_;
  const Directory& directory_;
  std::mutex mutex_;
  std::unordered_map<std::string, Session> sessions_;  // by token hash
};

}  // namespace auth
