/// What everybody may see: published settlements, the spendings behind them and the digests of
/// their evidence. No document, no private person's name.
#pragma once

#include <string>
#include <vector>

#include "funds/settlement.h"

namespace funds {

/// A spending as the public sees it.
struct PublicSpending {
  SpendingId id;
  FundSettlementId settlement_id;  ///< the published settlement that counts it
  std::string settlement_name;     ///< its agreement's name
  std::string programme_name;
  LineId line_id;
  std::int32_t year = 0;
  FundGoal goal = FundGoal::brand;
  FundSource source = FundSource::central_fund;
  std::string funder_name;
  Date spent_on;
  std::int64_t amount_won = 0;
  PayeeKind payee_kind = PayeeKind::business;
  std::string payee;  ///< empty for a private person
  std::string purpose;
  std::int64_t seq = 0;  ///< of the ledger's entry
};
BOOST_DESCRIBE_STRUCT(PublicSpending, (),
                      (id, settlement_id, settlement_name, programme_name, line_id, year, goal,
                       source, funder_name, spent_on, amount_won, payee_kind, payee, purpose, seq))

struct PublicEvidence {
  EvidenceKind kind = EvidenceKind::tax_invoice;
  std::int64_t amount_won = 0;
  Date issued_on;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(PublicEvidence, (),
                      (kind, amount_won, issued_on, media_type, size_bytes, sha256))

/// In the order of their days; of one settlement, or of all when it is 0.
[[nodiscard]] std::vector<PublicSpending> published_spendings(db::Transaction& tx,
                                                              RegionId region_id,
                                                              FundSettlementId settlement_id);
/// nullopt when its settlement is not published.
[[nodiscard]] std::optional<PublicSpending> find_published_spending(db::Transaction& tx,
                                                                    RegionId region_id,
                                                                    SpendingId spending_id);
[[nodiscard]] std::vector<PublicEvidence> published_evidence(db::Transaction& tx,
                                                             RegionId region_id,
                                                             SpendingId spending_id);
[[nodiscard]] std::vector<FundSettlement> published_settlements(db::Transaction& tx,
                                                                RegionId region_id);

/// Signed agreements as 360Giving JSON. See: 360Giving Data Standard 1.1; docs/formats/funds.md.
[[nodiscard]] std::string giving_json(db::Transaction& tx, RegionId region_id);
/// The descriptor of the Fiscal Data Package of plans and published spendings; its tables stand
/// beside it. See: docs/formats/funds.md.
[[nodiscard]] std::string fiscal_package_json(db::Transaction& tx, RegionId region_id,
                                              base::Instant now);
/// Its tables: one row a budget line of an approved programme; one row a published spending.
[[nodiscard]] std::string fiscal_budget_csv(db::Transaction& tx, RegionId region_id);
[[nodiscard]] std::string fiscal_spending_csv(db::Transaction& tx, RegionId region_id);

}  // namespace funds
