#include "funds/programme.h"

#include "funds_fixture.h"

namespace funds {
namespace {

class ProgrammeTest : public FundsTest {
 protected:
  base::Result<ProgrammeId, ProgrammeRefusal> propose_plan(const NewProgramme& programme) {
    return write([&](auto& tx) { return propose_programme(tx, kBusan, programme, kClerk, kNow); });
  }
  base::Result<void, ProgrammeRefusal> decide(ProgrammeId id, StepState verdict, PersonId by) {
    return write([&](auto& tx) { return decide_programme(tx, kBusan, id, verdict, by); });
  }
};
OLIVE_ON_BOTH_DATABASES(ProgrammeTest);

TEST_P(ProgrammeTest, KeepsItsLinesInOrder) {
  const auto lines = read([&](auto& tx) { return lines_of(tx, kBusan, programme_); });
  ASSERT_EQ(lines.size(), 6u);
  std::int64_t first_year_won = 0;
  for (const BudgetLine& each : lines)
    if (each.year == 2024) first_year_won += each.planned_won;
  EXPECT_EQ(first_year_won, 140'000'000);
  EXPECT_EQ(lines.front().goal, FundGoal::brand);
  EXPECT_EQ(lines.back().year, 2025);
}

TEST_P(ProgrammeTest, RefusesPlansThatDoNotHold) {
  NewProgramme wrong = plan("other");
  wrong.ends_on = kJune.plus_days(-1);
  EXPECT_EQ(propose_plan(wrong).error(), ProgrammeRefusal::dates_reversed);
  wrong = plan("other");
  wrong.lines.clear();
  EXPECT_EQ(propose_plan(wrong).error(), ProgrammeRefusal::line_missing);
  wrong = plan("other");
  wrong.lines.push_back({2024, FundGoal::brand, 1});
  EXPECT_EQ(propose_plan(wrong).error(), ProgrammeRefusal::line_twice);
  wrong.lines.back() = {2027, FundGoal::brand, 1};
  EXPECT_EQ(propose_plan(wrong).error(), ProgrammeRefusal::line_outside_programme);
  wrong = plan("other");
  wrong.planned_won = 159'999'999;
  EXPECT_EQ(propose_plan(wrong).error(), ProgrammeRefusal::lines_above_programme);
  EXPECT_EQ(propose_plan(plan("innovation")).error(), ProgrammeRefusal::programme_code_taken);
}

TEST_P(ProgrammeTest, IsDecidedOnceAndByAnother) {
  const ProgrammeId id = propose_plan(plan("other")).value();
  EXPECT_EQ(decide(id, StepState::approved, kClerk).error(),
            ProgrammeRefusal::programme_own_proposal);
  ASSERT_TRUE(decide(id, StepState::rejected, kHead).has_value());
  EXPECT_EQ(decide(id, StepState::approved, kHead).error(),
            ProgrammeRefusal::programme_not_proposed);
  EXPECT_EQ(decide(ProgrammeId{5}, StepState::approved, kHead).error(),
            ProgrammeRefusal::programme_not_found);
  const auto found = read([&](auto& tx) { return find_programme(tx, kBusan, id); });
  EXPECT_EQ(found->state, StepState::rejected);
  EXPECT_EQ(read([](auto& tx) { return list_programmes(tx, kBusan); }).size(), 2u);
}

}  // namespace
}  // namespace funds
