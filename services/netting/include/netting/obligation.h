/// What teams, enterprises and shops owe each other for goods and work, until it is paid or set
/// off.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "documents/table.h"
#include "ledger/batch.h"
#include "people/organisation.h"

namespace netting {

using base::Date;
using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using ObligationId = base::Id<struct ObligationTag>;
using RoundId = base::Id<struct NettingRoundTag>;

enum class ObligationState { open, cleared, withdrawn };
BOOST_DESCRIBE_ENUM(ObligationState, open, cleared, withdrawn)

struct NewObligation {
  OrganisationId debtor_id;
  OrganisationId creditor_id;
  std::int64_t amount_won = 0;  ///< with value-added tax, as on the invoice
  Date invoiced_on;
  Date due_on;
  std::string evidence_number;  ///< of the tax invoice or the slip; once for each creditor
  std::string item;             ///< what was delivered

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewObligation, (),
                      (debtor_id, creditor_id, amount_won, invoiced_on, due_on, evidence_number,
                       item))

struct Obligation {
  ObligationId id;
  OrganisationId debtor_id;
  std::string debtor_name;
  OrganisationId creditor_id;
  std::string creditor_name;
  std::int64_t amount_won = 0;
  std::int64_t paid_won = 0;
  std::int64_t set_off_won = 0;
  std::int64_t left_won = 0;
  Date invoiced_on;
  Date due_on;
  std::string evidence_number;
  std::string item;
  ObligationState state = ObligationState::open;
  std::optional<RoundId> round_id;  ///< the open round that holds it
  std::int64_t seq = 0;             ///< of the ledger's entry
};
BOOST_DESCRIBE_STRUCT(Obligation, (),
                      (id, debtor_id, debtor_name, creditor_id, creditor_name, amount_won, paid_won,
                       set_off_won, left_won, invoiced_on, due_on, evidence_number, item, state,
                       round_id, seq))

enum class ObligationRefusal {
  debtor_not_found,  ///< none, or no team, enterprise or shop
  creditor_not_found,
  parties_same,
  amount_not_positive,
  invoice_in_future,
  invoice_too_old,  ///< older than a claim lasts (kInvoiceYearsMax)
  due_before_invoice,
  evidence_number_taken,
  obligation_not_found,
  obligation_not_open,
  obligation_in_round,
  payment_above_obligation,
};
BOOST_DESCRIBE_ENUM(ObligationRefusal, debtor_not_found, creditor_not_found, parties_same,
                    amount_not_positive, invoice_in_future, invoice_too_old, due_before_invoice,
                    evidence_number_taken, obligation_not_found, obligation_not_open,
                    obligation_in_round, payment_above_obligation)

/// A claim ends ten years after it could be made (민법 제162조); an older day is a slip of the pen.
inline constexpr int kInvoiceYearsMax = 10;

/// Whether an organisation may owe and be owed here: teams, enterprises, shops.
[[nodiscard]] bool may_trade(people::OrganisationKind kind);

/// Records an invoice; the ledger moves the claim from the debtor to the creditor.
[[nodiscard]] base::Result<ObligationId, ObligationRefusal> record_obligation(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, const NewObligation& obligation,
    PersonId entered_by);
/// Records that the debtor paid `amount_won` of it. Refuses while a round holds the obligation.
[[nodiscard]] base::Result<Obligation, ObligationRefusal> pay_obligation(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, ObligationId obligation_id,
    std::int64_t amount_won, PersonId paid_by);
/// Takes back what was entered by mistake: what is left of it, by a new entry of the ledger.
[[nodiscard]] base::Result<Obligation, ObligationRefusal> withdraw_obligation(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, ObligationId obligation_id,
    std::string_view note, PersonId withdrawn_by);

[[nodiscard]] std::optional<Obligation> find_obligation(db::Transaction& tx, RegionId region_id,
                                                        ObligationId obligation_id);
/// The oldest invoice first. `organisation_id` 0: of everybody. Rows behind `after`, at most
/// `limit`; `state` none: in any state.
struct ObligationFilter {
  OrganisationId organisation_id{};
  std::optional<ObligationState> state{};
  ObligationId after_id{};
  Date after_on{};
  std::int64_t limit = 200;
};
[[nodiscard]] std::vector<Obligation> list_obligations(db::Transaction& tx, RegionId region_id,
                                                       const ObligationFilter& filter);

/// Most rows of one import: a deed of the ledger's writer, behind which payments wait.
inline constexpr std::int64_t kImportRowsMax = 2'000;

/// Imports invoices from CSV: debtor, creditor (by name), amount_won, invoiced_on, due_on,
/// evidence_number, item; Korean headings are taken. All rows or none unless options say otherwise.
/// `may_enter` says for whom the caller may enter rows; others are faults of their rows. A deed's
/// entries cannot be undone one by one, so the caller rejects the deed unless `keeps(report)`.
[[nodiscard]] documents::ImportReport import_obligations(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, std::string_view file,
    const documents::ImportOptions& options, PersonId entered_by,
    const std::function<bool(const NewObligation&)>& may_enter);

/// Whether the deed of an import is to be committed: something came in, and it is no dry run.
[[nodiscard]] bool keeps(const documents::ImportReport& report);

/// What an organisation may claim from the others less what it owes them. Set-off never changes it.
[[nodiscard]] ledger::AccountKey claims_account(OrganisationId organisation_id);

}  // namespace netting
