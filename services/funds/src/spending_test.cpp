#include "funds/spending.h"

#include "funds_fixture.h"

namespace funds {
namespace {

using Kind = EvidenceKind;

struct EvidenceCase {
  std::vector<std::pair<Kind, std::int64_t>> documents;
  std::int64_t amount_won;
  std::optional<SpendingRefusal> refusal;
};

/// One case a row: documents, amount paid, what is refused; simple receipts up to 30,000 won.
const std::vector<EvidenceCase> kEvidenceCases{
    {{}, 1, SpendingRefusal::evidence_missing},
    {{{Kind::simple_receipt, 30'000}}, 30'000, std::nullopt},
    {{{Kind::simple_receipt, 30'001}}, 30'001, SpendingRefusal::evidence_too_weak},
    {{{Kind::tax_invoice, 30'001}}, 30'001, std::nullopt},
    {{{Kind::card_slip, 20'000}, {Kind::cash_receipt, 20'000}}, 40'000, std::nullopt},
    {{{Kind::card_slip, 20'000}, {Kind::simple_receipt, 20'000}},
     40'000,
     SpendingRefusal::evidence_too_weak},
    {{{Kind::tax_invoice, 39'999}}, 40'000, SpendingRefusal::evidence_below_amount},
    {{{Kind::tax_invoice, 50'000}}, 40'000, std::nullopt},
};

TEST(CheckEvidence, FollowsTheTable) {
  for (const EvidenceCase& c : kEvidenceCases) {
    std::vector<Evidence> evidence;
    for (const auto& [kind, amount_won] : c.documents)
      evidence.push_back({.kind = kind, .amount_won = amount_won});
    const auto checked = check_evidence(evidence, c.amount_won, 30'000);
    EXPECT_EQ(checked.has_value(), !c.refusal) << c.amount_won;
    if (!checked && c.refusal) EXPECT_EQ(checked.error(), *c.refusal) << c.amount_won;
  }
}

class SpendingTest : public FundsTest {
 protected:
  SpendingTest() {
    fund(central_, 100'000'000, FundGoal::brand, 10'000'000);
    commitment_ = commit(FundGoal::brand, central_, 6'000'000);
  }
  Spending found(SpendingId id) {
    return read([&](auto& tx) { return *find_spending(tx, kBusan, id); });
  }
  CommitmentId commitment_;
};
OLIVE_ON_BOTH_DATABASES(SpendingTest);

TEST_P(SpendingTest, PaysWithEvidenceAndGivesTheRestBack) {
  const SpendingId id = propose_payment(commitment_, 5'500'000).value();
  EXPECT_EQ(approve(id).error(), SpendingRefusal::evidence_missing);
  ASSERT_TRUE(prove(id, 5'500'000, "%PDF-1").has_value());
  const auto paid = approve(id);
  ASSERT_TRUE(paid.has_value());
  EXPECT_GT(paid->seq, 0);
  const LineFigures brand = figures(FundGoal::brand);
  EXPECT_EQ(brand.spent_won, 5'500'000);
  EXPECT_EQ(brand.committed_won, 0);
  EXPECT_EQ(brand.left_won, 4'500'000);
  EXPECT_EQ(balance(spent_account(line(FundGoal::brand), central_)), 5'500'000);
}

TEST_P(SpendingTest, ACommitmentIsResolvedOnce) {
  const SpendingId id = propose_payment(commitment_, 1'000).value();
  EXPECT_EQ(propose_payment(commitment_, 1'000).error(), SpendingRefusal::commitment_has_spending);
  ASSERT_TRUE(prove(id, 1'000, "%PDF-1").has_value());
  ASSERT_TRUE(approve(id).has_value());
  EXPECT_EQ(approve(id).error(), SpendingRefusal::spending_not_proposed);
  EXPECT_EQ(release(commitment_).error(), CommitmentRefusal::commitment_not_open);
  EXPECT_EQ(propose_payment(commitment_, 1'000).error(), SpendingRefusal::commitment_not_open);
  EXPECT_EQ(figures(FundGoal::brand).spent_won, 1'000);
}

// What is good enough as evidence is a rule with a date, and is asked about the day of the payment.
TEST_P(SpendingTest, EvidenceMustCoverTheAmountByTheRuleOfTheDay) {
  const SpendingId id = propose_payment(commitment_, 50'000).value();
  ASSERT_TRUE(prove(id, 49'999, "%PDF-1", EvidenceKind::simple_receipt).has_value());
  EXPECT_EQ(approve(id).error(), SpendingRefusal::evidence_below_amount);
  ASSERT_TRUE(prove(id, 1, "%PDF-2", EvidenceKind::simple_receipt).has_value());
  EXPECT_EQ(approve(id).error(), SpendingRefusal::evidence_too_weak);
  ASSERT_TRUE(
      write([&](auto& tx) {
        return settings::set(
            tx, kBusan, kSimpleReceiptMax,
            {.valid_from = kToday, .value = "50000", .set_at = kNow, .reason = "지침 개정"});
      }).has_value());
  EXPECT_TRUE(approve(id).has_value());
}

TEST_P(SpendingTest, NeedsAnotherPerson) {
  const SpendingId id = propose_payment(commitment_, 1'000).value();
  ASSERT_TRUE(prove(id, 1'000, "%PDF-1").has_value());
  EXPECT_EQ(approve(id, kClerk).error(), SpendingRefusal::spending_own_proposal);
  EXPECT_EQ(found(id).state, StepState::proposed);
  EXPECT_EQ(approve(SpendingId{5}).error(), SpendingRefusal::spending_not_found);
}

TEST_P(SpendingTest, RejectionLeavesTheCommitmentOpen) {
  const SpendingId id = propose_payment(commitment_, 1'000).value();
  ASSERT_TRUE(prove(id, 1'000, "%PDF-1").has_value());
  const auto reject = [&](PersonId by) {
    return write([&](auto& tx) { return reject_spending(tx, kBusan, id, by, "금액 틀림", kNow); });
  };
  EXPECT_EQ(reject(kClerk).error(), SpendingRefusal::spending_own_proposal);
  ASSERT_TRUE(reject(kHead).has_value());
  EXPECT_EQ(reject(kHead).error(), SpendingRefusal::spending_not_proposed);
  EXPECT_EQ(figures(FundGoal::brand).committed_won, 6'000'000);
  // The same invoice may prove the corrected payment.
  const SpendingId again = propose_payment(commitment_, 900).value();
  ASSERT_TRUE(prove(again, 1'000, "%PDF-1").has_value());
  EXPECT_TRUE(approve(again).has_value());
}

TEST_P(SpendingTest, RefusesWhatDoesNotFitItsCommitment) {
  EXPECT_EQ(propose_payment(commitment_, 6'000'001).error(),
            SpendingRefusal::spending_above_commitment);
  EXPECT_EQ(propose_payment(commitment_, 0).error(), SpendingRefusal::amount_not_positive);
  EXPECT_EQ(propose_payment(CommitmentId{5}, 1).error(), SpendingRefusal::commitment_not_found);
  const auto at = [&](Date spent_on) {
    return write([&](auto& tx) {
      return propose_spending(tx, kBusan, {commitment_, 1, spent_on, ""}, kClerk, kNow);
    });
  };
  EXPECT_EQ(at(kToday.plus_days(1)).error(), SpendingRefusal::spending_in_future);
  EXPECT_EQ(at(kJune.plus_days(-1)).error(), SpendingRefusal::spending_before_commitment);
}

TEST_P(SpendingTest, ListsByLineAndByAgreement) {
  const SpendingId paid = spend(FundGoal::brand, central_, 1'000);
  const SpendingId waiting = propose_payment(commitment_, 1'000).value();
  const auto of_line =
      read([&](auto& tx) { return spendings_of_line(tx, kBusan, line(FundGoal::brand)); });
  ASSERT_EQ(of_line.size(), 2u);
  EXPECT_EQ(of_line[0].id, waiting);
  const auto of_agreement =
      read([&](auto& tx) { return spendings_of_agreement(tx, kBusan, central_); });
  ASSERT_EQ(of_agreement.size(), 1u);
  EXPECT_EQ(of_agreement[0].id, paid);
}

}  // namespace
}  // namespace funds
