// Answers of the parties, and what follows from them: a new computation, or the posting.
#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "round_log.h"
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
  if (party->answer == NettingAnswer::silent) return base::refuse(RoundRefusal::party_was_silent);
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

/// Computes the round again without those who are left out. A round whose rest is not worth it ends
/// in `otherwise`.
void compute_again(db::Transaction& tx, RegionId region_id, const NettingRound& round,
                   RoundState otherwise, base::Instant now) {
  std::set<OrganisationId> left_out;
  for (const NettingParty& party : parties_of(tx, region_id, round.id))
    if (is_left_out(party.answer)) left_out.insert(party.organisation_id);
  const Computation computed =
      compute(tx, region_id, base::last_of_month(round.month), round.id, left_out);
  store(tx, region_id, round.id, computed);
  tx.execute(
      "UPDATE netting_round SET version = version + 1, obligations = $3, owed_won = $4, "
      "set_off_won = $5 WHERE region_id = $1 AND id = $2",
      region_id, round.id, computed.obligations, computed.owed_won, computed.set_off_won);
  const std::int64_t least =
      settings::integer(tx, region_id, kSetOffWonMin, base::korean_date(round.proposed_at));
  if (computed.set_off_won < least) close_round(tx, region_id, round.id, otherwise, now);
  else log_event(tx, region_id, round.id, RoundEventKind::computed, {}, now);
}

/// Whoever has not answered counts as silent and is told so.
void leave_out_silent(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      base::Instant now) {
  for (const NettingParty& party : parties_of(tx, region_id, round_id)) {
    if (party.answer != NettingAnswer::waiting) continue;
    tx.execute(
        "UPDATE netting_party SET answer = 'silent', answered_at = $4 WHERE region_id = $1 "
        "AND round_id = $2 AND organisation_id = $3",
        region_id, round_id, party.organisation_id, now);
    log_event(tx, region_id, round_id, RoundEventKind::silent, party.organisation_id, now);
    tell(tx, region_id, round_id, party, NettingNoticeKind::left_out, now);
  }
}

/// The next offer of what is left, with its own last day.
void offer_again(db::Transaction& tx, RegionId region_id, RoundId round_id, base::Instant now) {
  const Date today = base::korean_date(now);
  const auto days = settings::integer(tx, region_id, kSecondAnswerDays, today);
  tx.execute(
      "UPDATE netting_round SET offers = offers + 1, answer_by = $3 WHERE region_id = $1 "
      "AND id = $2 AND state = 'open'",
      region_id, round_id, today.plus_days(static_cast<std::int32_t>(days)));
  CHECK_REQUEST(tx.changed() == 1);
  log_event(tx, region_id, round_id, RoundEventKind::offered_again, {}, now);
  (void)tell_all(tx, region_id, round_id, NettingAnswer::waiting, NettingNoticeKind::asked_again,
                 now);
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
  forget_questions(tx, region_id, round_id, answer.organisation_id, batch.now());
  if (!answer.accepts) {
    log_event(tx, region_id, round_id, RoundEventKind::declined, answer.organisation_id,
              batch.now());
    compute_again(tx, region_id, asked.round, RoundState::broken, batch.now());
  }
  const NettingRound now = *find_round(tx, region_id, round_id);
  if (!answer.accepts && now.state == RoundState::open)
    (void)tell_all(tx, region_id, round_id, NettingAnswer::waiting, NettingNoticeKind::asked_again,
                   batch.now());
  if (now.state == RoundState::open && now.waiting == 0)
    post_round(tx, batch, region_id, now, answered_by);
  return *find_round(tx, region_id, round_id);
}

std::int64_t remind_parties(db::Transaction& tx, RegionId region_id, base::Instant now) {
  const Date today = base::korean_date(now);
  const auto days = settings::integer(tx, region_id, kReminderDays, today);
  if (days == 0) return 0;
  std::int64_t told = 0;
  for (const NettingRound& round : list_rounds(tx, region_id)) {
    if (round.state != RoundState::open || round.waiting == 0) continue;
    const Date from = round.answer_by.plus_days(-static_cast<std::int32_t>(days));
    if (today < from || today > round.answer_by) continue;
    const auto events = events_of(tx, region_id, round.id);
    const bool is_reminded = std::ranges::any_of(events, [&](const RoundEvent& event) {
      return event.kind == RoundEventKind::reminded && event.answer_by == round.answer_by;
    });
    if (is_reminded) continue;
    log_event(tx, region_id, round.id, RoundEventKind::reminded, {}, now);
    told +=
        tell_all(tx, region_id, round.id, NettingAnswer::waiting, NettingNoticeKind::reminded, now);
  }
  return told;
}

std::int64_t end_offers(db::Transaction& tx, ledger::Batch& batch, RegionId region_id) {
  const Date today = batch.today();
  std::int64_t moved = 0;
  for (const NettingRound& round : list_rounds(tx, region_id)) {
    if (round.state != RoundState::open || round.answer_by >= today) continue;
    ++moved;
    if (settings::integer(tx, region_id, kSilenceDeclines, today) == 0) {
      close_round(tx, region_id, round.id, RoundState::expired, batch.now());
      continue;
    }
    leave_out_silent(tx, region_id, round.id, batch.now());
    compute_again(tx, region_id, round, RoundState::expired, batch.now());
    const NettingRound rest = *find_round(tx, region_id, round.id);
    if (rest.state != RoundState::open) continue;
    if (rest.waiting == 0) post_round(tx, batch, region_id, rest, PersonId{});
    else if (rest.offers < settings::integer(tx, region_id, kOffersMax, today))
      offer_again(tx, region_id, round.id, batch.now());
    else close_round(tx, region_id, round.id, RoundState::expired, batch.now());
  }
  return moved;
}

}  // namespace netting
