#include "market/fair.h"

#include <functional>

#include "crypto/crypto.h"
#include "crypto/signature.h"
#include "market/offline_till.h"
#include "settlement_fixture.h"

namespace market {
namespace {

class FairTest : public SettlementBase {
 protected:
  FairTest() {
    EXPECT_TRUE(stock_up(bread_, 20, "first").has_value());
    fair_ = plan(terms()).value();
  }

  NewFair terms() const {
    return {.name = "시청 앞 판매전",
            .place = {.road_address = "연제구 중앙대로 1001", .district_code = "26470"},
            .starts_on = kToday,
            .ends_on = kToday.plus_days(1),
            .shop_ids = {shop_}};
  }
  FairResult<FairId> plan(const NewFair& fair) {
    return write([&](auto& tx) { return plan_fair(tx, kBusan, fair, kDrafter, now_); });
  }
  FairResult<void> bring_later(std::int64_t quantity) {
    return write(
        [&](auto& tx) { return plan_stock(tx, kBusan, fair_, shop_, {{bread_, quantity}}); });
  }
  FairResult<void> open() {
    return deed(
        [&](auto& tx, auto& batch) { return open_fair(tx, batch, kBusan, fair_, kDrafter); });
  }
  FairResult<void> close(const std::vector<FairUnits>& counted = {}) {
    return deed([&](auto& tx, auto& batch) {
      return close_fair(tx, batch, kBusan, fair_, counted, kDrafter);
    });
  }
  FairResult<std::int64_t> bring(ProductId product, std::int64_t quantity,
                                 const std::string& key = "more") {
    return deed([&](auto& tx, auto& batch) {
      return bring_stock(tx, batch, kBusan, fair_, shop_, {product, quantity},
                         ledger::key_of("test_fair", key), kKeeper);
    });
  }
  void open_with(std::int64_t quantity) {
    ASSERT_TRUE(bring_later(quantity).has_value());
    ASSERT_TRUE(open().has_value());
  }
  SaleForm at_fair(SaleForm form) const {
    form.fair_id = fair_;
    return form;
  }
  std::int64_t at_fair() { return balance(fair_stock_account(fair_, {bread_})); }
  std::int64_t on_shelf() { return balance(shelf_account({bread_})); }
  FairReport report() {
    return write([&](auto& tx) { return report_of_fair(tx, kBusan, fair_); });
  }

