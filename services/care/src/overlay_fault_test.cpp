// Each rule that a move by hand may break, at its edge: one minute decides.
#include <gtest/gtest.h>

#include <algorithm>

#include "comparison.h"
#include "geo/busan.h"

namespace care {
namespace {

const base::Date kMonday = *base::make_date(2026, 11, 23);
constexpr PersonId kDriver{11};
constexpr PersonId kWalker{12};
constexpr VehicleId kCar{7};

/// Two workers of an accompaniment team, one of whom drives, and one car.
class OverlayFault : public ::testing::Test {
 protected:
  OverlayFault() : travel_(geo::estimate_source(geo::busan_estimate())) {
    day_.centre_id = {1};
    day_.on = kMonday;
    for (const ServiceKind kind : base::all_of<ServiceKind>())
      day_.services.push_back(default_service(kind));
    add_worker(kDriver, people::Certificate::accompaniment);
    day_.workers[0].certificates.push_back(
        {people::Certificate::driver, kMonday.plus_days(-30), std::nullopt});
    add_worker(kWalker, people::Certificate::accompaniment);
    day_.vehicles.push_back({.id = kCar, .centre_id = {1}, .valid_from = kMonday.plus_days(-9)});
  }

  void add_worker(PersonId id, people::Certificate certificate) {
    people::WorkerProfile worker{.person_id = id, .centre_id = day_.centre_id};
    worker.certificates.push_back({certificate, kMonday.plus_days(-30), std::nullopt});
    worker.hours.push_back({1, 540, 1080});
    day_.workers.push_back(std::move(worker));
  }

  /// A visit that may start at any time of the day. Returns its id: the vector may grow.
  VisitId add_visit(std::int32_t start_min, std::int32_t length_min, PersonId worker_id) {
    const auto number = static_cast<std::int64_t>(day_.visits.size());
    Visit visit{.id = {100 + number}, .entitlement_id = {300 + number}};
    visit.client_id = {200 + number};
    visit.centre_id = day_.centre_id;
    visit.worker_id = worker_id;
    visit.service = ServiceKind::hospital_accompaniment;
    visit.visit_on = kMonday;
    visit.start_min = start_min;
    visit.length_min = length_min;
    visit.latest_min = 24 * 60;
    visit.state = worker_id ? VisitState::assigned : VisitState::planned;
    day_.homes[visit.client_id] = {.district_code = "26380"};
    day_.visits.push_back(visit);
    return visit.id;
  }
  Visit& visit(VisitId id) { return *std::ranges::find(day_.visits, id, &Visit::id); }

  void link(VisitId from, VisitId to, std::int32_t gap_min, std::int32_t gap_max_min,
            optimiser::WorkerRelation relation = optimiser::WorkerRelation::different) {
    day_.links.push_back(
        {{1}, LinkKind::double_staffing, from, to, gap_min, gap_max_min, relation});
  }

  std::vector<PlanFault> faults(const Placements& placements) {
    std::vector<VisitId> moving;
    for (const auto& [id, placed] : placements) moving.push_back(id);
    return new_faults(overlay_of(day_, travel_, moving), placements);
  }
  /// The names of what breaks, by the order of the enum; the same name once.
  std::string names(const Placements& placements) {
    std::string out;
    for (const PlanFault& fault : faults(placements)) {
      const std::string name(base::name_of(fault.code));
      if (!out.ends_with(name)) out += (out.empty() ? "" : " ") + name;
    }
    return out;
  }
  bool breaks(MoveFault code, const Placements& placements) {
    const auto found = faults(placements);
    return std::ranges::find(found, code, &PlanFault::code) != found.end();
  }

