#include "settings/settings.h"

#include "base/text.h"

namespace settings {

namespace {

// The revision that holds on a date: the latest start, and of several with one start the latest
// change. A null value says that the wider scope holds again.
std::optional<std::string> value_in(db::Transaction& tx, base::RegionId region_id,
                                    std::string_view key, base::Date on, std::string_view scope) {
  const db::Rows rows = tx.rows(
      "SELECT value FROM settings_value"
      " WHERE region_id = $1 AND key = $2 AND scope = $3 AND valid_from <= $4"
      " ORDER BY valid_from DESC, revision DESC LIMIT 1",
      region_id, key, scope, on);
  if (rows.empty() || rows.is_null(0, 0)) return std::nullopt;
  return rows.text(0, 0);
}

std::int64_t as_integer(const Definition& definition, std::string_view value) {
  CHECK_REQUEST(definition.kind == Kind::integer);
  const auto number = base::parse_integer(value);
  CHECK_REQUEST(number.has_value());  // set() and the definitions' tests let no other through
  return *number;
}

base::Result<void, SetRefusal> check_integer(const Definition& definition, std::string_view value) {
  const auto number = base::parse_integer(value);
  if (!number) return base::refuse(SetRefusal::setting_not_an_integer);
  if (*number < definition.minimum || *number > definition.maximum)
    return base::refuse(SetRefusal::setting_out_of_range);
  return {};
}

base::Result<void, SetRefusal> check_value(const Definition& definition, std::string_view value) {
  if (base::has_resident_number(value))
    return base::refuse(SetRefusal::setting_holds_resident_number);
  if (definition.kind == Kind::integer) return check_integer(definition, value);
  if (definition.kind == Kind::table) {
    CHECK(definition.is_right != nullptr);
    if (!definition.is_right(value)) return base::refuse(SetRefusal::setting_not_a_table);
  }
  return {};
}

base::Result<void, SetRefusal> check_change(const Definition& definition, const Change& change) {
  if (change.value) OLIVE_TRY_VOID(check_value(definition, *change.value));
  if (base::trim(change.reason).empty()) return base::refuse(SetRefusal::setting_needs_reason);
  if (base::has_resident_number(change.reason))
    return base::refuse(SetRefusal::setting_holds_resident_number);
  if (change.valid_from < base::korean_date(change.set_at) && !change.may_start_in_past)
    return base::refuse(SetRefusal::setting_starts_in_past);
  return {};
}

}  // namespace

std::string text(db::Transaction& tx, base::RegionId region_id, const Definition& definition,
                 base::Date on, std::string_view scope) {
  if (!scope.empty())
    if (auto value = value_in(tx, region_id, definition.key, on, scope)) return *std::move(value);
  if (auto value = value_in(tx, region_id, definition.key, on, {})) return *std::move(value);
  return std::string(definition.value);
}

std::int64_t integer(db::Transaction& tx, base::RegionId region_id, const Definition& definition,
                     base::Date on, std::string_view scope) {
  return as_integer(definition, text(tx, region_id, definition, on, scope));
}

base::Result<void, SetRefusal> set(db::Transaction& tx, base::RegionId region_id,
                                   const Definition& definition, const Change& change) {
  OLIVE_TRY_VOID(check_change(definition, change));
  // One identifier serves both: it grows with time, and it is new even after a rollback.
  const auto revision = tx.make_id<base::Id<struct RevisionTag>>();
  tx.execute(
      "INSERT INTO settings_value"
      " (region_id, key, scope, valid_from, revision, value, set_by, set_at, reason)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, definition.key, change.scope, change.valid_from, revision, change.value,
      change.set_by, change.set_at, change.reason);
  tx.execute(
      "INSERT INTO settings_version (region_id, version) VALUES ($1, $2)"
      " ON CONFLICT (region_id) DO UPDATE SET version = excluded.version",
      region_id, revision);
  return {};
}

std::vector<Revision> history(db::Transaction& tx, base::RegionId region_id, std::string_view key) {
  return tx.query<Revision>(
      "SELECT scope, valid_from, value, set_by, set_at, reason FROM settings_value"
      " WHERE region_id = $1 AND key = $2 ORDER BY revision DESC",
      region_id, key);
}

Snapshot::Snapshot(db::Transaction& tx, base::RegionId region_id) {
  const db::Rows rows = tx.rows(
      "SELECT key, scope, valid_from, value FROM settings_value WHERE region_id = $1"
      " ORDER BY revision",
      region_id);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const base::Date from{static_cast<std::int32_t>(rows.integer(row, 2))};
    std::optional<std::string> value;
    if (!rows.is_null(row, 3)) value = rows.text(row, 3);
    values_[rows.text(row, 0)][rows.text(row, 1)].insert_or_assign(from, std::move(value));
  }
}

const std::string* Snapshot::find(std::string_view key, base::Date on,
                                  std::string_view scope) const {
  const auto scopes = values_.find(key);
  if (scopes == values_.end()) return nullptr;
  const auto dated = scopes->second.find(scope);
  if (dated == scopes->second.end()) return nullptr;
  const auto after = dated->second.upper_bound(on);
  if (after == dated->second.begin()) return nullptr;
  const std::optional<std::string>& value = std::prev(after)->second;
  return value ? &*value : nullptr;
}

std::string_view Snapshot::text(const Definition& definition, base::Date on,
                                std::string_view scope) const {
  if (!scope.empty())
    if (const std::string* value = find(definition.key, on, scope)) return *value;
  if (const std::string* value = find(definition.key, on, {})) return *value;
  return definition.value;
}

std::int64_t Snapshot::integer(const Definition& definition, base::Date on,
                               std::string_view scope) const {
  return as_integer(definition, text(definition, on, scope));
}

std::shared_ptr<const Snapshot> Cache::snapshot(db::Transaction& tx, base::RegionId region_id) {
  // A version is never used twice, not even after a rollback, so a snapshot taken inside a
  // transaction that fails later is never mistaken for a committed one.
  const std::int64_t version =
      tx.integer("SELECT version FROM settings_version WHERE region_id = $1", region_id)
          .value_or(0);
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(region_id);
    if (found != entries_.end() && found->second.version == version) return found->second.snapshot;
  }
  auto fresh = std::make_shared<const Snapshot>(tx, region_id);
  const std::lock_guard lock(mutex_);
  entries_[region_id] = {version, fresh};
  return fresh;
}

}  // namespace settings
