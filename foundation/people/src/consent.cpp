#include "people/consent.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/check.h"
#include "crypto/crypto.h"

namespace people {
namespace {

struct AccessRow {
  std::int64_t seq = 0;
  PersonId actor_id;
  PersonId subject_id;
  std::string action;
  std::string reason;
  std::string place;
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(AccessRow, (), (seq, actor_id, subject_id, action, reason, place, at))

/// Appends a text with its length, so that no two different records encode alike.
void append(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

/// Link of an access record: SHA-256 over the link before it and every field.
std::string link_of(std::string_view previous, std::int64_t seq, const Access& access) {
  std::string content(previous);
  append(content, std::to_string(seq));
  append(content, std::to_string(access.actor_id.value));
  append(content, std::to_string(access.subject_id.value));
  append(content, access.action);
  append(content, access.reason);
  append(content, access.place);
  append(content, std::to_string(access.at.micros));
  const crypto::Digest digest = crypto::sha256(content);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

void record_consent(db::Transaction& tx, RegionId region_id, PersonId person_id,
                    const Consent& consent) {
  CHECK_REQUEST(person_id && consent.recorded_by);
  tx.execute(
      "INSERT INTO people_consent (region_id, id, person_id, purpose, is_given, text_version, "
      "channel, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, tx.make_id<base::Id<struct ConsentTag>>(), person_id, consent.purpose,
      consent.is_given, consent.text_version, consent.channel, consent.recorded_by,
      consent.recorded_at);
}

bool has_consent(db::Transaction& tx, RegionId region_id, PersonId person_id,
                 ConsentPurpose purpose) {
  const db::Rows newest = tx.rows(
      "SELECT is_given FROM people_consent WHERE region_id = $1 AND person_id = $2 AND "
      "purpose = $3 ORDER BY recorded_at DESC, id DESC LIMIT 1",
      region_id, person_id, purpose);
  return !newest.empty() && newest.integer(0, 0) != 0;
}

std::vector<Consent> consents_of(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Consent>(
      "SELECT purpose, is_given, text_version, channel, recorded_by, recorded_at "
      "FROM people_consent WHERE region_id = $1 AND person_id = $2 "
      "ORDER BY recorded_at DESC, id DESC",
      region_id, person_id);
}

void form_household(db::Transaction& tx, RegionId region_id, const std::vector<PersonId>& members) {
  CHECK_REQUEST(!members.empty());
  const auto household_id = tx.make_id<base::Id<struct HouseholdTag>>();
  for (const PersonId person_id : std::set<PersonId>(members.begin(), members.end()))
    tx.execute(
        "INSERT INTO people_household_member (region_id, person_id, household_id) "
        "VALUES ($1, $2, $3) ON CONFLICT (region_id, person_id) "
        "DO UPDATE SET household_id = EXCLUDED.household_id",
        region_id, person_id, household_id);
}

std::vector<PersonId> household_of(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  const db::Rows rows = tx.rows(
      "SELECT other.person_id FROM people_household_member own "
      "JOIN people_household_member other ON other.region_id = own.region_id "
      "AND other.household_id = own.household_id AND other.person_id <> own.person_id "
      "WHERE own.region_id = $1 AND own.person_id = $2 ORDER BY other.person_id",
      region_id, person_id);
  std::vector<PersonId> members;
  for (std::size_t i = 0; i < rows.size(); ++i) members.push_back({rows.integer(i, 0)});
  return members;
}

std::vector<HouseholdPair> households_of(db::Transaction& tx, RegionId region_id,
                                         const std::vector<PersonId>& person_ids) {
  if (person_ids.empty()) return {};
  std::string ids;
  for (const PersonId id : person_ids) ids += (ids.empty() ? "" : ", ") + std::to_string(id.value);
  return tx.query<HouseholdPair>(
      "SELECT own.person_id AS person_id, other.person_id AS member_id"
      " FROM people_household_member own JOIN people_household_member other"
      " ON other.region_id = own.region_id AND other.household_id = own.household_id"
      " AND other.person_id <> own.person_id WHERE own.region_id = $1 AND own.person_id IN (" +
          ids + ") ORDER BY own.person_id, other.person_id",
      region_id);
}

void log_access(db::Transaction& tx, RegionId region_id, const Access& access) {
  // A record without whose data it was, or what was done, would prove nothing in three years.
  CHECK_REQUEST(access.subject_id && !access.action.empty());
  const db::Rows head =
      tx.rows("SELECT seq, link FROM people_access_head WHERE region_id = $1", region_id);
  const std::int64_t seq = head.empty() ? 1 : head.integer(0, 0) + 1;
  const db::Bytes link{link_of(head.empty() ? "" : head.bytes(0, 1), seq, access)};
  tx.execute(
      "INSERT INTO people_access (region_id, seq, actor_id, subject_id, action, reason, place, at, "
      "link) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, seq, access.actor_id, access.subject_id, access.action, access.reason,
      access.place, access.at, link);
  // The head's condition makes two concurrent writers retry instead of forking the chain.
  const std::int64_t moved = tx.execute(
      "INSERT INTO people_access_head (region_id, seq, link) VALUES ($1, $2, $3) "
      "ON CONFLICT (region_id) DO UPDATE SET seq = EXCLUDED.seq, link = EXCLUDED.link "
      "WHERE people_access_head.seq = EXCLUDED.seq - 1",
      region_id, seq, link);
  if (moved != 1) throw db::Error("40001", "access log: another record came first");
}

std::vector<Access> accesses_of(db::Transaction& tx, RegionId region_id, PersonId subject_id,
                                int limit) {
  CHECK_REQUEST(limit > 0);
  return tx.query<Access>(
      "SELECT actor_id, subject_id, action, reason, place, at FROM people_access "
      "WHERE region_id = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT $3",
      region_id, subject_id, limit);
}

bool verify_access_log(db::Transaction& tx, RegionId region_id) {
  const auto rows = tx.query<AccessRow>(
      "SELECT seq, actor_id, subject_id, action, reason, place, at FROM people_access "
      "WHERE region_id = $1 ORDER BY seq",
      region_id);
  const db::Rows links =
      tx.rows("SELECT link FROM people_access WHERE region_id = $1 ORDER BY seq", region_id);
  std::string link;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AccessRow& row = rows[i];
    if (row.seq != static_cast<std::int64_t>(i) + 1) return false;
    link = link_of(link, row.seq,
                   {row.actor_id, row.subject_id, row.action, row.reason, row.place, row.at});
    if (link != links.bytes(i, 0)) return false;
  }
  const db::Rows head =
      tx.rows("SELECT seq, link FROM people_access_head WHERE region_id = $1", region_id);
  if (head.empty()) return rows.empty();
  return head.integer(0, 0) == static_cast<std::int64_t>(rows.size()) && head.bytes(0, 1) == link;
}

}  // namespace people
