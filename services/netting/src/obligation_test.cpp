#include "netting/obligation.h"

#include "netting_fixture.h"

namespace netting {
namespace {

using ObligationTest = NettingTest;
OLIVE_ON_BOTH_DATABASES(ObligationTest);

TEST_P(ObligationTest, MovesAClaimThatPaymentsTakeBack) {
  const ObligationId id = owe(cafe_, bakery_, 500'000);
  EXPECT_EQ(claims(bakery_), 500'000);
  EXPECT_EQ(claims(cafe_), -500'000);
  const auto some = pay(id, 200'000);
  ASSERT_TRUE(some.has_value());
  EXPECT_EQ(some->left_won, 300'000);
  EXPECT_EQ(some->state, ObligationState::open);
  const auto rest = pay(id, 300'000);
  ASSERT_TRUE(rest.has_value());
  EXPECT_EQ(rest->left_won, 0);
  EXPECT_EQ(rest->state, ObligationState::cleared);
  EXPECT_EQ(claims(bakery_), 0);
  EXPECT_EQ(claims(cafe_), 0);
  EXPECT_EQ(pay(id, 1).error(), ObligationRefusal::obligation_not_open);
}

TEST_P(ObligationTest, PaysTheSameAmountTwiceWhenItIsPaidTwice) {
  const ObligationId id = owe(cafe_, bakery_, 30'000);
  ASSERT_TRUE(pay(id, 10'000).has_value());
  ASSERT_TRUE(pay(id, 10'000).has_value());
  EXPECT_EQ(found(id).paid_won, 20'000);
  EXPECT_EQ(claims(bakery_), 10'000);
}

TEST_P(ObligationTest, RefusesByName) {
  struct Case {
    ObligationRefusal refusal;
    std::function<void(NewObligation&)> change;
  };
  const std::vector<Case> cases{
      {ObligationRefusal::debtor_not_found, [](auto& o) { o.debtor_id = {5}; }},
      {ObligationRefusal::debtor_not_found, [&](auto& o) { o.debtor_id = centre_; }},
      {ObligationRefusal::creditor_not_found, [](auto& o) { o.creditor_id = {}; }},
      {ObligationRefusal::parties_same, [](auto& o) { o.creditor_id = o.debtor_id; }},
      {ObligationRefusal::amount_not_positive, [](auto& o) { o.amount_won = 0; }},
      {ObligationRefusal::invoice_in_future,
       [](auto& o) { o.invoiced_on = o.due_on = kToday.plus_days(1); }},
      {ObligationRefusal::invoice_too_old,
       [](auto& o) { o.invoiced_on = base::plus_months(kToday, -120).plus_days(-1); }},
      {ObligationRefusal::due_before_invoice,
       [](auto& o) { o.due_on = o.invoiced_on.plus_days(-1); }},
      {ObligationRefusal::evidence_number_taken, [](auto& o) { o.evidence_number = "T-1"; }},
  };
  (void)owe(cafe_, bakery_, 1'000);
  for (const Case& c : cases) {
    NewObligation given = invoice(cafe_, bakery_, 1'000);
    c.change(given);
    const auto refused = record(given);
    ASSERT_FALSE(refused.has_value()) << base::name_of(c.refusal);
    EXPECT_EQ(refused.error(), c.refusal);
  }
  EXPECT_EQ(claims(bakery_), 1'000);
}

TEST_P(ObligationTest, AnEvidenceNumberCountsOnceForEachCreditor) {
  NewObligation given = invoice(cafe_, bakery_, 1'000);
  const ObligationId id = record(given).value();
  given.creditor_id = lunch_;
  EXPECT_TRUE(record(given).has_value());
  given.creditor_id = bakery_;
  EXPECT_EQ(record(given).error(), ObligationRefusal::evidence_number_taken);
  ASSERT_TRUE(withdraw(id).has_value());
  EXPECT_TRUE(record(given).has_value());
}

TEST_P(ObligationTest, WithdrawsWhatIsLeft) {
  const ObligationId id = owe(cafe_, bakery_, 1'000);
  ASSERT_TRUE(pay(id, 400).has_value());
  EXPECT_EQ(pay(id, 601).error(), ObligationRefusal::payment_above_obligation);
  EXPECT_EQ(pay(id, 0).error(), ObligationRefusal::amount_not_positive);
  ASSERT_TRUE(withdraw(id).has_value());
  EXPECT_EQ(found(id).state, ObligationState::withdrawn);
  EXPECT_EQ(claims(bakery_), 0);
  EXPECT_EQ(withdraw(id).error(), ObligationRefusal::obligation_not_open);
  EXPECT_EQ(withdraw({5}).error(), ObligationRefusal::obligation_not_found);
}

TEST_P(ObligationTest, ListsTheOldestFirstInPages) {
  std::vector<ObligationId> ids;
  for (int i = 0; i < 5; ++i) {
    NewObligation given = invoice(cafe_, i % 2 == 0 ? bakery_ : lunch_, 1'000);
    given.invoiced_on = kInvoiced.plus_days(-i);
    ids.push_back(record(given).value());
  }
  const auto list = [&](const ObligationFilter& filter) {
    std::vector<ObligationId> listed;
    for (const Obligation& each :
         read([&](auto& tx) { return list_obligations(tx, kBusan, filter); }))
      listed.push_back(each.id);
    return listed;
  };
  const std::vector<ObligationId> oldest_first(ids.rbegin(), ids.rend());
  EXPECT_EQ(list({}), oldest_first);
  EXPECT_EQ(list({.organisation_id = bakery_}), (std::vector{ids[4], ids[2], ids[0]}));
  const Obligation second = found(ids[3]);
  EXPECT_EQ(list({.after_id = second.id, .after_on = second.invoiced_on, .limit = 2}),
            (std::vector{ids[2], ids[1]}));
  ASSERT_TRUE(pay(ids[0], 1'000).has_value());
  EXPECT_EQ(list({.state = ObligationState::cleared}), (std::vector{ids[0]}));
}

class ObligationImportTest : public NettingTest {
 protected:
  static constexpr std::string_view kHead =
      "공급받는자,공급자,합계금액,작성일자,결제기한,승인번호,품목\n";

  documents::ImportReport import(const std::string& rows, documents::ImportOptions options = {}) {
    documents::ImportReport report;
    (void)deed([&](auto& tx, auto& batch) -> base::Result<void, ObligationRefusal> {
      report = import_obligations(tx, batch, kBusan, std::string(kHead) + rows, options, kClerk,
                                  [&](const NewObligation& o) { return o.debtor_id != lunch_; });
      if (!keeps(report)) return base::refuse(ObligationRefusal::obligation_not_found);
      return {};
    });
    return report;
  }
  std::size_t recorded() {
    return read([](auto& tx) { return list_obligations(tx, kBusan, {}); }).size();
  }
};
OLIVE_ON_BOTH_DATABASES(ObligationImportTest);

constexpr const char* kGood =
    "카페사업단,제과제빵사업단,120000,2026-11-02,2026-11-30,2026-1,식빵\n";

TEST_P(ObligationImportTest, RecordsGoodRows) {
  const auto report =
      import(std::string(kGood) + "깨끗한세상,카페사업단,50000,2026-11-03,,2026-2,음료\n");
  EXPECT_EQ(report.imported, 2);
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(claims(cafe_), 50'000 - 120'000);
  const auto rows = read([](auto& tx) { return list_obligations(tx, kBusan, {}); });
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].due_on, rows[1].invoiced_on.plus_days(30));
}

struct BadRow {
  std::string row;
  std::string field;
  std::string code;
};

TEST_P(ObligationImportTest, NamesEveryFaultAndChangesNothing) {
  (void)organisation(people::OrganisationKind::shop, "깨끗한세상");
  const std::vector<BadRow> rows{
      {"없는곳,카페사업단,1000,2026-11-02,,9,빵", "debtor", "debtor_not_found"},
      {"카페사업단,없는곳,1000,2026-11-02,,9,빵", "creditor", "creditor_not_found"},
      {"카페사업단,카페사업단,1000,2026-11-02,,9,빵", "debtor", "parties_same"},
      {"카페사업단,제과제빵사업단,0,2026-11-02,,9,빵", "amount_won", "out_of_range"},
      {"카페사업단,제과제빵사업단,천원,2026-11-02,,9,빵", "amount_won", "expected_integer"},
      {"카페사업단,제과제빵사업단,1000,2026-12-02,,9,빵", "invoiced_on", "invoice_in_future"},
      {"카페사업단,제과제빵사업단,1000,2026-11-02,2026-11-01,9,빵", "due_on", "due_before_invoice"},
      {"카페사업단,제과제빵사업단,1000,2026-11-02,,2026-1,빵", "evidence_number",
       "evidence_number_taken"},
      {"깨끗한세상,제과제빵사업단,1000,2026-11-02,,9,빵", "debtor", "party_name_twice"},
      {"도시락사업단,제과제빵사업단,1000,2026-11-02,,9,빵", "creditor", "party_not_own"},
      {"카페사업단,제과제빵사업단,1000,2026-11-02,,9", "", "wrong_cell_count"},
  };
  for (const BadRow& bad : rows) {
    const auto report = import(kGood + bad.row + "\n");
    ASSERT_EQ(report.faults.size(), 1U) << bad.row;
    EXPECT_EQ(report.faults[0].line, 3) << bad.row;
    EXPECT_EQ(report.faults[0].field, bad.field) << bad.row;
    EXPECT_EQ(report.faults[0].code, bad.code) << bad.row;
    EXPECT_EQ(report.imported, 0) << bad.row;
  }
  EXPECT_EQ(recorded(), 0U);
  EXPECT_EQ(ledger_->last_seq(), 0);
}

TEST_P(ObligationImportTest, KeepsGoodRowsWhenAskedAndNothingInADryRun) {
  const std::string rows = std::string(kGood) + "없는곳,카페사업단,1000,2026-11-02,,9,빵\n";
  EXPECT_EQ(import(rows, {.is_dry_run = true, .skips_bad_rows = true}).imported, 1);
  EXPECT_EQ(recorded(), 0U);
  EXPECT_EQ(import(rows, {.skips_bad_rows = true}).imported, 1);
  EXPECT_EQ(recorded(), 1U);
}

TEST_P(ObligationImportTest, RefusesMoreRowsThanTheWriterShouldWaitFor) {
  std::string rows;
  for (std::int64_t i = 0; i <= kImportRowsMax; ++i) rows += kGood;
  const auto report = import(rows);
  ASSERT_EQ(report.faults.size(), 1U);
  EXPECT_EQ(report.faults[0].code, "too_many_rows");
  EXPECT_EQ(report.faults[0].expected, "2000");
}

}  // namespace
}  // namespace netting
