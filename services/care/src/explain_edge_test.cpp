// Sentences at their edges: particles by sound, causes of others, starts earlier and later.
#include <gtest/gtest.h>

#include "care/care.h"
#include "explain.h"

OLIVE_EMBEDDED(care)
OLIVE_EMBEDDED(i18n)

namespace care {
namespace {

constexpr PersonId kYi{11};
constexpr PersonId kKang{12};

class ExplainEdge : public ::testing::Test {
 protected:
  ExplainEdge() : explainer_(&catalogue_) {
    catalogue_.add(embedded::messages());
    catalogue_.add(i18n::embedded::messages());
    visit_.id = {1};
    visit_.client_id = {5};
    visit_.service = ServiceKind::hospital_accompaniment;
    visit_.start_min = 600;
    names_.clients[{5}] = "김*자";
    names_.workers = {{kYi, "이순신"}, {kKang, "강감찬"}};
    names_.vehicles = {{{7}, "레이 2"}, {{8}, "봉고 3"}, {{9}, "카니발"}, {{10}, "Ray 1"}};
  }
  std::string say(i18n::Language language, PlacedVisit from, PlacedVisit to,
                  const Disruption* cause = nullptr) {
    return explainer_.change(language, visit_, from, to, cause, names_, /*is_regular=*/false);
  }
  std::string ko(PlacedVisit from, PlacedVisit to, const Disruption* cause = nullptr) {
    return say(i18n::Language::ko, from, to, cause);
  }
  std::string en(PlacedVisit from, PlacedVisit to, const Disruption* cause = nullptr) {
    return say(i18n::Language::en, from, to, cause);
  }
  std::string told(const Disruption& it, i18n::Language language = i18n::Language::ko) {
    return explainer_.disruption(language, it, names_, &visit_);
  }
  static Disruption broken(VehicleId vehicle_id) {
    return {.reason = DisruptionReason::vehicle_broken, .vehicle_id = vehicle_id};
  }

