// Shelves of options: what is counted together, and that every way of selling takes it from there.
#include "market/stock.h"

#include <map>
#include <random>

#include "market/catalogue.h"
#include "market/fair.h"
#include "order_fixture.h"

namespace market {
namespace {

/// A shirt in three sizes: two with shelves of their own, one that shares the shirt's.
class StockTest : public OrderTest {
 protected:
  StockTest() {
    shirt_ = add_product("티셔츠", 1'000, ProductKind::goods);
    const auto options = set({{.name = "작은 것", .has_own_stock = true},
                              {.name = "큰 것", .extra_won = 500, .has_own_stock = true},
                              {.name = "주문 크기", .extra_won = 900}});
    small_ = options.at(0).id;
    large_ = options.at(1).id;
    made_ = options.at(2).id;
  }

  OptionRefusal refused_set(const std::vector<OptionForm>& forms) {
    return write([&](auto& tx) { return set_options(tx, kBusan, shirt_, forms); }).error();
  }
  std::vector<Option> set(const std::vector<OptionForm>& forms) {
    EXPECT_TRUE(
        write([&](auto& tx) { return set_options(tx, kBusan, shirt_, forms); }).has_value());
    return options();
  }
  std::vector<Option> options() {
    return database_->read([&](auto& tx) {
      auto list = options_of(tx, kBusan, shirt_);
      add_stock(tx, kBusan, shirt_, list);
      return list;
    });
  }
  StockItem item(OptionId option) const { return {shirt_, option}; }
  base::Result<std::int64_t, ShopRefusal> enter(const StockItem& to, std::int64_t quantity) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return enter_stock(tx, batch, kBusan, to, quantity, ledger::key_of("test_entry", ++entries_),
                         kKeeper);
    });
  }
  std::int64_t free(OptionId option) {
    return database_->read([&](auto& tx) { return stock_of(tx, kBusan, item(option)); });
  }
  base::Result<SaleId, SaleRefusal> sell_one(std::optional<OptionId> option,
                                             std::int64_t quantity = 1,
                                             std::optional<FairId> fair = {}) {
    return ring_up({.shop_id = shop_,
                    .card_number = card_.number,
                    .pin = "2580",
                    .lines = {{shirt_, quantity, option}},
                    .fair_id = fair});
  }
  /// A fair of today that the shop goes to.
  FairId planned_fair() {
    return write([&](auto& tx) {
             return plan_fair(
                 tx, kBusan,
                 {.name = "판매전",
                  .place = {.road_address = "연제구 중앙대로 1001", .district_code = "26470"},
                  .starts_on = kToday,
                  .ends_on = kToday,
                  .shop_ids = {shop_}},
                 kDrafter, kNow);
           })
        .value();
  }
  OrderForm order_of(OptionId option, std::int64_t quantity = 1) const {
    return {.lines = {{.product_id = shirt_, .quantity = quantity, .option_id = option}}};
  }

  ProductId shirt_;
  OptionId small_;
  OptionId large_;
  OptionId made_;
  std::int64_t entries_ = 0;
};
OLIVE_ON_BOTH_DATABASES(StockTest);

TEST_P(StockTest, EachShelfIsCountedAlone) {
  EXPECT_EQ(enter(item(small_), 3), 3);
  EXPECT_EQ(enter(item(large_), 5), 5);
  EXPECT_EQ(enter(item({}), 7), 7);
  EXPECT_EQ(enter(item(large_), -2), 3);
  EXPECT_EQ(options()[0].stock, 3);
  EXPECT_EQ(options()[1].stock, 3);
  EXPECT_EQ(options()[2].stock, std::nullopt);  // the shirt's shelf, not its own
  EXPECT_EQ(free({}), 7);
  EXPECT_NE(shelf_account(item(small_)).asset, shelf_account(item({})).asset);
}

