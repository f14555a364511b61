/// What is paid out of a team's funds: 자립성과금 and 내일키움수익금 to participants,
/// 내일키움장려금 and 창업자금 out of what was set aside, 활성화지원. Proposed by one person,
/// approved by another; a fund is a ledger account that cannot be overdrawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "teams/quarter.h"

namespace teams {

using TeamPaymentId = base::Id<struct TeamPaymentTag>;

enum class PaymentKind {
  performance,         ///< 자립성과금, to a participant
  tomorrow_profit,     ///< 내일키움수익금, to a participant
  tomorrow_incentive,  ///< 내일키움장려금, to a participant, out of the set-aside
  start_up,            ///< 자활창업자금, out of the set-aside
  activation,          ///< 사업단활성화지원
};
BOOST_DESCRIBE_ENUM(PaymentKind, performance, tomorrow_profit, tomorrow_incentive, start_up,
                    activation)

/// Whether it goes to a participant of the team.
[[nodiscard]] bool is_for_person(PaymentKind kind);

struct TeamPayment {
  TeamPaymentId id;
  OrganisationId team_id;
  PaymentKind kind = PaymentKind::performance;
  PersonId person_id;  ///< 0: to somebody else, see payee
  std::string payee;
  base::Date month;  ///< first day of the month for which it is paid
  std::int64_t amount_won = 0;
  std::string reason;
  std::string evidence_number;
  DecisionState state = DecisionState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
  std::string note;  ///< why it was rejected
  std::optional<base::Date> paid_on;
  std::int64_t seq = 0;  ///< entry in the ledger; 0: not paid
};
BOOST_DESCRIBE_STRUCT(TeamPayment, (),
                      (id, team_id, kind, person_id, payee, month, amount_won, reason,
                       evidence_number, state, proposed_by, decided_by, note, paid_on, seq))

struct NewTeamPayment {
  OrganisationId team_id;
  PaymentKind kind = PaymentKind::performance;
  PersonId person_id{};
  std::string payee{};
  base::Date month;
  std::int64_t amount_won = 0;
  std::string reason;
  std::string evidence_number;
};

enum class TeamPaymentRefusal {
  team_not_found,
  amount_not_positive,
  reason_missing,
  evidence_number_missing,
  bonus_month_in_future,
  payee_missing,
  type_not_entitled,      ///< the team's type has no share in this money
  person_not_in_team,     ///< not placed in the team in that month
  bonus_days_too_few,     ///< worked too little in that month
  bonus_above_month_max,  ///< with what was paid or proposed for that month before
  team_payment_not_found,
  team_payment_not_proposed,
  team_payment_own_proposal,
  team_fund_insufficient,
};
BOOST_DESCRIBE_ENUM(TeamPaymentRefusal, team_not_found, amount_not_positive, reason_missing,
                    evidence_number_missing, bonus_month_in_future, payee_missing,
                    type_not_entitled, person_not_in_team, bonus_days_too_few,
                    bonus_above_month_max, team_payment_not_found, team_payment_not_proposed,
                    team_payment_own_proposal, team_fund_insufficient)

/// Proposes a payment. The caps are those of the month for which it is paid.
[[nodiscard]] base::Result<TeamPaymentId, TeamPaymentRefusal> propose_team_payment(
    db::Transaction& tx, RegionId region_id, const NewTeamPayment& payment, PersonId proposed_by,
    base::Instant now);
/// Another person approves: one entry from the fund to the payee, today.
[[nodiscard]] base::Result<TeamPayment, TeamPaymentRefusal> approve_team_payment(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, TeamPaymentId id,
    PersonId decided_by);
[[nodiscard]] base::Result<void, TeamPaymentRefusal> reject_team_payment(db::Transaction& tx,
                                                                         RegionId region_id,
                                                                         TeamPaymentId id,
                                                                         PersonId decided_by,
                                                                         std::string_view note);
[[nodiscard]] std::optional<TeamPayment> find_team_payment(db::Transaction& tx, RegionId region_id,
                                                           TeamPaymentId id);
/// Of a team, newest first.
[[nodiscard]] std::vector<TeamPayment> payments_of_team(db::Transaction& tx, RegionId region_id,
                                                        OrganisationId team_id);
/// What a person was paid on the days `from` to `to`, in whichever team, oldest first.
[[nodiscard]] std::vector<TeamPayment> payments_of_person(db::Transaction& tx, RegionId region_id,
                                                          PersonId person_id, base::Date from,
                                                          base::Date to);

/// The fund that pays a kind.
[[nodiscard]] ledger::AccountKey fund_of(PaymentKind kind, OrganisationId team_id);
/// What a person got out of teams' funds.
[[nodiscard]] ledger::AccountKey bonus_account(PersonId person_id);
/// What others got: start-ups, suppliers of activation.
[[nodiscard]] ledger::AccountKey team_payees_account(OrganisationId centre_id);

}  // namespace teams
