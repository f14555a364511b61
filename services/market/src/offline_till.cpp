#include "market/offline_till.h"

#include <algorithm>

#include "base/check.h"
#include "crypto/crypto.h"
#include "crypto/signature.h"
#include "ledger/points.h"
#include "market/fair.h"
#include "market/offline_stock.h"

namespace market {
namespace {

constexpr std::int64_t kClockSkew_s = 300;  // a till's clock may be a little ahead

/// One sale on its way through the rules.
struct Case {
  const Device& device;
  const OfflineSale& sale;
  std::optional<Card> card;
  bool is_blocked = false;  ///< the card was, before the sale
};

OfflineResult refused(const OfflineSale& sale, OfflineReason reason) {
  return {.seq = sale.seq, .reason = reason, .points = sale.points};
}

bool is_signed(const Device& device, const OfflineSale& sale) {
  const auto key = crypto::from_base64(device.public_key);
  const auto signature = crypto::from_base64(sale.signature);
  return key && signature && crypto::is_signed_by(*key, signed_text(device, sale), *signature);
}

struct Stored {
  std::int64_t seq = 0;
  OfflineOutcome outcome = OfflineOutcome::refused;
  OfflineReason reason = OfflineReason::none;
  SaleId sale_id;
  std::int64_t points = 0;
  std::int64_t paid_points = 0;
  std::int64_t guaranteed_points = 0;
  std::string signature;
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (seq, outcome, reason, sale_id, points, paid_points, guaranteed_points,
                       signature))

// Ed25519 signs deterministically, so the same sale has the same signature.
std::optional<OfflineResult> known_result(db::Transaction& tx, RegionId region_id,
                                          const Device& device, const OfflineSale& sale) {
  const auto stored = tx.query_one<Stored>(
      "SELECT seq, outcome, reason, sale_id, points, paid_points, guaranteed_points, signature "
      "FROM market_offline_sale WHERE region_id = $1 AND device_id = $2 AND seq = $3",
      region_id, device.id, sale.seq);
  if (!stored) return std::nullopt;
  if (stored->signature != sale.signature) return refused(sale, OfflineReason::sequence_taken);
  return OfflineResult{stored->seq,
                       stored->outcome,
                       stored->reason,
                       stored->sale_id,
                       stored->points,
                       stored->paid_points,
                       stored->guaranteed_points,
                       missing_units_of(tx, region_id, device.id, sale.seq)};
}

/// What this till has sold to this card on the sale's day, refused ones not counted.
std::int64_t sold_to_card(db::Transaction& tx, RegionId region_id, const Case& c) {
  return tx
      .integer(
          "SELECT SUM(points) FROM market_offline_sale WHERE region_id = $1 AND card_id = $2 "
          "AND sold_on = $3 AND device_id = $4 AND outcome <> 'refused'",
          region_id, c.card->id, base::korean_date(c.sale.sold_at), c.device.id)
      .value_or(0);
}

bool was_blocked(db::Transaction& tx, RegionId region_id, const Card& card, base::Instant at) {
  if (card.state != CardState::blocked) return false;
  const auto blocked_at = tx.integer(
      "SELECT blocked_at FROM market_card WHERE region_id = $1 AND id = $2", region_id, card.id);
  return !blocked_at || *blocked_at <= at.micros;
}

/// The first rule that the sale breaks as a whole; none when it does not.
OfflineReason check(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, const Case& c) {
  const base::Date today = batch.today();
  const base::Instant now = batch.now();
  if (c.device.revoked_at && *c.device.revoked_at <= c.sale.sold_at)
    return OfflineReason::device_revoked;
  if (c.sale.sold_at > now.plus_seconds(kClockSkew_s)) return OfflineReason::sold_in_the_future;
  const auto days = settings::integer(tx, region_id, kOfflineDaysMax, today);
  if (c.sale.sold_at < now.plus_seconds(-days * base::kSecondsPerDay))
    return OfflineReason::sold_too_long_ago;
  if (!c.card) return OfflineReason::card_not_found;
  const auto floor =
      settings::integer(tx, region_id, kOfflineFloorPoints, base::korean_date(c.sale.sold_at));
  if (sold_to_card(tx, region_id, c) + c.sale.points > floor) return OfflineReason::above_floor;
  if (!are_right_lines(tx, region_id, c.device, c.sale)) return OfflineReason::lines_wrong;
  return OfflineReason::none;
}

std::int64_t spendable_points(ledger::Batch& batch, PersonId person_id) {
  const auto wallet = batch.find_account(ledger::wallet_account(person_id));
  if (!wallet) return 0;
  return ledger::sum_of(ledger::spendable(batch.lots(*wallet), batch.today()));
}

/// Named alike, so that a till has one list of reasons.
OfflineReason reason_of(SaleRefusal refusal) {
  switch (refusal) {
    case SaleRefusal::own_card: return OfflineReason::own_card;
    case SaleRefusal::own_shop: return OfflineReason::own_shop;
    case SaleRefusal::shop_closed: return OfflineReason::shop_closed;
    case SaleRefusal::sale_above_limit: return OfflineReason::sale_above_limit;
    case SaleRefusal::day_above_limit: return OfflineReason::day_above_limit;
    default: return OfflineReason::points_insufficient;
  }
}

/// What the fund may still promise this year.
std::int64_t guarantee_left(db::Transaction& tx, RegionId region_id, base::Date today) {
  const auto first = base::make_date(base::split_date(today).year, 1, 1);
  CHECK_REQUEST(first.has_value());
  const auto promised = tx.integer(
      "SELECT SUM(guaranteed_points) FROM market_offline_sale WHERE region_id = $1 "
      "AND sold_on >= $2",
      region_id, *first);
  const std::int64_t most = settings::integer(tx, region_id, kGuaranteeWonMax, today);
  return std::max<std::int64_t>(0, most - promised.value_or(0));
}

OfflineResult settle(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, const Case& c,
                     PersonId sent_by) {
  OfflineResult result{.seq = c.sale.seq, .points = c.sale.points};
  const std::int64_t in_wallet = spendable_points(batch, c.card->person_id);
  const std::int64_t taken = c.is_blocked ? 0 : std::min(c.sale.points, in_wallet);
  if (taken > 0) {
    const SaleForm form{.shop_id = c.device.shop_id, .amount_points = taken};
    const auto sale_id = sell(tx, batch, region_id, form, *c.card, sent_by);
    if (!sale_id) return refused(c.sale, reason_of(sale_id.error()));
    result.sale_id = *sale_id;
    result.paid_points = taken;
  }
  const std::int64_t missing = c.sale.points - taken;
  result.outcome = OfflineOutcome::paid;
  if (missing == 0) return result;
  result.reason = c.is_blocked ? OfflineReason::card_blocked : OfflineReason::points_insufficient;
  result.guaranteed_points = std::min(missing, guarantee_left(tx, region_id, batch.today()));
  result.outcome = OfflineOutcome::guaranteed;
  if (result.guaranteed_points < missing) result.reason = OfflineReason::guarantee_exhausted;
  if (result.paid_points + result.guaranteed_points == 0) result.outcome = OfflineOutcome::refused;
  return result;
}

void store(db::Transaction& tx, RegionId region_id, const Case& c, const OfflineResult& result,
           base::Instant now) {
  CHECK_REQUEST(result.paid_points + result.guaranteed_points <= result.points);
  tx.execute(
      "INSERT INTO market_offline_sale (region_id, device_id, seq, id, shop_id, signature, "
      "card_id, points, sold_at, sold_on, received_at, outcome, reason, sale_id, paid_points, "
      "guaranteed_points, settlement_id) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)",
      region_id, c.device.id, result.seq, tx.make_id<base::Id<struct OfflineSaleTag>>(),
      c.device.shop_id, c.sale.signature, c.card ? c.card->id : CardId{}, result.points,
      c.sale.sold_at, base::korean_date(c.sale.sold_at), now, result.outcome, result.reason,
      result.sale_id, result.paid_points, result.guaranteed_points);
}

// The fair may be closed when its till comes back: what counts is where and when it sold. A till
// that names a fair at which its shop was not sells all the same; it is just no sale of the fair.
void remember_fair(db::Transaction& tx, RegionId region_id, const Case& c,
                   const OfflineResult& result) {
  if (!c.sale.fair_id || !result.sale_id) return;
  const base::Date sold_on = base::korean_date(c.sale.sold_at);
  if (is_selling_at(tx, region_id, *c.sale.fair_id, c.device.shop_id, sold_on))
    record_fair_sale(tx, region_id, *c.sale.fair_id, result.sale_id);
}

OfflineResult settle_one(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                         const Device& device, const OfflineSale& sale, PersonId sent_by) {
  // Anybody can send what is not signed, so that leaves no trace that could block the number.
  if (!is_signed(device, sale)) return refused(sale, OfflineReason::signature_wrong);
  if (auto known = known_result(tx, region_id, device, sale)) return *known;
  Case c{device, sale, find_card(tx, region_id, sale.card_number)};
  if (c.card) c.is_blocked = was_blocked(tx, region_id, *c.card, sale.sold_at);
  const OfflineReason reason = check(tx, batch, region_id, c);
  OfflineResult result = reason == OfflineReason::none ? settle(tx, batch, region_id, c, sent_by)
                                                       : refused(sale, reason);
  if (result.outcome != OfflineOutcome::refused)
    result.missing_units =
        take_offline_stock(tx, batch, region_id, device, sale, result.sale_id, sent_by);
  store(tx, region_id, c, result, batch.now());
  remember_fair(tx, region_id, c, result);
  return result;
}

}  // namespace

std::vector<OfflineResult> settle_offline(db::Transaction& tx, ledger::Batch& batch,
                                          RegionId region_id, const Device& device,
                                          std::vector<OfflineSale> sales, PersonId sent_by) {
  std::ranges::sort(sales, {},
                    [](const OfflineSale& each) { return std::pair(each.seq, each.signature); });
  std::vector<OfflineResult> results;
  for (const OfflineSale& sale : sales)
    results.push_back(settle_one(tx, batch, region_id, device, sale, sent_by));
  return results;
}

ledger::AccountKey guarantee_fund_account() {
  return {ledger::kWon, ledger::OwnerKind::fund, 0, "guarantee_fund"};
}

}  // namespace market
