#include "ledger/points.h"

#include <algorithm>
#include <map>

#include "base/check.h"

namespace ledger {
namespace {

AccountKey regional(std::string asset, std::string purpose) {
  return {std::move(asset), OwnerKind::region, 0, std::move(purpose)};
}

AccountKey of_fund(std::string asset, std::string purpose) {
  return {std::move(asset), OwnerKind::fund, 0, std::move(purpose)};
}

// The second entry of a grant happens once because the first one does.
TransferKey backing_key(const TransferKey& grant) {
  return key_of("point_backing", std::string_view(reinterpret_cast<const char*>(grant.bytes.data()),
                                                  grant.bytes.size()));
}

std::map<std::string, std::int64_t> points_by_source(Batch& batch,
                                                     const std::vector<Entry>& expired) {
  std::map<std::string, std::int64_t> points;
  for (const Entry& entry : expired)
    for (const LotUse& use : batch.lot_uses(entry.seq)) points[use.source] += use.amount;
  return points;
}

}  // namespace

AccountKey point_backing_account() { return regional(kWon, "point_backing"); }

AccountTerms point_backing_terms() {
  return {.account_class = AccountClass::liability, .balance_min = 0};
}

AccountKey point_fund_account(const std::string& source) {
  return of_fund(kWon, "point_fund:" + source);
}

AccountKey point_source_account(const std::string& source) {
  return of_fund(kOlive, "point_source:" + source);
}

AccountKey expired_points_account() { return of_fund(kOlive, "expired_points"); }
AccountKey redeemed_points_account() { return regional(kOlive, "redeemed"); }

Posting<Entry> grant_points(Batch& batch, const PointGrant& grant) {
  const AccountTerms fund{.account_class = AccountClass::equity};
  // The won first: no point is ever out that is not backed, not even inside the group.
  OLIVE_TRY_VOID(
      batch.transfer({.key = backing_key(grant.key),
                      .debit = batch.account(point_fund_account(grant.source), fund),
                      .credit = batch.account(point_backing_account(), point_backing_terms()),
                      .amount = grant.points * kWonPerPoint,
                      .code = "point_backing",
                      .effective_on = batch.today(),
                      .actor = grant.actor,
                      .reference = grant.reference}));
  return batch.transfer({.key = grant.key,
                         .debit = batch.account(point_source_account(grant.source), fund),
                         .credit = batch.account(wallet_account(grant.person_id), wallet_terms()),
                         .amount = grant.points,
                         .code = "point_grant",
                         .effective_on = batch.today(),
                         .actor = grant.actor,
                         .reference = grant.reference,
                         .expires_on = grant.expires_on,
                         .lot_source = grant.source});
}

std::vector<Entry> expire_points(Batch& batch, base::Date today) {
  const AccountId expired =
      batch.account(expired_points_account(), {.account_class = AccountClass::equity});
  std::vector<Entry> entries = batch.expire_lots(expired, today);
  if (entries.empty()) return entries;
  const AccountId backing = batch.account(point_backing_account(), point_backing_terms());
  for (const auto& [source, points] : points_by_source(batch, entries)) {
    // Points from before there was a backing have nothing to give back.
    const std::int64_t amount = std::min(points * kWonPerPoint, batch.balance(backing).available());
    if (amount <= 0) continue;
    const auto released = batch.transfer(
        // The first entry's seq is in no other run; the source keeps the funds apart.
        {.key = key_of("point_release", std::to_string(batch.ledger_id().value) + ":" +
                                            std::to_string(entries.front().seq) + ":" + source),
         .debit = backing,
         .credit =
             batch.account(point_fund_account(source), {.account_class = AccountClass::equity}),
         .amount = amount,
         .code = "point_release",
         .effective_on = today,
         .reference = "expiry:" + base::format_date(today)});
    CHECK_REQUEST(released.has_value());  // the backing was seen to hold it in this very batch
  }
  return entries;
}

std::vector<Lot> spendable(std::vector<Lot> lots, base::Date today) {
  std::erase_if(lots, [today](const Lot& lot) { return lot.expires_on < today; });
  return lots;
}

std::vector<Lot> read_wallet(db::Transaction& tx, LedgerId ledger_id, base::PersonId person_id,
                             base::Date today) {
  const auto wallet = find_account(tx, ledger_id, wallet_account(person_id));
  if (!wallet) return {};
  return spendable(read_lots(tx, ledger_id, wallet->id), today);
}

std::int64_t sum_of(const std::vector<Lot>& lots) {
  std::int64_t points = 0;
  for (const Lot& lot : lots) points += lot.remaining;
  return points;
}

PointCover read_point_cover(db::Transaction& tx, LedgerId ledger_id) {
  PointCover cover;
  cover.outstanding_points =
      tx.integer(
            "SELECT SUM(b.posted) FROM ledger_account a JOIN ledger_balance b "
            "ON b.ledger_id = a.ledger_id AND b.account_id = a.id WHERE a.ledger_id = $1 "
            "AND a.asset = $2 AND a.owner_kind IN ('person', 'organisation')",
            ledger_id, kOlive)
          .value_or(0);
  if (const auto backing = find_account(tx, ledger_id, point_backing_account()))
    cover.backing_won = read_balance(tx, ledger_id, backing->id).posted;
  return cover;
}

}  // namespace ledger
