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

/// Settled is the end: what was left has gone back, nothing more comes in or goes out.
enum class AgreementState { proposed, signed_off, rejected, settled };
BOOST_DESCRIBE_ENUM(AgreementState, proposed, signed_off, rejected, settled)

/// What is agreed. The funder pays in one or several payments, never more than `amount_won`.
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

/// Enters an agreement to be signed by somebody else. Refuses `amount_not_positive`,
/// `dates_reversed`, `organisation_not_found` (the funder), `programme_not_found`,
/// `programme_not_approved`, and `agreements_above_programme` when it could not be signed now.
[[nodiscard]] base::Result<AgreementId, AgreementRefusal> propose_agreement(
    db::Transaction& tx, RegionId region_id, const NewAgreement& agreement, PersonId proposed_by,
    base::Instant now);
/// Signs or rejects a proposed agreement. The sum is checked again: of several that fitted when
/// they were entered, only those signed first may still fit. `signed_on` is kept for a signature
/// only. Refuses `agreement_own_proposal`, `agreement_not_proposed`. CHECK: `verdict` is a
/// decision.
[[nodiscard]] base::Result<void, AgreementRefusal> decide_agreement(
    db::Transaction& tx, RegionId region_id, AgreementId agreement_id, StepState verdict,
    PersonId decided_by, Date signed_on);
/// With the funder's present name; nullopt when the region has none of this id.
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
