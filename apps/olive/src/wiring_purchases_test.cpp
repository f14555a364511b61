// What a public body's buyer got in Olive Market: handed over, paid in won, less what was refunded.
#include "market/shop.h"
#include "olive_fixture.h"
#include "people/person.h"
#include "wiring.h"

namespace olive {
namespace {

constexpr base::Instant kNow{1'795'000'000'000'000};  // 2026-11-18
const base::Date kToday = base::korean_date(kNow);
class MarketOrdersTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  struct Placed {
    std::int64_t id = 0;
    std::string_view state = "handed_over";
    std::int64_t won = 0;
    std::int64_t refunded_won = 0;
    std::int64_t points = 0;
    int days_ago = 0;
    base::PersonId buyer{};
    base::OrganisationId organisation_id{};
  };

  template <class F>
  auto write(F&& work) {
    return application_.database().write(std::forward<F>(work));
  }
  MarketOrdersTest() {
    shop_ = write([&](db::Transaction& tx) {
      return market::create_shop(
                 tx, kRegion,
                 {.name = "두부 가게", .trade = "tofu", .opened_on = kToday.plus_days(-100)}, kNow)
          .value();
    });
    buyer_ = person("홍길동");
  }
  base::PersonId person(const std::string& name) {
    return write([&](db::Transaction& tx) {
      return people::create_person(tx, kRegion, {.name = name}, kNow).value();
    });
  }
  /// An order with one parcel, as the market's tables hold it.
  void place(Placed given) {
    if (!given.buyer) given.buyer = buyer_;
    const base::Instant at = base::korean_instant(kToday.plus_days(-given.days_ago), 15 * 3600);
    write([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO market_order (region_id, id, buyer_id, points, won, placed_at, "
          "organisation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
          kRegion, given.id, given.buyer, given.points, given.won, at, given.organisation_id);
      insert_parcel(tx, given, at);
      return true;
    });
  }
  std::vector<procurement::OutsideOrder> orders_of(const procurement::OutsideBuyer& who,
                                                   int from_days_ago = 30, int to_days_ago = 0) {
    return application_.database().read([&](db::Transaction& tx) {
      return market_orders(tx, kRegion, who, kToday.plus_days(-from_days_ago),
                           kToday.plus_days(-to_days_ago));
    });
  }
  std::vector<procurement::OutsideOrder> orders(int from_days_ago = 30, int to_days_ago = 0) {
    return orders_of({.person_id = buyer_}, from_days_ago, to_days_ago);
  }
  /// The parcel carries its order's number; so does its sale.
  void insert_parcel(db::Transaction& tx, const Placed& given, base::Instant at) {
    tx.execute(
        "INSERT INTO market_sale (region_id, id, shop_id, card_id, buyer_id, sold_by, points, "
        "refunded, seq, sold_on, sold_at, settlement_id, paid_won, refunded_won) "
        "VALUES ($1, $2, $3, 0, $4, 0, $5, 0, 0, $6, $7, 0, $8, $9)",
        kRegion, given.id, shop_, given.buyer, given.points, base::korean_date(at), at, given.won,
        given.refunded_won);
    const bool is_handed = given.state == "handed_over";
    tx.execute(
        "INSERT INTO market_parcel (region_id, id, order_id, sale_id, shop_id, buyer_id, state, "
        "method, pickup_point_id, collect_on, from_minute, to_minute, goods_won, delivery_won, "
        "road_address, district_code, lat_e6, lng_e6, placed_at, expires_at, handed_over_at, "
        "handed_over_by, reason) VALUES ($1, $2, $2, $2, $3, $4, $5, 'pickup', 0, $6, 0, 0, $7, 0, "
        "'', '', 0, 0, $8, $8, $9, 0, '')",
        kRegion, given.id, shop_, given.buyer, given.state, base::korean_date(at), given.won, at,
        is_handed ? std::optional(at) : std::nullopt);
    for (std::int64_t line = 1; line <= 2; ++line)
      tx.execute(
          "INSERT INTO market_parcel_line (region_id, parcel_id, line, product_id, name, "
          "option_name, quantity, refunded, price_won, hold_id) "
          "VALUES ($1, $2, $3, $3, $4, '', 1, 0, 0, 0)",
          kRegion, given.id, line, line == 1 ? "두부 세트" : "콩물");
  }

  testing::TemporaryInstallation installation_{GetParam()};
  Application application_{installation_.place(), [] { return kNow; }};
  base::OrganisationId shop_;
  base::PersonId buyer_;
};

TEST_P(MarketOrdersTest, WhatWasHandedOverCountsLessWhatWasRefunded) {
  place({.id = 11, .won = 56'000, .days_ago = 3});
  place({.id = 12, .won = 20'000, .refunded_won = 5'000});
  place({.id = 13, .won = 9'000, .refunded_won = 9'000});
  const auto found = orders();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].number, 11);
  EXPECT_EQ(found[0].seller_id, shop_);
  EXPECT_EQ(found[0].bought_on, kToday.plus_days(-3));
  EXPECT_EQ(found[0].item, "두부 세트 +1");
  EXPECT_EQ(found[0].amount_won, 56'000);
  EXPECT_EQ(found[1].amount_won, 15'000);
  EXPECT_EQ(found[2].amount_won, 0);  // taken over before, it is withdrawn now
}

TEST_P(MarketOrdersTest, WhatIsOpenOrPaidWithPointsOrAnothersDoesNot) {
  place({.id = 11, .state = "placed", .won = 1'000});
  place({.id = 12, .state = "cancelled", .won = 1'000});
  place({.id = 13, .won = 1'000, .points = 500});
  place({.id = 14, .won = 1'000, .buyer = person("김길순")});
  EXPECT_TRUE(orders().empty());
}

TEST_P(MarketOrdersTest, WhatWasOrderedInAnOfficesNameIsTheOfficesAndNotTheOfficers) {
  const base::OrganisationId office{900};
  place({.id = 11, .won = 56'000, .organisation_id = office});
  place({.id = 12, .won = 20'000, .buyer = person("김길순"), .organisation_id = office});
  place({.id = 13, .won = 9'000});
  const auto found = orders_of({.organisation_id = office});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].ordered_by, buyer_);
  EXPECT_NE(found[1].ordered_by, buyer_);
  ASSERT_EQ(orders().size(), 1U);
  EXPECT_EQ(orders()[0].number, 13);
}

TEST_P(MarketOrdersTest, OnlyTheDaysThatAreAskedFor) {
  place({.id = 11, .won = 1'000, .days_ago = 5});
  EXPECT_EQ(orders(5, 5).size(), 1U);
  EXPECT_TRUE(orders(4, 0).empty());
  EXPECT_TRUE(orders(30, 6).empty());
}

INSTANTIATE_TEST_SUITE_P(Db, MarketOrdersTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

}  // namespace
}  // namespace olive
