// What goes along when a linked visit moves, and two plans side by side.
#include <gtest/gtest.h>

#include "comparison.h"
#include "geo/busan.h"
#include "json/json.h"

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);

class PartnerTest : public ::testing::Test {
 protected:
  PartnerTest() {
    day_.centre_id = {1};
    day_.on = kMonday;
    for (const ServiceKind kind : base::all_of<ServiceKind>())
      day_.services.push_back(default_service(kind));
    for (const std::int64_t id : {11, 12}) {
      people::WorkerProfile worker{.person_id = {id}, .centre_id = {1}};
      worker.certificates.push_back(
          {people::Certificate::accompaniment, kMonday.plus_days(-30), std::nullopt});
      worker.hours.push_back({1, 540, 1080});
      day_.workers.push_back(std::move(worker));
    }
    add(600, {11});
    add(780, {12});
    day_.links.push_back(
        {{1}, LinkKind::trip_return, {100}, {101}, 120, 240, optimiser::WorkerRelation::any});
  }

  void add(std::int32_t start_min, PersonId worker_id) {
    const auto number = static_cast<std::int64_t>(day_.visits.size());
    Visit visit{.id = {100 + number}, .entitlement_id = {300 + number}};
    visit.client_id = {200 + number};
    visit.worker_id = worker_id;
    visit.service = ServiceKind::hospital_accompaniment;
    visit.visit_on = kMonday;
    visit.start_min = start_min;
    visit.latest_min = 1'440;
    visit.length_min = 60;
    visit.state = worker_id ? VisitState::assigned : VisitState::planned;
    day_.homes[visit.client_id] = {.district_code = "26380"};
    day_.visits.push_back(visit);
  }
  /// Where the way back lands when the way there moves; nullopt: it stays.
  std::optional<std::int32_t> back_after(std::int32_t there) {
    Placements placements{{{100}, {{11}, {}, there}}};
    move_partners(day_, placements);
    const auto found = placements.find({101});
    return found == placements.end() ? std::nullopt : std::optional(found->second.start_min);
  }
  Comparison compare(const Placements& before, const Placements& after) {
    return compare_plans(day_, geo::estimate_source(geo::busan_estimate()), before, after);
  }

  CentreDay day_;
};

TEST_F(PartnerTest, StaysWhileTheGapAllowsIt) {
  EXPECT_FALSE(back_after(540).has_value());  // 240 minutes, the most
  EXPECT_FALSE(back_after(660).has_value());  // 120 minutes, the least
}

TEST_F(PartnerTest, MovesNoFurtherThanItMust) {
  EXPECT_EQ(back_after(661), 781);
  EXPECT_EQ(back_after(700), 820);
  EXPECT_EQ(back_after(539), 779);
}

TEST_F(PartnerTest, TheWayThereFollowsTheWayBack) {
  Placements placements{{{101}, {{12}, {}, 900}}};
  move_partners(day_, placements);
  ASSERT_TRUE(placements.contains({100}));
  EXPECT_EQ(placements.at({100}).start_min, 660);
  EXPECT_EQ(placements.at({100}).worker_id, PersonId{11});  // the same person, later
}

TEST_F(PartnerTest, WhoHasBegunOrIsNobodysStays) {
  day_.visits[1].state = VisitState::checked_in;
  EXPECT_FALSE(back_after(700).has_value());
  day_.visits[1].state = VisitState::completed;
  EXPECT_FALSE(back_after(700).has_value());
  day_.visits[1].state = VisitState::planned;
  day_.visits[1].worker_id = {};
  EXPECT_FALSE(back_after(700).has_value());
}

TEST_F(PartnerTest, WhatWasPlacedByHandIsNotMovedAgain) {
  Placements placements{{{100}, {{11}, {}, 700}}, {{101}, {{12}, {}, 700}}};
  move_partners(day_, placements);
  EXPECT_EQ(placements.at({101}).start_min, 700);  // the check will say that it is wrong
}

TEST_F(PartnerTest, APlanEqualsItself) {
  const Placements plan{{{100}, {{12}, {}, 620}}};
  const Comparison same = compare(plan, plan);
  EXPECT_TRUE(same.differing.empty());
  EXPECT_EQ(same.cost_before, same.cost_after);
  EXPECT_EQ(same.served_before, 2);
  EXPECT_EQ(same.served_after, 2);
}

TEST_F(PartnerTest, VisitsThatAPlanDoesNotNameStayAsTheyAre) {
  const Comparison found = compare({}, {{{100}, {{12}, {}, 600}}});
  ASSERT_EQ(found.differing.size(), 1u);
  EXPECT_EQ(found.differing[0].visit_id, VisitId{100});
  EXPECT_EQ(found.differing[0].before.worker_id, PersonId{11});
  EXPECT_EQ(found.differing[0].after.worker_id, PersonId{12});
  // Naming the present place is no difference.
  EXPECT_TRUE(compare({}, {{{100}, {{11}, {}, 600}}}).differing.empty());
}

TEST_F(PartnerTest, AVisitTakenBackIsNotServedAndCosts) {
  const Comparison found = compare({}, {{{101}, {{}, {}, 780}}});
  EXPECT_EQ(found.served_before, 2);
  EXPECT_EQ(found.served_after, 1);
  EXPECT_GE(found.cost_after - found.cost_before, 900'000);  // nobody coming weighs a million
  const Comparison back = compare({{{101}, {{}, {}, 780}}}, {});
  EXPECT_EQ(back.cost_before, found.cost_after);  // measured by one yardstick
  EXPECT_EQ(back.cost_after, found.cost_before);
}

TEST_F(PartnerTest, ProposalsPlaceOnlyWhatCanStillMove) {
  std::vector<ProposalLine> lines(3);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].visit_id = {100 + static_cast<std::int64_t>(i)};  // 102 is not there any more
    lines[i].to_worker_id = {12};
    lines[i].to_start_min = 650;
  }
  day_.visits[1].state = VisitState::checked_in;
  const Placements placed = placements_of(day_, lines);
  ASSERT_EQ(placed.size(), 1u);
  EXPECT_EQ(placed.at({100}), (PlacedVisit{{12}, {}, 650}));
}

