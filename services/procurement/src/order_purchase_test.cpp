#include "procurement/order_purchase.h"

#include <algorithm>

#include "api/testing.h"
#include "jobs/runner.h"
#include "procurement_fixture.h"

OLIVE_EMBEDDED(jobs)

namespace procurement {
namespace {

/// A market of which the test says what a buyer got there.
class OrderPurchaseTest : public ProcurementTest {
 protected:
  OrderPurchaseTest() : officer_(officer(office_)) {}

  PersonId officer(OrganisationId office) {
    return write([&](auto& tx) {
      const PersonId id = people::create_person(tx, kBusan, {.name = "홍길동"}, kNow).value();
      CHECK(people::join(tx, kBusan, id, office, people::Role::district_officer,
                         kToday.plus_days(-100), {})
                .has_value());
      return id;
    });
  }
  base::Result<BuyerId, BuyerRefusal> name(BodyId body, PersonId person, Date from) {
    return write([&](auto& tx) { return name_buyer(tx, kBusan, body, person, from, kOfficer); });
  }
  OutsideOrders orders() {
    return [this](db::Transaction&, RegionId, const OutsideBuyer& who, Date from, Date to) {
      std::vector<OutsideOrder> found;
      for (const OutsideOrder& each : who.organisation_id == office_ ? in_its_name_ : market_)
        if ((who.organisation_id == office_ || who.person_id == officer_) &&
            from <= each.bought_on && each.bought_on <= to)
          found.push_back(each);
      return found;
    };
  }
  OrderTakeover take_over(BodyId body = {}) {
    return write([&](auto& tx) { return take_over_orders(tx, kBusan, body, orders(), kNow); });
  }
  OutsideOrder order(std::int64_t number, std::int64_t won, int days_ago = 1) {
    return {number, enterprise_, kToday.plus_days(-days_ago), "두부 세트", won, officer_};
  }
  std::vector<PriorityPurchase> purchases() {
    return read([&](auto& tx) { return purchases_of(tx, kBusan, kYear, district_); });
  }

