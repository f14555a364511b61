#include "round_table.h"

#include <algorithm>

#include "base/check.h"
#include "round_log.h"
#include "setoff/setoff.h"

namespace netting {
namespace {

/// An open obligation with what is left of it.
struct Left {
  ObligationId id;
  OrganisationId debtor_id;
  OrganisationId creditor_id;
  std::int64_t left_won = 0;
};
BOOST_DESCRIBE_STRUCT(Left, (), (id, debtor_id, creditor_id, left_won))

std::vector<Left> open_obligations(db::Transaction& tx, RegionId region_id, Date last_on,
                                   RoundId round_id) {
  return tx.query<Left>(
      "SELECT id, debtor_id, creditor_id, amount_won - paid_won - set_off_won AS left_won "
      "FROM netting_obligation WHERE region_id = $1 AND state = 'open' AND invoiced_on <= $2 "
      "AND (round_id = 0 OR round_id = $3) ORDER BY due_on, invoiced_on, id",
      region_id, last_on, round_id);
}

std::map<OrganisationId, Portions> stored_portions(db::Transaction& tx, RegionId region_id,
                                                   RoundId round_id) {
  std::map<OrganisationId, Portions> portions;
  for (const NettingLine& line : lines_of(tx, region_id, round_id)) {
    portions[line.debtor_id][line.obligation_id] = line.set_off_won;
    portions[line.creditor_id][line.obligation_id] = line.set_off_won;
  }
  return portions;
}

void store_lines(db::Transaction& tx, RegionId region_id, RoundId round_id,
                 const Computation& computed) {
  tx.execute("DELETE FROM netting_line WHERE region_id = $1 AND round_id = $2", region_id,
             round_id);
  release(tx, region_id, round_id);
  for (const ComputedLine& line : computed.lines) {
    CHECK_REQUEST(0 < line.set_off_won && line.set_off_won <= line.owed_won);
    tx.execute(
        "INSERT INTO netting_line (region_id, round_id, obligation_id, owed_won, set_off_won, seq) "
        "VALUES ($1, $2, $3, $4, $5, 0)",
        region_id, round_id, line.obligation_id, line.owed_won, line.set_off_won);
    tx.execute(
        "UPDATE netting_obligation SET round_id = $3 WHERE region_id = $1 AND id = $2 "
        "AND state = 'open' AND round_id = 0",
        region_id, line.obligation_id, round_id);
    CHECK_REQUEST(tx.changed() == 1);
  }
}

/// Claims that a party gives up; it is freed of debts of the same amount.
std::int64_t given_up(const Computation& computed, OrganisationId id) {
  std::int64_t given_won = 0;
  std::int64_t freed_won = 0;
  for (const ComputedLine& line : computed.lines) {
    if (line.creditor_id == id) given_won += line.set_off_won;
    if (line.debtor_id == id) freed_won += line.set_off_won;
  }
  CHECK_REQUEST(given_won == freed_won);
  return given_won;
}

void insert_party(db::Transaction& tx, RegionId region_id, RoundId round_id, OrganisationId id,
                  std::int64_t set_off_won) {
  tx.execute(
      "INSERT INTO netting_party (region_id, round_id, organisation_id, set_off_won, answer, "
      "answered_by, answered_at, note) VALUES ($1, $2, $3, $4, 'waiting', 0, 0, '')",
      region_id, round_id, id, set_off_won);
}

RoundEventKind event_of(RoundState state) {
  switch (state) {
    case RoundState::posted: return RoundEventKind::posted;
    case RoundState::broken: return RoundEventKind::broken;
    case RoundState::expired: return RoundEventKind::expired;
    case RoundState::withdrawn: return RoundEventKind::withdrawn;
    case RoundState::open: break;
  }
  CHECK_REQUEST(false);
  return RoundEventKind::withdrawn;
}

}  // namespace

bool is_left_out(NettingAnswer answer) {
  return answer == NettingAnswer::declined || answer == NettingAnswer::silent;
}

Computation compute(db::Transaction& tx, RegionId region_id, Date last_on, RoundId round_id,
                    const std::set<OrganisationId>& left_out) {
  const std::vector<Left> all = open_obligations(tx, region_id, last_on, round_id);
  Computation computed{.obligations = std::ssize(all)};
  std::vector<Left> used;
  std::vector<setoff::Obligation> given;
  for (const Left& each : all) {
    computed.owed_won += each.left_won;
    if (left_out.contains(each.debtor_id) || left_out.contains(each.creditor_id)) continue;
    used.push_back(each);
    given.push_back({each.debtor_id.value, each.creditor_id.value, each.left_won});
  }
  const auto cleared = setoff::set_off(given);
  CHECK_REQUEST(cleared.size() == used.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (cleared[i] == 0) continue;
    const Left& each = used[i];
    CHECK_REQUEST(cleared[i] <= each.left_won);
    computed.set_off_won += cleared[i];
    computed.lines.push_back(
        {each.id, each.debtor_id, each.creditor_id, each.left_won, cleared[i]});
    computed.parties[each.debtor_id][each.id] = cleared[i];
    computed.parties[each.creditor_id][each.id] = cleared[i];
  }
  CHECK_REQUEST(computed.set_off_won <= computed.owed_won);
  return computed;
}

void store(db::Transaction& tx, RegionId region_id, RoundId round_id, const Computation& computed) {
  const auto before = stored_portions(tx, region_id, round_id);
  store_lines(tx, region_id, round_id, computed);
  std::set<OrganisationId> known;
  for (const NettingParty& party : parties_of(tx, region_id, round_id)) {
    known.insert(party.organisation_id);
    if (is_left_out(party.answer)) continue;
    const auto now = computed.parties.find(party.organisation_id);
    const auto then = before.find(party.organisation_id);
    const bool is_same =
        now != computed.parties.end() && then != before.end() && now->second == then->second;
    if (is_same) continue;
    tx.execute(
        "UPDATE netting_party SET set_off_won = $4, answer = 'waiting', answered_by = 0, "
        "answered_at = 0 WHERE region_id = $1 AND round_id = $2 AND organisation_id = $3",
        region_id, round_id, party.organisation_id, given_up(computed, party.organisation_id));
  }
  for (const auto& [id, portions] : computed.parties)
    if (!known.contains(id)) insert_party(tx, region_id, round_id, id, given_up(computed, id));
  // Whoever has nothing to set off any more has nothing to answer.
  tx.execute(
      "DELETE FROM netting_party WHERE region_id = $1 AND round_id = $2 AND set_off_won = 0 "
      "AND answer IN ('waiting', 'accepted')",
      region_id, round_id);
}

void release(db::Transaction& tx, RegionId region_id, RoundId round_id) {
  tx.execute("UPDATE netting_obligation SET round_id = 0 WHERE region_id = $1 AND round_id = $2",
             region_id, round_id);
}

void close_round(db::Transaction& tx, RegionId region_id, RoundId round_id, RoundState state,
                 base::Instant now) {
  CHECK_REQUEST(state != RoundState::open);
  release(tx, region_id, round_id);
  tx.execute(
      "UPDATE netting_round SET state = $3, open_key = id, closed_at = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'open'",
      region_id, round_id, state, now);
  CHECK_REQUEST(tx.changed() == 1);
  log_event(tx, region_id, round_id, event_of(state), {}, now);
  forget_questions(tx, region_id, round_id, {}, now);
  const NettingNoticeKind kind =
      state == RoundState::posted ? NettingNoticeKind::posted : NettingNoticeKind::ended;
  for (const NettingAnswer answer : {NettingAnswer::waiting, NettingAnswer::accepted})
    (void)tell_all(tx, region_id, round_id, answer, kind, now);
}

}  // namespace netting
