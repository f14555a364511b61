// Who hears of what: buyers of their parcels, keepers of their shop, each once and in order.
#include "market/notice.h"

#include "api/testing.h"
#include "inbox/module.h"
#include "jobs/runner.h"
#include "market/catalogue.h"
#include "market/code_lock.h"
#include "market/events.h"
#include "market/low_stock.h"
#include "order_fixture.h"

OLIVE_EMBEDDED(i18n)

namespace market {
namespace {

using api::testing::field;

class NoticeTest : public OrderTest {
 protected:
  NoticeTest() : own_(module({*ledger_, pins_, sealer_})) {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    runner_ = std::make_unique<jobs::Runner>(
        *database_, [this] { return now_; }, [] { return std::vector{kBusan}; });
    own_.subscribe(*runner_);
    keeper_ = add_keeper(cafe_, "김가게");
    other_keeper_ = add_keeper(bakery_, "이빵집");
  }

  PersonId add_keeper(OrganisationId shop, const std::string& name) {
    const PersonId person = add_person(name);
    write([&](auto& tx) {
      ASSERT_TRUE(people::join(tx, kBusan, person, shop, people::Role::shop_keeper, kToday,
                               {.at = kNow, .reason = "test"})
                      .has_value());
    });
    return person;
  }
  /// Kinds of what somebody was told, the oldest first.
  std::string told(PersonId person) {
    runner_->run_due();
    auto notices = all(person);
    std::ranges::reverse(notices);
    std::string kinds;
    for (const inbox::Notice& each : notices)
      kinds += each.kind.substr(each.kind.find('.') + 1) + " ";
    return kinds;
  }
  std::vector<inbox::Notice> all(PersonId person) {
    return database_->read(
        [&](auto& tx) { return inbox::notices_of(tx, kBusan, person, {}, 100); });
  }
  std::int64_t unread(PersonId person) {
    return database_->read([&](auto& tx) { return inbox::count_unread(tx, kBusan, person); });
  }
  /// A value of the newest notice of somebody.
  inbox::Value value(PersonId person, const std::string& name) {
    return database_->read([&](auto& tx) {
      const auto newest = inbox::notices_of(tx, kBusan, person, {}, 1);
      return inbox::values_of(tx, kBusan, newest).at(newest.at(0).id).at(name);
    });
  }
  ParcelResult<void> ready(ParcelId id) {
    return write([&](auto& tx) { return make_parcel_ready(tx, kBusan, id, now_); });
  }
  base::Result<void, ShopRefusal> low_at(const StockItem& item, std::optional<std::int64_t> units) {
    return write([&](auto& tx) { return set_low_stock_units(tx, kBusan, item, units); });
  }
  ParcelId bought(ProductId product, std::int64_t quantity = 1) {
    return parcel_of({.lines = {{.product_id = product, .quantity = quantity}}});
  }

