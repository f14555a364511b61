#include "teams/team_payment.h"

#include <algorithm>

#include "base/text.h"
#include "teams/attendance.h"
#include "teams/sales_split.h"

namespace teams {
namespace {

using Refusal = TeamPaymentRefusal;
using Checked = base::Result<void, Refusal>;

constexpr std::string_view kSelect =
    "SELECT id, team_id, kind, person_id, payee, month, amount_won, reason, evidence_number, "
    "state, proposed_by, decided_by, note, paid_on, seq FROM teams_payment "
    "WHERE region_id = $1 AND ";

// Bonuses have a rule of their own; the state's incentive follows the savings scheme, not ours.
const settings::Definition* rule_of(PaymentKind kind) {
  if (kind == PaymentKind::performance) return &kPerformancePay;
  if (kind == PaymentKind::tomorrow_profit) return &kTomorrowProfit;
  return nullptr;
}

bool was_in_team(db::Transaction& tx, RegionId region_id, PersonId person_id,
                 OrganisationId team_id, base::Date month) {
  return std::ranges::any_of(placements_of(tx, region_id, person_id), [&](const Member& member) {
    return member.team_id == team_id && member.joined_on <= base::last_of_month(month) &&
           (!member.left_on || *member.left_on >= month);
  });
}

std::int64_t days_worked(db::Transaction& tx, RegionId region_id, PersonId person_id,
                         OrganisationId team_id, base::Date month) {
  const auto days =
      attendance_of_person(tx, region_id, person_id, month, base::last_of_month(month));
  return std::ranges::count_if(days, [team_id](const AttendanceDay& day) {
    return day.team_id == team_id && day.kind == AttendanceKind::work;
  });
}

Checked check_bonus(db::Transaction& tx, RegionId region_id, const NewTeamPayment& payment,
                    WorkType type, const settings::Definition& definition) {
  const base::Date month = base::first_of_month(payment.month);
  const auto rule =
      settings::table<BonusRule>(tx, region_id, definition, base::last_of_month(month));
  if (!is_entitled(rule, type)) return base::refuse(Refusal::type_not_entitled);
  if (days_worked(tx, region_id, payment.person_id, payment.team_id, month) < rule.month_days_min)
    return base::refuse(Refusal::bonus_days_too_few);
  const std::int64_t before_won =
      tx.integer(
            "SELECT SUM(amount_won) FROM teams_payment WHERE region_id = $1 AND person_id = $2 "
            "AND month = $3 AND kind = $4 AND state <> 'rejected'",
            region_id, payment.person_id, month, payment.kind)
          .value_or(0);
  if (before_won + payment.amount_won > rule.month_max_won)
    return base::refuse(Refusal::bonus_above_month_max);
  return {};
}

Checked check_person(db::Transaction& tx, RegionId region_id, const NewTeamPayment& payment,
                     WorkType type) {
  if (!was_in_team(tx, region_id, payment.person_id, payment.team_id,
                   base::first_of_month(payment.month)))
    return base::refuse(Refusal::person_not_in_team);
  const settings::Definition* rule = rule_of(payment.kind);
  return rule == nullptr ? Checked{} : check_bonus(tx, region_id, payment, type, *rule);
}

Checked check_payment(db::Transaction& tx, RegionId region_id, const NewTeamPayment& payment,
                      base::Date today) {
  const auto team = find_team(tx, region_id, payment.team_id, today);
  if (!team) return base::refuse(Refusal::team_not_found);
  if (payment.amount_won <= 0) return base::refuse(Refusal::amount_not_positive);
  if (base::trim(payment.reason).empty()) return base::refuse(Refusal::reason_missing);
  if (base::trim(payment.evidence_number).empty())
    return base::refuse(Refusal::evidence_number_missing);
  if (base::first_of_month(payment.month) > today)
    return base::refuse(Refusal::bonus_month_in_future);
  if (is_for_person(payment.kind)) return check_person(tx, region_id, payment, team->work_type);
  if (base::trim(payment.payee).empty()) return base::refuse(Refusal::payee_missing);
  return {};
}

base::Result<TeamPayment, Refusal> proposed(db::Transaction& tx, RegionId region_id,
                                            TeamPaymentId id, PersonId decided_by) {
  auto payment = find_team_payment(tx, region_id, id);
  if (!payment) return base::refuse(Refusal::team_payment_not_found);
  if (payment->state != DecisionState::proposed)
    return base::refuse(Refusal::team_payment_not_proposed);
  if (payment->proposed_by == decided_by) return base::refuse(Refusal::team_payment_own_proposal);
  return *std::move(payment);
}

ledger::AccountKey payee_account(db::Transaction& tx, RegionId region_id,
                                 const TeamPayment& payment, base::Date today) {
  if (payment.person_id) return bonus_account(payment.person_id);
  return team_payees_account(find_team(tx, region_id, payment.team_id, today).value().centre_id);
}

}  // namespace

bool is_for_person(PaymentKind kind) {
  return kind != PaymentKind::start_up && kind != PaymentKind::activation;
}

base::Result<TeamPaymentId, TeamPaymentRefusal> propose_team_payment(db::Transaction& tx,
                                                                     RegionId region_id,
                                                                     const NewTeamPayment& payment,
                                                                     PersonId proposed_by,
                                                                     base::Instant now) {
  OLIVE_TRY_VOID(check_payment(tx, region_id, payment, base::korean_date(now)));
  const auto id = tx.make_id<TeamPaymentId>();
  const bool is_person = is_for_person(payment.kind);
  tx.execute(
      "INSERT INTO teams_payment (region_id, id, team_id, kind, person_id, payee, month, "
      "amount_won, reason, evidence_number, state, proposed_by, proposed_at, decided_by, note, "
      "seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11, $12, 0, '', 0)",
      region_id, id, payment.team_id, payment.kind, is_person ? payment.person_id : PersonId{},
      is_person ? std::string_view{} : base::trim(payment.payee),
      base::first_of_month(payment.month), payment.amount_won, base::trim(payment.reason),
      base::trim(payment.evidence_number), proposed_by, now);
  return id;
}

base::Result<TeamPayment, TeamPaymentRefusal> approve_team_payment(db::Transaction& tx,
                                                                   ledger::Batch& batch,
                                                                   RegionId region_id,
                                                                   TeamPaymentId id,
                                                                   PersonId decided_by) {
  OLIVE_TRY(payment, proposed(tx, region_id, id, decided_by));
  const ledger::AccountKey to = payee_account(tx, region_id, payment, batch.today());
  const auto entry =
      batch.transfer({.key = ledger::key_of("team_payment", id.value),
                      .debit = batch.account(fund_of(payment.kind, payment.team_id), team_terms()),
                      .credit = batch.account(to, {}),
                      .amount = payment.amount_won,
                      .code = "team_paid_" + std::string(base::name_of(payment.kind)),
                      .effective_on = batch.today(),
                      .actor = decided_by,
                      .reference = "team_payment:" + std::to_string(id.value)});
  if (!entry) {
    CHECK_REQUEST(entry.error() == ledger::TransferRefusal::balance_below_minimum);
    return base::refuse(Refusal::team_fund_insufficient);
  }
  payment.state = DecisionState::approved;
  payment.decided_by = decided_by;
  payment.paid_on = batch.today();
  payment.seq = entry->seq;
  tx.execute(
      "UPDATE teams_payment SET state = 'approved', decided_by = $3, paid_on = $4, seq = $5 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, id, decided_by, payment.paid_on, payment.seq);
  CHECK_REQUEST(tx.changed() == 1);
  return payment;
}

base::Result<void, TeamPaymentRefusal> reject_team_payment(db::Transaction& tx, RegionId region_id,
                                                           TeamPaymentId id, PersonId decided_by,
                                                           std::string_view note) {
  OLIVE_TRY_VOID(proposed(tx, region_id, id, decided_by));
  tx.execute(
      "UPDATE teams_payment SET state = 'rejected', decided_by = $3, note = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
      region_id, id, decided_by, base::trim(note));
  return {};
}

std::optional<TeamPayment> find_team_payment(db::Transaction& tx, RegionId region_id,
                                             TeamPaymentId id) {
  return tx.query_one<TeamPayment>(std::string(kSelect) + "id = $2", region_id, id);
}

std::vector<TeamPayment> payments_of_team(db::Transaction& tx, RegionId region_id,
                                          OrganisationId team_id) {
  return tx.query<TeamPayment>(std::string(kSelect) + "team_id = $2 ORDER BY id DESC", region_id,
                               team_id);
}

std::vector<TeamPayment> payments_of_person(db::Transaction& tx, RegionId region_id,
                                            PersonId person_id, base::Date from, base::Date to) {
  return tx.query<TeamPayment>(
      std::string(kSelect) + "person_id = $2 AND paid_on BETWEEN $3 AND $4 ORDER BY paid_on, id",
      region_id, person_id, from, to);
}

ledger::AccountKey fund_of(PaymentKind kind, OrganisationId team_id) {
  switch (kind) {
    case PaymentKind::performance: return team_performance_account(team_id);
    case PaymentKind::tomorrow_profit: return team_profit_account(team_id);
    case PaymentKind::activation: return team_activation_account(team_id);
    case PaymentKind::tomorrow_incentive:
    case PaymentKind::start_up: return team_set_aside_account(team_id);
  }
  CHECK_REQUEST(false);
  return {};
}

ledger::AccountKey bonus_account(PersonId person_id) {
  return {ledger::kWon, ledger::OwnerKind::person, person_id.value, "bonus"};
}

ledger::AccountKey team_payees_account(OrganisationId centre_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, centre_id.value, "team_payees"};
}

}  // namespace teams
