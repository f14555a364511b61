#include "funds/publication.h"

#include "base/check.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT s.id, t.id AS settlement_id, a.name AS settlement_name, p.name AS programme_name, "
    "c.line_id, l.year, l.goal, a.source, o.name AS funder_name, s.spent_on, s.amount_won, "
    "c.payee_kind, CASE WHEN c.payee_kind = 'person' THEN '' ELSE c.payee END AS payee, "
    "c.purpose, s.seq FROM funds_settlement t "
    "JOIN funds_agreement a ON a.region_id = t.region_id AND a.id = t.agreement_id "
    "JOIN people_organisation o ON o.region_id = a.region_id AND o.id = a.funder_id "
    "JOIN funds_programme p ON p.region_id = a.region_id AND p.id = a.programme_id "
    "JOIN funds_commitment c ON c.region_id = a.region_id AND c.agreement_id = a.id "
    "JOIN funds_line l ON l.region_id = c.region_id AND l.id = c.line_id "
    "JOIN funds_spending s ON s.region_id = c.region_id AND s.commitment_id = c.id "
    "AND s.state = 'approved' WHERE t.region_id = $1 AND t.state = 'published'";

}  // namespace

std::vector<PublicSpending> published_spendings(db::Transaction& tx, RegionId region_id,
                                                FundSettlementId settlement_id) {
  return tx.query<PublicSpending>(
      std::string(kSelect) + " AND (t.id = $2 OR $2 = 0) ORDER BY s.spent_on, s.id", region_id,
      settlement_id);
}

std::optional<PublicSpending> find_published_spending(db::Transaction& tx, RegionId region_id,
                                                      SpendingId spending_id) {
  auto spending =
      tx.query_one<PublicSpending>(std::string(kSelect) + " AND s.id = $2", region_id, spending_id);
  if (spending)
    CHECK_REQUEST(spending->payee.empty() || spending->payee_kind == PayeeKind::business);
  return spending;
}

std::vector<PublicEvidence> published_evidence(db::Transaction& tx, RegionId region_id,
                                               SpendingId spending_id) {
  std::vector<PublicEvidence> list;
  for (Evidence& each : evidence_of(tx, region_id, spending_id))
    list.push_back({each.kind, each.amount_won, each.issued_on, std::move(each.media_type),
                    each.size_bytes, std::move(each.sha256)});
  return list;
}

std::vector<FundSettlement> published_settlements(db::Transaction& tx, RegionId region_id) {
  std::vector<FundSettlement> published = list_fund_settlements(tx, region_id);
  std::erase_if(published, [](const FundSettlement& each) {
    return each.state != FundSettlementState::published;
  });
  return published;
}

}  // namespace funds
