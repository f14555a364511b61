#include "funds/programme.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"
#include "step.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, code, name, starts_on, ends_on, planned_won, state, proposed_by, decided_by "
    "FROM funds_programme WHERE region_id = $1";

base::Result<void, ProgrammeRefusal> check_lines(const NewProgramme& programme) {
  const std::int32_t first = base::split_date(programme.starts_on).year;
  const std::int32_t last = base::split_date(programme.ends_on).year;
  std::set<std::pair<std::int32_t, FundGoal>> seen;
  std::int64_t planned_won = 0;
  if (programme.lines.empty()) return base::refuse(ProgrammeRefusal::line_missing);
  for (const NewLine& line : programme.lines) {
    if (line.year < first || line.year > last)
      return base::refuse(ProgrammeRefusal::line_outside_programme);
    if (!seen.insert({line.year, line.goal}).second)
      return base::refuse(ProgrammeRefusal::line_twice);
    CHECK_REQUEST(line.planned_won >= 0);
    CHECK_REQUEST(line.planned_won <= INT64_MAX - planned_won);  // the form bounds each line
    planned_won += line.planned_won;
  }
  if (planned_won > programme.planned_won)
    return base::refuse(ProgrammeRefusal::lines_above_programme);
  return {};
}

void insert_line(db::Transaction& tx, RegionId region_id, ProgrammeId programme_id,
                 const NewLine& line) {
  tx.execute(
      "INSERT INTO funds_line (region_id, id, programme_id, year, goal, planned_won, moved_won) "
      "VALUES ($1, $2, $3, $4, $5, $6, 0)",
      region_id, tx.make_id<LineId>(), programme_id, line.year, line.goal, line.planned_won);
}

}  // namespace

base::Result<ProgrammeId, ProgrammeRefusal> propose_programme(db::Transaction& tx,
                                                              RegionId region_id,
                                                              const NewProgramme& programme,
                                                              PersonId proposed_by,
                                                              base::Instant now) {
  if (programme.ends_on < programme.starts_on)
    return base::refuse(ProgrammeRefusal::dates_reversed);
  OLIVE_TRY_VOID(check_lines(programme));
  if (tx.integer("SELECT id FROM funds_programme WHERE region_id = $1 AND code = $2", region_id,
                 programme.code))
    return base::refuse(ProgrammeRefusal::programme_code_taken);
  const auto id = tx.make_id<ProgrammeId>();
  tx.execute(
      "INSERT INTO funds_programme (region_id, id, code, name, starts_on, ends_on, planned_won, "
      "state, proposed_by, proposed_at, decided_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, 0)",
      region_id, id, programme.code, programme.name, programme.starts_on, programme.ends_on,
      programme.planned_won, proposed_by, now);
  for (const NewLine& line : programme.lines) insert_line(tx, region_id, id, line);
  return id;
}

base::Result<void, ProgrammeRefusal> decide_programme(db::Transaction& tx, RegionId region_id,
                                                      ProgrammeId programme_id, StepState verdict,
                                                      PersonId decided_by) {
  CHECK_REQUEST(verdict != StepState::proposed);
  const auto programme = find_programme(tx, region_id, programme_id);
  if (!programme) return base::refuse(ProgrammeRefusal::programme_not_found);
  OLIVE_TRY_VOID(check_step(programme->state, programme->proposed_by, decided_by,
                            ProgrammeRefusal::programme_not_proposed,
                            ProgrammeRefusal::programme_own_proposal));
  // The state again, for two who decide at the same time.
  const auto changed = tx.execute(
      "UPDATE funds_programme SET state = $3, decided_by = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, programme_id, verdict, decided_by);
  if (changed != 1) return base::refuse(ProgrammeRefusal::programme_not_proposed);
  return {};
}

std::optional<Programme> find_programme(db::Transaction& tx, RegionId region_id,
                                        ProgrammeId programme_id) {
  return tx.query_one<Programme>(std::string(kSelect) + " AND id = $2", region_id, programme_id);
}

std::vector<Programme> list_programmes(db::Transaction& tx, RegionId region_id) {
  return tx.query<Programme>(std::string(kSelect) + " ORDER BY starts_on DESC, id", region_id);
}

std::optional<BudgetLine> find_line(db::Transaction& tx, RegionId region_id, LineId line_id) {
  return tx.query_one<BudgetLine>(
      "SELECT id, programme_id, year, goal, planned_won, moved_won FROM funds_line "
      "WHERE region_id = $1 AND id = $2",
      region_id, line_id);
}

std::vector<BudgetLine> lines_of(db::Transaction& tx, RegionId region_id,
                                 ProgrammeId programme_id) {
  auto lines = tx.query<BudgetLine>(
      "SELECT id, programme_id, year, goal, planned_won, moved_won FROM funds_line "
      "WHERE region_id = $1 AND programme_id = $2",
      region_id, programme_id);
  std::ranges::sort(lines, {},
                    [](const BudgetLine& line) { return std::pair(line.year, line.goal); });
  return lines;
}

}  // namespace funds
