#include "teams/point_appeal.h"

#include "base/check.h"
#include "point_grants.h"

namespace teams {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, point_run_id, person_id, year, verdict, reason, state, answer, points, source, "
    "filed_on, decided_on FROM teams_point_appeal WHERE region_id = $1 ";

/// A decision with the day and the person of its run.
struct Decided {
  PointRunId point_run_id;
  std::int32_t year = 0;
  base::Date decided_on;
  PersonId decided_by;
  PointVerdict verdict = PointVerdict::granted;
  std::int64_t days_previous_year = 0;
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(Decided, (),
                      (point_run_id, year, decided_on, decided_by, verdict, days_previous_year,
                       points))

std::vector<Decided> decided_about(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Decided>(
      "SELECT d.point_run_id, d.year, r.decided_on, r.decided_by, d.verdict, d.days_previous_year, "
      "d.points FROM teams_point_decision d JOIN teams_point_run r ON r.region_id = d.region_id "
      "AND r.id = d.point_run_id WHERE d.region_id = $1 AND d.person_id = $2 "
      "ORDER BY r.decided_on DESC, d.point_run_id DESC",
      region_id, person_id);
}

std::optional<Decided> find_decided(db::Transaction& tx, RegionId region_id, PointRunId run_id,
                                    PersonId person_id) {
  for (Decided& each : decided_about(tx, region_id, person_id))
    if (each.point_run_id == run_id) return std::move(each);
  return std::nullopt;
}

std::optional<PointAppeal> find_appeal(db::Transaction& tx, RegionId region_id, PointAppealId id) {
  return tx.query_one<PointAppeal>(std::string(kSelect) + "AND id = $2", region_id, id);
}

bool is_grant(PointVerdict verdict) {
  return verdict == PointVerdict::granted || verdict == PointVerdict::already_granted;
}

base::Date last_day(db::Transaction& tx, RegionId region_id, base::Date decided_on) {
  const auto days = settings::integer(tx, region_id, kPointAppealDays, decided_on);
  return decided_on.plus_days(static_cast<std::int32_t>(days));
}

/// Whether somebody has decided on, or asked for, what they would now decide.
bool has_hand(db::Transaction& tx, RegionId region_id, const PointAppeal& appeal,
              PersonId decided_by) {
  if (appeal.person_id == decided_by) return true;
  const auto filed_by =
      tx.integer("SELECT filed_by FROM teams_point_appeal WHERE region_id = $1 AND id = $2",
                 region_id, appeal.id);
  const auto run = find_decided(tx, region_id, appeal.point_run_id, appeal.person_id);
  CHECK_REQUEST(filed_by && run);
  return *filed_by == decided_by.value || run->decided_by == decided_by;
}

struct Granted {
  std::int64_t points = 0;
  std::string source;
};

base::Result<Granted, PointAppealRefusal> grant(db::Transaction& tx, ledger::Batch& batch,
                                                RegionId region_id, const PointAppeal& appeal,
                                                PersonId actor) {
  const base::Date today = batch.today();
  if (base::split_date(today).year != appeal.year)
    return base::refuse(PointAppealRefusal::point_year_over);
  if (granted_persons(tx, region_id, appeal.year).contains(appeal.person_id))
    return base::refuse(PointAppealRefusal::points_granted_already);
  const auto years = settings::table<PointYears>(tx, region_id, kPointYears, today);
  const PointYear* terms = find_year(years, appeal.year);
  CHECK_REQUEST(terms != nullptr);  // a run has decided by them
  const std::string source = SourcePicker(batch, *terms).grant(appeal.person_id, actor);
  if (source.empty()) return base::refuse(PointAppealRefusal::point_sources_exhausted);
  return Granted{terms->points, source};
}

}  // namespace

std::vector<OwnDecision> decisions_about(db::Transaction& tx, RegionId region_id,
                                         PersonId person_id, base::Date today) {
  const auto appeals = tx.query<PointAppeal>(
      std::string(kSelect) + "AND person_id = $2 ORDER BY id", region_id, person_id);
  std::vector<OwnDecision> decisions;
  for (const Decided& each : decided_about(tx, region_id, person_id)) {
    if (each.verdict == PointVerdict::already_granted) continue;
    OwnDecision own{.point_run_id = each.point_run_id,
                    .year = each.year,
                    .decided_on = each.decided_on,
                    .verdict = each.verdict,
                    .days_previous_year = each.days_previous_year,
                    .points = each.points};
    if (!is_grant(each.verdict)) {
      const base::Date until = last_day(tx, region_id, each.decided_on);
      if (until >= today) own.appeal_until = until;
    }
    for (const PointAppeal& appeal : appeals)
      if (appeal.point_run_id == each.point_run_id) own.appeal = appeal;
    decisions.push_back(std::move(own));
  }
  return decisions;
}

base::Result<PointAppealId, PointAppealRefusal> file_appeal(db::Transaction& tx, RegionId region_id,
                                                            PointRunId point_run_id,
                                                            PersonId person_id,
                                                            std::string_view reason,
                                                            PersonId filed_by, base::Date today) {
  const auto decided = find_decided(tx, region_id, point_run_id, person_id);
  if (!decided) return base::refuse(PointAppealRefusal::decision_not_found);
  if (is_grant(decided->verdict)) return base::refuse(PointAppealRefusal::decision_was_a_grant);
  if (last_day(tx, region_id, decided->decided_on) < today)
    return base::refuse(PointAppealRefusal::point_appeal_too_late);
  if (tx.integer("SELECT 1 FROM teams_point_appeal WHERE region_id = $1 AND point_run_id = $2 "
                 "AND person_id = $3",
                 region_id, point_run_id, person_id))
    return base::refuse(PointAppealRefusal::point_appeal_filed_already);
  const auto id = tx.make_id<PointAppealId>();
  tx.execute(
      "INSERT INTO teams_point_appeal (region_id, id, point_run_id, person_id, year, verdict, "
      "reason, state, answer, points, source, filed_by, filed_on, decided_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'filed', '', 0, '', $8, $9, 0)",
      region_id, id, point_run_id, person_id, decided->year, decided->verdict, reason, filed_by,
      today);
  return id;
}

base::Result<PointAppeal, PointAppealRefusal> decide_appeal(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, PointAppealId id,
    bool is_accepted, std::string_view answer, PersonId decided_by) {
  const auto appeal = find_appeal(tx, region_id, id);
  if (!appeal) return base::refuse(PointAppealRefusal::point_appeal_not_found);
  if (appeal->state != AppealState::filed)
    return base::refuse(PointAppealRefusal::point_appeal_decided);
  if (has_hand(tx, region_id, *appeal, decided_by))
    return base::refuse(PointAppealRefusal::other_person_decides);
  Granted granted;
  if (is_accepted) {
    OLIVE_TRY(done, grant(tx, batch, region_id, *appeal, decided_by));
    granted = std::move(done);
  }
  tx.execute(
      "UPDATE teams_point_appeal SET state = $3, answer = $4, points = $5, source = $6, "
      "decided_by = $7, decided_on = $8 WHERE region_id = $1 AND id = $2",
      region_id, id, is_accepted ? AppealState::accepted : AppealState::rejected, answer,
      granted.points, granted.source, decided_by, batch.today());
  return *find_appeal(tx, region_id, id);
}

std::vector<PointAppeal> list_appeals(db::Transaction& tx, RegionId region_id) {
  return tx.query<PointAppeal>(
      std::string(kSelect) + "ORDER BY CASE WHEN state = 'filed' THEN 0 ELSE 1 END, id DESC",
      region_id);
}

}  // namespace teams