  CentreDay day_;
  geo::TravelSource travel_;
};

TEST_F(OverlayFault, AFreeColleagueBreaksNothing) {
  const VisitId id = add_visit(600, 60, kDriver);
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "");
  EXPECT_EQ(names({{id, {{}, {}, 600}}}), "");  // taking it back breaks nothing either
  EXPECT_EQ(visit(id).worker_id, kDriver);      // looking changes nothing
}

TEST_F(OverlayFault, WorkersOfOtherCentresAreNotFound) {
  const VisitId id = add_visit(600, 60, kDriver);
  const auto found = faults({{id, {{99}, {}, 600}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, MoveFault::care_worker_not_found);
  EXPECT_EQ(found[0].visit_id, id);
  EXPECT_EQ(found[0].worker_id, PersonId{99});
}

TEST_F(OverlayFault, NobodyCaresForThemselvesOrTheirHousehold) {
  const VisitId id = add_visit(600, 60, kDriver);
  day_.excluded[visit(id).client_id] = {visit(id).client_id, kWalker};
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "worker_in_household");
  day_.homes[kWalker] = {.district_code = "26380"};
  day_.excluded = {{kWalker, {kWalker}}};
  visit(id).client_id = kWalker;
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "worker_is_client");
  EXPECT_EQ(names({{id, {kDriver, {}, 630}}}), "");
}

TEST_F(OverlayFault, TheServiceAsksForItsCertificate) {
  add_worker({13}, people::Certificate::housekeeping);
  const VisitId id = add_visit(600, 60, kDriver);
  EXPECT_EQ(names({{id, {{13}, {}, 600}}}), "certificate_missing");
  // One that has run out is none.
  day_.workers[1].certificates[0].valid_to = kMonday.plus_days(-1);
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "certificate_missing");
  day_.workers[1].certificates[0].valid_to = kMonday;
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "");
}

TEST_F(OverlayFault, AMinuteOfOverlapIsBusy) {
  add_visit(600, 60, kWalker);
  const VisitId id = add_visit(800, 60, kDriver);
  EXPECT_TRUE(breaks(MoveFault::worker_busy, {{id, {kWalker, {}, 659}}}));
  EXPECT_FALSE(breaks(MoveFault::worker_busy, {{id, {kWalker, {}, 660}}}));
  EXPECT_TRUE(breaks(MoveFault::worker_busy, {{id, {kWalker, {}, 541}}}));
  EXPECT_FALSE(breaks(MoveFault::worker_busy, {{id, {kWalker, {}, 540}}}));
  // Overlapping is said once, as itself and not as a short way too.
  EXPECT_FALSE(breaks(MoveFault::travel_too_short, {{id, {kWalker, {}, 630}}}));
}

TEST_F(OverlayFault, NamesTheOtherVisitOfAnOverlap) {
  const VisitId first = add_visit(600, 60, kWalker);
  const VisitId second = add_visit(630, 60, kDriver);
  const auto found = faults({{second, {kWalker, {}, 630}}});
  const auto busy = std::ranges::find(found, MoveFault::worker_busy, &PlanFault::code);
  ASSERT_NE(busy, found.end());
  EXPECT_EQ(busy->visit_id, first);
  EXPECT_EQ(busy->other_visit_id, second);
}