TEST_P(StockTest, EntriesNeedAShelf) {
  EXPECT_EQ(enter(item(made_), 1).error(), ShopRefusal::option_not_found);
  EXPECT_EQ(enter({bread_, small_}, 1).error(), ShopRefusal::option_not_found);
  EXPECT_EQ(enter(item(small_), 0).error(), ShopRefusal::quantity_not_positive);
  EXPECT_EQ(enter(item(small_), -1).error(), ShopRefusal::stock_too_small);
  EXPECT_EQ(enter({haircut_}, 1).error(), ShopRefusal::services_have_no_stock);
  EXPECT_EQ(enter({{5}}, 1).error(), ShopRefusal::product_not_found);
}

TEST_P(StockTest, WhatNothingIsSoldFromIsOnlyEmptied) {
  ASSERT_TRUE(enter(item({}), 2).has_value());
  set({{.id = small_, .name = "작은 것"}, {.id = large_, .name = "큰 것"}});
  EXPECT_EQ(enter(item({}), 1).error(), ShopRefusal::stock_is_by_option);
  EXPECT_EQ(enter(item({}), -2), 0);
}

TEST_P(StockTest, ATillSaysWhatItHandsOut) {
  ASSERT_TRUE(enter(item(large_), 2).has_value());
  EXPECT_EQ(sell_one({}).error(), SaleRefusal::option_missing);
  EXPECT_EQ(sell_one(OptionId{5}).error(), SaleRefusal::option_not_found);
  EXPECT_EQ(sell_one(small_).error(), SaleRefusal::stock_insufficient);  // counted from the start
  ASSERT_TRUE(sell_one(large_, 2).has_value());
  EXPECT_EQ(wallet(), 10'000 - 3'000);  // with what the option costs
  EXPECT_EQ(sell_one(large_).error(), SaleRefusal::stock_insufficient);
  EXPECT_TRUE(sell_one(made_).has_value());  // shares a shelf that nobody counts
  EXPECT_EQ(balance(sold_account(item(large_))), 2);
}

TEST_P(StockTest, AnOptionThatIsNotSoldIsNotRungUp) {
  set({{.id = small_, .name = "작은 것", .is_sold = false}, {.id = large_, .name = "큰 것"}});
  EXPECT_EQ(sell_one(small_).error(), SaleRefusal::option_not_sold);
}

