#include "market/sale.h"

#include "market_fixture.h"

namespace market {
namespace {

using SaleTest = MarketTest;
OLIVE_ON_BOTH_DATABASES(SaleTest);

TEST_P(SaleTest, MovesPointsAndWritesAReceipt) {
  const auto sale = ring_up(cart(bread_, 2));
  ASSERT_TRUE(sale.has_value());
  EXPECT_EQ(wallet(), 4'000);
  EXPECT_EQ(balance(takings_account(shop_)), 6'000);
  const auto receipt =
      database_->read([&](auto& tx) { return receipt_of(tx, kBusan, *sale, kToday); });
  ASSERT_TRUE(receipt.has_value());
  EXPECT_EQ(receipt->points, 6'000);
  EXPECT_EQ(receipt->points_left, 4'000);
  EXPECT_EQ(receipt->buyer_name, "홍*동");
  EXPECT_EQ(receipt->shop_name, "올리브 카페");
  ASSERT_EQ(receipt->lines.size(), 1u);
  EXPECT_EQ(receipt->lines[0].quantity, 2);
  EXPECT_GT(receipt->seq, 0);
  EXPECT_EQ(receipt->next_expiry, kToday.plus_days(31));
}

TEST_P(SaleTest, UsesPointsThatExpireFirst) {
  grant(buyer_, 1'000, kToday.plus_days(3));
  ASSERT_TRUE(ring_up(amount(1'500)).has_value());
  database_->read([&](auto& tx) {
    const auto account =
        ledger::find_account(tx, ledger::ledger_of(kBusan), ledger::wallet_account(buyer_));
    const auto lots = ledger::read_lots(tx, ledger::ledger_of(kBusan), account->id);
    ASSERT_EQ(lots.size(), 1u);
    EXPECT_EQ(lots[0].remaining, 9'500);
    EXPECT_EQ(lots[0].expires_on, kToday.plus_days(31));
  });
}

TEST_P(SaleTest, RefusesWhatMustNotBe) {
  const auto refusal = [&](const SaleForm& form, PersonId sold_by = kKeeper) {
    const auto sale = ring_up(form, sold_by);
    EXPECT_FALSE(sale.has_value());
    return sale ? SaleRefusal::sale_not_found : sale.error();
  };
  SaleForm nowhere = amount(100);
  nowhere.shop_id = OrganisationId{5};
  EXPECT_EQ(refusal(nowhere), SaleRefusal::shop_not_found);
  EXPECT_EQ(refusal({shop_, card_.number, "2580", {}, std::nullopt}), SaleRefusal::cart_empty);
  SaleForm both = cart(bread_, 1);
  both.amount_points = 100;
  EXPECT_EQ(refusal(both), SaleRefusal::cart_empty);
  EXPECT_EQ(refusal(cart(ProductId{5}, 1)), SaleRefusal::product_not_found);
  EXPECT_EQ(refusal(amount(10'001)), SaleRefusal::points_insufficient);
  EXPECT_EQ(refusal(amount(200'001)), SaleRefusal::sale_above_limit);
  EXPECT_EQ(refusal(amount(100), buyer_), SaleRefusal::own_card);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(balance(takings_account(shop_)), 0);
}

TEST_P(SaleTest, ProductsOfOtherShopsAreNotSoldHere) {
  const OrganisationId other = add_shop("두부 가게", {});
  SaleForm form = cart(bread_, 1);
  form.shop_id = other;
  EXPECT_EQ(ring_up(form).error(), SaleRefusal::product_not_found);
}

TEST_P(SaleTest, WithdrawnProductsAndClosedShops) {
  Product bread = *database_->read([&](auto& tx) { return find_product(tx, kBusan, bread_); });
  bread.is_sold = false;
  write([&](auto& tx) { return update_product(tx, kBusan, bread).has_value(); });
  EXPECT_EQ(ring_up(cart(bread_, 1)).error(), SaleRefusal::product_not_sold);
  write([&](auto& tx) {
    tx.execute("UPDATE market_shop SET is_open = FALSE WHERE region_id = $1 AND id = $2", kBusan,
               shop_);
  });
  EXPECT_EQ(ring_up(amount(100)).error(), SaleRefusal::shop_closed);
}

TEST_P(SaleTest, NobodyBuysAtTheirOwnTeamsShop) {
  const OrganisationId team = write([&](db::Transaction& tx) {
    return people::create_organisation(tx, kBusan, {.name = "카페사업단"}, kNow).value();
  });
  const OrganisationId own = add_shop("사업단 카페", team);
  write([&](db::Transaction& tx) {
    return people::join(tx, kBusan, buyer_, team, people::Role::participant, kToday, {})
        .has_value();
  });
  SaleForm form = amount(100);
  form.shop_id = own;
  EXPECT_EQ(ring_up(form).error(), SaleRefusal::own_shop);
  EXPECT_TRUE(ring_up(amount(100)).has_value());
}

TEST_P(SaleTest, ADayHasALimit) {
  grant(buyer_, 1'000'000, kToday.plus_days(20));
  ASSERT_TRUE(ring_up(amount(200'000)).has_value());
  const auto second = ring_up(amount(100'000));
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(ring_up(amount(1)).error(), SaleRefusal::day_above_limit);
  ASSERT_TRUE(give_back(*second, 50'000).has_value());
  EXPECT_TRUE(ring_up(amount(50'000)).has_value());
}

TEST_P(SaleTest, CountedGoodsLeaveTheShelf) {
  EXPECT_EQ(stock_up(bread_, 3, "a"), 3);
  EXPECT_EQ(ring_up(cart(bread_, 4)).error(), SaleRefusal::points_insufficient);
  ASSERT_TRUE(ring_up(cart(bread_, 2)).has_value());
  EXPECT_EQ(balance(shelf_account({bread_})), 1);
  EXPECT_EQ(ring_up(cart(bread_, 2)).error(), SaleRefusal::points_insufficient);
  grant(buyer_, 50'000, kToday.plus_days(9));
  EXPECT_EQ(ring_up(cart(bread_, 2)).error(), SaleRefusal::stock_insufficient);
  EXPECT_EQ(balance(shelf_account({bread_})), 1);
  EXPECT_EQ(wallet(), 54'000);  // the refused sale gave its points back
}

TEST_P(SaleTest, StatementsListTheShopsSales) {
  ASSERT_TRUE(ring_up(amount(100)).has_value());
  ASSERT_TRUE(ring_up(amount(200)).has_value());
  const auto rows =
      database_->read([&](auto& tx) { return sales_of(tx, kBusan, shop_, kToday, kToday); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].points, 200);
  EXPECT_EQ(rows[0].buyer_name, "홍*동");
  EXPECT_TRUE(database_->read([&](auto& tx) {
    return sales_of(tx, kBusan, shop_, kToday.plus_days(-9), kToday.plus_days(-1)).empty();
  }));
}

}  // namespace
}  // namespace market
