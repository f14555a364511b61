#include "market/objection.h"

#include <algorithm>

#include "settlement_lines.h"

namespace market {
namespace {

bool has_line(db::Transaction& tx, RegionId region_id, SettlementId settlement_id, LineKind kind,
              SourceId source_id) {
  return tx
      .integer(
          "SELECT 1 FROM market_settlement_line WHERE region_id = $1 AND kind = $2 "
          "AND source_id = $3 AND settlement_id = $4",
          region_id, kind, source_id, settlement_id)
      .has_value();
}

bool has_objection(db::Transaction& tx, RegionId region_id, SettlementId settlement_id,
                   LineKind kind, SourceId source_id) {
  return tx
      .integer(
          "SELECT 1 FROM market_objection WHERE region_id = $1 AND settlement_id = $2 "
          "AND kind = $3 AND source_id = $4",
          region_id, settlement_id, kind, source_id)
      .has_value();
}

bool is_open(SettlementState state) {
  return state == SettlementState::draft || state == SettlementState::objected;
}

}  // namespace

base::Result<ObjectionId, ObjectionRefusal> object_to_line(db::Transaction& tx, RegionId region_id,
                                                           SettlementId settlement_id,
                                                           LineKind kind, SourceId source_id,
                                                           std::string_view reason,
                                                           PersonId raised_by, base::Instant now) {
  const auto settlement = find_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(ObjectionRefusal::settlement_not_found);
  if (!is_open(settlement->state)) return base::refuse(ObjectionRefusal::settlement_not_open);
  if (!has_line(tx, region_id, settlement_id, kind, source_id))
    return base::refuse(ObjectionRefusal::line_not_found);
  if (has_objection(tx, region_id, settlement_id, kind, source_id))
    return base::refuse(ObjectionRefusal::line_objected_already);
  const auto id = tx.make_id<ObjectionId>();
  tx.execute(
      "INSERT INTO market_objection (region_id, id, settlement_id, kind, source_id, reason, "
      "verdict, answer, raised_by, raised_at, answered_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, 'open', '', $7, $8, 0)",
      region_id, id, settlement_id, kind, source_id, reason, raised_by, now);
  tx.execute("UPDATE market_settlement SET state = 'objected' WHERE region_id = $1 AND id = $2",
             region_id, settlement_id);
  return id;
}

base::Result<void, ObjectionRefusal> answer_objection(db::Transaction& tx, RegionId region_id,
                                                      SettlementId settlement_id,
                                                      ObjectionId objection_id, bool is_upheld,
                                                      std::string_view answer, PersonId answered_by,
                                                      base::Instant now) {
  const auto all = objections_of(tx, region_id, settlement_id);
  const auto found = std::ranges::find(all, objection_id, &Objection::id);
  if (found == all.end()) return base::refuse(ObjectionRefusal::objection_not_found);
  if (found->verdict != ObjectionVerdict::open)
    return base::refuse(ObjectionRefusal::objection_answered);
  tx.execute(
      "UPDATE market_objection SET verdict = $3, answer = $4, answered_by = $5, answered_at = $6 "
      "WHERE region_id = $1 AND id = $2",
      region_id, objection_id, is_upheld ? ObjectionVerdict::upheld : ObjectionVerdict::dismissed,
      answer, answered_by, now);
  if (is_upheld) {
    // An objection keeps its settlement from being confirmed, so the line is still there.
    remove_line(tx, region_id, found->kind, found->source_id);
    sum_lines(tx, region_id, settlement_id);
  }
  if (std::ranges::count(all, ObjectionVerdict::open, &Objection::verdict) == 1)
    tx.execute("UPDATE market_settlement SET state = 'draft' WHERE region_id = $1 AND id = $2",
               region_id, settlement_id);
  return {};
}

std::vector<Objection> objections_of(db::Transaction& tx, RegionId region_id,
                                     SettlementId settlement_id) {
  return tx.query<Objection>(
      "SELECT id, kind, source_id, reason, verdict, answer, raised_at, answered_at "
      "FROM market_objection WHERE region_id = $1 AND settlement_id = $2 ORDER BY id",
      region_id, settlement_id);
}

}  // namespace market