TEST_P(StockTest, OptionsThatOnlyCostMoreMayBeRungUpWithoutThem) {
  write([&](auto& tx) {
    ASSERT_TRUE(set_options(tx, kBusan, bread_, {{.name = "큰 것", .extra_won = 700}}).has_value());
  });
  ASSERT_TRUE(ring_up(cart(bread_, 1)).has_value());
  EXPECT_EQ(wallet(), 7'000);
}

TEST_P(StockTest, AReceiptNamesTheOption) {
  ASSERT_TRUE(enter(item(large_), 1).has_value());
  const SaleId sale = sell_one(large_).value();
  database_->read([&](auto& tx) {
    const auto receipt = receipt_of(tx, kBusan, sale, kToday);
    EXPECT_EQ(receipt->lines.at(0).name, "티셔츠 · 큰 것");
    EXPECT_EQ(receipt->lines.at(0).price_won, 1'500);
  });
}

TEST_P(StockTest, AnOrderHoldsAndTakesFromItsShelf) {
  ASSERT_TRUE(enter(item(small_), 2).has_value());
  ASSERT_TRUE(enter(item({}), 9).has_value());
  const ParcelId first = parcel_of(order_of(small_, 2));
  EXPECT_EQ(free(small_), 0);
  EXPECT_EQ(free({}), 9);
  EXPECT_EQ(order(order_of(small_)).error(), OrderRefusal::stock_insufficient);
  EXPECT_EQ(order(order_of(large_)).error(), OrderRefusal::stock_insufficient);
  ASSERT_TRUE(accept(first).has_value());
  ASSERT_TRUE(give_lines(first, {{1, 1}}).has_value());  // one of two comes back with the handover
  ASSERT_TRUE(hand_over(first).has_value());
  EXPECT_EQ(balance(shelf_account(item(small_))), 1);
  EXPECT_EQ(balance(sold_account(item(small_))), 1);
  EXPECT_EQ(free(small_), 1);
}

TEST_P(StockTest, WhatIsCancelledGoesBackToItsShelf) {
  ASSERT_TRUE(enter(item(small_), 1).has_value());
  const ParcelId id = parcel_of(order_of(small_));
  ASSERT_TRUE(cancel(id, CancelledBy::buyer).has_value());
  EXPECT_EQ(free(small_), 1);
}

TEST_P(StockTest, AParcelKeepsItsShelfWhenTheOptionChanges) {
  ASSERT_TRUE(enter(item(small_), 1).has_value());
  const ParcelId id = parcel_of(order_of(small_));
  EXPECT_EQ(refused_set({{.id = small_, .name = "작은 것", .has_own_stock = false}}),
            OptionRefusal::option_has_stock);
  EXPECT_EQ(refused_set({{.name = "다른 것"}}), OptionRefusal::option_has_stock);
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_FALSE(set({{.id = small_, .name = "작은 것", .has_own_stock = false}})[0].has_own_stock);
}

TEST_P(StockTest, WhatIsNotSaidOfAnOptionStays) {
  const auto saved = set({{.id = small_, .name = "아주 작은 것"}, {.name = "새 것"}});
  EXPECT_TRUE(saved[0].has_own_stock);
  EXPECT_FALSE(saved[1].has_own_stock);
  write([&](auto& tx) {
    EXPECT_EQ(set_options(tx, kBusan, haircut_, {{.name = "파마", .has_own_stock = true}}).error(),
              OptionRefusal::services_have_no_stock);
  });
}

TEST_P(StockTest, ACatalogueSumsTheShelves) {
  const auto stock = [&] {
    return database_->read([&](auto& tx) {
      return product_stock(tx, kBusan, shirt_, options_of(tx, kBusan, shirt_));
    });
  };
  ASSERT_TRUE(enter(item(small_), 3).has_value());
  EXPECT_EQ(stock(), std::nullopt);  // the size on order is not counted
  ASSERT_TRUE(enter(item({}), 4).has_value());
  EXPECT_EQ(stock(), 7);
  set({{.id = small_, .name = "작은 것"},
       {.id = large_, .name = "큰 것"},
       {.id = made_, .name = "주문 크기", .is_sold = false}});
  EXPECT_EQ(stock(), 3);  // what is not offered is not for sale
}

TEST(Choices, AsTheTableSays) {
  const Product tea{.id = {1}, .price_won = 2'000};
  const std::vector<Option> sizes{{.id = {7}, .name = "큰 잔", .extra_won = 500},
                                  {.id = {8}, .name = "병", .has_own_stock = true},
                                  {.id = {9}, .name = "통", .is_sold = false}};
  EXPECT_EQ(choose_option(tea, {}, {})->price_won, 2'000);
  EXPECT_EQ(choose_option(tea, {}, OptionId{7}).error(), ChoiceRefusal::option_not_found);
  EXPECT_EQ(choose_option(tea, sizes, {}).error(), ChoiceRefusal::option_missing);
  EXPECT_EQ(choose_option(tea, sizes, OptionId{9}).error(), ChoiceRefusal::option_not_sold);
  EXPECT_EQ(choose_option(tea, sizes, OptionId{7})->price_won, 2'500);
  EXPECT_EQ(choose_option(tea, sizes, OptionId{7})->stock_item, (StockItem{{1}}));
  EXPECT_EQ(choose_option(tea, sizes, OptionId{8})->stock_item, (StockItem{{1}, {8}}));
  EXPECT_EQ(stock_items_of({1}, sizes), (std::vector<StockItem>{{{1}}, {{1}, {8}}}));
  EXPECT_EQ(stock_items_of({1}, {}), (std::vector<StockItem>{{{1}}}));
  EXPECT_EQ(name_with_option("차", "큰 잔"), "차 · 큰 잔");
  EXPECT_EQ(name_with_option("차", ""), "차");
}

TEST_P(StockTest, AFairTakesOptionsAlong) {
  ASSERT_TRUE(enter(item(small_), 10).has_value());
  const FairId fair = planned_fair();
  const auto planned = [&](const std::vector<FairUnits>& units) {
    return write([&](auto& tx) { return plan_stock(tx, kBusan, fair, shop_, units); });
  };
  const auto opened = [&] {
    return deed(
        [&](auto& tx, auto& batch) { return open_fair(tx, batch, kBusan, fair, kDrafter); });
  };
  EXPECT_EQ(planned({{shirt_, 1, made_}}).error(), FairRefusal::fair_product_not_found);
  EXPECT_EQ(planned({{shirt_, 1, small_}, {shirt_, 2, small_}}).error(),
            FairRefusal::fair_product_twice);
  ASSERT_TRUE(planned({{shirt_, 11, small_}}).has_value());
  EXPECT_EQ(opened().error(), FairRefusal::fair_shelf_short);
  EXPECT_EQ(write([&](auto& tx) { return short_product(tx, kBusan, fair); }), "티셔츠 · 작은 것");
  ASSERT_TRUE(planned({{shirt_, 6, small_}}).has_value());
  EXPECT_EQ(refused_set({{.name = "다른 것"}}), OptionRefusal::option_has_stock);
  ASSERT_TRUE(opened().has_value());
  EXPECT_EQ(free(small_), 4);
  ASSERT_TRUE(sell_one(small_, 2, fair).has_value());
  EXPECT_EQ(sell_one(large_, 1, fair).error(), SaleRefusal::stock_insufficient);
  EXPECT_EQ(free(small_), 4);  // sold from the table, not from the shelf
  const auto closed = deed([&](auto& tx, auto& batch) {
    return close_fair(tx, batch, kBusan, fair, {{shirt_, 3, small_}}, kDrafter);
  });
  ASSERT_TRUE(closed.has_value());
  EXPECT_EQ(free(small_), 7);
  EXPECT_EQ(balance(fair_stock_account(fair, item(small_))), 0);
  const auto products = write([&](auto& tx) { return report_of_fair(tx, kBusan, fair).products; });
  ASSERT_EQ(products.size(), 1u);
  EXPECT_EQ(products[0].name, "티셔츠 · 작은 것");
  EXPECT_EQ(products[0].option_id, small_);
  EXPECT_EQ(products[0].brought, 6);
  EXPECT_EQ(products[0].sold, 2);
  EXPECT_EQ(products[0].returned, 3);
  EXPECT_EQ(products[0].missing, 1);
  EXPECT_EQ(products[0].remaining, 0);
}

TEST_P(StockTest, AFairsReportOutlivesItsOptions) {
  ASSERT_TRUE(enter(item(small_), 1).has_value());
  const FairId fair = planned_fair();
  deed([&](auto& tx, auto& batch) -> FairResult<void> {
    OLIVE_TRY_VOID(plan_stock(tx, kBusan, fair, shop_, {{shirt_, 1, small_}}));
    return open_fair(tx, batch, kBusan, fair, kDrafter);
  }).value();
  ASSERT_TRUE(sell_one(small_, 1, fair).has_value());
  deed([&](auto& tx, auto& batch) {
    return close_fair(tx, batch, kBusan, fair, {}, kDrafter);
  }).value();
  set({{.name = "다른 것"}});
  const auto products = write([&](auto& tx) { return report_of_fair(tx, kBusan, fair).products; });
  ASSERT_EQ(products.size(), 1u);
  EXPECT_EQ(products[0].sold, 1);
  EXPECT_EQ(products[0].name, "티셔츠 · 작은 것");
}

// Against shelves and holds that are plain numbers.
TEST_P(StockTest, AWalkOverThreeShelvesBehavesAsTheNumbersSay) {
  std::mt19937 random(20'261'130);
  std::map<OptionId, std::int64_t> there, held, sold;
  std::vector<std::pair<ParcelId, OptionId>> open;
  grant(buyer_, 150'000, kToday.plus_days(90));
  const OptionId choices[] = {small_, large_, made_};
  ASSERT_TRUE(enter(item({}), 1).has_value());
  there[{}] = 1;
  for (int step = 0; step < 50; ++step) {
    const OptionId option = choices[random() % 3];
    const OptionId shelf = option == made_ ? OptionId{} : option;
    const std::int64_t left = there[shelf] - held[shelf];
    switch (random() % 5) {
      case 0:
        ASSERT_TRUE(enter(item(shelf), 2).has_value());
        there[shelf] += 2;
        break;
      case 1: {
        const auto sale = sell_one(option);
        ASSERT_EQ(sale.has_value(), left > 0) << step;
        if (sale) --there[shelf], ++sold[shelf];
        break;
      }
      case 2: {
        const auto placed = order(order_of(option));
        ASSERT_EQ(placed.has_value(), left > 0) << step;
        if (placed) {
          open.emplace_back(parcels(*placed).at(0).id, shelf);
          ++held[shelf];
        }
        break;
      }
      default: {
        if (open.empty()) break;
        const auto [id, of] = open.back();
        open.pop_back();
        --held[of];
        if (random() % 2 == 0) {
          ASSERT_TRUE(cancel(id, CancelledBy::shop).has_value());
          break;
        }
        ASSERT_TRUE(accept(id).has_value());
        ASSERT_TRUE(hand_over(id).has_value());
        --there[of], ++sold[of];
      }
    }
    for (const OptionId each : {OptionId{}, small_, large_}) {
      ASSERT_EQ(free(each), there[each] - held[each]) << step;
      ASSERT_EQ(balance(sold_account(item(each))), sold[each]) << step;
    }
  }
}

// A city that has sold for a year is upgraded: its shelves, fairs and orders stay what they were.
class UpgradeTest : public ::testing::TestWithParam<db::Dialect> {};
OLIVE_ON_BOTH_DATABASES(UpgradeTest);

TEST_P(UpgradeTest, OldRowsDrawOnTheShelfOfTheirProduct) {
  db::testing::TemporaryDatabase database(GetParam());
  const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                    {"people", people::module().schema},
                                    {"inbox", inbox::embedded::schema()},
                                    ledger::schema()};
  db::migrate(*database, first);
  ledger::Ledger ledger(*database, [] { return kNow; });
  const PinVault pins("a secret key of the test, 32 byte");
  const crypto::Sealer sealer = crypto::Sealer::with_key(std::string(32, 'k'));
  const auto files = module({ledger, pins, sealer}).schema;
  const db::ModuleSchema before[] = {{"market", files.first(7)}};
  db::migrate(*database, before);
  database->write([&](db::Transaction& tx) {
    tx.execute(
        "INSERT INTO market_shop (region_id, id, team_id, trade, opened_on, is_open) "
        "VALUES (1, 3, 0, 'cafe', 1, TRUE)");
    tx.execute(
        "INSERT INTO market_product (region_id, id, shop_id, name, kind, price_won, is_sold, "
        "version) VALUES (1, 4, 3, '빵', 'goods', 3000, TRUE, 1)");
    tx.execute(
        "INSERT INTO market_option (region_id, id, product_id, place, name, extra_won, is_sold) "
        "VALUES (1, 5, 4, 1, '큰 것', 500, TRUE)");
  });
  const db::ModuleSchema after[] = {{"market", files}};
  db::migrate(*database, after);
  database->read([&](db::Transaction& tx) {
    const auto options = options_of(tx, kBusan, {4});
    ASSERT_EQ(options.size(), 1u);
    EXPECT_FALSE(options[0].has_own_stock);
    EXPECT_EQ(stock_items_of({4}, options), (std::vector<StockItem>{{{4}}}));
    EXPECT_EQ(counted_stock(tx, kBusan, {{4}}), std::nullopt);
  });
}

}  // namespace
}  // namespace market
