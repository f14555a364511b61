// Days walked through by hand, one rule each.
#include "prediction.h"

#include <gtest/gtest.h>

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);

base::Instant clock_at(std::int32_t minute) { return base::korean_instant(kMonday, minute * 60); }

Visit visit_from(std::int32_t start_min, std::int32_t length_min,
                 VisitState state = VisitState::assigned) {
  Visit visit{.id = {start_min}};
  visit.visit_on = kMonday;
  visit.start_min = start_min;
  visit.length_min = length_min;
  visit.state = state;
  return visit;
}

class PredictionTest : public ::testing::Test {
 protected:
  std::vector<Prediction> predict_at(std::int32_t now_min) {
    std::vector<const Visit*> visits;
    for (const Visit& visit : visits_) visits.push_back(&visit);
    return predict(
        visits, day_clock(kMonday, clock_at(now_min), {}),
        [](const Visit&, const Visit&) { return 20; },
        [this](const Visit& visit) { return visit.id == long_ ? 45 : 0; });
  }

  std::vector<Visit> visits_;
  VisitId long_;
};

TEST_F(PredictionTest, WaitsBetweenVisitsAndCountsWays) {
  visits_ = {visit_from(600, 60), visit_from(720, 60)};
  const auto day = predict_at(480);
  EXPECT_EQ(day[0].position, 1);
  EXPECT_EQ(day[0].travel_min, 0);
  EXPECT_EQ(day[1].travel_min, 20);
  EXPECT_EQ(day[1].wait_min, 40);
  EXPECT_EQ(day[1].start_min, 720);
  EXPECT_FALSE(day[1].alert.has_value());
}

TEST_F(PredictionTest, CallsAVisitLateThenMissing) {
  visits_ = {visit_from(600, 60)};
  EXPECT_FALSE(predict_at(609)[0].alert.has_value());
  EXPECT_EQ(predict_at(610)[0].alert, DispatchAlert::not_checked_in);
  EXPECT_EQ(predict_at(610)[0].late_min, 10);
  EXPECT_EQ(predict_at(610)[0].start_min, 610);
  EXPECT_EQ(predict_at(629)[0].alert, DispatchAlert::not_checked_in);
  EXPECT_EQ(predict_at(630)[0].alert, DispatchAlert::missing);
}

TEST_F(PredictionTest, SeesAnOverrunComing) {
  visits_ = {visit_from(600, 60, VisitState::checked_in), visit_from(690, 60)};
  visits_[0].checked_in_at = clock_at(600);
  EXPECT_FALSE(predict_at(620)[1].alert.has_value());
  long_ = visits_[0].id;  // 45 minutes longer: until 11:45, and 20 minutes to the next
  const auto day = predict_at(620);
  EXPECT_EQ(day[0].alert, DispatchAlert::overrun);
  EXPECT_EQ(day[0].end_min, 705);
  EXPECT_EQ(day[1].start_min, 725);
  EXPECT_EQ(day[1].alert, DispatchAlert::will_be_late);
  EXPECT_EQ(day[1].late_min, 35);
}

TEST_F(PredictionTest, SeesAnOverrunThatNobodyTold) {
  visits_ = {visit_from(600, 60, VisitState::checked_in), visit_from(690, 60)};
  visits_[0].checked_in_at = clock_at(600);
  const auto day = predict_at(690);
  EXPECT_EQ(day[0].alert, DispatchAlert::overrun);
  EXPECT_EQ(day[0].end_min, 690);
  EXPECT_EQ(day[1].start_min, 710);
}

TEST_F(PredictionTest, RemembersALateStart) {
  visits_ = {visit_from(600, 60, VisitState::completed)};
  visits_[0].checked_in_at = clock_at(615);
  visits_[0].checked_out_at = clock_at(675);
  const auto day = predict_at(720);
  EXPECT_EQ(day[0].alert, DispatchAlert::started_late);
  EXPECT_EQ(day[0].late_min, 15);
  EXPECT_EQ(day[0].end_min, 675);
}

TEST_F(PredictionTest, PassesOverWhatDoesNotTakePlace) {
  visits_ = {visit_from(600, 60, VisitState::cancelled), visit_from(620, 60)};
  const auto day = predict_at(480);
  EXPECT_EQ(day[0].position, 0);
  EXPECT_EQ(day[1].position, 1);
  EXPECT_EQ(day[1].travel_min, 0);
}

TEST_F(PredictionTest, ADayThatIsOverHasWaitedLongEnough) {
  visits_ = {visit_from(600, 60)};
  std::vector<const Visit*> visits{visits_.data()};
  const auto none = [](const Visit&, const Visit&) { return 0; };
  const auto zero = [](const Visit&) { return 0; };
  const auto past = predict(visits, day_clock(kMonday, clock_at(24 * 60 + 300), {}), none, zero);
  EXPECT_EQ(past[0].alert, DispatchAlert::missing);
  EXPECT_EQ(past[0].start_min, 600);
  const auto before = predict(visits, day_clock(kMonday, clock_at(-300), {}), none, zero);
  EXPECT_FALSE(before[0].alert.has_value());
}

TEST(PresentSpans, CutAbsencesOutOfShifts) {
  const auto spans = [](std::vector<DaySpan> shifts, std::vector<DaySpan> absences) {
    std::string out;
    for (const DaySpan& span : present_spans(shifts, absences))
      out += std::to_string(span.from_min) + "-" + std::to_string(span.to_min) + " ";
    return out;
  };
  EXPECT_EQ(spans({{540, 1080}}, {}), "540-1080 ");
  EXPECT_EQ(spans({{540, 1080}}, {{0, 1440}}), "");
  EXPECT_EQ(spans({{540, 1080}}, {{600, 660}}), "540-600 660-1080 ");
  EXPECT_EQ(spans({{540, 1080}}, {{600, 1440}}), "540-600 ");
  EXPECT_EQ(spans({{540, 720}, {780, 1080}}, {{700, 800}}), "540-700 800-1080 ");
}

TEST(Rest, TakesTheFirstGapThatIsLongEnough) {
  const DaySpan shift{540, 1080};
  const auto at = [](std::int32_t start, std::int32_t end) {
    Prediction line{.position = 1, .start_min = start};
    line.end_min = end;
    return line;
  };
  EXPECT_EQ(rest_between({}, shift)->from_min, kRestEarliestMin);
  EXPECT_EQ(rest_between({at(600, 720)}, shift)->from_min, 720);
  EXPECT_FALSE(rest_between({at(600, 700), at(759, 900)}, shift).has_value());
  EXPECT_EQ(rest_between({at(600, 700), at(760, 900)}, shift)->from_min, 700);
}

}  // namespace
}  // namespace care