  FairId fair_;
};
OLIVE_ON_BOTH_DATABASES(FairTest);

TEST_P(FairTest, GoodsGoThereAndWhatIsLeftComesBack) {
  open_with(12);
  EXPECT_EQ(on_shelf(), 8);
  EXPECT_EQ(at_fair(), 12);
  ASSERT_TRUE(ring_up(at_fair(cart(bread_, 3))).has_value());
  EXPECT_EQ(at_fair(), 9);
  EXPECT_EQ(on_shelf(), 8);  // the shop at home sells from its own
  ASSERT_TRUE(close({{bread_, 8}}).has_value());
  EXPECT_EQ(at_fair(), 0);
  EXPECT_EQ(on_shelf(), 16);
  const FairReport told = report();
  ASSERT_EQ(told.products.size(), 1U);
  const FairProduct& bread = told.products[0];
  EXPECT_EQ(bread.brought, 12);
  EXPECT_EQ(bread.sold, 3);
  EXPECT_EQ(bread.sold_won, 9'000);
  EXPECT_EQ(bread.returned, 8);
  EXPECT_EQ(bread.missing, 1);
  EXPECT_EQ(bread.remaining, 0);
}

TEST_P(FairTest, AFairSellsWhatItBroughtAndNoMore) {
  open_with(2);
  EXPECT_EQ(ring_up(at_fair(cart(bread_, 3))).error(), SaleRefusal::stock_insufficient);
  EXPECT_EQ(at_fair(), 2);
  const ProductId soap = add_product("비누", 1'000, ProductKind::goods);
  ASSERT_TRUE(stock_up(soap, 5, "soap").has_value());
  EXPECT_EQ(ring_up(at_fair(cart(soap, 1))).error(), SaleRefusal::stock_insufficient);
  EXPECT_EQ(bring(soap, 4).value(), 4);
  EXPECT_TRUE(ring_up(at_fair(cart(soap, 1))).has_value());
  EXPECT_EQ(bring(soap, 2, "again").error(), FairRefusal::fair_stock_insufficient);
  // Services and goods that nobody counts are sold anywhere.
  const ProductId massage = add_product("손 마사지", 1'000, ProductKind::service);
  const ProductId candy = add_product("사탕", 500, ProductKind::goods);
  EXPECT_TRUE(ring_up(at_fair(cart(massage, 1))).has_value());
  EXPECT_TRUE(ring_up(at_fair(cart(candy, 2))).has_value());
  EXPECT_EQ(report().products.size(), 4U);
}

TEST_P(FairTest, OpensWithEverythingPlannedOrNotAtAll) {
  const ProductId soap = add_product("비누", 1'000, ProductKind::goods);
  ASSERT_TRUE(stock_up(soap, 5, "soap").has_value());
  ASSERT_TRUE(write([&](auto& tx) {
                return plan_stock(tx, kBusan, fair_, shop_, {{bread_, 20}, {soap, 6}});
              }).has_value());
  EXPECT_EQ(write([&](auto& tx) { return short_product(tx, kBusan, fair_); }), "비누");
  EXPECT_EQ(open().error(), FairRefusal::fair_shelf_short);
  EXPECT_EQ(on_shelf(), 20);
  EXPECT_EQ(at_fair(), 0);
  ASSERT_TRUE(stock_up(soap, 1, "one more").has_value());
  ASSERT_TRUE(open().has_value());
  EXPECT_EQ(at_fair(), 20);
  const auto groups = write([&](auto& tx) {
    return tx.integer(
        "SELECT COUNT(DISTINCT group_seq) FROM ledger_transfer WHERE ledger_id = $1 "
        "AND code = 'fair_stock_out'",
        kBusan);
  });
  EXPECT_EQ(groups, 1);
}

TEST_P(FairTest, SellsOnItsDaysWhileItIsOpen) {
  EXPECT_EQ(ring_up(at_fair(amount(1'000))).error(), SaleRefusal::fair_not_open);
  open_with(2);
  EXPECT_TRUE(ring_up(at_fair(amount(1'000))).has_value());
  const OrganisationId other = add_shop("다른 매장", {});
  SaleForm elsewhere = at_fair(amount(1'000));
  elsewhere.shop_id = other;
  EXPECT_EQ(ring_up(elsewhere).error(), SaleRefusal::fair_not_open);
  now_ = base::korean_instant(kToday.plus_days(2), 36'000);
  EXPECT_EQ(ring_up(at_fair(amount(1'000))).error(), SaleRefusal::fair_not_open);
  ASSERT_TRUE(close().has_value());
  EXPECT_EQ(on_shelf(), 20);
}

TEST_P(FairTest, ItsSalesAreSettledLikeAllOthers) {
  open_with(5);
  const SaleId sale = ring_up(at_fair(cart(bread_, 2))).value();
  EXPECT_EQ(balance(takings_account(shop_)), 6'000);
  ASSERT_TRUE(give_back(sale, 3'000).has_value());
  const FairReport told = report();
  ASSERT_EQ(told.shops.size(), 1U);
  EXPECT_EQ(told.shops[0].points, 3'000);
  EXPECT_EQ(told.points, 3'000);
  ASSERT_TRUE(write([&](auto& tx) {
                return draft_settlements(tx, kBusan, kToday, kDrafter, now_);
              }).has_value());
  const auto drafts = write([&](auto& tx) { return list_settlements(tx, kBusan, shop_); });
  ASSERT_EQ(drafts.size(), 1U);
  EXPECT_EQ(drafts[0].gross_points, 3'000);
}

TEST_P(FairTest, CountsVisitorsAndPointsBesideWon) {
  open_with(5);
  SaleForm mixed = at_fair(cart(bread_, 2));
  mixed.paid_won = 2'000;
  ASSERT_TRUE(ring_up(mixed).has_value());
  const auto count = [&](std::int64_t visitors, base::Date day = kToday) {
    return write([&](auto& tx) { return count_visitors(tx, kBusan, fair_, day, visitors); });
  };
  EXPECT_EQ(count(40).value(), 40);
  EXPECT_EQ(count(12).value(), 52);
  EXPECT_EQ(count(-2).value(), 50);
  EXPECT_EQ(count(-51).error(), FairRefusal::fair_visitors_below_zero);
  EXPECT_EQ(count(1, kToday.plus_days(2)).error(), FairRefusal::fair_not_today);
  const FairReport told = report();
  EXPECT_EQ(told.visitors, 50);
  EXPECT_EQ(told.points, 4'000);
  EXPECT_EQ(told.paid_won, 2'000);
  ASSERT_EQ(told.days.size(), 1U);
  EXPECT_EQ(told.days[0].visitors, 50);
  EXPECT_EQ(told.days[0].sales, 1);
}

TEST_P(FairTest, AnOfflineTillsSalesCountWhenItComesBack) {
  open_with(5);
  const crypto::SigningKey key{std::string(32, 'a')};
  const Device device = write([&](auto& tx) {
    return register_device(tx, kBusan, shop_, {"fair till", crypto::to_base64(key.public_key())},
                           kKeeper, now_)
        .value();
  });
  OfflineSale sale{1, now_, card_.number, 2'000, {}, fair_};
  sale.signature = crypto::to_base64(key.sign(signed_text(device, sale)));
  ASSERT_TRUE(close().has_value());
  const auto send = [&](const OfflineSale& given) {
    return deed([&](auto& tx, auto& batch) -> ledger::Posting<std::vector<OfflineResult>> {
             return settle_offline(tx, batch, kBusan, device, {given}, kKeeper);
           })
        .value()
        .at(0);
  };
  OfflineSale moved = sale;
  moved.fair_id.reset();  // the place is signed too
  EXPECT_EQ(send(moved).reason, OfflineReason::signature_wrong);
  EXPECT_EQ(send(sale).outcome, OfflineOutcome::paid);
  EXPECT_EQ(report().points, 2'000);
}

TEST_P(FairTest, RefusesByName) {
  struct Case {
    FairRefusal refusal;
    std::function<void(NewFair&)> change;
  };
  const std::vector<Case> cases{
      {FairRefusal::fair_name_missing, [](auto& f) { f.name = " "; }},
      {FairRefusal::fair_dates_reversed, [](auto& f) { f.ends_on = f.starts_on.plus_days(-1); }},
      {FairRefusal::fair_in_past, [](auto& f) { f.starts_on = f.ends_on = kToday.plus_days(-1); }},
      {FairRefusal::fair_place_not_found, [](auto& f) { f.place.district_code = "11110"; }},
      {FairRefusal::fair_place_not_found, [](auto& f) { f.place.road_address = ""; }},
      {FairRefusal::fair_without_shops, [](auto& f) { f.shop_ids.clear(); }},
      {FairRefusal::fair_shop_not_found, [](auto& f) { f.shop_ids[0] = {5}; }},
      {FairRefusal::fair_shop_twice, [](auto& f) { f.shop_ids.push_back(f.shop_ids[0]); }},
  };
  for (const Case& c : cases) {
    NewFair given = terms();
    c.change(given);
    const auto refused = plan(given);
    ASSERT_FALSE(refused.has_value()) << base::name_of(c.refusal);
    EXPECT_EQ(refused.error(), c.refusal);
  }
  const auto stock = [&](OrganisationId shop, std::vector<FairUnits> units) {
    return write([&](auto& tx) { return plan_stock(tx, kBusan, fair_, shop, units); });
  };
  const ProductId massage = add_product("손 마사지", 1'000, ProductKind::service);
  EXPECT_EQ(stock(OrganisationId{5}, {}).error(), FairRefusal::fair_shop_not_found);
  EXPECT_EQ(stock(shop_, {{massage, 1}}).error(), FairRefusal::fair_product_not_found);
  EXPECT_EQ(stock(shop_, {{bread_, 1}, {bread_, 2}}).error(), FairRefusal::fair_product_twice);
  EXPECT_EQ(bring(bread_, 1).error(), FairRefusal::fair_not_open);
  EXPECT_EQ(close().error(), FairRefusal::fair_not_open);
  open_with(3);
  EXPECT_EQ(stock(shop_, {}).error(), FairRefusal::fair_not_planned);
  EXPECT_EQ(close({{bread_, 4}}).error(), FairRefusal::fair_count_above_stock);
  EXPECT_EQ(close({{massage, 1}}).error(), FairRefusal::fair_product_not_found);
  EXPECT_EQ(at_fair(), 3);
  EXPECT_EQ(write([&](auto& tx) { return cancel_fair(tx, kBusan, fair_); }).error(),
            FairRefusal::fair_not_planned);
}

TEST_P(FairTest, IsOpenedOnItsDaysOnly) {
  NewFair later = terms();
  later.starts_on = later.ends_on = kToday.plus_days(3);
  fair_ = plan(later).value();
  EXPECT_EQ(open().error(), FairRefusal::fair_not_today);
  const auto cancel = [&] {
    return write([&](auto& tx) { return cancel_fair(tx, kBusan, fair_); });
  };
  ASSERT_TRUE(cancel().has_value());
  EXPECT_EQ(cancel().error(), FairRefusal::fair_not_planned);
  EXPECT_EQ(open().error(), FairRefusal::fair_not_planned);
  const auto fairs = write([](auto& tx) { return list_fairs(tx, kBusan); });
  ASSERT_EQ(fairs.size(), 2U);
  EXPECT_EQ(fairs[0].state, FairState::cancelled);
  EXPECT_NE(fairs[1].place.lat_e6, 0);  // the district's office, until somebody knows better
}

}  // namespace
}  // namespace market
