/// Agreements with those who give: how much, for when, under which conditions.
#pragma once

#include <string>
#include <vector>

#include "funds/programme.h"
#include "ledger/ledger.h"

namespace funds {

using AgreementId = base::Id<struct AgreementTag>;

/// Whose money it is. Each source wants its own settlement.
enum class FundSource {
  central_fund,     ///< 중앙자활자금
  city_fund,        ///< 자활기금 of the city
  designated_gift,  ///< 지정기탁
};
BOOST_DESCRIBE_ENUM(FundSource, central_fund, city_fund, designated_gift)

enum class AgreementState { proposed, signed_off, rejected, settled };
BOOST_DESCRIBE_ENUM(AgreementState, proposed, signed_off, rejected, settled)

struct NewAgreement {
  ProgrammeId programme_id;
  OrganisationId funder_id;
  FundSource source = FundSource::central_fund;
  std::string name;
  std::int64_t amount_won = 0;
  Date starts_on;
  Date ends_on;
  std::string conditions;  ///< as the funder wrote them
};
BOOST_DESCRIBE_STRUCT(NewAgreement, (),
                      (programme_id, funder_id, source, name, amount_won, starts_on, ends_on,
                       conditions))

struct Agreement {
  AgreementId id;
  ProgrammeId programme_id;
  OrganisationId funder_id;
  std::string funder_name;
  FundSource source = FundSource::central_fund;
  std::string name;
  std::int64_t amount_won = 0;
  Date starts_on;
  Date ends_on;
  std::string conditions;
  AgreementState state = AgreementState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
  std::optional<Date> signed_on;
};
BOOST_DESCRIBE_STRUCT(Agreement, (),
                      (id, programme_id, funder_id, funder_name, source, name, amount_won,
                       starts_on, ends_on, conditions, state, proposed_by, decided_by, signed_on))

enum class AgreementRefusal {
  agreement_not_found,
  agreement_not_proposed,
  agreement_own_proposal,
  agreements_above_programme,
  amount_not_positive,
  dates_reversed,
  organisation_not_found,
  programme_not_approved,
  programme_not_found,
};
BOOST_DESCRIBE_ENUM(AgreementRefusal, agreement_not_found, agreement_not_proposed,
                    agreement_own_proposal, agreements_above_programme, amount_not_positive,
                    dates_reversed, organisation_not_found, programme_not_approved,
                    programme_not_found)

[[nodiscard]] base::Result<AgreementId, AgreementRefusal> propose_agreement(
    db::Transaction& tx, RegionId region_id, const NewAgreement& agreement, PersonId proposed_by,
    base::Instant now);
/// Signs or rejects a proposed agreement. What is signed never exceeds the programme.
[[nodiscard]] base::Result<void, AgreementRefusal> decide_agreement(
    db::Transaction& tx, RegionId region_id, AgreementId agreement_id, StepState verdict,
    PersonId decided_by, Date signed_on);
[[nodiscard]] std::optional<Agreement> find_agreement(db::Transaction& tx, RegionId region_id,
                                                      AgreementId agreement_id);
/// Of one programme, or of all when it is 0; the one that begins last comes first.
[[nodiscard]] std::vector<Agreement> list_agreements(db::Transaction& tx, RegionId region_id,
                                                     ProgrammeId programme_id);

/// Won received and not yet given to a line. Never below zero.
[[nodiscard]] ledger::AccountKey agreement_account(AgreementId agreement_id);
/// Interest on what was received: it belongs to the funder and is never allocated.
[[nodiscard]] ledger::AccountKey interest_account(AgreementId agreement_id);
/// An agreement's part of a budget line. Never below zero, so the line cannot be overspent.
[[nodiscard]] ledger::AccountKey line_account(LineId line_id, AgreementId agreement_id);
/// What an agreement's part of a line has paid for.
[[nodiscard]] ledger::AccountKey spent_account(LineId line_id, AgreementId agreement_id);
/// What a funder has given, as a negative balance; returns bring it back towards zero.
[[nodiscard]] ledger::AccountKey funder_account(OrganisationId funder_id);
/// Terms of the accounts that hold money: no overdraft.
[[nodiscard]] ledger::AccountTerms fund_terms();

}  // namespace funds
