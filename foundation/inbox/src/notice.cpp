#include "inbox/notice.h"

#include "base/check.h"

namespace inbox {
namespace {

struct ValueRow {
  NoticeId notice_id;
  std::string name;
  ValueKind kind{};
  std::int64_t number = 0;
  std::string label;
};
BOOST_DESCRIBE_STRUCT(ValueRow, (), (notice_id, name, kind, number, label))

bool has_muted(db::Transaction& tx, RegionId region_id, PersonId person_id, const Kind& kind) {
  // A kind that must arrive does so even for whoever muted it when it was still allowed.
  if (kind.delivery == Delivery::always) return false;
  return tx
      .integer("SELECT 1 FROM inbox_muted WHERE region_id = $1 AND person_id = $2 AND kind = $3",
               region_id, person_id, kind.name)
      .has_value();
}

void add_reader(db::Transaction& tx, RegionId region_id, PersonId person_id, NoticeId id,
                std::optional<base::Instant> read_at) {
  tx.execute(
      "INSERT INTO inbox_reader (region_id, person_id, notice_id, read_at) "
      "VALUES ($1, $2, $3, $4)",
      region_id, person_id, id, read_at);
}

}  // namespace

void send(db::Transaction& tx, RegionId region_id, const Kind& kind, const Message& message,
          const std::set<PersonId>& readers, base::Instant now) {
  CHECK_REQUEST(!kind.name.empty());
  if (readers.empty() || (readers.size() == 1 && readers.contains(PersonId{}))) return;
  const auto id = tx.make_id<NoticeId>();
  tx.execute(
      "INSERT INTO inbox_notice (region_id, id, kind, subject_id, organisation_id, at) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      region_id, id, kind.name, message.subject_id, message.organisation_id, now);
  for (const auto& [name, value] : message.values)
    tx.execute(
        "INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        region_id, id, name, value.kind, value.number, value.label);
  for (const PersonId person_id : readers) {
    if (!person_id) continue;
    const bool is_muted = has_muted(tx, region_id, person_id, kind);
    add_reader(tx, region_id, person_id, id, is_muted ? std::optional(now) : std::nullopt);
  }
}

void settle(db::Transaction& tx, RegionId region_id, std::span<const std::string_view> kinds,
            SubjectId subject_id, OrganisationId organisation_id, base::Instant now) {
  for (const std::string_view kind : kinds)
    tx.execute(
        "UPDATE inbox_reader SET read_at = $5 WHERE region_id = $1 AND read_at IS NULL "
        "AND notice_id IN (SELECT id FROM inbox_notice WHERE region_id = $1 AND subject_id = $2 "
        "AND kind = $3 AND (organisation_id = $4 OR $4 = 0))",
        region_id, subject_id, kind, organisation_id, now);
}

std::vector<Notice> notices_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                               NoticeId before_id, std::int32_t limit) {
  return tx.query<Notice>(
      "SELECT n.id, n.kind, n.subject_id, n.organisation_id, n.at, r.read_at FROM inbox_reader r "
      "JOIN inbox_notice n ON n.region_id = r.region_id AND n.id = r.notice_id "
      "WHERE r.region_id = $1 AND r.person_id = $2 AND (r.notice_id < $3 OR $3 = 0) "
      "ORDER BY r.notice_id DESC LIMIT $4",
      region_id, person_id, before_id, limit);
}

std::map<NoticeId, Values> values_of(db::Transaction& tx, RegionId region_id,
                                     const std::vector<Notice>& notices) {
  std::map<NoticeId, Values> values;
  if (notices.empty()) return values;
  std::string ids;
  for (const Notice& one : notices) {
    values[one.id];
    ids += (ids.empty() ? "" : ", ") + std::to_string(one.id.value);
  }
  for (ValueRow& row : tx.query<ValueRow>("SELECT notice_id, name, kind, number, label "
                                          "FROM inbox_value WHERE region_id = $1 "
                                          "AND notice_id IN (" +
                                              ids + ")",
                                          region_id))
    values[row.notice_id][row.name] = {row.kind, row.number, std::move(row.label)};
  return values;
}

std::int64_t count_unread(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx
      .integer(
          "SELECT COUNT(*) FROM inbox_reader WHERE region_id = $1 AND person_id = $2 "
          "AND read_at IS NULL",
          region_id, person_id)
      .value();
}

base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id, NoticeId id,
                                              PersonId person_id, base::Instant now) {
  const auto found = tx.integer(
      "SELECT 1 FROM inbox_reader WHERE region_id = $1 AND person_id = $2 AND notice_id = $3",
      region_id, person_id, id);
  if (!found) return base::refuse(NoticeRefusal::notice_not_found);
  tx.execute(
      "UPDATE inbox_reader SET read_at = $4 WHERE region_id = $1 AND person_id = $2 "
      "AND notice_id = $3 AND read_at IS NULL",
      region_id, person_id, id, now);
  return {};
}

void read_notices(db::Transaction& tx, RegionId region_id, PersonId person_id, NoticeId newest_id,
                  base::Instant now) {
  tx.execute(
      "UPDATE inbox_reader SET read_at = $4 WHERE region_id = $1 AND person_id = $2 "
      "AND (notice_id <= $3 OR $3 = 0) AND read_at IS NULL",
      region_id, person_id, newest_id, now);
}

base::Result<void, NoticeRefusal> mute_kind(db::Transaction& tx, RegionId region_id,
                                            PersonId person_id, const Kind& kind, bool is_muted,
                                            base::Instant now) {
  if (kind.delivery == Delivery::always)
    return base::refuse(NoticeRefusal::notice_kind_must_arrive);
  if (!is_muted) {
    tx.execute("DELETE FROM inbox_muted WHERE region_id = $1 AND person_id = $2 AND kind = $3",
               region_id, person_id, kind.name);
    return {};
  }
  tx.execute(
      "INSERT INTO inbox_muted (region_id, person_id, kind) VALUES ($1, $2, $3) "
      "ON CONFLICT (region_id, person_id, kind) DO NOTHING",
      region_id, person_id, kind.name);
  tx.execute(
      "UPDATE inbox_reader SET read_at = $4 WHERE region_id = $1 AND person_id = $2 "
      "AND read_at IS NULL AND notice_id IN (SELECT n.id FROM inbox_notice n "
      "WHERE n.region_id = $1 AND n.kind = $3 AND n.id = inbox_reader.notice_id)",
      region_id, person_id, kind.name, now);
  return {};
}

std::set<std::string, std::less<>> muted_kinds(db::Transaction& tx, RegionId region_id,
                                               PersonId person_id) {
  std::set<std::string, std::less<>> kinds;
  const db::Rows rows = tx.rows(
      "SELECT kind FROM inbox_muted WHERE region_id = $1 AND person_id = $2", region_id, person_id);
  for (std::size_t i = 0; i < rows.size(); ++i) kinds.emplace(rows.text(i, 0));
  return kinds;
}

std::int64_t forget_notices(db::Transaction& tx, RegionId region_id, base::Date today) {
  const std::int64_t days = settings::integer(tx, region_id, kKeepDays, today);
  const base::Instant oldest =
      base::korean_instant(today.plus_days(-static_cast<std::int32_t>(days)), 0);
  tx.execute(
      "DELETE FROM inbox_value WHERE region_id = $1 AND notice_id IN "
      "(SELECT id FROM inbox_notice WHERE region_id = $1 AND at < $2)",
      region_id, oldest);
  tx.execute(
      "DELETE FROM inbox_reader WHERE region_id = $1 AND notice_id IN "
      "(SELECT id FROM inbox_notice WHERE region_id = $1 AND at < $2)",
      region_id, oldest);
  return tx.execute("DELETE FROM inbox_notice WHERE region_id = $1 AND at < $2", region_id, oldest);
}

}  // namespace inbox
