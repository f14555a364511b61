// Alerts and rests at the minute where they turn, with limits that a centre has set.
#include <gtest/gtest.h>

#include "optimiser/terms.h"
#include "prediction.h"

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);

base::Instant clock_at(std::int32_t minute) { return base::korean_instant(kMonday, minute * 60); }

class PredictionEdge : public ::testing::Test {
 protected:
  Visit& add(std::int32_t start_min, VisitState state = VisitState::assigned) {
    Visit visit{.id = {start_min}};
    visit.visit_on = kMonday;
    visit.start_min = start_min;
    visit.length_min = 60;
    visit.state = state;
    return visits_.emplace_back(visit);
  }
  std::vector<Prediction> predict_at(std::int32_t now_min) {
    std::vector<const Visit*> visits;
    for (const Visit& visit : visits_) visits.push_back(&visit);
    return predict(
        visits, day_clock(kMonday, clock_at(now_min), limits_),
        [this](const Visit&, const Visit&) { return way_min_; },
        [this](const Visit&) { return overrun_min_; });
  }

  std::vector<Visit> visits_;
  LateLimits limits_;
  std::int32_t way_min_ = 20;
  std::int32_t overrun_min_ = 0;
};

TEST_F(PredictionEdge, LimitsAreTheCentres) {
  limits_ = {.late_after_min = 1, .missing_after_min = 5};
  add(600);
  EXPECT_FALSE(predict_at(600)[0].alert.has_value());
  EXPECT_EQ(predict_at(601)[0].alert, DispatchAlert::not_checked_in);
  EXPECT_EQ(predict_at(604)[0].late_min, 4);
  EXPECT_EQ(predict_at(605)[0].alert, DispatchAlert::missing);
}

TEST_F(PredictionEdge, AWayThatIsTooLongMakesLate) {
  add(600);
  add(665);
  way_min_ = 14;  // arrives nine minutes late: not worth a word
  EXPECT_FALSE(predict_at(480)[1].alert.has_value());
  EXPECT_EQ(predict_at(480)[1].start_min, 674);
  way_min_ = 15;
  EXPECT_EQ(predict_at(480)[1].alert, DispatchAlert::will_be_late);
  EXPECT_EQ(predict_at(480)[1].late_min, 10);
  EXPECT_EQ(predict_at(480)[1].wait_min, 0);
}

TEST_F(PredictionEdge, DelaysRunThroughTheDay) {
  add(600);
  add(690);
  add(780);
  overrun_min_ = 25;
  const auto day = predict_at(480);
  EXPECT_EQ(day[0].end_min, 685);
  EXPECT_EQ(day[1].start_min, 705);
  EXPECT_EQ(day[2].start_min, 810);  // each one adds to the next
  EXPECT_EQ(day[2].alert, DispatchAlert::will_be_late);
  EXPECT_EQ(day[2].position, 3);
}

TEST_F(PredictionEdge, AnEarlyStartWaitsForNobody) {
  add(600, VisitState::checked_in).checked_in_at = clock_at(590);
  add(720);
  const auto day = predict_at(595);
  EXPECT_EQ(day[0].start_min, 590);
  EXPECT_EQ(day[0].end_min, 650);
  EXPECT_FALSE(day[0].alert.has_value());
  EXPECT_EQ(day[1].start_min, 720);  // never before it was promised
  EXPECT_EQ(day[1].wait_min, 50);
}

TEST_F(PredictionEdge, AnOverrunCountsFromTheTrueStart) {
  add(600, VisitState::checked_in).checked_in_at = clock_at(620);
  EXPECT_EQ(predict_at(689)[0].alert, DispatchAlert::started_late);
  EXPECT_EQ(predict_at(689)[0].late_min, 20);
  EXPECT_EQ(predict_at(690)[0].alert, DispatchAlert::overrun);
  EXPECT_EQ(predict_at(690)[0].late_min, 10);
}

TEST_F(PredictionEdge, APunctualStartIsForgotten) {
  Visit& visit = add(600, VisitState::completed);
  visit.checked_in_at = clock_at(609);
  visit.checked_out_at = clock_at(640);
  add(660);
  EXPECT_FALSE(predict_at(650)[0].alert.has_value());
  EXPECT_EQ(predict_at(650)[0].end_min, 640);
  EXPECT_EQ(predict_at(645)[1].wait_min, 0);
  visits_[0].checked_in_at = clock_at(610);
  EXPECT_EQ(predict_at(650)[0].alert, DispatchAlert::started_late);
}

