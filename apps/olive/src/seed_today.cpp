// What is planned for the next two weeks, assigned for the next days, and done today until now.
#include <algorithm>
#include <tuple>

#include "care/plan.h"
#include "seed_days.h"
#include "seed_schedule.h"
#include "teams/attendance.h"

namespace olive::seed {
namespace {

constexpr int kPlannedDays = 14;
constexpr int kPlannedDaysRare = 42;  // of visits about once a month
constexpr int kAssignedDays = 3;
constexpr int kLeftOpen = 4;
constexpr int kNewDays = 4;
constexpr std::int32_t kSlack_min = 60;
constexpr int kLongDays = 3;
constexpr std::int64_t kCame_min = 9 * 60;
constexpr std::int64_t kLeft_min = 19 * 60 + 30;
constexpr int kLateDay = 1;  // of these days one that goes past midnight
constexpr std::int64_t kLateCame_min = 14 * 60;
constexpr std::int64_t kLateLeft_min = 25 * 60;
constexpr std::int32_t kSetOut_min = 40;  // before the start

class Present {
 public:
  explicit Present(Build& build) : build_(build), random_(build.random("today")) {}

  void play() {
    build_.clock.move_to(build_.options.now);
    build_.write([&](db::Transaction& tx) {
      for (Case& one : build_.city.cases) plan(tx, one);
      for (int i = 0; i < kAssignedDays; ++i) assign_day(tx, build_.today.plus_days(i));
    });
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      for (const Centre& centre : build_.city.centres)
        for (const care::Visit& visit :
             care::visits_of_centre(tx, kRegion, centre.id, build_.today))
          if (visit.worker_id) move_on(tx, batch, visit);
    });
  }

 private:
  // A few of the newest cases at home are for the coordinator to plan.
  bool is_left_open(const Case& one) {
    const bool is_newest = one.past.decided_on >= build_.today.plus_days(-kNewDays);
    if (!is_newest || one.has_worker || one.centre != kHomeCentre || left_open_ == kLeftOpen)
      return false;
    ++left_open_;
    return true;
  }

  // Weekly patterns get two weeks of visits, monthly ones their next.
  void plan(db::Transaction& tx, Case& one) {
    if (!one.entitlement_id || one.is_closed || is_left_open(one)) return;
    const int days = one.every_weeks > 1 ? kPlannedDaysRare : kPlannedDays;
    const Date last = std::min(build_.today.plus_days(days - 1), one.last_on);
    Date from = std::max(build_.today, one.past.valid_from);
    care::NewPlan plan{.entitlement_id = one.entitlement_id,
                       .from_on = from,
                       .to_on = last,
                       .weekdays = one.weekdays,
                       .start_min = one.start_min,
                       .length_min = one.length_min,
                       .slack_min = kSlack_min,
                       .destination_id = one.destination_id};
    if (one.every_weeks > 1) {
      while (from <= last && !is_due(one, from)) from = from.plus_days(1);
      plan.from_on = plan.to_on = from;
    }
    if (plan.from_on > last) return;
    const PersonId coordinator = build_.city.centres[one.centre].coordinator;
    const auto made = care::make_plan(tx, kRegion, plan, coordinator, build_.options.now);
    if (!made) return;  // closed on the days that are left, or the quota is used up
    for (const care::VisitId id : made->visits) cases_[id] = &one;
  }