TEST_F(OverlayFault, FarHomesNeedAWay) {
  const VisitId near = add_visit(600, 60, kWalker);
  const VisitId far = add_visit(800, 60, kDriver);
  day_.homes[visit(near).client_id] = {.lat_e6 = 35'104'500, .lng_e6 = 128'974'900};
  day_.homes[visit(far).client_id] = {.lat_e6 = 35'244'000, .lng_e6 = 129'222'000};
  const auto found = faults({{far, {kWalker, {}, 665}}});
  const auto way = std::ranges::find(found, MoveFault::travel_too_short, &PlanFault::code);
  ASSERT_NE(way, found.end());
  EXPECT_GT(way->minutes, 10);  // 27 km in five minutes
  EXPECT_FALSE(breaks(MoveFault::travel_too_short, {{far, {kWalker, {}, 1'000}}}));
}

TEST_F(OverlayFault, AbsencesAreHalfOpen) {
  Disruption sick{.reason = DisruptionReason::worker_sick, .worker_id = kWalker};
  sick.from_min = 700;
  sick.to_min = 800;
  day_.disruptions.push_back(sick);
  const VisitId id = add_visit(600, 60, kDriver);
  EXPECT_FALSE(breaks(MoveFault::worker_absent, {{id, {kWalker, {}, 640}}}));
  EXPECT_TRUE(breaks(MoveFault::worker_absent, {{id, {kWalker, {}, 641}}}));
  EXPECT_TRUE(breaks(MoveFault::worker_absent, {{id, {kWalker, {}, 799}}}));
  EXPECT_FALSE(breaks(MoveFault::worker_absent, {{id, {kWalker, {}, 800}}}));
  EXPECT_FALSE(breaks(MoveFault::worker_absent, {{id, {kDriver, {}, 750}}}));
  day_.disruptions[0].withdrawn_at = base::korean_instant(kMonday, 0);
  EXPECT_FALSE(breaks(MoveFault::worker_absent, {{id, {kWalker, {}, 750}}}));
}

TEST_F(OverlayFault, WorkEndsWithTheShift) {
  const VisitId id = add_visit(600, 60, kDriver);
  EXPECT_EQ(names({{id, {kDriver, {}, 1'020}}}), "");
  EXPECT_EQ(names({{id, {kDriver, {}, 1'021}}}), "worker_hours_exceeded");
  EXPECT_EQ(names({{id, {kDriver, {}, 540}}}), "");
  EXPECT_TRUE(breaks(MoveFault::worker_hours_exceeded, {{id, {kDriver, {}, 539}}}));
  // Two shifts do not make one: a visit across their gap is outside of both.
  day_.workers[0].hours = {{1, 540, 720}, {1, 780, 1'080}};
  EXPECT_TRUE(breaks(MoveFault::worker_hours_exceeded, {{id, {kDriver, {}, 700}}}));
  EXPECT_FALSE(breaks(MoveFault::worker_hours_exceeded, {{id, {kDriver, {}, 780}}}));
}

TEST_F(OverlayFault, CountsTheMinutesOutsideOfAllWindows) {
  const VisitId id = add_visit(600, 60, kDriver);
  visit(id).earliest_min = 590;
  visit(id).latest_min = 610;
  day_.windows[id] = {{780, 800}};
  const auto minutes = [&](std::int32_t start) {
    const auto found = faults({{id, {kDriver, {}, start}}});
    const auto it = std::ranges::find(found, MoveFault::start_outside_window, &PlanFault::code);
    return it == found.end() ? 0 : it->minutes;
  };
  for (const std::int32_t inside : {590, 600, 610, 780, 800}) EXPECT_EQ(minutes(inside), 0);
  EXPECT_EQ(minutes(589), 1);
  EXPECT_EQ(minutes(815), 15);
  EXPECT_TRUE(breaks(MoveFault::start_outside_window, {{id, {kDriver, {}, 700}}}));
}

TEST_F(OverlayFault, CarsAreChecked) {
  const VisitId id = add_visit(600, 60, kDriver);
  visit(id).needs_car = true;
  visit(id).vehicle_id = kCar;
  EXPECT_EQ(names({{id, {kDriver, kCar, 630}}}), "");
  EXPECT_EQ(names({{id, {kDriver, {}, 600}}}), "vehicle_required");
  EXPECT_EQ(names({{id, {kDriver, {99}, 600}}}), "vehicle_not_found");
  EXPECT_TRUE(breaks(MoveFault::driver_certificate_missing, {{id, {kWalker, kCar, 600}}}));
  EXPECT_FALSE(breaks(MoveFault::vehicle_required, {{id, {{}, {}, 600}}}));  // nobody goes
}

TEST_F(OverlayFault, ABrokenCarDrivesOutsideOfItsRepair) {
  Disruption broken{.reason = DisruptionReason::vehicle_broken, .vehicle_id = kCar};
  broken.from_min = 700;
  broken.to_min = 760;
  day_.disruptions.push_back(broken);
  const VisitId id = add_visit(900, 60, kDriver);
  EXPECT_TRUE(breaks(MoveFault::vehicle_out_of_order, {{id, {kDriver, kCar, 641}}}));
  EXPECT_FALSE(breaks(MoveFault::vehicle_out_of_order, {{id, {kDriver, kCar, 640}}}));
  EXPECT_FALSE(breaks(MoveFault::vehicle_out_of_order, {{id, {kDriver, kCar, 760}}}));
}

TEST_F(OverlayFault, OneCarIsInOnePlace) {
  day_.workers[1].certificates.push_back(
      {people::Certificate::driver, kMonday.plus_days(-30), std::nullopt});
  const VisitId first = add_visit(600, 60, kDriver);
  visit(first).vehicle_id = kCar;
  const VisitId second = add_visit(630, 60, kWalker);
  EXPECT_EQ(names({{second, {kWalker, kCar, 630}}}), "vehicle_busy");
  EXPECT_FALSE(breaks(MoveFault::vehicle_busy, {{second, {kWalker, kCar, 660}}}));
}

TEST_F(OverlayFault, LinkedVisitsKeepTheirGap) {
  const VisitId there = add_visit(600, 60, kDriver);
  const VisitId back = add_visit(780, 60, kWalker);
  link(there, back, 120, 240);
  EXPECT_FALSE(breaks(MoveFault::link_gap_broken, {{back, {kWalker, {}, 720}}}));
  EXPECT_FALSE(breaks(MoveFault::link_gap_broken, {{back, {kWalker, {}, 840}}}));
  const auto early = faults({{back, {kWalker, {}, 710}}});
  ASSERT_EQ(early.size(), 1u);
  EXPECT_EQ(early[0].code, MoveFault::link_gap_broken);
  EXPECT_EQ(early[0].minutes, 10);
  EXPECT_EQ(early[0].other_visit_id, there);
  EXPECT_EQ(faults({{back, {kWalker, {}, 865}}}).at(0).minutes, 25);
}

TEST_F(OverlayFault, LinkedWorkersAreTwoOrOne) {
  const VisitId a = add_visit(600, 60, kDriver);
  const VisitId b = add_visit(780, 60, kWalker);
  link(a, b, 120, 240);
  EXPECT_EQ(names({{b, {kDriver, {}, 780}}}), "link_workers_wrong");
  day_.links[0].relation = optimiser::WorkerRelation::same;
  EXPECT_EQ(names({{b, {kWalker, {}, 790}}}), "link_workers_wrong");
  EXPECT_EQ(names({{b, {kDriver, {}, 790}}}), "");
}

TEST_F(OverlayFault, ALonelyPartnerIsAWarning) {
  const VisitId a = add_visit(600, 60, kDriver);
  const VisitId b = add_visit(780, 60, kWalker);
  link(a, b, 120, 240);
  EXPECT_EQ(names({{b, {{}, {}, 780}}}), "partner_missing");
  EXPECT_EQ(names({{a, {{}, {}, 600}}, {b, {{}, {}, 780}}}), "");  // nobody goes at all
}

TEST_F(OverlayFault, AFullDayLeavesAnHourOfRest) {
  const VisitId id = add_visit(600, 240, kDriver);
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "");  // rests from 14:00
  EXPECT_EQ(names({{id, {kWalker, {}, 601}}}), "rest_missing");
  day_.workers[1].hours = {{1, 600, 1'079}};  // less than eight hours: no rest is due
  EXPECT_EQ(names({{id, {kWalker, {}, 601}}}), "");
}

TEST_F(OverlayFault, AWeekBecomesNoLongerThanItMayBe) {
  const VisitId id = add_visit(600, 60, kDriver);
  add_visit(720, 60, kWalker);
  day_.week.minutes[kWalker] = 2'290;  // on other days; with today's visit 2,350
  day_.week.minutes_max[kWalker] = 2'410;
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "");
  day_.week.minutes_max[kWalker] = 2'400;
  const auto found = faults({{id, {kWalker, {}, 600}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, MoveFault::week_exceeded);
  EXPECT_EQ(found[0].worker_id, kWalker);
  EXPECT_EQ(found[0].minutes, 10);
  EXPECT_EQ(names({{id, {kDriver, {}, 610}}}), "");  // nobody has set a limit for that one
}

TEST_F(OverlayFault, ATooLongWeekMayBecomeShorter) {
  const VisitId id = add_visit(600, 60, kDriver);
  add_visit(720, 60, kDriver);
  day_.week.minutes_max[kDriver] = 30;
  EXPECT_EQ(names({{id, {kWalker, {}, 600}}}), "");  // still too long, but less
  EXPECT_EQ(names({{id, {kDriver, {}, 610}}}), "");  // as long as it was
}

TEST_F(OverlayFault, OldFaultsOfOthersAreNotTheMovesDoing) {
  const VisitId a = add_visit(600, 60, kDriver);
  add_visit(630, 60, kDriver);  // an overlap that stands already
  const VisitId other = add_visit(900, 60, kDriver);
  EXPECT_EQ(names({{other, {kWalker, {}, 900}}}), "");
  EXPECT_TRUE(breaks(MoveFault::worker_busy, {{a, {kDriver, {}, 605}}}));
  EXPECT_EQ(names({{a, {kWalker, {}, 600}}}), "");  // which resolves it
}

TEST(Severity, APersonMayOverruleExactlySix) {
  using enum MoveFault;
  for (const MoveFault fault : base::all_of<MoveFault>()) {
    const bool is_soft = fault == worker_hours_exceeded || fault == start_outside_window ||
                         fault == travel_too_short || fault == partner_missing ||
                         fault == rest_missing || fault == week_exceeded;
    EXPECT_EQ(severity_of(fault), is_soft ? Severity::soft : Severity::hard)
        << base::name_of(fault);
  }
}

}  // namespace
}  // namespace care
