#include "market/shop.h"

#include "market_fixture.h"

namespace market {
namespace {

using ShopTest = MarketTest;
OLIVE_ON_BOTH_DATABASES(ShopTest);

TEST_P(ShopTest, KeepsShopsAndProducts) {
  database_->read([&](auto& tx) {
    ASSERT_EQ(list_shops(tx, kBusan).size(), 1u);
    EXPECT_EQ(find_shop(tx, kBusan, shop_)->name, "올리브 카페");
    ASSERT_EQ(products_of(tx, kBusan, shop_).size(), 1u);
    EXPECT_EQ(products_of(tx, kBusan, shop_)[0].price_won, 3'000);
    EXPECT_TRUE(list_shops(tx, RegionId{2}).empty());
  });
}

TEST_P(ShopTest, RefusesWhatCannotBe) {
  const auto shop_refusal = [&](const NewShop& shop) {
    return write([&](auto& tx) { return create_shop(tx, kBusan, shop, kNow); }).error();
  };
  EXPECT_EQ(shop_refusal({.name = " "}), ShopRefusal::shop_name_missing);
  EXPECT_EQ(shop_refusal({.name = "올리브 카페"}), ShopRefusal::shop_name_taken);
  EXPECT_EQ(shop_refusal({.name = "새 가게", .team_id = OrganisationId{5}}),
            ShopRefusal::team_not_found);
  const auto product_refusal = [&](OrganisationId shop, std::int64_t price) {
    return write([&](auto& tx) {
             return create_product(tx, kBusan, shop, {"차", ProductKind::goods, price});
           })
        .error();
  };
  EXPECT_EQ(product_refusal(OrganisationId{5}, 100), ShopRefusal::shop_not_found);
  EXPECT_EQ(product_refusal(shop_, 0), ShopRefusal::price_not_positive);
}

TEST_P(ShopTest, TwoPeopleDoNotOverwriteEachOther) {
  Product bread = *database_->read([&](auto& tx) { return find_product(tx, kBusan, bread_); });
  bread.price_won = 3'500;
  const auto change = [&] {
    return write([&](auto& tx) { return update_product(tx, kBusan, bread); });
  };
  ASSERT_TRUE(change().has_value());
  EXPECT_EQ(change().error(), ShopRefusal::version_stale);
  bread.id = ProductId{5};
  EXPECT_EQ(change().error(), ShopRefusal::product_not_found);
}

TEST_P(ShopTest, StockIsCountedInTheLedger) {
  EXPECT_EQ(stock_up(bread_, 10, "a"), 10);
  EXPECT_EQ(stock_up(bread_, 10, "a"), 10);  // the same deed again
  EXPECT_EQ(stock_up(bread_, -4, "b"), 6);
  EXPECT_EQ(stock_up(bread_, -7, "c").error(), ShopRefusal::stock_too_small);
  EXPECT_EQ(stock_up(bread_, 0, "d").error(), ShopRefusal::quantity_not_positive);
  EXPECT_EQ(stock_up(ProductId{5}, 1, "e").error(), ShopRefusal::product_not_found);
  const ProductId cleaning = add_product("청소", 20'000, ProductKind::service);
  EXPECT_EQ(stock_up(cleaning, 1, "f").error(), ShopRefusal::services_have_no_stock);
  EXPECT_EQ(database_->read([&](auto& tx) { return stock_of(tx, kBusan, {bread_}); }), 6);
}

class ShopImportTest : public MarketTest {
 protected:
  documents::ImportReport import(const std::string& rows, documents::ImportOptions options = {}) {
    documents::ImportReport report;
    database_->transact(db::Database::Access::write, [&](db::Transaction& tx) {
      report = import_shops(tx, kBusan, "매장명,업종,사업단,전화번호,구군,개점일\n" + rows, options,
                            kNow);
      return db::Database::Verdict::commit;
    });
    return report;
  }
  std::size_t count() {
    return database_->read([](auto& tx) { return list_shops(tx, kBusan).size(); });
  }
};
OLIVE_ON_BOTH_DATABASES(ShopImportTest);

TEST_P(ShopImportTest, RecordsAll) {
  const auto report = import("새싹빵집,빵,,0513334444,사하구,2025-03-01\n두부집,두부,,,26320,\n");
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(report.imported, 2);
  EXPECT_EQ(count(), 3u);
}

TEST_P(ShopImportTest, OneBadRowStopsAll) {
  const std::vector<std::array<std::string, 3>> bad{
      {",빵,,,,", "name", "required"},
      {"새싹,,,,,", "trade", "required"},
      {"올리브 카페,빵,,,,", "name", "shop_name_taken"},
      {"두부집,두부,,,,", "name", "shop_name_taken"},
      {"새싹,빵,없는사업단,,,", "team", "team_not_found"},
      {"새싹,빵,,12,,", "phone", "phone_malformed"},
      {"새싹,빵,,,강남구,", "district_code", "district_not_found"},
      {"새싹,빵,,,,2025-02-30", "opened_on", "not_a_date"},
      {"=cmd(),빵,,,,", "name", "formula"},
  };
  for (const auto& [row, field, code] : bad) {
    const auto report = import("두부집,두부,,,,\n" + row + "\n");
    ASSERT_EQ(report.faults.size(), 1u) << row;
    EXPECT_EQ(report.faults[0].line, 3) << row;
    EXPECT_EQ(report.faults[0].field, field) << row;
    EXPECT_EQ(report.faults[0].code, code) << row;
    EXPECT_EQ(count(), 1u) << row;
  }
}

TEST_P(ShopImportTest, SkipsOrTriesWhenAsked) {
  EXPECT_EQ(import("두부집,두부,,,,\n", {.is_dry_run = true}).imported, 1);
  EXPECT_EQ(count(), 1u);
  EXPECT_EQ(import("두부집,두부,,,,\n,빵,,,,\n", {.skips_bad_rows = true}).imported, 1);
  EXPECT_EQ(count(), 2u);
}

}  // namespace
}  // namespace market
