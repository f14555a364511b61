// Published plans broken on purpose: our exact validator must name what is wrong with each. Skips
// where ../shared beside the project is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "plan_files.h"

namespace olive {
namespace {

using optimiser::Activity;
using optimiser::Index;
using optimiser::Link;
using optimiser::Plan;
using optimiser::PlannedRoute;
using optimiser::PlannedVisit;
using optimiser::Problem;
using optimiser::Time;
using optimiser::ViolationKind;

const std::filesystem::path kData =
    std::filesystem::path(OLIVE_ROOT_DIR) / "../shared/data/optimiser";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A published instance and its plan, free to be broken.
struct Given {
  Problem problem;
  Plan plan;

  PlannedVisit& visit_of(Index activity) {
    for (PlannedRoute& route : plan.routes)
      for (PlannedVisit& visit : route.visits)
        if (visit.activity == activity) return visit;
    throw std::runtime_error("not planned");
  }
  PlannedRoute& route_of(Index activity) {
    for (PlannedRoute& route : plan.routes)
      for (const PlannedVisit& visit : route.visits)
        if (visit.activity == activity) return route;
    throw std::runtime_error("not planned");
  }
  // The first tie whose gap is one moment, or a span.
  const Link& tie(bool is_moment) const {
    const auto found = std::ranges::find_if(problem.links, [&](const Link& link) {
      return (link.gap_min == link.gap_max) == is_moment && link.gap_max < optimiser::kForever;
    });
    if (found == problem.links.end()) throw std::runtime_error("no such tie");
    return *found;
  }
  // A route with at least two visits, none of them a break.
  PlannedRoute& long_route() {
    for (PlannedRoute& route : plan.routes)
      if (route.visits.size() > 2 && !activity(route.visits[0]).is_break &&
          !activity(route.visits[1]).is_break)
        return route;
    throw std::runtime_error("no long route");
  }
  Activity& activity(const PlannedVisit& visit) {
    return problem.activities[static_cast<std::size_t>(visit.activity)];
  }
};

void partner_late(Given& given) { given.visit_of(given.tie(/*is_moment=*/true).to).start += 1; }
void partner_too_soon(Given& given) {
  const Link& link = given.tie(/*is_moment=*/false);
  given.visit_of(link.to).start = given.visit_of(link.from).start + link.gap_min - 1;
}
void partner_too_late(Given& given) {
  const Link& link = given.tie(/*is_moment=*/false);
  given.visit_of(link.to).start = given.visit_of(link.from).start + link.gap_max + 1;
}
void partner_forgotten(Given& given) {
  const Index to = given.tie(/*is_moment=*/true).to;
  std::erase_if(given.route_of(to).visits, [to](const auto& each) { return each.activity == to; });
}
void one_for_both(Given& given) {
  const Link& link = given.tie(/*is_moment=*/true);
  const PlannedVisit second = given.visit_of(link.to);
  partner_forgotten(given);
  given.route_of(link.from).visits.push_back(second);
}
void unskilled(Given& given) {
  const PlannedRoute& route = given.long_route();
  given.problem.workers[static_cast<std::size_t>(route.worker)].skills = 0;
}
void excluded(Given& given) {
  const PlannedRoute& route = given.long_route();
  given.activity(route.visits[0]).excluded_workers.push_back(route.worker);
}
void teleported(Given& given) {
  PlannedRoute& route = given.long_route();
  route.visits[1].start = route.visits[0].start + given.activity(route.visits[0]).duration - 1;
}
void too_early(Given& given) {
  PlannedRoute& route = given.long_route();
  given.activity(route.visits[0]).windows[0].earliest = route.visits[0].start + 1;
}
void too_late(Given& given) {
  PlannedRoute& route = given.long_route();
  Activity& activity = given.activity(route.visits[0]);
  activity.is_due_soft = false;
  activity.windows = {{0, route.visits[0].start - 1}};
}
void twice(Given& given) {
  PlannedRoute& route = given.long_route();
  route.visits.push_back(route.visits[0]);
}
void route_twice(Given& given) { given.plan.routes.push_back(given.long_route()); }
void home_too_late(Given& given) {
  const PlannedRoute& route = given.long_route();
  optimiser::Worker& worker = given.problem.workers[static_cast<std::size_t>(route.worker)];
  worker.shift_end = route.visits.back().start;
  worker.overtime_max = 0;
}
void away_too_early(Given& given) {
  const PlannedRoute& route = given.long_route();
  given.problem.workers[static_cast<std::size_t>(route.worker)].shift_start =
      route.visits[0].start + 1;
}
void lunch_too_early(Given& given) {
  for (PlannedRoute& route : given.plan.routes)
    for (PlannedVisit& visit : route.visits)
      if (given.activity(visit).is_break) {
        visit.start = given.activity(visit).windows[0].earliest - 1;
        return;
      }
  throw std::runtime_error("no lunch");
}
void lunch_of_another(Given& given) {
  for (PlannedRoute& route : given.plan.routes)
    for (PlannedVisit& visit : route.visits)
      if (given.activity(visit).is_break) {
        given.activity(visit).pin->worker = (route.worker + 1) % 2;
        return;
      }
  throw std::runtime_error("no lunch");
}

struct Variant {
  const char* name;
  void (*break_it)(Given&);
  ViolationKind kind;
  std::vector<std::string> instances;
};

const std::string kMankowska = "mankowska/InstanzCPLEX_HCSRP_25_1";
const std::string kKummer = "kummer/HHCRSP_25_5_80_0.8_C_RC";
const std::string kItalian = "italian/instance_003-rome-r19-p44-s4-sim22.3-seq22.9";
const std::string kBazirha = "uhhc/E5";
const std::string kUnified = "uhhc/i-360";

std::vector<Variant> variants() {
  using enum ViolationKind;
  const std::vector<std::string> all{kMankowska, kKummer, kItalian, kBazirha, kUnified};
  return {{"partner_late", partner_late, link_gap_broken, all},
          {"partner_too_soon", partner_too_soon, link_gap_broken, {kMankowska, kKummer, kUnified}},
          {"partner_too_late", partner_too_late, link_gap_broken, {kMankowska, kItalian, kUnified}},
          {"partner_forgotten", partner_forgotten, partner_missing, all},
          {"one_for_both", one_for_both, link_workers_wrong, {kMankowska, kBazirha, kUnified}},
          {"unskilled", unskilled, skill_missing, all},
          {"excluded", excluded, worker_excluded, {kBazirha, kUnified}},
          {"teleported", teleported, travel_too_short, all},
          {"too_early", too_early, window_missed, all},
          {"too_late", too_late, window_missed, {kBazirha, kUnified}},
          {"twice", twice, activity_repeated, {kKummer, kUnified}},
          {"route_twice", route_twice, worker_repeated, {kItalian, kUnified}},
          {"home_too_late", home_too_late, shift_exceeded, {kBazirha, kUnified}},
          {"away_too_early", away_too_early, travel_too_short, {kBazirha, kUnified}},
          {"lunch_too_early", lunch_too_early, window_missed, {kUnified}},
          {"lunch_of_another", lunch_of_another, pin_ignored, {kUnified}}};
}

Given given_of(const std::string& name) {
  const bool is_unified = name.starts_with("uhhc/");
  const auto read = read_plan_case(text_of(kData / (name + ".json")), PlanFormat::hhcrsp);
  EXPECT_TRUE(read) << name;
  const auto plan = (*read)->read(
      text_of(kData / "solutions" / (name + (is_unified ? ".simulated-annealing.json" : ".json"))));
  EXPECT_TRUE(plan) << name;
  return {(*read)->problem, *plan};
}

TEST(PlanBrokenTest, EveryVariantIsRefusedForItsReason) {
  if (!std::filesystem::exists(kData)) GTEST_SKIP() << "no " << kData;
  int refused = 0;
  for (const Variant& variant : variants()) {
    for (const std::string& name : variant.instances) {
      SCOPED_TRACE(std::string(variant.name) + " in " + name);
      Given given = given_of(name);
      EXPECT_TRUE(optimiser::validate(given.problem, given.plan).empty());
      variant.break_it(given);
      std::vector<ViolationKind> kinds;
      for (const auto& violation : optimiser::validate(given.problem, given.plan))
        kinds.push_back(violation.kind);
      EXPECT_THAT(kinds, ::testing::Contains(variant.kind));
      ++refused;
    }
  }
  EXPECT_GE(refused, 30);
}

}  // namespace
}  // namespace olive
