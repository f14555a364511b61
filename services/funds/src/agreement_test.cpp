#include "funds/agreement.h"

#include "funds_fixture.h"

namespace funds {
namespace {

class AgreementTest : public FundsTest {
 protected:
  base::Result<AgreementId, AgreementRefusal> propose_terms(const NewAgreement& agreement) {
    return write([&](auto& tx) { return propose_agreement(tx, kBusan, agreement, kClerk, kNow); });
  }
  base::Result<void, AgreementRefusal> decide(AgreementId id, StepState verdict, PersonId by) {
    return write([&](auto& tx) { return decide_agreement(tx, kBusan, id, verdict, by, kToday); });
  }
};
OLIVE_ON_BOTH_DATABASES(AgreementTest);

TEST_P(AgreementTest, SaysWhoGivesHowMuchForWhat) {
  const auto found = read([&](auto& tx) { return *find_agreement(tx, kBusan, central_); });
  EXPECT_EQ(found.funder_name, "자활복지개발원");
  EXPECT_EQ(found.amount_won, 100'000'000);
  EXPECT_EQ(found.state, AgreementState::signed_off);
  EXPECT_EQ(found.signed_on, kJune);
  EXPECT_EQ(read([&](auto& tx) { return list_agreements(tx, kBusan, programme_); }).size(), 2u);
  EXPECT_TRUE(read([&](auto& tx) { return list_agreements(tx, kBusan, {9}); }).empty());
}

TEST_P(AgreementTest, NeverAddUpToMoreThanTheProgramme) {
  const auto gift = FundSource::designated_gift;
  EXPECT_EQ(propose_terms(terms(ministry_, gift, 360'000'001)).error(),
            AgreementRefusal::agreements_above_programme);
  const AgreementId first = propose_terms(terms(ministry_, gift, 360'000'000)).value();
  const AgreementId second = propose_terms(terms(ministry_, gift, 1)).value();
  ASSERT_TRUE(decide(first, StepState::approved, kHead).has_value());
  // It fitted when it was entered; the other one came first.
  EXPECT_EQ(decide(second, StepState::approved, kHead).error(),
            AgreementRefusal::agreements_above_programme);
  EXPECT_TRUE(decide(second, StepState::rejected, kHead).has_value());
}

TEST_P(AgreementTest, RefusesWhatCannotBeAgreed) {
  EXPECT_EQ(propose_terms(terms(OrganisationId{5}, FundSource::city_fund, 1)).error(),
            AgreementRefusal::organisation_not_found);
  EXPECT_EQ(propose_terms(terms(city_, FundSource::city_fund, 0)).error(),
            AgreementRefusal::amount_not_positive);
  NewAgreement wrong = terms(city_, FundSource::city_fund, 1);
  wrong.ends_on = wrong.starts_on.plus_days(-1);
  EXPECT_EQ(propose_terms(wrong).error(), AgreementRefusal::dates_reversed);
  wrong = terms(city_, FundSource::city_fund, 1);
  wrong.programme_id = {5};
  EXPECT_EQ(propose_terms(wrong).error(), AgreementRefusal::programme_not_found);
  wrong.programme_id = write(
      [&](auto& tx) { return propose_programme(tx, kBusan, plan("new"), kClerk, kNow).value(); });
  EXPECT_EQ(propose_terms(wrong).error(), AgreementRefusal::programme_not_approved);
}

TEST_P(AgreementTest, IsSignedOnceAndByAnother) {
  const AgreementId id = propose_terms(terms(city_, FundSource::city_fund, 1'000)).value();
  EXPECT_EQ(decide(id, StepState::approved, kClerk).error(),
            AgreementRefusal::agreement_own_proposal);
  ASSERT_TRUE(decide(id, StepState::approved, kHead).has_value());
  EXPECT_EQ(decide(id, StepState::approved, kHead).error(),
            AgreementRefusal::agreement_not_proposed);
  EXPECT_EQ(decide(AgreementId{5}, StepState::approved, kHead).error(),
            AgreementRefusal::agreement_not_found);
}

TEST(FundAccounts, AreKeptApart) {
  EXPECT_NE(line_account({1}, {2}), line_account({1}, {3}));
  EXPECT_NE(line_account({1}, {2}), spent_account({1}, {2}));
  EXPECT_NE(agreement_account({1}), interest_account({1}));
  EXPECT_EQ(fund_terms().balance_min, 0);
}

}  // namespace
}  // namespace funds
