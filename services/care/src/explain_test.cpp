// The sentences that people read, word for word in Korean and English.
#include "explain.h"

#include <gtest/gtest.h>

#include "care/care.h"
#include "dispatch_dto.h"
#include "notice.h"

OLIVE_EMBEDDED(care)
OLIVE_EMBEDDED(i18n)

namespace care {
namespace {

class ExplainTest : public ::testing::Test {
 protected:
  ExplainTest() : explainer_(&catalogue_) {
    catalogue_.add(embedded::messages());
    catalogue_.add(i18n::embedded::messages());
    visit_.id = {1};
    visit_.client_id = {5};
    visit_.service = ServiceKind::hospital_accompaniment;
    visit_.start_min = 600;
    names_.clients[{5}] = "김*자";
    names_.workers = {{{11}, "이순신"}, {{12}, "강감찬"}, {{13}, "유관순"}};
    names_.vehicles = {{{7}, "레이 2"}};
    sick_.reason = DisruptionReason::worker_sick;
    sick_.worker_id = {11};
  }
  std::string ko(PlacedVisit from, PlacedVisit to, const Disruption* cause = nullptr,
                 bool is_regular = false) {
    return explainer_.change(i18n::Language::ko, visit_, from, to, cause, names_, is_regular);
  }

  i18n::Catalogue catalogue_;
  Explainer explainer_;
  Visit visit_;
  Names names_;
  Disruption sick_;
};

TEST_F(ExplainTest, SicknessNamesWhoComesInstead) {
  EXPECT_EQ(
      ko({{11}, {}, 600}, {{12}, {}, 600}, &sick_),
      "김*자 님의 오전 10시 병원안심동행은 이순신 매니저가 아파서 강감찬 매니저에게 넘어갑니다."
      " 시작 시각은 그대로입니다.");
  EXPECT_EQ(
      explainer_.change(i18n::Language::en, visit_, {{11}, {}, 600}, {{12}, {}, 630}, &sick_,
                        names_, /*is_regular=*/false),
      "김*자's Hospital accompaniment at 10 am passes to 강감찬 because 이순신 is ill. It starts"
      " 30 minutes later, at 10:30 am.");
}

TEST_F(ExplainTest, OthersMoveToMakeRoom) {
  visit_.service = ServiceKind::care_activist;
  EXPECT_EQ(ko({{12}, {}, 600}, {{13}, {}, 615}, &sick_, /*is_regular=*/true),
            "김*자 님의 오전 10시 돌봄활동가는 이순신 매니저가 아파서 일정을 다시 맞추느라 강감찬"
            " 매니저에게서 유관순 매니저에게 넘어갑니다. 시작은 오전 10시 15분으로 15분 늦춥니다. "
            "이용자와"
            " 이미 아는 사이입니다.");
  EXPECT_EQ(ko({{12}, {}, 615}, {{12}, {}, 660}, &sick_),
            "김*자 님의 돌봄활동가는 이순신 매니저가 아파서 일정을 다시 맞추느라 오전 10시 15분에서"
            " 오전 11시로 옮깁니다. 담당은 강감찬 매니저 그대로입니다.");
}

TEST_F(ExplainTest, SaysWhenNobodyIsFound) {
  EXPECT_EQ(
      ko({{11}, {}, 600}, {{}, {}, 600}, &sick_),
      "김*자 님의 오전 10시 병원안심동행은 이순신 매니저가 아파서 갈 수 없고, 대신 갈 사람을 아직"
      " 찾지 못했습니다.");
}

TEST_F(ExplainTest, CarsUrgentVisitsAndNights) {
  Disruption broken;
  broken.reason = DisruptionReason::vehicle_broken;
  broken.vehicle_id = {7};
  EXPECT_EQ(ko({{11}, {7}, 600}, {{11}, {}, 600}, &broken),
            "차량 레이 2를 쓸 수 없어서 김*자 님의 오전 10시 병원안심동행에 쓰는 차가 바뀝니다."
            " 시작 시각은 그대로입니다.");
  Disruption urgent;
  urgent.reason = DisruptionReason::urgent_referral;
  urgent.visit_id = visit_.id;
  EXPECT_EQ(
      ko({{}, {}, 600}, {{12}, {}, 600}, &urgent),
      "김*자 님의 오전 10시 병원안심동행은 급하게 새로 들어온 방문이라 강감찬 매니저가 맡습니다.");
  EXPECT_EQ(ko({{11}, {}, 600}, {{12}, {}, 600}),
            "김*자 님의 오전 10시 병원안심동행은 이순신 매니저에게서 강감찬 매니저에게 넘어갑니다."
            " 시작 시각은 그대로입니다.");
  EXPECT_EQ(ko({{11}, {}, 600}, {{11}, {}, 600}), "바뀌는 것이 없습니다.");
}

/// A name without a message would be read by people as it stands in the code.
TEST_F(ExplainTest, EveryNameHasItsMessage) {
  const auto expect_all = [&]<class Enum>(std::string_view stem, Enum) {
    for (const Enum value : base::all_of<Enum>()) {
      const std::string key = std::string(stem) + std::string(base::name_of(value));
      EXPECT_TRUE(catalogue_.has(key)) << key;
    }
  };
  expect_all("care.term.", optimiser::Term{});
  expect_all("care.fault.", MoveFault{});
  expect_all("care.explain.", optimiser::LeftOutReason{});
  expect_all("care.change.", ChangeKind{});
  expect_all("care.proposal.", ProposalKind{});
  expect_all("care.done.", DeedKind{});
  expect_all("care.deed.", DeedKind{});
  expect_all("care.what_if.", WhatIfKind{});
  for (const WhatIfKind kind : base::all_of<WhatIfKind>())
    EXPECT_TRUE(catalogue_.has("care.what_if." + std::string(base::name_of(kind)) + ".same"));
  expect_all("notice.care.", NoticeKind{});
  expect_all("notice_kind.care.", NoticeKind{});
}

/// Whatever changes for whatever reason, no place stays open and no particle undecided.
TEST_F(ExplainTest, EverySentenceIsComplete) {
  const PlacedVisit places[] = {
      {{}, {}, 600}, {{11}, {}, 600}, {{11}, {7}, 600}, {{12}, {}, 600}, {{11}, {}, 630}};
  for (const DisruptionReason reason : base::all_of<DisruptionReason>())
    for (const PersonId worker : {PersonId{11}, PersonId{13}})
      for (const PlacedVisit& from : places)
        for (const PlacedVisit& to : places)
          for (const i18n::Language language : {i18n::Language::ko, i18n::Language::en}) {
            Disruption cause{.reason = reason, .worker_id = worker, .vehicle_id = {7}};
            const std::string text = explainer_.change(language, visit_, from, to, &cause, names_,
                                                       /*is_regular=*/true);
            EXPECT_EQ(text.find('{'), std::string::npos) << text;
            EXPECT_EQ(text.find("care."), std::string::npos) << text;
            EXPECT_EQ(text.find("(는)"), std::string::npos) << text;
            EXPECT_TRUE(text.ends_with('.')) << text;
            const std::string told = explainer_.disruption(language, cause, names_, &visit_);
            EXPECT_EQ(told.find('{'), std::string::npos) << told;
            EXPECT_EQ(told.find("care."), std::string::npos) << told;
          }
}

}  // namespace
}  // namespace care
