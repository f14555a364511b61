#include "netting/round.h"

#include "base/check.h"
#include "round_log.h"
#include "round_table.h"

namespace netting {
namespace {

constexpr std::string_view kSelect =
    "SELECT r.id, r.month, r.state, r.version, r.answer_by, r.obligations, r.owed_won, "
    "r.set_off_won, CASE WHEN r.owed_won = 0 THEN 0 ELSE r.set_off_won * 1000000 / r.owed_won END "
    "AS share_ppm, (SELECT COUNT(*) FROM netting_party p WHERE p.region_id = r.region_id "
    "AND p.round_id = r.id AND p.answer IN ('waiting', 'accepted')) AS parties, "
    "(SELECT COUNT(*) FROM netting_party p WHERE p.region_id = r.region_id "
    "AND p.round_id = r.id AND p.answer = 'waiting') AS waiting, r.proposed_at, "
    "NULLIF(r.closed_at, 0) AS closed_at, r.seq, r.offers FROM netting_round r WHERE r.region_id = "
    "$1";

bool has_open_round(db::Transaction& tx, RegionId region_id) {
  return tx
      .integer("SELECT id FROM netting_round WHERE region_id = $1 AND open_key = 0 LIMIT 1",
               region_id)
      .has_value();
}

}  // namespace

base::Result<RoundId, RoundRefusal> propose_round(db::Transaction& tx, RegionId region_id,
                                                  Date month, PersonId proposed_by,
                                                  base::Instant now) {
  const Date today = base::korean_date(now);
  month = base::first_of_month(month);
  if (month > today) return base::refuse(RoundRefusal::round_month_in_future);
  if (has_open_round(tx, region_id)) return base::refuse(RoundRefusal::round_already_open);
  const Computation computed = compute(tx, region_id, base::last_of_month(month), {}, {});
  if (computed.set_off_won < settings::integer(tx, region_id, kSetOffWonMin, today))
    return base::refuse(RoundRefusal::nothing_to_set_off);
  const auto days = settings::integer(tx, region_id, kAnswerDays, today);
  const auto id = tx.make_id<RoundId>();
  tx.execute(
      "INSERT INTO netting_round (region_id, id, month, state, open_key, version, answer_by, "
      "obligations, owed_won, set_off_won, proposed_by, proposed_at, closed_at, seq) "
      "VALUES ($1, $2, $3, 'open', 0, 1, $4, $5, $6, $7, $8, $9, 0, 0)",
      region_id, id, month, today.plus_days(static_cast<std::int32_t>(days)), computed.obligations,
      computed.owed_won, computed.set_off_won, proposed_by, now);
  store(tx, region_id, id, computed);
  log_event(tx, region_id, id, RoundEventKind::proposed, {}, now);
  (void)tell_all(tx, region_id, id, NettingAnswer::waiting, NettingNoticeKind::asked, now);
  return id;
}

base::Result<NettingRound, RoundRefusal> withdraw_round(db::Transaction& tx, RegionId region_id,
                                                        RoundId round_id, base::Instant now) {
  const auto round = find_round(tx, region_id, round_id);
  if (!round) return base::refuse(RoundRefusal::round_not_found);
  if (round->state != RoundState::open) return base::refuse(RoundRefusal::round_not_open);
  close_round(tx, region_id, round_id, RoundState::withdrawn, now);
  return *find_round(tx, region_id, round_id);
}

std::optional<NettingRound> find_round(db::Transaction& tx, RegionId region_id, RoundId round_id) {
  return tx.query_one<NettingRound>(std::string(kSelect) + " AND r.id = $2", region_id, round_id);
}

std::vector<NettingRound> list_rounds(db::Transaction& tx, RegionId region_id) {
  return tx.query<NettingRound>(std::string(kSelect) + " ORDER BY r.month DESC, r.id DESC",
                                region_id);
}

std::vector<NettingLine> lines_of(db::Transaction& tx, RegionId region_id, RoundId round_id) {
  return tx.query<NettingLine>(
      "SELECT l.obligation_id, o.debtor_id, d.name AS debtor_name, o.creditor_id, "
      "c.name AS creditor_name, o.evidence_number, o.item, o.due_on, l.owed_won, l.set_off_won, "
      "l.seq FROM netting_line l JOIN netting_obligation o ON o.region_id = l.region_id "
      "AND o.id = l.obligation_id JOIN people_organisation d ON d.region_id = o.region_id "
      "AND d.id = o.debtor_id JOIN people_organisation c ON c.region_id = o.region_id "
      "AND c.id = o.creditor_id WHERE l.region_id = $1 AND l.round_id = $2 "
      "ORDER BY l.set_off_won DESC, l.obligation_id",
      region_id, round_id);
}

std::vector<NettingParty> parties_of(db::Transaction& tx, RegionId region_id, RoundId round_id) {
  return tx.query<NettingParty>(
      "SELECT p.organisation_id, o.name, p.set_off_won, p.answer, "
      "NULLIF(p.answered_at, 0) AS answered_at, p.note FROM netting_party p "
      "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.organisation_id "
      "WHERE p.region_id = $1 AND p.round_id = $2 ORDER BY p.set_off_won DESC, o.name, o.id",
      region_id, round_id);
}

NettingFigures figures_of(db::Transaction& tx, RegionId region_id) {
  NettingFigures figures;
  for (const NettingRound& round : list_rounds(tx, region_id)) {
    if (round.state != RoundState::posted) continue;
    ++figures.rounds;
    figures.set_off_won += round.set_off_won;
    figures.items.push_back({round.month, round.parties, round.obligations, round.owed_won,
                             round.set_off_won, round.share_ppm, round.seq});
  }
  return figures;
}

}  // namespace netting