TEST_F(PredictionEdge, MissedVisitsLeaveTheWorkerFree) {
  add(600, VisitState::missed);
  add(600);
  const auto day = predict_at(480);
  EXPECT_EQ(day[0].position, 0);
  EXPECT_EQ(day[1].position, 1);
  EXPECT_EQ(day[1].start_min, 600);
  EXPECT_TRUE(predict_at(480)[0].alert == std::nullopt);
}

TEST_F(PredictionEdge, NothingIsExpectedOfAnEmptyDay) { EXPECT_TRUE(predict_at(600).empty()); }

TEST_F(PredictionEdge, ClocksOfOtherDays) {
  const DayClock past = day_clock(kMonday, clock_at(24 * 60), {.missing_after_min = 45});
  EXPECT_EQ(past.now_min, 24 * 60 + 45);
  EXPECT_EQ(day_clock(kMonday, clock_at(-1), {}).now_min, 0);
  EXPECT_EQ(day_clock(kMonday, clock_at(0), {}).now_min, 0);
  EXPECT_EQ(day_clock(kMonday, clock_at(1'439), {}).now_min, 1'439);
}

TEST(PresentSpansEdge, OverlappingAbsencesAreCutOnce) {
  const auto spans = present_spans({{540, 1'080}}, {{560, 700}, {600, 650}, {690, 720}});
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].to_min, 560);
  EXPECT_EQ(spans[1].from_min, 720);
  EXPECT_EQ(spans[1].to_min, 1'080);
}

TEST(PresentSpansEdge, AbsencesThatOnlyTouchAShiftCutNothing) {
  const auto spans = present_spans({{540, 720}}, {{400, 540}, {720, 900}});
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].from_min, 540);
  EXPECT_EQ(spans[0].to_min, 720);
  EXPECT_TRUE(present_spans({}, {{0, 1'440}}).empty());
}

TEST(RestEdge, BeginsBetweenElevenAndTwo) {
  const auto line = [](std::int32_t start, std::int32_t end, std::int32_t travel = 0) {
    Prediction out{.position = 1, .travel_min = travel, .start_min = start};
    out.end_min = end;
    return out;
  };
  const DaySpan shift{540, 1'080};
  EXPECT_EQ(rest_between({line(540, 840)}, shift)->from_min, 840);
  EXPECT_FALSE(rest_between({line(540, 841)}, shift).has_value());
  EXPECT_EQ(rest_between({line(720, 900)}, shift)->from_min, 660);
  EXPECT_FALSE(rest_between({line(719, 900)}, shift).has_value());
  // The way to the next visit is work, not rest.
  EXPECT_EQ(rest_between({line(540, 700), line(760, 1'000)}, shift)->to_min, 760);
  EXPECT_FALSE(rest_between({line(540, 700), line(760, 1'000, 1)}, shift).has_value());
  // What does not take place leaves its time.
  Prediction cancelled;
  cancelled.start_min = 660;
  cancelled.end_min = 900;
  EXPECT_EQ(rest_between({cancelled}, shift)->from_min, 660);
  EXPECT_FALSE(rest_between({}, {540, 719}).has_value());  // a shift that ends too soon
}

TEST(EngineWeights, AreTheCentresButForLateness) {
  using enum optimiser::Term;
  PlanWeights mine;
  mine.travel = 4;
  mine.change_time = 9;
  mine.stranger = 0;
  mine.unassigned = 77;
  const optimiser::Weights weights = engine_weights(mine);
  EXPECT_EQ(weights[travel], 4);
  EXPECT_EQ(weights[change_time], 9);
  EXPECT_EQ(weights[unassigned], 77);
  EXPECT_EQ(weights[preference], 1);  // strangers are amounts, not weights
  EXPECT_EQ(weights[tardiness], optimiser::default_weights()[tardiness]);
}

TEST(EngineWeights, EveryWeightHasItsLimits) {
  const auto rules = PlanWeights::rules();
  EXPECT_EQ(rules.size(), 9u);
  for (const base::Rule& rule : rules) {
    EXPECT_EQ(rule.minimum, 0) << rule.field;
    EXPECT_EQ(rule.maximum, 10'000'000) << rule.field;
  }
}

}  // namespace
}  // namespace care
