#include "funds/asset.h"

#include "funds_fixture.h"

namespace funds {
namespace {

class AssetTest : public FundsTest {
 protected:
  AssetTest() {
    fund(central_, 100'000'000, FundGoal::infrastructure, 40'000'000);
    paid_ = spend(FundGoal::infrastructure, central_, 25'000'000);
  }
  NewAsset car() const {
    return {.kind = AssetKind::vehicle,
            .name = "경차 1호",
            .spending_id = paid_,
            .value_won = 15'000'000,
            .acquired_on = kToday.plus_days(-10),
            .holder_id = centre_};
  }
  base::Result<AssetId, AssetRefusal> record(const NewAsset& asset) {
    return write([&](auto& tx) { return record_asset(tx, kBusan, asset, kClerk, kNow); });
  }
  base::Result<HandoverId, AssetRefusal> give(AssetId id, OrganisationId to, Date on = kToday) {
    return write(
        [&](auto& tx) { return give_asset(tx, kBusan, {id, to, on, "이상 없음"}, kClerk, kNow); });
  }
  base::Result<void, AssetRefusal> take(HandoverId id, PersonId by = kHead) {
    return write([&](auto& tx) { return take_asset(tx, kBusan, id, by, kNow); });
  }
  base::Result<void, AssetRefusal> dispose(AssetId id, PersonId by) {
    return write([&](auto& tx) { return approve_disposal(tx, kBusan, id, by, kToday); });
  }
  base::Result<void, AssetRefusal> offer_disposal(AssetId id) {
    return write([&](auto& tx) { return propose_disposal(tx, kBusan, id, "사고 폐차", kClerk); });
  }
  FundAsset found(AssetId id) {
    return read([&](auto& tx) { return *find_asset(tx, kBusan, id); });
  }
  SpendingId paid_;
};
OLIVE_ON_BOTH_DATABASES(AssetTest);

TEST_P(AssetTest, SpendingsBuyNoMoreThanTheyPaid) {
  const AssetId id = record(car()).value();
  EXPECT_EQ(found(id).origin, AssetOrigin::bought);
  EXPECT_EQ(found(id).holder_name, "사하지역자활센터");
  NewAsset more = car();
  more.value_won = 10'000'001;
  EXPECT_EQ(record(more).error(), AssetRefusal::asset_value_above_spending);
  more.value_won = 10'000'000;
  EXPECT_TRUE(record(more).has_value());
}

TEST_P(AssetTest, GiftsNameTheirDonor) {
  NewAsset gift = car();
  gift.spending_id = {};
  EXPECT_EQ(record(gift).error(), AssetRefusal::asset_donor_missing);
  gift.donor = "세정나눔재단";
  const AssetId id = record(gift).value();
  EXPECT_EQ(found(id).origin, AssetOrigin::given);
}

TEST_P(AssetTest, RefusesWhatStandsOnNothing) {
  NewAsset wrong = car();
  wrong.spending_id = {5};
  EXPECT_EQ(record(wrong).error(), AssetRefusal::asset_spending_not_found);
  wrong.spending_id =
      propose_payment(commit(FundGoal::infrastructure, central_, 1'000), 1'000).value();
  EXPECT_EQ(record(wrong).error(), AssetRefusal::asset_spending_not_found);
  wrong = car();
  wrong.acquired_on = kToday.plus_days(1);
  EXPECT_EQ(record(wrong).error(), AssetRefusal::asset_in_future);
  wrong = car();
  wrong.holder_id = {5};
  EXPECT_EQ(record(wrong).error(), AssetRefusal::organisation_not_found);
}

TEST_P(AssetTest, CustodyPassesWhenBothHaveSigned) {
  const AssetId id = record(car()).value();
  const HandoverId handover = give(id, other_centre_).value();
  EXPECT_EQ(found(id).holder_id, centre_);
  EXPECT_EQ(take(handover, kClerk).error(), AssetRefusal::handover_same_person);
  ASSERT_TRUE(take(handover).has_value());
  EXPECT_EQ(found(id).holder_id, other_centre_);
  EXPECT_EQ(found(id).held_since, kToday);
  EXPECT_EQ(take(handover).error(), AssetRefusal::handover_not_given);
  const auto history = read([&](auto& tx) { return handovers_of(tx, kBusan, id); });
  ASSERT_EQ(history.size(), 1u);
  EXPECT_EQ(history[0].from_name, "사하지역자활센터");
  EXPECT_EQ(history[0].state, HandoverState::taken);
}

TEST_P(AssetTest, OneHandoverAtATime) {
  const AssetId id = record(car()).value();
  EXPECT_EQ(give(id, centre_).error(), AssetRefusal::asset_holder_same);
  EXPECT_EQ(give(id, other_centre_, kToday.plus_days(1)).error(), AssetRefusal::asset_in_future);
  EXPECT_EQ(give(id, other_centre_, kToday.plus_days(-11)).error(),
            AssetRefusal::handover_before_custody);
  EXPECT_EQ(give(id, OrganisationId{5}).error(), AssetRefusal::organisation_not_found);
  EXPECT_EQ(give(AssetId{5}, centre_).error(), AssetRefusal::asset_not_found);
  const HandoverId first = give(id, other_centre_).value();
  EXPECT_EQ(give(id, other_centre_).error(), AssetRefusal::asset_handover_waits);
  const auto withdraw = [&](HandoverId handover) {
    return write([&](auto& tx) { return withdraw_handover(tx, kBusan, handover); });
  };
  ASSERT_TRUE(withdraw(first).has_value());
  EXPECT_EQ(withdraw(first).error(), AssetRefusal::handover_not_given);
  EXPECT_EQ(withdraw(HandoverId{5}).error(), AssetRefusal::handover_not_found);
  EXPECT_TRUE(give(id, other_centre_).has_value());
  EXPECT_EQ(take(HandoverId{5}).error(), AssetRefusal::handover_not_found);
}

// The handover was signed by one side when the asset went to the scrapyard.
TEST_P(AssetTest, WhatIsGoneIsNotTaken) {
  const AssetId id = record(car()).value();
  const HandoverId handover = give(id, other_centre_).value();
  ASSERT_TRUE(offer_disposal(id).has_value());
  ASSERT_TRUE(dispose(id, kHead).has_value());
  EXPECT_EQ(take(handover).error(), AssetRefusal::asset_disposed);
  EXPECT_EQ(found(id).holder_id, centre_);
  const auto still = read([&](auto& tx) { return *find_handover(tx, kBusan, handover); });
  EXPECT_EQ(still.state, HandoverState::given);
  EXPECT_FALSE(still.taken_at);
  EXPECT_TRUE(write([&](auto& tx) { return withdraw_handover(tx, kBusan, handover); }).has_value());
}

TEST_P(AssetTest, CustodyGoesFromHandToHandWithoutGap) {
  const AssetId id = record(car()).value();
  struct Step {
    OrganisationId to;
    int days_ago;
  };
  const std::vector<Step> steps{{other_centre_, 9}, {centre_, 9}, {city_, 4}, {centre_, 0}};
  for (const Step& step : steps) {
    const Date on = kToday.plus_days(-step.days_ago);
    ASSERT_TRUE(take(give(id, step.to, on).value()).has_value());
    EXPECT_EQ(found(id).holder_id, step.to);
    EXPECT_EQ(found(id).held_since, on);
    // Nobody gives away on a day on which they did not hold it yet.
    const OrganisationId back = step.to == centre_ ? other_centre_ : centre_;
    EXPECT_EQ(give(id, back, on.plus_days(-1)).error(), AssetRefusal::handover_before_custody);
  }
  auto history = read([&](auto& tx) { return handovers_of(tx, kBusan, id); });
  ASSERT_EQ(history.size(), steps.size());
  std::ranges::reverse(history);  // oldest first
  OrganisationId holder = centre_;
  for (const Handover& each : history) {
    EXPECT_EQ(each.from_id, holder);
    EXPECT_EQ(each.state, HandoverState::taken);
    EXPECT_NE(each.given_by, each.taken_by);
    holder = each.to_id;
  }
}

TEST_P(AssetTest, DisposedThingsStillCountAgainstTheirSpending) {
  NewAsset whole = car();
  whole.value_won = 25'000'000;
  const AssetId id = record(whole).value();
  ASSERT_TRUE(offer_disposal(id).has_value());
  ASSERT_TRUE(dispose(id, kHead).has_value());
  NewAsset again = car();
  again.value_won = 1;
  EXPECT_EQ(record(again).error(), AssetRefusal::asset_value_above_spending);
}

TEST_P(AssetTest, DisposalNeedsAnotherPerson) {
  const AssetId id = record(car()).value();
  EXPECT_EQ(dispose(id, kHead).error(), AssetRefusal::disposal_not_proposed);
  ASSERT_TRUE(offer_disposal(id).has_value());
  EXPECT_EQ(offer_disposal(id).error(), AssetRefusal::disposal_waits);
  EXPECT_EQ(dispose(id, kClerk).error(), AssetRefusal::disposal_own_proposal);
  ASSERT_TRUE(dispose(id, kHead).has_value());
  EXPECT_EQ(found(id).state, AssetState::disposed);
  EXPECT_EQ(give(id, other_centre_).error(), AssetRefusal::asset_disposed);
  EXPECT_EQ(dispose(id, kHead).error(), AssetRefusal::asset_disposed);
}

TEST_P(AssetTest, ResultsCountWhatCentresHold) {
  ASSERT_TRUE(record(car()).has_value());
  NewAsset gift = car();
  gift.spending_id = {};
  gift.donor = "해양진흥공사";
  ASSERT_TRUE(record(gift).has_value());
  NewAsset desk = car();
  desk.kind = AssetKind::site;
  desk.value_won = 5'000'000;
  desk.holder_id = other_centre_;
  const AssetId site = record(desk).value();
  const auto results = [&] {
    return results_of(read([](auto& tx) { return list_assets(tx, kBusan); }));
  };
  ASSERT_EQ(results().size(), 2u);
  for (const CentreResult& result : results()) {
    const bool is_first = result.holder_id == centre_;
    EXPECT_EQ(result.vehicles, is_first ? 2 : 0);
    EXPECT_EQ(result.sites, is_first ? 0 : 1);
    EXPECT_EQ(result.bought_won, is_first ? 15'000'000 : 5'000'000);
    EXPECT_EQ(result.given, is_first ? 1 : 0);
  }
  ASSERT_TRUE(write([&](auto& tx) {
                return set_asset_state(tx, kBusan, site, /*is_in_repair=*/true);
              }).has_value());
  EXPECT_EQ(found(site).state, AssetState::in_repair);
  ASSERT_TRUE(offer_disposal(site).has_value());
  ASSERT_TRUE(dispose(site, kHead).has_value());
  EXPECT_EQ(results().size(), 1u);
}

}  // namespace
}  // namespace funds