  // The persona's visit first; of the rest of tomorrow, a part is left for the coordinator.
  void assign_day(db::Transaction& tx, Date day) {
    DaySchedule schedule(build_.city, day, {});
    std::vector<care::Visit> visits;
    for (const Centre& centre : build_.city.centres)
      std::ranges::move(care::visits_of_centre(tx, kRegion, centre.id, day),
                        std::back_inserter(visits));
    std::ranges::sort(visits, {}, [&](const care::Visit& visit) {
      return std::tuple(visit.client_id != build_.city.citizen_persona, visit.start_min, visit.id);
    });
    for (const care::Visit& visit : visits) {
      const bool is_left = day > build_.today && random_.chance(350'000) &&
                           visit.client_id != build_.city.citizen_persona;
      if (!is_left) assign(tx, visit, schedule);
    }
  }

  void assign(db::Transaction& tx, const care::Visit& visit, DaySchedule& schedule) {
    const auto known = cases_.find(visit.id);
    if (known == cases_.end()) return;
    const auto fit = schedule.fit(*known->second, visit.needs_car);
    if (!fit) return;
    const care::Assignment assignment{
        .worker_id = build_.city.participants[fit->worker].id,
        .vehicle_id = visit.needs_car ? fit->vehicle_id : care::VehicleId{},
        .start_min = std::clamp(fit->start_min, visit.earliest_min, visit.latest_min)};
    (void)care::assign(tx, kRegion, visit.id, assignment,
                       {build_.city.centres[known->second->centre].coordinator, visit.version,
                        build_.options.now});
  }

  // As far as the day has come. The persona's own visit stays for whoever tries the city.
  void move_on(db::Transaction& tx, ledger::Batch& batch, const care::Visit& visit) {
    if (visit.client_id == build_.city.citizen_persona) return;
    const std::int32_t now_min = base::korean_second_of_day(build_.options.now) / 60;
    if (visit.end_min() <= now_min) return complete(tx, batch, visit);
    if (visit.start_min <= now_min) return check_in(tx, visit);
    using enum care::VisitAction;
    if (visit.start_min - kSetOut_min <= now_min) step(tx, visit, depart);
    else if (random_.chance(500'000)) step(tx, visit, confirm);
  }

  [[nodiscard]] static base::Instant at(const care::Visit& visit, std::int32_t minute) {
    return base::korean_instant(visit.visit_on, minute * 60);
  }

  void step(db::Transaction& tx, const care::Visit& visit, care::VisitAction action) {
    CHECK(care::advance(tx, kRegion, visit.id, action,
                        {visit.worker_id, visit.version, build_.options.now})
              .has_value());
  }

  void check_in(db::Transaction& tx, const care::Visit& visit) {
    CHECK(care::check_in(tx, kRegion, visit.id, {},
                         {visit.worker_id, visit.version, at(visit, visit.start_min)})
              .has_value());
  }

  void complete(db::Transaction& tx, ledger::Batch& batch, const care::Visit& visit) {
    check_in(tx, visit);
    care::Completion report;
    for (const care::ServiceTask& task : care::service_of(tx, kRegion, visit.service).tasks)
      if (task.is_required || random_.chance(600'000)) report.tasks.push_back(task.code);
    const base::Instant end = at(visit, visit.end_min());
    const auto done =
        care::complete(tx, batch, kRegion, visit.id, report, build_.application.sealer(),
                       {visit.worker_id, visit.version + 1, end});
    CHECK(done.has_value());
    CHECK(teams::record_work(tx, kRegion,
                             {visit.worker_id, visit.visit_on, visit.length_min,
                              "visit:" + std::to_string(visit.id.value)},
                             end)
              .has_value());
  }

  Build& build_;
  Random random_;
  int left_open_ = 0;
  std::map<care::VisitId, const Case*> cases_;
};

// Long days of this month in one of the home centre's teams, for the director to approve.
void enter_long_days(Build& build) {
  const City& city = build.city;
  const auto team = std::ranges::find_if(city.teams, [](const Team& each) {
    return each.centre == kHomeCentre && !each.service &&
           each.work_type != teams::WorkType::work_maintenance;
  });
  if (team == city.teams.end()) return;
  const PersonId clerk = city.centres[kHomeCentre].coordinator;
  build.write([&](db::Transaction& tx) {
    int entered = 0;
    for (Date day = build.today.plus_days(-1);
         day >= base::first_of_month(build.today) && entered < kLongDays; day = day.plus_days(-1)) {
      const Participant& person =
          city.participants[team->members[static_cast<Index>(entered) % team->members.size()]];
      if (!build.calendar.is_working_day(day) || !person.is_member_on(day)) continue;
      teams::AttendanceDay row{person.id, day, team->id,  teams::AttendanceKind::work,
                               0,         0,   kCame_min, kLeft_min + 30 * entered};
      if (entered == kLateDay) {
        row.came_min = kLateCame_min;
        row.left_min = kLateLeft_min;
      }
      CHECK(teams::set_day(tx, kRegion, row, clerk, build.options.now).has_value());
      ++entered;
    }
  });
}

}  // namespace

void play_today(Build& build) {
  Present(build).play();
  enter_long_days(build);
}

}  // namespace olive::seed
