// Answers of the parties, and what follows from them: a new computation, or the posting.
#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "round_table.h"

namespace netting {
namespace {

/// What a round's answer is about, as it stands before the answer.
struct Asked {
  NettingRound round;
  NettingParty party;
};

base::Result<Asked, RoundRefusal> asked_party(db::Transaction& tx, RegionId region_id,
                                              RoundId round_id, const PartyAnswer& answer,
                                              Date today) {
  const auto round = find_round(tx, region_id, round_id);
  if (!round) return base::refuse(RoundRefusal::round_not_found);
  if (round->state != RoundState::open) return base::refuse(RoundRefusal::round_not_open);
  if (today > round->answer_by) return base::refuse(RoundRefusal::round_over);
  const auto parties = parties_of(tx, region_id, round_id);
  const auto party =
      std::ranges::find(parties, answer.organisation_id, &NettingParty::organisation_id);
  if (party == parties.end()) return base::refuse(RoundRefusal::party_not_found);
  if (party->answer == NettingAnswer::declined)
    return base::refuse(RoundRefusal::party_declined_already);
  if (round->version != answer.version) return base::refuse(RoundRefusal::round_stale);
  if (!answer.accepts && base::trim(answer.note).empty())
    return base::refuse(RoundRefusal::decline_reason_missing);
  return Asked{*round, *party};
}

void record_answer(db::Transaction& tx, RegionId region_id, RoundId round_id,
                   const PartyAnswer& answer, PersonId answered_by, base::Instant now) {
  tx.execute(
      "UPDATE netting_party SET answer = $4, answered_by = $5, answered_at = $6, note = $7 "
      "WHERE region_id = $1 AND round_id = $2 AND organisation_id = $3",
      region_id, round_id, answer.organisation_id,
      answer.accepts ? NettingAnswer::accepted : NettingAnswer::declined, answered_by, now,
      answer.accepts ? std::string() : answer.note);
  CHECK_REQUEST(tx.changed() == 1);
}

/// Computes the round again without those who declined. A round whose rest is not worth it is
/// broken.
void compute_again(db::Transaction& tx, RegionId region_id, const NettingRound& round,
                   base::Instant now) {
  std::set<OrganisationId> left_out;
  for (const NettingParty& party : parties_of(tx, region_id, round.id))
    if (party.answer == NettingAnswer::declined) left_out.insert(party.organisation_id);
  const Computation computed =
      compute(tx, region_id, base::last_of_month(round.month), round.id, left_out);
  store(tx, region_id, round.id, computed);
  tx.execute(
      "UPDATE netting_round SET version = version + 1, obligations = $3, owed_won = $4, "
      "set_off_won = $5 WHERE region_id = $1 AND id = $2",
      region_id, round.id, computed.obligations, computed.owed_won, computed.set_off_won);
  const std::int64_t least =
      settings::integer(tx, region_id, kSetOffWonMin, base::korean_date(round.proposed_at));
  if (computed.set_off_won < least) close_round(tx, region_id, round.id, RoundState::broken, now);
}

/// The claim goes back to the debtor: it owes less, the creditor may claim less.
std::int64_t post_line(ledger::Batch& batch, RoundId round_id, const NettingLine& line,
                       PersonId actor) {
  const auto entry =
      batch.transfer({.key = ledger::key_of("set_off", round_id.value, line.obligation_id.value),
                      .debit = batch.account(claims_account(line.creditor_id), {}),
                      .credit = batch.account(claims_account(line.debtor_id), {}),
                      .amount = line.set_off_won,
                      .code = "set_off",
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = "netting_round:" + std::to_string(round_id.value)});
  CHECK_REQUEST(entry.has_value());  // claims have no limit, and today is never closed
  return entry->seq;
}

void clear_obligation(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      const NettingLine& line, std::int64_t seq) {
  tx.execute(
      "UPDATE netting_obligation SET set_off_won = set_off_won + $4, round_id = 0, "
      "state = CASE WHEN amount_won - paid_won - set_off_won = $4 THEN 'cleared' ELSE 'open' END "
      "WHERE region_id = $1 AND id = $2 AND round_id = $3 AND state = 'open'",
      region_id, line.obligation_id, round_id, line.set_off_won);
  CHECK_REQUEST(tx.changed() == 1);
  tx.execute(
      "UPDATE netting_line SET seq = $4 WHERE region_id = $1 AND round_id = $2 "
      "AND obligation_id = $3",
      region_id, round_id, line.obligation_id, seq);
}

/// Everybody loses as many claims as debts, or the round must not be posted.
void check_balanced(const std::vector<NettingLine>& lines) {
  std::map<OrganisationId, std::int64_t> net;
  for (const NettingLine& line : lines) {
    net[line.debtor_id] += line.set_off_won;
    net[line.creditor_id] -= line.set_off_won;
  }
  for (const auto& [id, won] : net) CHECK_REQUEST(won == 0);
}

// Requires: nobody who takes part is still asked.
void post_round(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                const NettingRound& round, PersonId actor) {
  const auto lines = lines_of(tx, region_id, round.id);
  CHECK_REQUEST(!lines.empty() && round.waiting == 0 && round.parties >= 2);
  check_balanced(lines);
  std::int64_t first_seq = 0;
  for (const NettingLine& line : lines) {
    const std::int64_t seq = post_line(batch, round.id, line, actor);
    if (first_seq == 0) first_seq = seq;
    clear_obligation(tx, region_id, round.id, line, seq);
  }
  tx.execute("UPDATE netting_round SET seq = $3 WHERE region_id = $1 AND id = $2", region_id,
             round.id, first_seq);
  close_round(tx, region_id, round.id, RoundState::posted, batch.now());
}

}  // namespace

base::Result<NettingRound, RoundRefusal> answer_round(db::Transaction& tx, ledger::Batch& batch,
                                                      RegionId region_id, RoundId round_id,
                                                      const PartyAnswer& answer,
                                                      PersonId answered_by) {
  OLIVE_TRY(asked, asked_party(tx, region_id, round_id, answer, batch.today()));
  record_answer(tx, region_id, round_id, answer, answered_by, batch.now());
  if (!answer.accepts) compute_again(tx, region_id, asked.round, batch.now());
  const NettingRound now = *find_round(tx, region_id, round_id);
  if (now.state == RoundState::open && now.waiting == 0)
    post_round(tx, batch, region_id, now, answered_by);
  return *find_round(tx, region_id, round_id);
}

}  // namespace netting
