/// A programme with two sources and five lines, two people who mind each other, on either database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "db/testing.h"
#include "funds/asset.h"
#include "funds/module.h"
#include "funds/publication.h"
#include "ledger/ledger.h"
#include "people/module.h"

OLIVE_EMBEDDED(settings)

namespace funds {

inline constexpr RegionId kBusan{1};
inline const Date kToday = *base::make_date(2024, 12, 31);
inline const base::Instant kNow = base::korean_instant(kToday, 12 * 3600);
inline const Date kJune = *base::make_date(2024, 6, 1);
inline constexpr PersonId kClerk{71};  // proposes
inline constexpr PersonId kHead{72};   // decides

class FundsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  FundsTest() : database_(GetParam()), sealer_(crypto::Sealer::with_key(std::string(32, 'k'))) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      ledger::schema()};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [] { return kNow; });
    const db::ModuleSchema own[] = {{"funds", module({*ledger_, sealer_}).schema}};
    db::migrate(*database_, own);
    ministry_ = organisation(people::OrganisationKind::funder, "자활복지개발원");
    city_ = organisation(people::OrganisationKind::city, "부산광역시");
    centre_ = organisation(people::OrganisationKind::regional_centre, "사하지역자활센터");
    other_centre_ = organisation(people::OrganisationKind::regional_centre, "영도지역자활센터");
    programme_ = approved_programme("innovation");
    central_ = signed_agreement(ministry_, FundSource::central_fund, 100'000'000);
    local_ = signed_agreement(city_, FundSource::city_fund, 40'000'000);
  }

  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }
  template <class F>
  auto read(F&& work) {
    return database_->read(std::forward<F>(work));
  }
  template <class F>
  auto deed(F&& work) {
    return ledger_->execute(std::forward<F>(work));
  }

  OrganisationId organisation(people::OrganisationKind kind, const std::string& name) {
    return write([&](auto& tx) {
      return people::create_organisation(tx, kBusan, {.kind = kind, .name = name}, kNow).value();
    });
  }

  /// 140 million in five lines of the first year, of 500 million in three.
  static NewProgramme plan(const std::string& code) {
    return {.code = code,
            .name = "자활사업 혁신",
            .starts_on = kJune,
            .ends_on = *base::make_date(2026, 12, 31),
            .planned_won = 500'000'000,
            .lines = {{2024, FundGoal::brand, 30'000'000},
                      {2024, FundGoal::manuals, 24'000'000},
                      {2024, FundGoal::education, 26'000'000},
                      {2024, FundGoal::infrastructure, 40'000'000},
                      {2024, FundGoal::promotion, 20'000'000},
                      {2025, FundGoal::promotion, 20'000'000}}};
  }
  ProgrammeId approved_programme(const std::string& code) {
    return write([&](auto& tx) {
      const auto id = propose_programme(tx, kBusan, plan(code), kClerk, kNow).value();
      EXPECT_TRUE(decide_programme(tx, kBusan, id, StepState::approved, kHead).has_value());
      return id;
    });
  }
  NewAgreement terms(OrganisationId funder, FundSource source, std::int64_t amount_won) const {
    return {.programme_id = programme_,
            .funder_id = funder,
            .source = source,
            .name = "2024년 협약",
            .amount_won = amount_won,
            .starts_on = kJune,
            .ends_on = kToday,
            .conditions = "목적 외 사용 금지"};
  }
  AgreementId signed_agreement(OrganisationId funder, FundSource source, std::int64_t amount_won) {
    return write([&](auto& tx) {
      const auto id =
          propose_agreement(tx, kBusan, terms(funder, source, amount_won), kClerk, kNow).value();
      EXPECT_TRUE(decide_agreement(tx, kBusan, id, StepState::approved, kHead, kJune).has_value());
      return id;
    });
  }

  LineId line(FundGoal goal, std::int32_t year = 2024) {
    return read([&](auto& tx) {
      for (const BudgetLine& each : lines_of(tx, kBusan, programme_))
        if (each.goal == goal && each.year == year) return each.id;
      return LineId{};
    });
  }
  LineFigures figures(FundGoal goal) {
    return read(
        [&](auto& tx) { return figures_of(tx, kBusan, *find_line(tx, kBusan, line(goal))); });
  }

  NewMovement movement(MovementKind kind, AgreementId agreement, std::int64_t amount_won,
                       LineId to = {}, LineId from = {}) const {
    return {.kind = kind,
            .agreement_id = agreement,
            .from_line_id = from,
            .to_line_id = to,
            .amount_won = amount_won,
            .effective_on = kToday,
            .reason = "계획에 따라"};
  }
  base::Result<MovementId, MovementRefusal> propose(const NewMovement& movement) {
    return write([&](auto& tx) { return propose_movement(tx, kBusan, movement, kClerk, kNow); });
  }
  base::Result<FundMovement, MovementRefusal> approve(MovementId id, PersonId by = kHead) {
    return deed([&](auto& tx, auto& batch) { return approve_movement(tx, batch, kBusan, id, by); });
  }
  base::Result<FundMovement, MovementRefusal> move(const NewMovement& movement) {
    OLIVE_TRY(id, propose(movement));
    return approve(id);
  }
  /// Pays an agreement in full and gives some of it to a line.
  void fund(AgreementId agreement, std::int64_t paid_won, FundGoal goal, std::int64_t given_won) {
    ASSERT_TRUE(move(movement(MovementKind::payment, agreement, paid_won)).has_value());
    allocate(agreement, goal, given_won);
  }
  void allocate(AgreementId agreement, FundGoal goal, std::int64_t amount_won) {
    ASSERT_TRUE(move(movement(MovementKind::allocation, agreement, amount_won, line(goal))));
  }

  NewCommitment promise(FundGoal goal, AgreementId agreement, std::int64_t amount_won) {
    return {.line_id = line(goal),
            .agreement_id = agreement,
            .amount_won = amount_won,
            .payee = "디자인투모로우",
            .purpose = "브랜드 개발",
            .committed_on = kJune,
            .due_on = kToday.plus_days(30)};
  }
  base::Result<CommitmentId, CommitmentRefusal> propose(const NewCommitment& commitment) {
    return write(
        [&](auto& tx) { return propose_commitment(tx, kBusan, commitment, kClerk, kNow); });
  }
  base::Result<void, CommitmentRefusal> approve(CommitmentId id, PersonId by = kHead) {
    return deed(
        [&](auto& tx, auto& batch) { return approve_commitment(tx, batch, kBusan, id, by); });
  }
  base::Result<void, CommitmentRefusal> release(CommitmentId id) {
    return deed(
        [&](auto& tx, auto& batch) { return release_commitment(tx, batch, kBusan, id, "취소"); });
  }
  CommitmentId commit(FundGoal goal, AgreementId agreement, std::int64_t amount_won) {
    const auto id = propose(promise(goal, agreement, amount_won)).value();
    EXPECT_TRUE(approve(id).has_value());
    return id;
  }

  base::Result<SpendingId, SpendingRefusal> propose_payment(CommitmentId commitment,
                                                            std::int64_t amount_won) {
    return write([&](auto& tx) {
      return propose_spending(tx, kBusan, {commitment, amount_won, kToday, ""}, kClerk, kNow);
    });
  }
  base::Result<SpendingId, SpendingRefusal> propose_payment_at(CommitmentId commitment,
                                                               base::Instant now) {
    return write([&](auto& tx) {
      return propose_spending(tx, kBusan, {commitment, 1, kToday, ""}, kClerk, now);
    });
  }
  base::Result<Evidence, EvidenceRefusal> prove(SpendingId spending, std::int64_t amount_won,
                                                const std::string& content,
                                                EvidenceKind kind = EvidenceKind::tax_invoice) {
    return write([&](auto& tx) {
      return add_evidence(tx, kBusan, spending, {kind, amount_won, kToday, "세금계산서.pdf"},
                          content, sealer_, kClerk, kNow);
    });
  }
  base::Result<Spending, SpendingRefusal> approve(SpendingId id, PersonId by = kHead) {
    return deed([&](auto& tx, auto& batch) { return approve_spending(tx, batch, kBusan, id, by); });
  }
  /// A commitment, its payment and its invoice, approved.
  SpendingId spend(FundGoal goal, AgreementId agreement, std::int64_t amount_won) {
    const CommitmentId commitment = commit(goal, agreement, amount_won);
    const SpendingId id = propose_payment(commitment, amount_won).value();
    EXPECT_TRUE(prove(id, amount_won, "%PDF-1.7 " + std::to_string(id.value)).has_value());
    EXPECT_TRUE(approve(id).has_value());
    return id;
  }

  std::int64_t balance(const ledger::AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? ledger_->balance(*account).posted : 0;
  }

  db::testing::TemporaryDatabase database_;
  const crypto::Sealer sealer_;
  std::unique_ptr<ledger::Ledger> ledger_;
  OrganisationId ministry_, city_, centre_, other_centre_;
  ProgrammeId programme_;
  AgreementId central_, local_;
};

}  // namespace funds

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })
