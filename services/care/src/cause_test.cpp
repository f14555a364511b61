// Why a change is needed: the visit's own trouble before the proposal's occasion.
#include "cause.h"

#include <gtest/gtest.h>

#include "dispatch_fixture.h"

namespace care {
namespace {

constexpr PersonId kIll{11};
constexpr PersonId kWell{12};

class Cause : public ::testing::Test {
 protected:
  Cause() {
    for (std::int64_t id = 1; id <= 4; ++id) {
      Visit visit{.id = {id}};
      visit.start_min = 600;
      visit.length_min = 60;
      visits_.emplace(visit.id, visit);
    }
    sick_ = {.id = {1}, .reason = DisruptionReason::worker_sick, .worker_id = kIll};
    urgent_ = {.id = {2}, .reason = DisruptionReason::urgent_referral, .visit_id = {2}};
  }
  ProposalLine& line(std::int64_t visit_id, std::int64_t group, PersonId from, PersonId to) {
    ProposalLine line{.visit_id = {visit_id}};
    line.change_group = group;
    line.from_worker_id = from;
    line.to_worker_id = to;
    line.from_start_min = line.to_start_min = 600;
    lines_.push_back(line);
    return lines_.back();
  }
  DisruptionId cause_of(std::int64_t visit_id, const std::optional<Disruption>& told) {
    const auto all = causes_of(lines_, visits_, {sick_, urgent_}, told);
    const auto found = all.find(VisitId{visit_id});
    return found == all.end() ? DisruptionId{} : found->second.id;
  }

  std::map<VisitId, Visit> visits_;
  std::vector<ProposalLine> lines_;
  Disruption sick_, urgent_;
};

TEST_F(Cause, TheOwnTroubleCountsBeforeTheOccasion) {
  line(1, 1, kIll, kWell);
  line(2, 2, {}, kWell);
  EXPECT_EQ(cause_of(1, urgent_), sick_.id);
  EXPECT_EQ(cause_of(2, urgent_), urgent_.id);
  EXPECT_EQ(cause_of(1, sick_), sick_.id);
}

TEST_F(Cause, AChainIsExplainedByWhatSetItOff) {
  line(1, 1, kIll, kWell);
  line(3, 1, kWell, PersonId{13});  // makes room for visit 1
  line(4, 2, kWell, PersonId{13});  // nobody knows better than the occasion
  EXPECT_EQ(cause_of(3, urgent_), sick_.id);
  EXPECT_EQ(cause_of(4, urgent_), urgent_.id);
  EXPECT_EQ(cause_of(4, std::nullopt), DisruptionId{});
}

TEST_F(Cause, TheOccasionExplainsAChainThatItTookPartIn) {
  line(1, 1, kIll, kWell);
  line(2, 1, {}, kWell);
  line(3, 1, kWell, PersonId{13});
  EXPECT_EQ(cause_of(3, urgent_), urgent_.id);
  EXPECT_EQ(cause_of(1, urgent_), sick_.id);
}

TEST_F(Cause, WhoIsBackByThenIsNoCause) {
  line(1, 1, kIll, kWell);
  sick_.to_min = 600;
  EXPECT_EQ(cause_of(1, std::nullopt), DisruptionId{});
  sick_.to_min = 601;
  EXPECT_EQ(cause_of(1, std::nullopt), sick_.id);
}

TEST_F(Cause, WhatDoesNotChangeHasNoCause) {
  line(1, 0, kIll, kIll);
  EXPECT_EQ(cause_of(1, sick_), DisruptionId{});
}

/// A sickness whose plan was taken back, then an urgent visit: two reasons in one proposal.
class CauseAfterUndo : public DispatchTest {};
OLIVE_ON_BOTH_DATABASES(CauseAfterUndo);

TEST_P(CauseAfterUndo, AnUrgentVisitIsNotBlamedForASickness) {
  const Visit visit = visit_at(600, worker_);
  const http::Response repair = sick(worker_);
  ASSERT_EQ(repair.status, 201) << repair.body;
  const http::Response approved = approve(id_of(repair, "proposal_id"));
  ASSERT_EQ(approved.status, 200) << approved.body;
  ASSERT_EQ(call("undo_care_dispatch_deed", id_of(approved, "deed_id")).status, 200);
  ASSERT_EQ(current(visit.id).worker_id, worker_);
  now_ = kNow.plus_seconds(60);
  const Visit urgent = visit_at(840, {});
  const http::Response found =
      record("urgent_referral", R"("visit_id":)" + quoted(urgent.id.value));
  ASSERT_EQ(found.status, 201) << found.body;
  EXPECT_NE(found.body.find("오전 10시 병원안심동행은 이순신 매니저가 아파서 강감찬 매니저에게"),
            std::string::npos)
      << found.body;
  EXPECT_NE(found.body.find("오후 2시 병원안심동행은 급하게 새로 들어온 방문이라"),
            std::string::npos)
      << found.body;
  EXPECT_EQ(found.body.find("급한 방문이 새로 들어와서"), std::string::npos) << found.body;
}

}  // namespace
}  // namespace care