TEST(PairTerms, LeaveOutWhatIsNothingOnBothSides) {
  using enum optimiser::Term;
  optimiser::Terms before, after;
  before[travel] = 600;
  after[travel] = 300;
  after[unassigned] = 1;
  const TermPairs pairs = pair_terms(before, after, engine_weights({.travel = 5}));
  ASSERT_EQ(pairs.items.size(), 2u);
  for (const TermPair& pair : pairs.items) {
    EXPECT_TRUE(pair.term == travel || pair.term == unassigned);
    EXPECT_EQ(pair.before, pair.term == travel ? 600 : 0);
    EXPECT_EQ(pair.weight, pair.term == travel ? 5 : 1'000'000);
  }
  EXPECT_TRUE(pair_terms(before, before, {}).items.size() == 1u);
  const auto again = json::read<TermPairs>(json::write(pairs));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->items[0].before, pairs.items[0].before);
}

TEST(PairTerms, BreaksAreNotHeldAgainstAPlanAsItStands) {
  optimiser::Terms terms;
  terms[optimiser::Term::missed_break] = 3;
  terms[optimiser::Term::waiting] = 60;
  const optimiser::Terms out = terms_without_breaks(terms);
  EXPECT_EQ(out[optimiser::Term::missed_break], 0);
  EXPECT_EQ(out[optimiser::Term::waiting], 60);
}

/// Lines of changes, and which of them must be approved together.
class ChangeGroups : public PartnerTest {
 protected:
  ChangeGroups() { day_.links.clear(); }
  void line(std::size_t index, PlacedVisit to) {
    const Visit& visit = day_.visits[index];
    ProposalLine out{.visit_id = visit.id, .visit_version = visit.version};
    out.from_worker_id = visit.worker_id;
    out.from_vehicle_id = visit.vehicle_id;
    out.from_start_min = visit.start_min;
    out.to_worker_id = to.worker_id;
    out.to_vehicle_id = to.vehicle_id;
    out.to_start_min = to.start_min;
    lines_.push_back(out);
  }
  std::string groups() {
    group_changes(day_, lines_);
    std::string out;
    for (const ProposalLine& one : lines_) out += std::to_string(one.change_group);
    return out;
  }
  std::vector<ProposalLine> lines_;
};

TEST_F(ChangeGroups, WhatDoesNotChangeHasNone) {
  line(0, {{11}, {}, 600});
  line(1, {{12}, {}, 790});
  EXPECT_EQ(groups(), "01");
  EXPECT_FALSE(lines_[0].is_change());
}

TEST_F(ChangeGroups, ChangesApartAreDecidedApart) {
  line(0, {{12}, {}, 600});
  line(1, {{11}, {}, 780});
  EXPECT_EQ(groups(), "12");
}

TEST_F(ChangeGroups, ASwapIsOneChange) {
  day_.visits[1].start_min = 630;
  line(0, {{12}, {}, 600});
  line(1, {{11}, {}, 630});
  EXPECT_EQ(groups(), "11");
}

TEST_F(ChangeGroups, TheWayThereCountsAsTaken) {
  add(660, {});
  line(0, {{12}, {}, 600});  // 11 leaves 10:00 to 11:00
  line(2, {{11}, {}, 660});  // and sets out for 11:00
  EXPECT_EQ(groups(), "12");
  lines_[1].travel_min = 15;
  EXPECT_EQ(groups(), "11");
}

TEST_F(ChangeGroups, ACarThatIsFreedTiesTwo) {
  add(630, {});
  day_.visits[0].vehicle_id = {7};
  line(0, {{11}, {}, 600});
  line(2, {{12}, {7}, 630});
  EXPECT_EQ(groups(), "11");
}

TEST_F(ChangeGroups, LinkedVisitsChangeTogether) {
  day_.links.push_back(
      {{1}, LinkKind::trip_return, {100}, {101}, 0, 600, optimiser::WorkerRelation::any});
  line(0, {{11}, {}, 610});
  line(1, {{12}, {}, 800});
  EXPECT_EQ(groups(), "11");
  lines_.clear();
  line(0, {{11}, {}, 610});
  line(1, {{12}, {}, 780});  // stays: nothing to go together with
  EXPECT_EQ(groups(), "10");
}

TEST_F(ChangeGroups, AProposalIsStaleByItsOpenChangesOnly) {
  line(0, {{12}, {}, 600});
  line(1, {{12}, {}, 780});
  groups();
  std::map<VisitId, Visit> visits{{{100}, day_.visits[0]}, {{101}, day_.visits[1]}};
  EXPECT_FALSE(is_stale(lines_, visits));
  visits[{101}].version = 9;  // no change was proposed for it
  EXPECT_FALSE(is_stale(lines_, visits));
  visits[{100}].version = 9;
  EXPECT_TRUE(is_stale(lines_, visits));
  lines_[0].change_state = ChangeState::applied;  // that is why it is newer
  EXPECT_FALSE(is_stale(lines_, visits));
  lines_[0].change_state = ChangeState::open;
  visits.erase({100});
  EXPECT_TRUE(is_stale(lines_, visits));
}

}  // namespace
}  // namespace care
