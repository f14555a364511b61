// Checks of the end of a visit: what is billed beyond the plan, and who may end it late.
#include "check_out.h"

#include "care_fixture.h"

namespace care {
namespace {

class CheckOutTest : public CareTest {
 protected:
  /// A visit of three hours, begun at ten.
  Visit begun() {
    const Visit visit = give(plan_visit(entitle(wish())), {worker_}).value();
    return write([&](db::Transaction& tx) {
             return check_in(tx, region_id_, visit.id, {}, by(visit, at(10)));
           })
        .value();
  }
  Visiting<Visit> end(const Visit& visit, base::Instant now, Completion input = {}) {
    input.tasks = {"pick_up", "reception", "return_home"};
    return ledger_->execute([&](db::Transaction& tx, ledger::Batch& batch) {
      return complete(tx, batch, region_id_, visit.id, input, sealer_, by(visit, now));
    });
  }
  void set(const settings::Definition& definition, std::string_view value) {
    write([&](db::Transaction& tx) {
      CHECK(settings::set(tx, region_id_, definition,
                          {.valid_from = kToday,
                           .value = value,
                           .set_at = kNow,
                           .reason = "test",
                           .may_start_in_past = true})
                .has_value());
    });
  }
  std::optional<VisitCorrection> correction(const Visit& visit) {
    return database_->read(
        [&](db::Transaction& tx) { return find_correction(tx, region_id_, visit.id); });
  }
};
OLIVE_ON_BOTH_DATABASES(CheckOutTest);

TEST_P(CheckOutTest, AnOverrunWithinTheLimitIsBilledAsItIs) {
  EXPECT_EQ(end(begun(), at(14))->billed_min, 240);
}

TEST_P(CheckOutTest, TheOverrunIsBilledUpToTheLimit) {
  const auto forgotten = end(begun(), at(21));
  ASSERT_TRUE(forgotten.has_value());
  EXPECT_EQ(forgotten->billed_min, 300);         // three hours as planned, and two
  EXPECT_EQ(forgotten->checked_out_at, at(21));  // the record says what happened
}

TEST_P(CheckOutTest, TheLimitIsADatedSetting) {
  set(kOverrunBilledMinMax, "0");
  EXPECT_EQ(end(begun(), at(14))->billed_min, 180);
}

TEST_P(CheckOutTest, DaysLaterOnlyACorrectionEndsIt) {
  const Visit visit = begun();
  const base::Instant later = at(10 + 72);
  EXPECT_EQ(end(visit, later).error(), VisitRefusal::check_out_too_late);
  EXPECT_EQ(current(visit.id).state, VisitState::checked_in);
  // The office knows when the visit ended: the reason alone does not make the days billable.
  EXPECT_EQ(end(visit, later, {.correction_reason = "forgot to check out"}).error(),
            VisitRefusal::check_out_too_late);
  const auto corrected =
      end(visit, later, {.at = at(13), .correction_reason = "forgot to check out"});
  ASSERT_TRUE(corrected.has_value());
  EXPECT_EQ(corrected->billed_min, 180);
  EXPECT_EQ(corrected->checked_out_at, at(13));
  const auto kept = correction(visit).value();
  EXPECT_EQ(kept.reason, "forgot to check out");
  EXPECT_EQ(kept.corrected_by, worker_);
  EXPECT_EQ(kept.corrected_at, later);
}

TEST_P(CheckOutTest, SentLaterWithTheTimeOfTheDeviceIsNoCorrection) {
  const Visit visit = begun();
  const auto done = end(visit, at(10 + 72), {.at = at(13)});
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->billed_min, 180);
  EXPECT_FALSE(correction(visit).has_value());
}

TEST_P(CheckOutTest, TheHoursAreADatedSetting) {
  set(kCheckOutHoursMax, "4");
  const Visit visit = begun();
  EXPECT_EQ(end(visit, at(15)).error(), VisitRefusal::check_out_too_late);
  EXPECT_TRUE(end(visit, at(15), {.correction_reason = "long operation"}).has_value());
}

}  // namespace
}  // namespace care
