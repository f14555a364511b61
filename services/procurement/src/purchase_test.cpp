#include "procurement/purchase.h"

#include <functional>

#include "base/csv.h"
#include "procurement_fixture.h"

OLIVE_EMBEDDED(procurement)

namespace procurement {
namespace {

using PurchaseTest = ProcurementTest;
OLIVE_ON_BOTH_DATABASES(PurchaseTest);

TEST_P(PurchaseTest, CountsWhatABodyBoughtAgainstItsTarget) {
  ASSERT_TRUE(enter(purchase(city_, 30'000'000)).has_value());
  ASSERT_TRUE(enter(purchase(city_, 20'000'000)).has_value());
  ASSERT_TRUE(enter(purchase(district_, 1'000'000)).has_value());
  ASSERT_TRUE(total(city_, 4'000'000'000).has_value());
  const PurchaseReport told = report();
  ASSERT_EQ(told.items.size(), 2U);
  const BodyYear& city = told.items[0];
  EXPECT_EQ(city.name, "부산광역시");
  EXPECT_EQ(city.purchases, 2);
  EXPECT_EQ(city.bought_won, 50'000'000);
  EXPECT_EQ(city.share_ppm, 12'500);
  EXPECT_EQ(city.target_ppm, 10'000);
  EXPECT_EQ(city.is_met, true);
  const BodyYear& district = told.items[1];
  EXPECT_EQ(district.bought_won, 1'000'000);
  EXPECT_EQ(district.share_ppm, std::nullopt);  // nobody knows the whole
  EXPECT_EQ(district.is_met, std::nullopt);
  EXPECT_EQ(told.bought_won, 51'000'000);
  EXPECT_EQ(told.share_ppm, 12'500);  // of the body whose total is known
  EXPECT_EQ(told.bodies_known, 1);
  EXPECT_EQ(told.bodies_met, 1);
}

TEST_P(PurchaseTest, ABodyMayHaveATargetOfItsOwn) {
  ASSERT_TRUE(enter(purchase(district_, 1'000'000)).has_value());
  ASSERT_TRUE(total(district_, 50'000'000).has_value());
  ASSERT_TRUE(write([&](auto& tx) {
                return settings::set(tx, kBusan, kTargetShare,
                                     {.scope = std::to_string(district_.value),
                                      .valid_from = *base::make_date(kYear, 1, 1),
                                      .value = "30000",
                                      .set_at = kNow,
                                      .reason = "구 조례",
                                      .may_start_in_past = true});
              }).has_value());
  const PurchaseReport told = report();
  EXPECT_EQ(told.items[0].target_ppm, 10'000);
  EXPECT_EQ(told.items[1].target_ppm, 30'000);
  EXPECT_EQ(told.items[1].share_ppm, 20'000);
  EXPECT_EQ(told.items[1].is_met, false);
}

TEST_P(PurchaseTest, YearsStandApartAndAreCompared) {
  NewPriorityPurchase earlier = purchase(city_, 7'000'000);
  earlier.bought_on = *base::make_date(kYear - 1, 12, 31);
  ASSERT_TRUE(enter(earlier).has_value());
  NewPriorityPurchase first = purchase(city_, 9'000'000);
  first.bought_on = *base::make_date(kYear, 1, 1);
  ASSERT_TRUE(enter(first).has_value());
  EXPECT_EQ(report().bought_won, 9'000'000);
  EXPECT_EQ(report().before_won, 7'000'000);
  EXPECT_EQ(report(kYear - 1).bought_won, 7'000'000);
  EXPECT_EQ(report(kYear + 1).before_won, 9'000'000);
}

TEST_P(PurchaseTest, WhatWasWithdrawnCountsNowhereAndStaysToBeSeen) {
  const NewPriorityPurchase given = purchase(city_, 5'000'000);
  const PurchaseId id = enter(given).value();
  EXPECT_EQ(enter(given).error(), PurchaseRefusal::purchase_proved_before);
  const auto withdraw = [&](PurchaseId purchase_id) {
    return write([&](auto& tx) { return withdraw_purchase(tx, kBusan, purchase_id, "금액 틀림"); });
  };
  ASSERT_TRUE(withdraw(id).has_value());
  EXPECT_EQ(report().bought_won, 0);
  EXPECT_EQ(withdraw(id).error(), PurchaseRefusal::purchase_withdrawn_already);
  EXPECT_EQ(withdraw(PurchaseId{5}).error(), PurchaseRefusal::purchase_not_found);
  const auto seen = read([&](auto& tx) { return purchases_of(tx, kBusan, kYear, city_); });
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].note, "금액 틀림");
  EXPECT_TRUE(enter(given).has_value());  // the number is free again
}

TEST_P(PurchaseTest, RefusesByName) {
  struct Case {
    PurchaseRefusal refusal;
    std::function<void(NewPriorityPurchase&)> change;
  };
  const std::vector<Case> cases{
      {PurchaseRefusal::body_not_found, [](auto& p) { p.body_id = {5}; }},
      {PurchaseRefusal::seller_not_found, [](auto& p) { p.seller_id = {}; }},
      {PurchaseRefusal::seller_not_found, [&](auto& p) { p.seller_id = office_; }},
      {PurchaseRefusal::purchase_amount_not_positive, [](auto& p) { p.amount_won = 0; }},
      {PurchaseRefusal::purchase_in_future, [](auto& p) { p.bought_on = kToday.plus_days(1); }},
  };
  for (const Case& c : cases) {
    NewPriorityPurchase given = purchase(city_, 1'000);
    c.change(given);
    const auto refused = enter(given);
    ASSERT_FALSE(refused.has_value()) << base::name_of(c.refusal);
    EXPECT_EQ(refused.error(), c.refusal);
  }
  EXPECT_EQ(report().purchases, 0);
  NewPriorityPurchase invoice = purchase(city_, 1'000);
  ASSERT_TRUE(enter(invoice).has_value());
  invoice.basis = PurchaseBasis::order;  // an order of the same number is another proof
  EXPECT_TRUE(enter(invoice).has_value());
  invoice.body_id = district_;
  EXPECT_TRUE(enter(invoice).has_value());
}

TEST_P(PurchaseTest, ATotalIsOfAYearThatBeganAndHoldsThePurchases) {
  ASSERT_TRUE(enter(purchase(city_, 10'000)).has_value());
  EXPECT_EQ(total(city_, 9'999).error(), PurchaseRefusal::total_below_purchases);
  EXPECT_EQ(total(city_, 0).error(), PurchaseRefusal::purchase_amount_not_positive);
  EXPECT_EQ(total(city_, 10'000, kYear + 1).error(), PurchaseRefusal::year_in_future);
  EXPECT_EQ(total(BodyId{5}, 1).error(), PurchaseRefusal::body_not_found);
  ASSERT_TRUE(total(city_, 10'000).has_value());
  EXPECT_EQ(report().share_ppm, 1'000'000);
  ASSERT_TRUE(total(city_, 20'000).has_value());
  EXPECT_EQ(report().share_ppm, 500'000);
}

TEST_P(PurchaseTest, BodiesHaveNamesOfTheirOwn) {
  const auto add = [&](const NewPublicBody& given) {
    return write([&](auto& tx) { return add_body(tx, kBusan, given); });
  };
  EXPECT_EQ(add({.name = " "}).error(), PurchaseRefusal::body_name_missing);
  EXPECT_EQ(add({.name = " 영도구 "}).error(), PurchaseRefusal::body_name_taken);
  EXPECT_EQ(add({.name = "동구", .organisation_id = OrganisationId{5}}).error(),
            PurchaseRefusal::body_office_not_found);
  ASSERT_TRUE(add({.name = "부산시설공단", .kind = BodyKind::corporation}).has_value());
  const auto bodies = read([](auto& tx) { return list_bodies(tx, kBusan); });
  ASSERT_EQ(bodies.size(), 3U);
  EXPECT_EQ(bodies[0].name, "부산광역시");
  EXPECT_EQ(bodies[2].name, "부산시설공단");
}

TEST_P(PurchaseTest, FilesHoldTheReport) {
  ASSERT_TRUE(enter(purchase(city_, 12'345'678)).has_value());
  NewPriorityPurchase formula = purchase(district_, 5'000);
  formula.item = "=1+1";
  ASSERT_TRUE(enter(formula).has_value());
  ASSERT_TRUE(total(city_, 1'000'000'000).has_value());
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  const auto rows = base::parse_csv(report_csv(report(), catalogue, i18n::Language::ko));
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].cells[1], "기관");
  EXPECT_EQ((*rows)[1].cells,
            (std::vector<std::string>{"2026", "부산광역시", "시", "1", "12345678", "0",
                                      "1000000000", "1.23", "1.00", "달성", "0"}));
  EXPECT_EQ((*rows)[2].cells[6], "");
  const auto purchases = read([](auto& tx) { return purchases_of(tx, kBusan, kYear, {}); });
  const std::string file = purchases_csv(purchases, catalogue, i18n::Language::en);
  EXPECT_TRUE(
      file.starts_with("\xEF\xBB\xBF"
                       "Day,Body"));
  EXPECT_NE(file.find("'=1+1"), std::string::npos);
}

}  // namespace
}  // namespace procurement
