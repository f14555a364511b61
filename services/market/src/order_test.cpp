#include "market/order.h"

#include <numeric>
#include <random>

#include "order_fixture.h"

namespace market {
namespace {

TEST(ShareTender, Table) {
  struct Case {
    std::int64_t points;
    std::vector<ParcelPrice> prices;
    std::vector<Tender> tenders;
  };
  const std::vector<Case> cases{
      {0, {{6'000, 0}}, {{0, 6'000, 0}}},
      {6'000, {{6'000, 0}}, {{6'000, 0, 0}}},
      {1'000, {{6'000, 0}, {4'000, 0}}, {{600, 5'400, 0}, {400, 3'600, 0}}},
      {1, {{5'000, 0}, {5'000, 0}}, {{1, 4'999, 0}, {0, 5'000, 0}}},
      {10'000, {{7'000, 3'000}}, {{10'000, 0, 3'000}}},  // the delivery's share of the points
      {5'000, {{7'000, 3'000}}, {{5'000, 5'000, 1'500}}},
      {1, {{1, 1}}, {{1, 1, 0}}},  // of equals the goods get it
  };
  for (const Case& each : cases)
    EXPECT_EQ(share_tender(each.points, each.prices), each.tenders) << each.points;
}

TEST(ShareTender, IsExactForAnyCart) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 1'000; ++round) {
    std::vector<ParcelPrice> prices(1 + random() % 5);
    std::int64_t total = 0;
    for (ParcelPrice& each : prices) {
      each = {static_cast<std::int64_t>(1 + random() % 90'000),
              static_cast<std::int64_t>(random() % 4'000)};
      total += each.goods_won + each.delivery_won;
    }
    const auto points = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(total + 1));
    std::int64_t shared = 0;
    const auto tenders = share_tender(points, prices);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      shared += tenders[i].points;
      EXPECT_EQ(tenders[i].points + tenders[i].won, prices[i].goods_won + prices[i].delivery_won);
      EXPECT_LE(tenders[i].delivery_points, prices[i].delivery_won);
      EXPECT_LE(tenders[i].points - tenders[i].delivery_points, prices[i].goods_won);
    }
    EXPECT_EQ(shared, points);
  }
}

OLIVE_ON_BOTH_DATABASES(OrderTest);

TEST_P(OrderTest, OneOrderPaysSeveralShopsInOneGroup) {
  const auto id = order({.lines = {{bread_, 2}, {cake_, 1}}, .points = 6'500});
  ASSERT_TRUE(id.has_value());
  const auto both = parcels(*id);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].shop_id, cafe_);
  EXPECT_EQ(both[0].goods_won, 6'000);
  EXPECT_EQ(both[0].points, 3'000);  // 6,500 of 13,000 won
  EXPECT_EQ(both[0].won, 3'000);
  EXPECT_EQ(both[1].points, 3'500);
  EXPECT_EQ(wallet(), 3'500);
  EXPECT_EQ(balance(takings_account(cafe_)), 3'000);
  EXPECT_EQ(balance(takings_account(bakery_)), 3'500);
  EXPECT_EQ(balance(drawer_account(bakery_)), 3'500);
  EXPECT_EQ(due(), -6'500);
  database_->read([&](auto& tx) {
    std::set<std::int64_t> groups;
    for (const Parcel& each : both)
      for (const ledger::Entry& entry : ledger::entries_of(
               tx, ledger::ledger_of(kBusan), "sale:" + std::to_string(each.sale_id.value)))
        groups.insert(entry.group_seq);
    EXPECT_EQ(groups.size(), 1u);
  });
}

TEST_P(OrderTest, TheSplitIsThatOfTheDayAndStays) {
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 6'000});
  const auto parts = [&] {
    return database_->read([&](auto& tx) {
      const auto row = tx.rows(
          "SELECT shop_won, benefit_won, support_won, rule_version FROM market_sale "
          "WHERE region_id = $1 AND id = $2",
          kBusan, parcel(id).sale_id);
      return Split{row.integer(0, 0), row.integer(0, 1), row.integer(0, 2)};
    });
  };
  EXPECT_EQ(parts(), (Split{5'460, 360, 180}));
  write([&](auto& tx) {
    return settings::set(
        tx, kBusan, kSplitRule,
        {.valid_from = kToday,
         .value = R"({"version":2,"margin_ppm":500000,"benefit_ppm":500000,"support_ppm":0})",
         .set_at = kNow,
         .reason = "test"});
  }).value();
  EXPECT_EQ(parts(), (Split{5'460, 360, 180}));
}

TEST_P(OrderTest, TheDeliveryFeeIsTheShopsAlone) {
  give_home(35'101'000, 129'001'000);
  const ParcelId id =
      parcel_of({.lines = {{bread_, 2}}, .method = OrderMethod::delivery, .points = 9'000});
  EXPECT_EQ(parcel(id).delivery_won, 3'000);
  database_->read([&](auto& tx) {
    EXPECT_EQ(tx.integer("SELECT shop_won FROM market_sale WHERE region_id = $1 AND id = $2",
                         kBusan, parcel(id).sale_id),
              5'460 + 3'000);
  });
}

TEST_P(OrderTest, DeliveryIsFreeFromAPriceAndEndsAtADistance) {
  give_home(35'101'000, 129'001'000);
  const auto quote = [&](std::int64_t loaves) {
    return database_->read([&](auto& tx) {
      return quote_order(tx, kBusan, buyer_,
                         {.lines = {{bread_, loaves}}, .method = OrderMethod::delivery}, kNow);
    });
  };
  EXPECT_EQ(quote(9)->parcels[0].delivery_won, 3'000);
  EXPECT_EQ(quote(10)->parcels[0].delivery_won, 0);  // 30,000 won
  give_home(35'300'000, 129'300'000);
  EXPECT_EQ(quote(1).error(), OrderRefusal::delivery_too_far);
  give_home(0, 0);
  EXPECT_EQ(quote(1).error(), OrderRefusal::delivery_address_unknown);
}

TEST_P(OrderTest, AShopMayHaveAFeeOfItsOwn) {
  give_home(35'101'000, 129'001'000);
  write([&](auto& tx) {
    return settings::set(tx, kBusan, kDeliveryFee,
                         {.scope = std::to_string(cafe_.value),
                          .valid_from = kToday,
                          .value = "1500",
                          .set_at = kNow,
                          .reason = "test"});
  }).value();
  const auto quote = database_->read([&](auto& tx) {
    return quote_order(tx, kBusan, buyer_,
                       {.lines = {{bread_}, {cake_}}, .method = OrderMethod::delivery}, kNow);
  });
  ASSERT_TRUE(quote.has_value());
  EXPECT_EQ(quote->parcels[0].delivery_won, 1'500);
  EXPECT_EQ(quote->parcels[1].delivery_won, 3'000);
  EXPECT_EQ(quote->total_won, 3'000 + 1'500 + 7'000 + 3'000);
}

TEST_P(OrderTest, OrdersCountForTheLimitOfADay) {
  grant(buyer_, 400'000, kToday.plus_days(40));
  ASSERT_TRUE(order({.lines = {{bread_, 60}}, .points = 180'000}).has_value());
  EXPECT_EQ(order({.lines = {{bread_, 50}}, .points = 150'000}).error(),
            OrderRefusal::day_above_limit);
  EXPECT_EQ(ring_up(amount(130'000)).error(), SaleRefusal::day_above_limit);  // at the till too
}

TEST_P(OrderTest, GoodsAndTimesOfOneShopAreOneParcel) {
  const auto id = order({.lines = {{bread_}, {haircut_, 1, {}, at(1, 15)}}, .points = 1'000});
  ASSERT_TRUE(id.has_value());
  ASSERT_EQ(parcels(*id).size(), 1u);
  const Parcel one = parcels(*id)[0];
  EXPECT_EQ(one.collect_on, kToday);  // of the bread; the haircut has its own time
  EXPECT_EQ(one.lines[1].starts_at, at(1, 15));
  EXPECT_EQ(one.goods_won, 15'000);
}

TEST_P(OrderTest, AClosedShopOrAWithdrawnProductIsRefused) {
  write([&](auto& tx) {
    Product bread = *find_product(tx, kBusan, bread_);
    bread.is_sold = false;
    return update_product(tx, kBusan, bread);
  }).value();
  EXPECT_EQ(order({.lines = {{bread_}}}).error(), OrderRefusal::product_not_sold);
  write([&](auto& tx) {
    tx.execute("UPDATE market_shop SET is_open = FALSE WHERE region_id = $1 AND id = $2", kBusan,
               bakery_);
  });
  EXPECT_EQ(order({.lines = {{cake_}}}).error(), OrderRefusal::shop_closed);
}

TEST_P(OrderTest, GoodsAreHeldUntilTheHandover) {
  ASSERT_EQ(stock_up(bread_, 5, "a"), 5);
  ASSERT_TRUE(order({.lines = {{bread_, 3}}, .points = 0}).has_value());
  EXPECT_EQ(balance(shelf_account({bread_})), 5);
  EXPECT_EQ(shelf_free(bread_), 2);
  EXPECT_EQ(order({.lines = {{bread_, 3}}}).error(), OrderRefusal::stock_insufficient);
  EXPECT_EQ(ring_up(cart(bread_, 3)).error(), SaleRefusal::stock_insufficient);  // nor at the till
}

TEST_P(OrderTest, ARefusedOrderLeavesNothing) {
  ASSERT_EQ(stock_up(cake_, 1, "a"), 1);
  EXPECT_EQ(order({.lines = {{bread_, 1}, {cake_, 2}}, .points = 5'000}).error(),
            OrderRefusal::stock_insufficient);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(due(), 0);
  EXPECT_EQ(shelf_free(cake_), 1);
  database_->read([&](auto& tx) {
    for (const std::string_view table :
         {"market_order", "market_parcel", "market_parcel_line", "market_sale", "market_booking"})
      EXPECT_EQ(tx.integer("SELECT COUNT(*) FROM " + std::string(table) + " WHERE region_id = $1",
                           kBusan),
                0)
          << table;
  });
}

TEST_P(OrderTest, RefusesByName) {
  const Product haircut =
      *database_->read([&](auto& tx) { return find_product(tx, kBusan, haircut_); });
  const base::Instant noon = at(1, 12);
  const std::vector<std::pair<OrderForm, OrderRefusal>> cases{
      {{}, OrderRefusal::cart_empty},
      {{.lines = {{ProductId{5}}}}, OrderRefusal::product_not_found},
      {{.lines = {{bread_, 1, OptionId{5}}}}, OrderRefusal::option_not_found},
      {{.lines = {{haircut_}}}, OrderRefusal::slot_missing},
      {{.lines = {{bread_, 1, {}, noon}}}, OrderRefusal::slot_not_offered},
      {{.lines = {{haircut_, 2, {}, noon}}}, OrderRefusal::booking_is_single},
      {{.lines = {{haircut_, 1, {}, noon.plus_seconds(60)}}}, OrderRefusal::slot_not_offered},
      {{.lines = {{haircut_, 1, {}, at(30, 12)}}}, OrderRefusal::slot_not_offered},
      {{.lines = {{bread_}}, .pickup_point_id = PickupPointId{5}},
       OrderRefusal::pickup_point_not_found},
      {{.lines = {{bread_}}, .collections = {{{cafe_, kToday.plus_days(1), 600}}}},
       OrderRefusal::collection_not_offered},
      {{.lines = {{haircut_, 1, {}, noon}}, .method = OrderMethod::delivery},
       OrderRefusal::delivery_of_service},
      {{.lines = {{bread_}}, .points = 3'001}, OrderRefusal::points_above_total},
      {{.lines = {{bread_, 90}}, .points = 200'001}, OrderRefusal::sale_above_limit},
      {{.lines = {{bread_, 70}}, .points = 1}, OrderRefusal::order_won_above_limit},
      {{.lines = {{bread_, 10}}, .points = 20'000}, OrderRefusal::points_insufficient},
  };
  for (const auto& [form, refusal] : cases) {
    const auto id = order(form);
    ASSERT_FALSE(id.has_value()) << base::name_of(refusal);
    EXPECT_EQ(id.error(), refusal) << base::name_of(refusal);
  }
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(haircut.capacity, 1);
}

TEST_P(OrderTest, NobodySpendsPointsAtTheirOwnShop) {
  write([&](auto& tx) {
    return people::join(tx, kBusan, buyer_, bakery_, people::Role::shop_keeper, kToday,
                        {.at = kNow, .reason = "test"});
  }).value();
  EXPECT_EQ(order({.lines = {{bread_}, {cake_}}, .points = 1'000}).error(), OrderRefusal::own_shop);
  EXPECT_TRUE(order({.lines = {{bread_}}, .points = 1'000}).has_value());
}

TEST_P(OrderTest, OptionsChangeThePrice) {
  write([&](auto& tx) {
    return set_options(tx, kBusan, bread_,
                       {{.name = "보통"},
                        {.name = "큰 것", .extra_won = 500},
                        {.name = "없음", .is_sold = false}});
  }).value();
  const auto options = database_->read([&](auto& tx) { return options_of(tx, kBusan, bread_); });
  EXPECT_EQ(order({.lines = {{bread_}}}).error(), OrderRefusal::option_missing);
  EXPECT_EQ(order({.lines = {{bread_, 1, options[2].id}}}).error(), OrderRefusal::option_not_sold);
  const ParcelId id = parcel_of({.lines = {{bread_, 2, options[1].id}}, .points = 7'000});
  EXPECT_EQ(parcel(id).goods_won, 7'000);
  EXPECT_EQ(parcel(id).lines[0].option_name, "큰 것");
  database_->read([&](auto& tx) {
    EXPECT_EQ(receipt_of(tx, kBusan, parcel(id).sale_id, kToday)->lines[0].name, "빵 · 큰 것");
  });
}

TEST_P(OrderTest, AShopWithoutHoursTakesNoOrders) {
  write([&](auto& tx) { return set_hours(tx, kBusan, cafe_, {}); }).value();
  EXPECT_EQ(order({.lines = {{bread_}}}).error(), OrderRefusal::shop_takes_no_orders);
}

TEST_P(OrderTest, TheBuyerChoosesTheCollection) {
  const base::Date tomorrow = kToday.plus_days(1);
  const ParcelId id = parcel_of({.lines = {{bread_}}, .collections = {{{cafe_, tomorrow, 540}}}});
  EXPECT_EQ(parcel(id).collect_on, tomorrow);
  EXPECT_EQ(parcel(parcel_of({.lines = {{bread_}}})).collect_on, kToday);  // the earliest
}

TEST_P(OrderTest, QuotesWhatTheOrderWillCost) {
  const auto quote = database_->read([&](auto& tx) {
    return quote_order(tx, kBusan, buyer_, {.lines = {{bread_, 2}, {cake_, 1}}}, kNow);
  });
  ASSERT_TRUE(quote.has_value());
  EXPECT_EQ(quote->total_won, 13'000);
  EXPECT_EQ(quote->points_available, 10'000);
  EXPECT_EQ(quote->points_max, 10'000);
  ASSERT_EQ(quote->parcels.size(), 2u);
  EXPECT_EQ(quote->parcels[1].shop_name, "새싹 빵집");
  EXPECT_EQ(quote->parcels[1].collections.front().collect_on, kToday);
}

TEST_P(OrderTest, PickupPointsAreOfAShop) {
  const auto open = [&](const PickupPointForm& point) {
    return write([&](auto& tx) { return open_pickup_point(tx, kBusan, point, kDrafter, kNow); });
  };
  const auto id = open({"중앙 수령대", cafe_});
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(open({" 중앙 수령대", bakery_}).error(), PickupPointRefusal::pickup_point_name_taken);
  EXPECT_EQ(open({"다른 곳", OrganisationId{5}}).error(), PickupPointRefusal::shop_not_found);
  const ParcelId parcel_id = parcel_of({.lines = {{cake_}}, .pickup_point_id = *id});
  EXPECT_EQ(parcel(parcel_id).pickup_point_name, "중앙 수령대");
  const auto day = [&](OrganisationId shop) {
    return database_->read([&](auto& tx) { return parcels_of_day(tx, kBusan, shop, kToday); });
  };
  EXPECT_EQ(day(cafe_).size(), 1u);  // who runs the point sees it as well
  EXPECT_EQ(day(bakery_).size(), 1u);
}

}  // namespace
}  // namespace market
