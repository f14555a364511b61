/// Who gets Olive points, why, and who does not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "jobs/runner.h"
#include "ledger/ledger.h"
#include "settings/settings.h"
#include "teams/team.h"

namespace teams {

using PointRunId = base::Id<struct PointRunTag>;

/// Days in teams in the previous year that make eligible: three months (facts §9.3).
inline constexpr settings::Definition kPointDaysMin{
    .key = "teams.point_days_min", .value = "90", .unit = "day", .minimum = 0, .maximum = 366};

/// A source that pays for points, up to a limit a programme year. Used in order.
struct PointSource {
  std::string source;  ///< `sponsor_2026`, `city_fund_2026`
  std::int64_t limit_points = 0;
};
BOOST_DESCRIBE_STRUCT(PointSource, (), (source, limit_points))

/// A programme year's terms.
struct PointYear {
  std::int32_t year = 0;
  std::int64_t points = 0;  ///< per person
  std::vector<PointSource> sources;
};
BOOST_DESCRIBE_STRUCT(PointYear, (), (year, points, sources))

struct PointYears {
  std::vector<PointYear> years;
};
BOOST_DESCRIBE_STRUCT(PointYears, (), (years))

/// 2025: 100,000 points, sponsor 100 M won; 2026: 200,000 points (facts §1). Points expire on
/// 31 December of the grant year, the public-money year.
inline constexpr settings::Definition kPointYears{.key = "teams.point_years",
                                                  .kind = settings::Kind::table,
                                                  .value = R"({"years":[
{"year":2025,"points":100000,"sources":[{"source":"sponsor_2025","limit_points":100000000},
{"source":"city_fund_2025","limit_points":150000000}]},
{"year":2026,"points":200000,"sources":[{"source":"sponsor_2026","limit_points":100000000},
{"source":"city_fund_2026","limit_points":400000000}]}]})",
                                                  .unit = "point",
                                                  .is_right = &settings::is_a<PointYears>};

/// The rule's answer for one person, in the order in which it is checked.
enum class PointVerdict {
  granted,
  not_working_now,    ///< in no team today
  too_few_days,       ///< below kPointDaysMin in the previous year
  already_granted,    ///< in this programme year
  sources_exhausted,  ///< every source has reached its limit
};
BOOST_DESCRIBE_ENUM(PointVerdict, granted, not_working_now, too_few_days, already_granted,
                    sources_exhausted)

/// Decides from the two facts that count. Pure.
[[nodiscard]] PointVerdict judge(bool is_working_now, std::int64_t days_previous_year,
                                 std::int64_t days_min, bool has_grant);

/// Days on which at least one of the placements counted, in `year`. Pure; overlaps count once.
[[nodiscard]] std::int64_t days_in_year(const std::vector<Member>& placements, std::int32_t year);

struct PointDecision {
  PersonId person_id;
  PointVerdict verdict = PointVerdict::granted;
  std::int64_t days_previous_year = 0;
  std::int64_t points = 0;  ///< 0 unless granted
  std::string source;       ///< empty unless granted
};
BOOST_DESCRIBE_STRUCT(PointDecision, (), (person_id, verdict, days_previous_year, points, source))

struct PointRun {
  PointRunId id;
  std::int32_t year = 0;
  base::Date decided_on;
  std::int64_t granted = 0;  ///< persons
  std::int64_t refused = 0;  ///< persons
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(PointRun, (), (id, year, decided_on, granted, refused, points))

enum class PointRefusal { year_not_configured, year_not_current, point_run_not_found };
BOOST_DESCRIBE_ENUM(PointRefusal, year_not_configured, year_not_current, point_run_not_found)

/// What a run would decide today for everybody who was or is in a team; changes nothing.
[[nodiscard]] base::Result<std::vector<PointDecision>, PointRefusal> preview_points(
    db::Transaction& tx, RegionId region_id, std::int32_t year, base::Date today);
/// Decides and grants: one lot per person, tagged with its source and backed by won of that
/// source's fund, expiring on 31 December. The decision and its reason are kept for everybody. A
/// second run grants only what is new.
[[nodiscard]] base::Result<PointRun, PointRefusal> grant_points(db::Transaction& tx,
                                                                ledger::Batch& batch,
                                                                RegionId region_id,
                                                                std::int32_t year, PersonId actor);
[[nodiscard]] std::vector<PointRun> list_point_runs(db::Transaction& tx, RegionId region_id);
/// Decisions of a run, refused ones first.
[[nodiscard]] std::vector<PointDecision> point_decisions(db::Transaction& tx, RegionId region_id,
                                                         PointRunId point_run_id);

/// What a source of the year has given and what it answers for.
struct SourceFunding {
  std::string source;
  std::int64_t limit_points = 0;
  std::int64_t granted_points = 0;
  std::int64_t returned_won = 0;  ///< given back for points that expired
};
BOOST_DESCRIBE_STRUCT(SourceFunding, (), (source, limit_points, granted_points, returned_won))

/// Whether every point that is out could be paid out today, and who pays.
struct PointFunding {
  std::int32_t year = 0;
  std::vector<SourceFunding> sources;   ///< in the order in which they are used
  std::int64_t outstanding_points = 0;  ///< in wallets and tills, of all years
  std::int64_t backing_won = 0;
};
BOOST_DESCRIBE_STRUCT(PointFunding, (), (year, sources, outstanding_points, backing_won))

[[nodiscard]] base::Result<PointFunding, PointRefusal> point_funding(db::Transaction& tx,
                                                                     RegionId region_id,
                                                                     std::int32_t year,
                                                                     base::Date today);

/// Ten minutes after midnight: takes expired points out of the wallets.
void schedule_point_expiry(jobs::Runner& runner, ledger::Ledger& ledger);

}  // namespace teams