  manifest::Module own_;
  std::unique_ptr<jobs::Runner> runner_;
  PersonId keeper_;
  PersonId other_keeper_;
};
OLIVE_ON_BOTH_DATABASES(NoticeTest);

TEST_P(NoticeTest, AParcelsWayIsTold) {
  const ParcelId id = bought(bread_);
  EXPECT_EQ(told(keeper_), "order_placed ");
  EXPECT_EQ(told(buyer_), "");  // who orders knows it
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(ready(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(told(buyer_), "accepted ready handed_over ");
  EXPECT_EQ(told(keeper_), "order_placed ");
  EXPECT_EQ(told(other_keeper_), "");
}

TEST_P(NoticeTest, WhatComesBackIsTold) {
  const ParcelId first = bought(bread_, 2);
  ASSERT_TRUE(give_lines(first, {{1, 1}}).has_value());
  ASSERT_TRUE(cancel(first, CancelledBy::shop).has_value());
  const ParcelId second = bought(bread_);
  now_ = parcel(second).expires_at;
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(told(buyer_), "refunded cancelled expired ");
}

TEST_P(NoticeTest, ARefusalTellsNobody) {
  const ParcelId id = bought(bread_);
  EXPECT_FALSE(ready(id).has_value());
  EXPECT_FALSE(hand_over(id, "000000").has_value());
  EXPECT_EQ(told(buyer_), "");
}

TEST_P(NoticeTest, WhatAShopHasAnsweredWaitsNoLonger) {
  const ParcelId first = bought(bread_);
  const ParcelId second = bought(bread_);
  EXPECT_EQ(told(keeper_), "order_placed order_placed ");
  EXPECT_EQ(unread(keeper_), 2);
  ASSERT_TRUE(accept(first).has_value());
  EXPECT_EQ(told(keeper_), "order_placed order_placed ");  // still listed
  EXPECT_EQ(unread(keeper_), 1);
  ASSERT_TRUE(cancel(second, CancelledBy::buyer).has_value());
  runner_->run_due();
  EXPECT_EQ(unread(keeper_), 0);
  EXPECT_EQ(unread(buyer_), 2);  // accepted, cancelled
}

TEST_P(NoticeTest, AShopIsNotAskedForWhatItHasDone) {
  ASSERT_TRUE(accept(bought(bread_)).has_value());  // quicker than the outbox
  EXPECT_EQ(told(keeper_), "");
  EXPECT_EQ(told(buyer_), "accepted ");
}

TEST_P(NoticeTest, EachShopHearsOfItsOwnPart) {
  ASSERT_TRUE(order({.lines = {{bread_}, {cake_}}}).has_value());
  EXPECT_EQ(told(keeper_), "order_placed ");
  EXPECT_EQ(told(other_keeper_), "order_placed ");
  EXPECT_EQ(value(other_keeper_, "what").label, "케이크");
}

TEST_P(NoticeTest, ABookingIsNoOrder) {
  (void)parcel_of({.lines = {{.product_id = haircut_, .starts_at = at(1, 10)}}});
  EXPECT_EQ(told(keeper_), "booking_placed ");
}

TEST_P(NoticeTest, ANoticeNamesTheParcelAndNoBuyer) {
  const ParcelId id = bought(bread_);
  ASSERT_TRUE(accept(id).has_value());
  (void)told(buyer_);
  const inbox::Notice notice = all(buyer_).at(0);
  EXPECT_EQ(notice.subject_id.value, id.value);
  EXPECT_EQ(notice.organisation_id, cafe_);
  EXPECT_EQ(notice.at, kNow);
  EXPECT_EQ(notice.read_at, std::nullopt);
  EXPECT_EQ(value(buyer_, "what").label, "빵");
  EXPECT_EQ(value(buyer_, "what").number, 0);
  EXPECT_EQ(value(buyer_, "until").number, parcel(id).expires_at.micros);
}

TEST_P(NoticeTest, TheSentenceIsInTheReadersLanguage) {
  ASSERT_TRUE(
      accept(parcel_of({.lines = {{.product_id = bread_}, {.product_id = bread_}}})).has_value());
  (void)told(buyer_);
  i18n::Catalogue catalogue;
  catalogue.add(i18n::embedded::messages());
  catalogue.add(own_.messages);
  const manifest::Module box = inbox::module(catalogue, notice_kinds());
  api::testing::Client client(*database_, [this] { return now_; }, box.routes, box.permissions);
  client.sign_in(buyer_, {{"citizen", {}}});
  EXPECT_EQ(field(client.get("/api/v1/me/notices").body, "text"),
            "올리브 카페에서 주문을 받았습니다: 빵 외 1가지");
  for (const MarketNoticeKind kind : base::all_of<MarketNoticeKind>()) {
    EXPECT_TRUE(catalogue.has("notice." + std::string(kind_of(kind).name)));
    EXPECT_TRUE(catalogue.has("notice_kind." + std::string(kind_of(kind).name)));
  }
}

TEST_P(NoticeTest, ALockedCodeIsTheShopsConcern) {
  const ParcelId id = bought(bread_);
  for (int i = 0; i < 5; ++i)
    write([&](auto& tx) { (void)count_wrong_code(tx, kBusan, id, kKeeper, now_); });
  EXPECT_EQ(told(keeper_), "order_placed code_locked ");
  EXPECT_EQ(value(keeper_, "until").number, kNow.plus_seconds(30 * 60).micros);
}

TEST_P(NoticeTest, WhatExpiresSoonIsToldOnce) {
  const ParcelId id = bought(bread_);
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(ready(id).has_value());
  const base::Instant end = parcel(id).expires_at;
  const auto announced = [&] {
    return write([&](auto& tx) { return announce_expiry(tx, kBusan, now_); });
  };
  now_ = end.plus_seconds(-24 * 3'600 - 1);
  EXPECT_EQ(announced(), 0);
  now_ = end.plus_seconds(-24 * 3'600);
  EXPECT_EQ(announced(), 1);
  EXPECT_EQ(announced(), 0);
  EXPECT_NE(told(buyer_).find("expires_soon"), std::string::npos);
}

TEST_P(NoticeTest, WhatIsNotReadyIsNotWaitedFor) {
  const ParcelId id = bought(bread_);
  ASSERT_TRUE(accept(id).has_value());
  now_ = parcel(id).expires_at.plus_seconds(-3'600);
  EXPECT_EQ(write([&](auto& tx) { return announce_expiry(tx, kBusan, now_); }), 0);
}

TEST_P(NoticeTest, TheHourlyJobAnnounces) {
  const ParcelId id = bought(bread_);
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(ready(id).has_value());
  runner_->run_due();  // the schedules begin
  now_ = parcel(id).expires_at.plus_seconds(-2 * 3'600);
  EXPECT_NE(told(buyer_).find("expires_soon"), std::string::npos);
}

TEST_P(NoticeTest, AShelfIsLowWhenItCrossesTheLine) {
  ASSERT_TRUE(stock_up(bread_, 8, "first").has_value());
  ASSERT_TRUE(ring_up(cart(bread_, 2)).has_value());  // 6 left
  EXPECT_EQ(told(keeper_), "");
  (void)bought(bread_);  // held: 5 left
  EXPECT_EQ(told(keeper_), "stock_low order_placed ");
  const auto low = database_->read([&](auto& tx) {
    return inbox::values_of(tx, kBusan, all(keeper_)).at(all(keeper_).back().id);
  });
  EXPECT_EQ(low.at("count").number, 5);
  EXPECT_EQ(low.at("what").label, "빵");
  (void)bought(bread_);  // was low before
  EXPECT_EQ(told(keeper_), "stock_low order_placed order_placed ");
}

TEST_P(NoticeTest, WhatIsNotCountedIsNeverLow) {
  (void)bought(bread_);
  EXPECT_EQ(told(keeper_), "order_placed ");
  EXPECT_TRUE(
      database_->read([&](auto& tx) { return low_stock_of(tx, kBusan, cafe_, kToday); }).empty());
}

TEST_P(NoticeTest, TheLineIsOfTheItemElseOfTheShopElseOfTheDay) {
  const auto line = [&](base::Date on) {
    return database_->read(
        [&](auto& tx) { return low_stock_units(tx, kBusan, {bread_}, cafe_, on); });
  };
  const auto set = [&](std::string_view scope, base::Date from, std::string_view value) {
    write([&](auto& tx) {
      ASSERT_TRUE(settings::set(tx, kBusan, kLowStockUnits,
                                {.scope = scope,
                                 .valid_from = from,
                                 .value = value,
                                 .set_at = kNow,
                                 .reason = "test"})
                      .has_value());
    });
  };
  EXPECT_EQ(line(kToday), 5);
  set("", kToday.plus_days(1), "7");
  EXPECT_EQ(line(kToday), 5);
  EXPECT_EQ(line(kToday.plus_days(1)), 7);
  set(std::to_string(cafe_.value), kToday, "9");
  EXPECT_EQ(line(kToday), 9);
  ASSERT_TRUE(low_at({bread_}, 2).has_value());
  EXPECT_EQ(line(kToday), 2);
  ASSERT_TRUE(low_at({bread_}, std::nullopt).has_value());
  EXPECT_EQ(line(kToday), 9);
  EXPECT_EQ(low_at({{5}}, 1).error(), ShopRefusal::product_not_found);
  EXPECT_EQ(low_at({bread_, {5}}, 1).error(), ShopRefusal::option_not_found);
  EXPECT_EQ(low_at({haircut_}, 1).error(), ShopRefusal::services_have_no_stock);
}

TEST_P(NoticeTest, AShopSetsItsOwnLine) {
  api::testing::Client client(*database_, [this] { return now_; }, own_.routes, own_.permissions);
  const std::string path = "/api/v1/products/" + std::to_string(bread_.value) + "/low-stock";
  client.sign_in(keeper_, {{"shop_keeper", bakery_}});
  EXPECT_EQ(client.put(path, R"({"units":1})").status, 404);
  client.sign_in(keeper_, {{"shop_keeper", cafe_}});
  EXPECT_EQ(field(client.put(path, R"({"units":1})").body, "units"), "1");
  EXPECT_EQ(client.put(path, R"({"units":-1})").status, 422);
  const auto shelf = client.get("/api/v1/shops/" + std::to_string(cafe_.value) + "/products");
  EXPECT_NE(shelf.body.find(R"("low_stock_units":1)"), std::string::npos) << shelf.body;
  EXPECT_EQ(field(client.put(path, "{}").body, "units"), "5");
}

TEST(Notices, EveryKindHasOneKindOfReader) {
  EXPECT_TRUE(is_for_buyer(MarketNoticeKind::accepted));
  EXPECT_TRUE(is_for_buyer(MarketNoticeKind::expires_soon));
  EXPECT_FALSE(is_for_buyer(MarketNoticeKind::order_placed));
  EXPECT_FALSE(is_for_buyer(MarketNoticeKind::stock_low));
}

TEST(Notices, NoLastDayNoMoneyAndNoLockIsMuted) {
  std::string muted;
  ASSERT_EQ(notice_kinds().size(), base::all_of<MarketNoticeKind>().size());
  for (const MarketNoticeKind kind : base::all_of<MarketNoticeKind>()) {
    const std::string name(base::name_of(kind));
    EXPECT_EQ(kind_of(kind).name, "market." + name);
    EXPECT_EQ(kind_of(kind).roles.empty(), is_for_buyer(kind)) << name;
    if (kind_of(kind).delivery == inbox::Delivery::may_mute) muted += name + " ";
  }
  EXPECT_EQ(muted, "accepted ready handed_over stock_low ");
}

}  // namespace
}  // namespace market
