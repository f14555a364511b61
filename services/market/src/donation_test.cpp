#include "market/donation.h"

#include "people/consent.h"
#include "settlement_fixture.h"

namespace market {
namespace {

class DonationTest : public SettlementBase {
 protected:
  base::Result<DonationId, DonationRefusal> give(std::int64_t points, bool is_consented = true,
                                                 const std::string& text = "2026-1") {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return donate(tx, batch, kBusan, buyer_, {points, is_consented, text});
    });
  }
  base::Result<void, DonationRefusal> cancel(DonationId id, PersonId who) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return cancel_donation(tx, batch, kBusan, who, id);
    });
  }
  bool has_consent() {
    return database_->read([&](auto& tx) {
      return people::has_consent(tx, kBusan, buyer_, people::ConsentPurpose::donation);
    });
  }
  std::vector<Donation> given() {
    return database_->read(
        [&](auto& tx) { return donations_of(tx, kBusan, buyer_, base::korean_date(now_)); });
  }
};
OLIVE_ON_BOTH_DATABASES(DonationTest);

TEST_P(DonationTest, PointsAndTheirWonGoToTheFundTogether) {
  grant(buyer_, 1'000, kToday.plus_days(3));
  ASSERT_TRUE(give(1'500).has_value());
  EXPECT_EQ(wallet(), 9'500);
  EXPECT_EQ(balance(donated_points_account()), 1'500);
  EXPECT_EQ(balance(donation_fund_account()), 1'500);
  expect_full_cover();
  EXPECT_TRUE(has_consent());
  ASSERT_EQ(given().size(), 1u);
  EXPECT_EQ(given()[0].points, 1'500);
  EXPECT_EQ(given()[0].cancel_until, kToday.plus_days(7));
}

TEST_P(DonationTest, NothingIsGivenWithoutAConsentToThePresentText) {
  EXPECT_EQ(give(500, false).error(), DonationRefusal::consent_missing);
  EXPECT_EQ(give(500, true, "2025-1").error(), DonationRefusal::consent_text_stale);
  EXPECT_EQ(give(99).error(), DonationRefusal::donation_too_small);
  EXPECT_EQ(give(10'001).error(), DonationRefusal::points_insufficient);
  EXPECT_FALSE(has_consent());
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_TRUE(given().empty());
}

TEST_P(DonationTest, ADonationIsCancelledByItsGiverWithinAWeek) {
  const DonationId id = give(4'000).value();
  EXPECT_EQ(cancel(id, kKeeper).error(), DonationRefusal::donation_not_found);
  ASSERT_TRUE(cancel(id, buyer_).has_value());
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(balance(donation_fund_account()), 0);
  EXPECT_FALSE(has_consent());
  expect_full_cover();
  EXPECT_EQ(cancel(id, buyer_).error(), DonationRefusal::donation_cancelled);
  EXPECT_TRUE(given().at(0).is_cancelled);
  const DonationId late = give(4'000).value();
  now_ = now_.plus_seconds(8 * 86'400);
  EXPECT_FALSE(given().at(0).cancel_until.has_value());
  EXPECT_EQ(cancel(late, buyer_).error(), DonationRefusal::donation_stays);
}

TEST_P(DonationTest, WhatTheFundHasGivenOnStays) {
  const DonationId id = give(4'000).value();
  ASSERT_TRUE(deed([&](db::Transaction& tx, ledger::Batch& batch) {
                return grant_benefit(tx, batch, kBusan, buyer_, 1'000, "난방비", kDrafter,
                                     BenefitSource::donation_fund);
              }).has_value());
  EXPECT_EQ(balance(donation_fund_account()), 3'000);
  EXPECT_EQ(cancel(id, buyer_).error(), DonationRefusal::donation_spent);
  EXPECT_EQ(wallet(), 6'000);
}

}  // namespace
}  // namespace market