  i18n::Catalogue catalogue_;
  Explainer explainer_;
  Visit visit_;
  Names names_;
};

TEST_F(ExplainEdge, TimesAndDatesAreThoseThatPeopleSay) {
  struct Case {
    std::int32_t minutes;
    std::string_view ko;
    std::string_view en;
  };
  for (const Case& each :
       {Case{0, "오전 0시", "12 am"}, Case{9, "오전 0시 9분", "12:09 am"},
        Case{545, "오전 9시 5분", "9:05 am"}, Case{600, "오전 10시", "10 am"},
        Case{720, "낮 12시", "noon"}, Case{750, "오후 12시 30분", "12:30 pm"},
        Case{870, "오후 2시 30분", "2:30 pm"}, Case{1'439, "오후 11시 59분", "11:59 pm"},
        Case{1'440, "밤 12시", "midnight"}}) {
    EXPECT_EQ(explainer_.time(i18n::Language::ko, each.minutes), each.ko);
    EXPECT_EQ(explainer_.time(i18n::Language::en, each.minutes), each.en);
  }
  const base::Date monday = *base::make_date(2026, 11, 30);
  EXPECT_EQ(explainer_.date(i18n::Language::ko, monday), "11월 30일(월)");
  EXPECT_EQ(explainer_.date(i18n::Language::en, monday), "Mon 30 November");
  EXPECT_EQ(explainer_.date(i18n::Language::ko, *base::make_date(2027, 1, 3)), "1월 3일(일)");
}

TEST_F(ExplainEdge, WhatAChangeIsInTheFirstPlace) {
  using enum ChangeKind;
  const PlacedVisit nobody{{}, {}, 600};
  const PlacedVisit yi{kYi, {}, 600};
  EXPECT_FALSE(change_between(yi, yi).has_value());
  EXPECT_FALSE(change_between(nobody, {{}, {}, 700}).has_value());  // nobody, at another time
  EXPECT_EQ(change_between(nobody, yi), assigned);
  EXPECT_EQ(change_between(yi, nobody), unassigned);
  EXPECT_EQ(change_between(yi, {{}, {}, 700}), unassigned);
  // Who comes matters more than when, and when more than in which car.
  EXPECT_EQ(change_between(yi, {kKang, {7}, 700}), worker_changed);
  EXPECT_EQ(change_between(yi, {kYi, {7}, 700}), time_changed);
  EXPECT_EQ(change_between(yi, {kYi, {7}, 600}), vehicle_changed);
  EXPECT_EQ(change_between({kYi, {7}, 600}, yi), vehicle_changed);
}

TEST_F(ExplainEdge, TopicParticlesFollowTheService) {
  const auto begins = [&](ServiceKind kind, const std::string& with) {
    visit_.service = kind;
    const std::string text = ko({{}, {}, 600}, {kYi, {}, 600});
    EXPECT_TRUE(text.starts_with("김*자 님의 오전 10시 " + with + " ")) << text;
  };
  begins(ServiceKind::hospital_accompaniment, "병원안심동행은");
  begins(ServiceKind::discharge_care, "퇴원환자안심돌봄은");
  begins(ServiceKind::care_activist, "돌봄활동가는");
  begins(ServiceKind::housekeeping, "가사지원은");
  begins(ServiceKind::meals, "식사지원은");
}

TEST_F(ExplainEdge, SubjectParticlesFollowTheService) {
  Disruption overrun{.reason = DisruptionReason::visit_overrun, .minutes = 30};
  EXPECT_EQ(told(overrun), "김*자 님의 오전 10시 병원안심동행이 30분 길어집니다.");
  visit_.service = ServiceKind::care_activist;
  EXPECT_EQ(told(overrun), "김*자 님의 오전 10시 돌봄활동가가 30분 길어집니다.");
  overrun.reason = DisruptionReason::visit_cancelled;
  EXPECT_EQ(told(overrun), "김*자 님의 오전 10시 돌봄활동가가 취소되었습니다.");
  overrun.reason = DisruptionReason::urgent_referral;
  EXPECT_EQ(told(overrun), "김*자 님의 오전 10시 돌봄활동가가 급하게 새로 들어왔습니다.");
}

TEST_F(ExplainEdge, ObjectParticlesFollowHowACarIsRead) {
  EXPECT_EQ(told(broken({7})), "차량 레이 2를 하루 쓸 수 없습니다.");  // 이
  EXPECT_EQ(told(broken({8})), "차량 봉고 3을 하루 쓸 수 없습니다.");  // 삼
  EXPECT_EQ(told(broken({9})), "차량 카니발을 하루 쓸 수 없습니다.");  // 발
  EXPECT_EQ(told(broken({10})), "차량 Ray 1을 하루 쓸 수 없습니다.");  // 일
}

TEST_F(ExplainEdge, DirectionParticlesFollowTheClock) {
  EXPECT_EQ(ko({kYi, {}, 600}, {kYi, {}, 660}),
            "김*자 님의 병원안심동행은 오전 10시에서 오전 11시로 옮깁니다. 담당은 이순신 매니저"
            " 그대로입니다.");
  EXPECT_EQ(
      ko({kYi, {}, 600}, {kYi, {}, 665}),
      "김*자 님의 병원안심동행은 오전 10시에서 오전 11시 5분으로 옮깁니다. 담당은 이순신 매니저"
      " 그대로입니다.");
}

TEST_F(ExplainEdge, EarlierAndLaterAreSaidInMinutes) {
  EXPECT_EQ(ko({kYi, {}, 600}, {kKang, {}, 585}),
            "김*자 님의 오전 10시 병원안심동행은 이순신 매니저에게서 강감찬 매니저에게 넘어갑니다."
            " 시작은 오전 9시 45분으로 15분 당깁니다.");
  EXPECT_EQ(en({kYi, {}, 600}, {kKang, {}, 585}),
            "김*자's Hospital accompaniment at 10 am passes from 이순신 to 강감찬. It starts 15"
            " minutes earlier, at 9:45 am.");
  EXPECT_EQ(en({kYi, {}, 600}, {kKang, {}, 720}),
            "김*자's Hospital accompaniment at 10 am passes from 이순신 to 강감찬. It starts 120"
            " minutes later, at noon.");
}

TEST_F(ExplainEdge, AnAssignmentNamesTheNewStart) {
  EXPECT_EQ(ko({{}, {}, 600}, {kYi, {}, 630}),
            "김*자 님의 오전 10시 30분 병원안심동행은 이순신 매니저가 맡습니다.");
  EXPECT_EQ(en({{}, {}, 600}, {kYi, {}, 630}),
            "이순신 takes 김*자's Hospital accompaniment at 10:30 am.");
}

TEST_F(ExplainEdge, NightsTakeBackWithoutACause) {
  EXPECT_EQ(
      ko({kYi, {}, 600}, {{}, {}, 600}),
      "김*자 님의 오전 10시 병원안심동행은 이순신 매니저가 갈 수 없고, 대신 갈 사람을 아직 찾지"
      " 못했습니다.");
  EXPECT_EQ(en({{}, {}, 600}, {{}, {}, 600}), "Nothing changes.");
  EXPECT_EQ(ko({{}, {}, 600}, {{}, {}, 700}), "바뀌는 것이 없습니다.");
}

TEST_F(ExplainEdge, SomebodyElsesTroubleIsNamedAsSuch) {
  const Disruption mine{.reason = DisruptionReason::visit_overrun, .visit_id = {1}};
  const Disruption other{.reason = DisruptionReason::visit_overrun, .visit_id = {2}};
  EXPECT_EQ(ko({kYi, {}, 600}, {kYi, {}, 630}, &other),
            "김*자 님의 병원안심동행은 앞선 방문이 길어져서 오전 10시에서 오전 10시 30분으로 "
            "옮깁니다. 담당은"
            " 이순신 매니저 그대로입니다.");
  EXPECT_NE(ko({kYi, {}, 600}, {kYi, {}, 630}, &mine).find("병원안심동행은 방문이 길어져서"),
            std::string::npos);
  const Disruption gone{.reason = DisruptionReason::visit_cancelled, .visit_id = {2}};
  EXPECT_EQ(
      en({kYi, {}, 600}, {kYi, {}, 570}, &gone),
      "김*자's Hospital accompaniment moves from 10 am to 9:30 am to use the time of a cancelled"
      " visit. 이순신 still comes.");
}

TEST_F(ExplainEdge, ACarOfOthersOnlyRearrangesTheDay) {
  const Disruption cause = broken({8});
  EXPECT_EQ(ko({kYi, {8}, 600}, {kYi, {7}, 600}, &cause),
            "차량 봉고 3을 쓸 수 없어서 김*자 님의 오전 10시 병원안심동행에 쓰는 차가 바뀝니다."
            " 시작 시각은 그대로입니다.");
  EXPECT_EQ(ko({kYi, {7}, 600}, {kYi, {9}, 600}, &cause),
            "차량 봉고 3을 쓸 수 없어 일정을 다시 맞추느라 김*자 님의 오전 10시 병원안심동행에 쓰는"
            " 차가 바뀝니다. 시작 시각은 그대로입니다.");
}

TEST_F(ExplainEdge, WhoIsIllIsNotNamedTwice) {
  const Disruption sick{.reason = DisruptionReason::worker_sick, .worker_id = kYi};
  EXPECT_EQ(en({kYi, {}, 600}, {{}, {}, 600}, &sick),
            "Nobody can come to 김*자's Hospital accompaniment at 10 am because 이순신 is ill, and"
            " nobody else was found yet.");
  // Their visit that only moves in time (they are back by then) does name them as who comes.
  EXPECT_EQ(en({kYi, {}, 600}, {kYi, {}, 720}, &sick),
            "김*자's Hospital accompaniment moves from 10 am to noon because 이순신 is ill. 이순신"
            " still comes.");
  // Somebody else's visit is taken back to make room: both are named.
  EXPECT_EQ(ko({kKang, {}, 600}, {{}, {}, 600}, &sick),
            "김*자 님의 오전 10시 병원안심동행은 이순신 매니저가 아파서 일정을 다시 맞추느라 강감찬"
            " 매니저가 갈 수 없고, 대신 갈 사람을 아직 찾지 못했습니다.");
}

TEST_F(ExplainEdge, PartsOfADayAreSaidWithTheirHours) {
  Disruption sick{.reason = DisruptionReason::worker_sick, .worker_id = kYi};
  EXPECT_EQ(told(sick), "이순신 매니저가 아파서 하루 쉽니다.");
  sick.from_min = 780;
  EXPECT_EQ(told(sick), "이순신 매니저가 아파서 오후 1시부터 밤 12시까지 쉽니다.");
  EXPECT_EQ(told(sick, i18n::Language::en), "이순신 is ill and away from 1 pm to midnight.");
  Disruption car = broken({7});
  car.to_min = 720;
  EXPECT_EQ(told(car), "차량 레이 2를 오전 0시부터 낮 12시까지 쓸 수 없습니다.");
}

TEST_F(ExplainEdge, KnownWorkersAreSaidOnlyWhenTheyAreNew) {
  const auto known = [&](PlacedVisit to) {
    return explainer_.change(i18n::Language::en, visit_, {kYi, {}, 600}, to, nullptr, names_,
                             /*is_regular=*/true);
  };
  EXPECT_TRUE(known({kKang, {}, 600}).ends_with("The client knows this worker."));
  EXPECT_FALSE(known({kYi, {}, 630}).ends_with("The client knows this worker."));
}

}  // namespace
}  // namespace care
