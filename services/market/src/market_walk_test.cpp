// A random year of the market against a naive model: after every step the ledger, the tables and
// the model agree. The seed is printed; OLIVE_SEED=n repeats a walk.
#include <cstdlib>
#include <map>
#include <random>

#include "market_fixture.h"

namespace market {
namespace {

constexpr int kSteps = 400;

/// What the market should hold, kept in plain numbers without batches, lots or tables.
struct Model {
  struct Sale {
    std::int64_t points = 0;
    std::int64_t refunded = 0;
    bool is_settled = false;
    Split left;  // of the parts in won
  };
  std::int64_t wallet = 10'000;  // what the fixture granted
  std::int64_t granted = 10'000;
  std::int64_t shelf = 0;
  std::int64_t stocked = 0;
  std::int64_t sold = 0;
  std::int64_t today = 0;  // points of today's sales, less refunds
  std::int64_t redeemed = 0;
  std::int64_t paid = 0;  // won to the shop
  std::int64_t benefit = 0;
  std::int64_t support = 0;
  std::map<SaleId, Sale> sales;

  [[nodiscard]] std::int64_t takings() const {
    std::int64_t sum = 0;
    for (const auto& [id, sale] : sales)
      if (!sale.is_settled) sum += sale.points - sale.refunded;
    return sum;
  }
};

std::uint64_t walk_seed() {
  const char* given = std::getenv("OLIVE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

class MarketWalkTest : public MarketTest {
 protected:
  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }

  /// What `sell` must answer for a sale of `points`, `loaves` of which leave the shelf.
  std::optional<SaleRefusal> expected_refusal(std::int64_t points, std::int64_t loaves) const {
    if (points > 200'000) return SaleRefusal::sale_above_limit;
    if (model_.today + points > 300'000) return SaleRefusal::day_above_limit;
    if (points > model_.wallet) return SaleRefusal::points_insufficient;
    if (loaves > 0 && model_.stocked > 0 && loaves > model_.shelf)
      return SaleRefusal::stock_insufficient;
    return std::nullopt;
  }

  void try_sale(std::int64_t points, std::int64_t loaves) {
    const auto expected = expected_refusal(points, loaves);
    const auto sale = ring_up(loaves > 0 ? cart(bread_, loaves) : amount(points));
    ASSERT_EQ(sale.has_value(), !expected.has_value()) << points;
    if (!sale) {
      ASSERT_EQ(sale.error(), *expected);
      return;
    }
    model_.sales[*sale] = {points, 0, false, split(points, {1, 300'000, 200'000, 100'000})};
    model_.wallet -= points;
    model_.today += points;
    if (loaves > 0 && model_.stocked > 0) {
      model_.shelf -= loaves;
      model_.sold += loaves;
    }
  }

  void sell_amount() { try_sale(pick(1, 9'000), 0); }
  void sell_bread() {
    const std::int64_t loaves = pick(1, 4);
    try_sale(loaves * 3'000, loaves);
  }

  void refund_some() {
    if (model_.sales.empty()) return;
    auto sale = model_.sales.begin();
    std::advance(sale, pick(0, static_cast<std::int64_t>(model_.sales.size()) - 1));
    const std::int64_t left = sale->second.points - sale->second.refunded;
    const std::int64_t points = pick(0, left + 1);
    const auto done = give_back(sale->first, points);
    if (points == 0) {
      ASSERT_EQ(done.error(), SaleRefusal::refund_empty);
    } else if (points > left) {
      ASSERT_EQ(done.error(), SaleRefusal::refund_above_sale);
    } else {
      ASSERT_TRUE(done.has_value());
      refunded(sale->second, points);
    }
  }
  void refunded(Model::Sale& sale, std::int64_t points) {
    const Split back = split_back(points, sale.left);
    sale.left = {sale.left.shop_won - back.shop_won, sale.left.benefit_won - back.benefit_won,
                 sale.left.support_won - back.support_won};
    sale.refunded += points;
    model_.wallet += points;
    model_.today -= points;
    if (!sale.is_settled) return;
    model_.redeemed -= points;
    model_.paid -= back.shop_won;
    model_.benefit -= back.benefit_won;
    model_.support -= back.support_won;
  }

  void grant_some() {
    const std::int64_t points = pick(1, 20'000);
    grant(buyer_, points, kToday.plus_days(40 + grants_++));
    model_.wallet += points;
    model_.granted += points;
  }

  void stock_some() {
    const std::int64_t quantity = pick(1, 20);
    ASSERT_TRUE(stock_up(bread_, quantity, "walk" + std::to_string(model_.stocked)).has_value());
    model_.shelf += quantity;
    model_.stocked += quantity;
  }

  /// Drafts, confirms and approves; a month that was settled already has nothing left to draft.
  void settle() {
    const std::int64_t gross = model_.takings();
    const auto drafts = write(
        [&](db::Transaction& tx) { return draft_settlements(tx, kBusan, kToday, kDrafter, kNow); });
    if (gross == 0 || is_month_settled_) {
      ASSERT_EQ(drafts.error(), SettlementRefusal::nothing_to_settle);
      return;
    }
    ASSERT_TRUE(drafts.has_value());
    const SettlementId id =
        database_->read([&](db::Transaction& tx) { return list_settlements(tx, kBusan, shop_); })
            .front()
            .id;
    ASSERT_TRUE(write([&](db::Transaction& tx) {
                  return confirm_settlement(tx, kBusan, id, kKeeper);
                }).has_value());
    const auto approved = deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return approve_settlement(tx, batch, kBusan, id, kApprover);
    });
    ASSERT_EQ(approved->gross_points, gross);
    model_.redeemed += gross;
    for (auto& [sale_id, sale] : model_.sales) {
      if (sale.is_settled) continue;
      sale.is_settled = sale.points > sale.refunded;
      model_.paid += sale.left.shop_won;
      model_.benefit += sale.left.benefit_won;
      model_.support += sale.left.support_won;
    }
    is_month_settled_ = true;
  }

  void step() {
    const std::int64_t die = pick(1, 100);
    if (die <= 40) sell_amount();
    else if (die <= 60) sell_bread();
    else if (die <= 80) refund_some();
    else if (die <= 90) grant_some();
    else if (die <= 98) stock_some();
    else settle();
  }

  void compare() {
    ASSERT_EQ(wallet(), model_.wallet);
    ASSERT_EQ(balance(takings_account(shop_)), model_.takings());
    ASSERT_EQ(balance(ledger::redeemed_points_account()), model_.redeemed);
    ASSERT_EQ(balance(payable_account(shop_)), model_.paid);
    ASSERT_EQ(balance(benefit_fund_account()), model_.benefit);
    ASSERT_EQ(balance(support_fund_account()), model_.support);
    ASSERT_EQ(balance(shelf_account({bread_})), model_.shelf);
    ASSERT_EQ(balance(sold_account({bread_})), model_.sold);
    // Points are neither made nor lost between wallet, shop and settlement.
    ASSERT_EQ(model_.wallet + model_.takings() + model_.redeemed, model_.granted);
    // Every point that is out has its won.
    ASSERT_EQ(balance(ledger::point_backing_account()), model_.wallet + model_.takings());
  }

  std::mt19937_64 random_;
  Model model_;
  std::int32_t grants_ = 0;
  bool is_month_settled_ = false;
};
OLIVE_ON_BOTH_DATABASES(MarketWalkTest);

TEST_P(MarketWalkTest, AgreesWithTheModelAfterEveryStep) {
  const std::uint64_t seed = walk_seed();
  SCOPED_TRACE("OLIVE_SEED=" + std::to_string(seed));
  random_.seed(seed);
  for (int i = 0; i < kSteps && !HasFatalFailure(); ++i) {
    step();
    if (!HasFatalFailure()) compare();
  }
  const auto sound = database_->read(
      [](db::Transaction& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)); });
  EXPECT_TRUE(sound.is_sound) << sound.finding;
}

}  // namespace
}  // namespace market
