/// Values that an authority sets from a date on: prices, caps, rates, rules. Each module states its
/// settings as constants; a region, or a district within it, overrides them from a date.
///
///     inline constexpr settings::Definition kCoPay{
///         .key = "care.co_pay_rate", .kind = settings::Kind::integer, .value = "150000",
///         .unit = "ppm", .minimum = 0, .maximum = 1'000'000};
///     settings::integer(tx, region_id, kCoPay, visit_date, district_code)
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/describe.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"
#include "json/json.h"

namespace settings {

enum class Kind { integer, text, table };
BOOST_DESCRIBE_ENUM(Kind, integer, text, table)

/// A setting of a module. `key` is `<module>.<name>`; the message `setting.<key>` explains it.
struct Definition {
  std::string_view key;
  Kind kind = Kind::integer;
  std::string_view value;            ///< holds where and while nothing else is set
  std::string_view unit = {};        ///< won, day, ppm, minute …
  std::int64_t minimum = INT64_MIN;  ///< integers
  std::int64_t maximum = INT64_MAX;
  /// Tables: whether a JSON text is a right value; write `&settings::is_a<MyTable>`.
  bool (*is_right)(std::string_view) = nullptr;
};

/// True when `text` is the JSON of a T.
template <class T>
[[nodiscard]] bool is_a(std::string_view text) {
  return json::read<T>(text).has_value();
}

/// The value that holds on `on`: that of `scope` (a district code or an organisation id as text),
/// else the region's, else the definition's. One statement; see Snapshot for many reads.
/// Requires: the definition is an integer.
[[nodiscard]] std::int64_t integer(db::Transaction& tx, base::RegionId region_id,
                                   const Definition& definition, base::Date on,
                                   std::string_view scope = {});
/// The same for text, and the JSON of tables.
[[nodiscard]] std::string text(db::Transaction& tx, base::RegionId region_id,
                               const Definition& definition, base::Date on,
                               std::string_view scope = {});
/// The same for a table as a described struct. Requires: `definition.is_right == &is_a<T>`.
template <class T>
[[nodiscard]] T table(db::Transaction& tx, base::RegionId region_id, const Definition& definition,
                      base::Date on, std::string_view scope = {}) {
  auto value = json::read<T>(text(tx, region_id, definition, on, scope));
  CHECK_REQUEST(value.has_value());  // only right values are ever stored
  return *std::move(value);
}

/// Who changes a setting, from when, and why.
struct Change {
  std::string_view scope = {};  ///< empty: the whole region
  base::Date valid_from{};
  std::optional<std::string_view> value = {};  ///< nullopt: back to the wider scope's value
  std::int64_t set_by = 0;                     ///< person
  base::Instant set_at{};
  std::string_view reason;         ///< shown in the history
  bool may_start_in_past = false;  ///< corrections; what was computed stays as it is
};

enum class SetRefusal {
  setting_not_an_integer,
  setting_out_of_range,
  setting_not_a_table,
  setting_needs_reason,
  setting_starts_in_past,
  setting_holds_resident_number
};
BOOST_DESCRIBE_ENUM(SetRefusal, setting_not_an_integer, setting_out_of_range, setting_not_a_table,
                    setting_needs_reason, setting_starts_in_past, setting_holds_resident_number)

/// Sets a value from a date on; earlier values stay in the history. For the same date the later
/// change holds. Refuses: see SetRefusal; `setting_starts_in_past` when valid_from is before the
/// Korean date of set_at and the change does not say that it may be.
base::Result<void, SetRefusal> set(db::Transaction& tx, base::RegionId region_id,
                                   const Definition& definition, const Change& change);

/// One entry of a setting's history.
struct Revision {
  std::string scope;
  base::Date valid_from{};
  std::optional<std::string> value;
  std::int64_t set_by = 0;
  base::Instant set_at{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Revision, (), (scope, valid_from, value, set_by, set_at, reason))

/// Every change of `key` in the region, the newest first.
[[nodiscard]] std::vector<Revision> history(db::Transaction& tx, base::RegionId region_id,
                                            std::string_view key);

/// All values of a region in memory, as one transaction saw them: for computations that look up
/// thousands of values. Immutable; thread-safe. Lookups cost no statement.
class Snapshot {
 public:
  Snapshot(db::Transaction& tx, base::RegionId region_id);

  [[nodiscard]] std::int64_t integer(const Definition& definition, base::Date on,
                                     std::string_view scope = {}) const;
  [[nodiscard]] std::string_view text(const Definition& definition, base::Date on,
                                      std::string_view scope = {}) const;

 private:
  using Dated = std::map<base::Date, std::optional<std::string>>;

  [[nodiscard]] const std::string* find(std::string_view key, base::Date on,
                                        std::string_view scope) const;

  using Scopes = std::map<std::string, Dated, std::less<>>;
  std::map<std::string, Scopes, std::less<>> values_;  // key → scope → date
};

/// Keeps the latest snapshot of each region and loads it again after a change, in whichever process
/// that happened. Thread-safe. Cost of a hit: one point read.
class Cache {
 public:
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot(db::Transaction& tx,
                                                         base::RegionId region_id);

 private:
  struct Entry {
    std::int64_t version = 0;
    std::shared_ptr<const Snapshot> snapshot;
  };
  std::mutex mutex_;
  std::map<base::RegionId, Entry> entries_;
};

}  // namespace settings