  PersonId officer_;
  std::vector<OutsideOrder> market_;
  std::vector<OutsideOrder> in_its_name_;
};
OLIVE_ON_BOTH_DATABASES(OrderPurchaseTest);

TEST_P(OrderPurchaseTest, AnOrderIsThePurchaseOfItsYearOnce) {
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  market_ = {order(7, 56'000), order(8, 12'000, 29), order(9, 5'000, 31)};
  EXPECT_EQ(take_over().taken, 2);  // the third is from before
  EXPECT_EQ(take_over().taken, 0);
  ASSERT_EQ(purchases().size(), 2U);
  EXPECT_EQ(purchases()[0].amount_won, 56'000);
  EXPECT_EQ(purchases()[0].basis, PurchaseBasis::order);
  EXPECT_EQ(purchases()[0].evidence_number, "7");
  EXPECT_EQ(purchases()[0].seller_id, enterprise_);
  EXPECT_TRUE(purchases()[0].is_ordered);
  ASSERT_TRUE(enter(purchase(district_, 100'000)).has_value());
  EXPECT_EQ(report().bought_won, 168'000);
  EXPECT_EQ(report().ordered_won, 68'000);
}

TEST_P(OrderPurchaseTest, WhatIsOrderedInTheOfficesNameCountsOnceWithoutNamingAnybody) {
  in_its_name_ = {order(7, 56'000), order(8, 12'000, 90)};
  EXPECT_EQ(take_over().taken, 2);
  EXPECT_EQ(take_over().taken, 0);
  EXPECT_EQ(report().ordered_won, 68'000);
  // Named as well, the officer's own orders come beside them.
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  market_ = {order(9, 1'000)};
  EXPECT_EQ(take_over(district_).taken, 1);
  EXPECT_EQ(report().ordered_won, 69'000);
  in_its_name_[0].amount_won = 0;
  EXPECT_EQ(take_over().withdrawn, 1);
  EXPECT_EQ(report().ordered_won, 13'000);
}

TEST_P(OrderPurchaseTest, ARefundTakesItBack) {
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  market_ = {order(7, 56'000)};
  (void)take_over();
  market_ = {order(7, 40'000)};
  const OrderTakeover some = take_over();
  EXPECT_EQ(some.withdrawn, 1);
  EXPECT_EQ(some.taken, 1);
  EXPECT_EQ(report().bought_won, 40'000);
  market_ = {order(7, 0)};
  EXPECT_EQ(take_over().withdrawn, 1);
  EXPECT_EQ(report().bought_won, 0);
  EXPECT_EQ(report().ordered_won, 0);
  EXPECT_EQ(take_over().withdrawn, 0);
  for (const PriorityPurchase& each : purchases()) EXPECT_EQ(each.note, kRefundedNote);
  EXPECT_EQ(purchases().size(), 2U);  // both stay to be seen
}

TEST_P(OrderPurchaseTest, WhatAnOfficerTypedOrWithdrewStays) {
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  NewPriorityPurchase typed = purchase(district_, 56'000);
  typed.basis = PurchaseBasis::order;
  typed.evidence_number = "7";
  ASSERT_TRUE(enter(typed).has_value());
  market_ = {order(7, 56'000), order(8, 12'000)};
  EXPECT_EQ(take_over().taken, 1);
  EXPECT_EQ(report().bought_won, 68'000);
  for (const PriorityPurchase& each : purchases())
    if (each.is_ordered)
      ASSERT_TRUE(write([&](auto& tx) {
                    return withdraw_purchase(tx, kBusan, each.id, "개인 구매");
                  }).has_value());
  market_ = {order(7, 56'000), order(8, 10'000)};
  EXPECT_EQ(take_over().taken, 0);
  EXPECT_EQ(report().bought_won, 56'000);
}

TEST_P(OrderPurchaseTest, NumbersAreNotMistakenForEachOther) {
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  market_ = {order(7, 1'000), order(71, 2'000), order(711, 3'000)};
  EXPECT_EQ(take_over().taken, 3);
  market_ = {order(7, 0), order(71, 2'000), order(711, 3'000)};
  EXPECT_EQ(take_over().withdrawn, 1);
  EXPECT_EQ(report().bought_won, 5'000);
}

TEST_P(OrderPurchaseTest, BuyersAreOfficersOfTheOfficeAndOfOneBody) {
  const PersonId stranger = officer(organisation(people::OrganisationKind::district, "동구"));
  EXPECT_EQ(name(BodyId{5}, officer_, kToday).error(), BuyerRefusal::body_not_found);
  EXPECT_EQ(name(district_, stranger, kToday).error(), BuyerRefusal::buyer_not_of_office);
  EXPECT_EQ(name(city_, officer_, kToday).error(), BuyerRefusal::buyer_not_of_office);
  const BuyerId id = name(district_, officer_, kToday.plus_days(-30)).value();
  EXPECT_EQ(name(district_, officer_, kToday).error(), BuyerRefusal::buyer_named_already);
  const auto end = [&](BuyerId buyer, int days) {
    return write([&](auto& tx) { return end_buyer(tx, kBusan, buyer, kToday.plus_days(days)); });
  };
  EXPECT_EQ(end(BuyerId{5}, 0).error(), BuyerRefusal::buyer_not_found);
  EXPECT_EQ(end(id, -31).error(), BuyerRefusal::buyer_days_reversed);
  ASSERT_TRUE(end(id, -10).has_value());
  EXPECT_EQ(end(id, -9).error(), BuyerRefusal::buyer_days_reversed);
  market_ = {order(7, 1'000, 10), order(8, 2'000, 9)};
  EXPECT_EQ(take_over().taken, 1);
  EXPECT_TRUE(name(district_, officer_, kToday.plus_days(-9)).has_value());
  EXPECT_EQ(take_over().taken, 1);
}

TEST_P(OrderPurchaseTest, TheNightTakesOrdersOver) {
  const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
  db::migrate(*database_, schemas);
  ASSERT_TRUE(name(district_, officer_, kToday.plus_days(-30)).has_value());
  market_ = {order(7, 56'000)};
  base::Instant now = kNow;
  jobs::Runner runner(
      *database_, [&now] { return now; }, [] { return std::vector<RegionId>{kBusan}; });
  module(orders()).subscribe(runner);
  (void)runner.run_due();
  now = base::korean_instant(kToday.plus_days(1), 3 * 3600);
  (void)runner.run_due();
  EXPECT_EQ(purchases().size(), 1U);
}

TEST_P(OrderPurchaseTest, TheRoutesNameABuyerAndTakeOver) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(orders());
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  using api::testing::field;
  client.sign_in(kOfficer, {{"district_officer", office_}});
  const std::string body = "/api/v1/public-bodies/" + std::to_string(district_.value);
  EXPECT_EQ(field(client.get(body + "/buyers").body, "name"), "홍*동");  // a candidate
  const auto wrong =
      client.post(body + "/buyers", R"({"person_id":"5","valid_from":"2026-11-01"})");
  EXPECT_EQ(field(wrong.body, "code"), "buyer_not_of_office");
  EXPECT_NE(wrong.body.find("/person_id"), std::string::npos);
  const auto named =
      client.post(body + "/buyers", R"({"person_id":")" + std::to_string(officer_.value) +
                                        R"(","valid_from":"2026-11-01"})");
  ASSERT_EQ(named.status, 201) << named.body;
  market_ = {order(7, 56'000)};
  const std::string take = R"({"body_id":")" + std::to_string(district_.value) + R"("})";
  const std::string path = "/api/v1/priority-purchases/orders";
  EXPECT_EQ(field(client.post(path, take, "take-1").body, "taken"), "1");
  EXPECT_EQ(field(client.post(path, take, "take-1").body, "taken"), "1");
  EXPECT_EQ(field(client.post(path, take).body, "taken"), "0");
  const auto file = client.get("/api/v1/priority-purchases.csv?year=2026");
  EXPECT_NE(file.body.find("from_order"), std::string::npos) << file.body;
  const std::string end = "/api/v1/public-buyers/" + field(named.body, "id") + "/ending";
  EXPECT_EQ(client.post(end, R"({"last_day":"2026-10-01"})").status, 422);
  EXPECT_EQ(client.post(end, R"({"last_day":"2026-11-20"})").status, 200);
  client.sign_in(kOfficer, {{"district_officer", OrganisationId{99}}});
  EXPECT_EQ(client.get(body + "/buyers").status, 404);
  EXPECT_EQ(client.post(path, take).status, 404);
}

}  // namespace
}  // namespace procurement
