// From a weekly pattern to visits. Days that are closed or beyond the quota are counted and
// told, so that the planner sees why fewer visits were made than expected.
#include "care/plan.h"

#include <algorithm>
#include <set>

#include "people/organisation.h"
#include "referral_rows.h"
#include "visit_link.h"
#include "visit_rows.h"

namespace care {
namespace {

// More than a year of daily visits: the longest entitlement lasts twelve months.
constexpr std::int32_t kPlanDaysMax = 400;
constexpr std::int32_t kDaysPerWeek = 7;

template <class T>
using Planning = base::Result<T, PlanRefusal>;

/// The pattern's days inside the entitlement.
std::vector<base::Date> days_of(const NewPlan& plan, const Entitlement& entitlement) {
  std::vector<base::Date> days;
  // Days outside the entitlement are cut silently: a pattern "until further notice" is usual.
  const base::Date last = std::min(plan.to_on, entitlement.valid_to);
  for (base::Date on = std::max(plan.from_on, entitlement.valid_from);
       on <= last && days.size() < kPlanDaysMax; on = on.plus_days(1))
    if (std::ranges::count(plan.weekdays, base::weekday(on)) > 0) days.push_back(on);
  return days;
}

/// The window keeps inside the opening hours and always holds the agreed start.
Visit visit_from(db::Transaction& tx, const NewPlan& plan, const Entitlement& entitlement,
                 const Service& service, PlanId plan_id, base::Date on, std::int64_t units) {
  Visit visit;
  visit.id = tx.make_id<VisitId>();
  visit.plan_id = plan_id;
  visit.entitlement_id = entitlement.id;
  visit.client_id = entitlement.client_id;
  visit.centre_id = entitlement.centre_id;
  visit.service = entitlement.service;
  visit.visit_on = on;
  visit.start_min = plan.start_min;
  visit.length_min = plan.length_min;
  visit.earliest_min = std::max(plan.start_min - plan.slack_min, service.opens_min);
  // Never below the agreed start, however late that is.
  visit.latest_min =
      std::max(std::min(plan.start_min + plan.slack_min, service.closes_min - plan.length_min),
               plan.start_min);
  CHECK_REQUEST(visit.earliest_min <= visit.start_min && visit.start_min <= visit.latest_min);
  visit.needs_car = plan.needs_car.value_or(service.needs_car);
  visit.destination_id = plan.destination_id;
  visit.state = VisitState::planned;
  visit.quota_units = units;
  visit.portions = plan.portions;
  return visit;
}

void insert_plan(db::Transaction& tx, RegionId region_id, const NewPlan& plan, PlanId id,
                 PersonId actor_id, base::Instant now) {
  std::int64_t mask = 0;
  for (const std::int32_t day : plan.weekdays) {
    CHECK_REQUEST(day >= 1 && day <= kDaysPerWeek);
    mask |= std::int64_t{1} << (day - 1);
  }
  tx.execute(
      "INSERT INTO care_plan (region_id, id, entitlement_id, from_on, to_on, weekdays,"
      " start_min, length_min, made_by, made_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      region_id, id, plan.entitlement_id, plan.from_on, plan.to_on, mask, plan.start_min,
      plan.length_min, actor_id, now);
}

/// The second worker's visit, or the way back: it shares quota and day of the first one.
Visit second_part(db::Transaction& tx, const Visit& first, std::int32_t later_min,
                  const Service& service) {
  Visit visit = first;
  visit.id = tx.make_id<VisitId>();
  visit.quota_units = 0;
  visit.start_min += later_min;
  visit.earliest_min += later_min;
  visit.latest_min += later_min;
  // The way back may wait for the doctor until the service closes.
  if (later_min > 0)
    visit.latest_min = std::max(visit.start_min, service.closes_min - visit.length_min);
  return visit;
}

/// What ties the parts of one day's visit together, and when else they may begin.
void tie_parts(db::Transaction& tx, RegionId region_id, const NewPlan& plan,
               const std::vector<Visit>& parts) {
  const Visit& first = parts.front();
  if (!plan.further_windows.empty())
    for (const Visit& part : parts)
      insert_windows(tx, region_id, part.visit_on, part.id, plan.further_windows);
  if (parts.size() < 2) return;
  const auto group = tx.make_id<LinkGroupId>();
  std::vector<VisitLink> links;
  // In pairs: there with there, back with back, and the two ways of each worker's trip.
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Visit& part = parts[i];
    const bool is_return = part.start_min != first.start_min;
    const bool is_second_return = is_return && i + 1 == parts.size() && parts.size() == 4;
    const Visit& from = is_second_return ? parts[2] : first;
    if (is_return && !is_second_return) {
      const std::int32_t gap = part.start_min - first.start_min;
      links.push_back({group, LinkKind::trip_return, from.id, part.id, gap,
                       gap + plan.return_wait_min, optimiser::WorkerRelation::any});
    } else {
      links.push_back({group, LinkKind::double_staffing, from.id, part.id, 0, 0,
                       optimiser::WorkerRelation::different});
    }
  }
  insert_links(tx, region_id, first.visit_on, links);
}

/// All visits of one day: one, or two workers', or the way there and back, or both.
std::vector<Visit> parts_of(db::Transaction& tx, const NewPlan& plan, const Visit& first,
                            const Service& service) {
  std::vector<Visit> parts{first};
  if (plan.staff > 1) parts.push_back(second_part(tx, first, 0, service));
  if (!plan.return_after_min) return parts;
  const std::int32_t later_min = plan.length_min + *plan.return_after_min;
  parts.push_back(second_part(tx, first, later_min, service));
  if (plan.staff > 1) parts.push_back(second_part(tx, first, later_min, service));
  return parts;
}

/// Moves the referral behind the entitlement on.
Planning<void> mark_planned(db::Transaction& tx, RegionId region_id, ReferralId id,
                            PersonId actor_id, base::Instant now) {
  const auto referral = find_referral(tx, region_id, id);
  CHECK_REQUEST(referral.has_value());
  const auto step =
      take_step(tx, region_id, id, ReferralAction::plan, "", {actor_id, referral->version, now});
  if (!step) return base::refuse(PlanRefusal::referral_step_not_allowed);
  return {};
}

/// When the day's visit is over, the way back included.
std::int32_t end_of(const NewPlan& plan) {
  const std::int32_t end = plan.start_min + plan.length_min;
  return plan.return_after_min ? end + *plan.return_after_min + plan.length_min : end;
}

/// What the pattern itself gets wrong, before any day is looked at.
Planning<void> check_plan(const NewPlan& plan, const Service& service,
                          const std::vector<base::Date>& days) {
  // In the order in which the form asks for them.
  if (plan.return_after_min && !plan.destination_id)
    return base::refuse(PlanRefusal::return_without_destination);
  if (plan.length_min < service.shortest_min || plan.length_min > service.longest_min)
    return base::refuse(PlanRefusal::visit_length_not_offered);
  if (plan.start_min < service.opens_min || end_of(plan) > service.closes_min)
    return base::refuse(PlanRefusal::outside_service_hours);
  std::set<std::int32_t> begins;
  for (const VisitWindow& window : plan.further_windows)
    if (window.earliest_min > window.latest_min || window.earliest_min < service.opens_min ||
        window.latest_min + plan.length_min > service.closes_min ||
        !begins.insert(window.earliest_min).second)
      return base::refuse(PlanRefusal::outside_service_hours);
  // A weekday of no week is refused though others are right: the stored mask has seven bits.
  const bool is_week = std::ranges::all_of(
      plan.weekdays, [](std::int32_t day) { return day >= 1 && day <= kDaysPerWeek; });
  if (!is_week || days.empty()) return base::refuse(PlanRefusal::no_day_in_pattern);
  return {};
}

}  // namespace

base::Result<PlanMade, PlanRefusal> make_plan(db::Transaction& tx, RegionId region_id,
                                              const NewPlan& plan, PersonId actor_id,
                                              base::Instant now) {
  const auto entitlement = find_entitlement(tx, region_id, plan.entitlement_id);
  if (!entitlement) return base::refuse(PlanRefusal::entitlement_not_found);
  if (plan.to_on < entitlement->valid_from || plan.from_on > entitlement->valid_to)
    return base::refuse(PlanRefusal::dates_outside_entitlement);
  const Service service = service_of(tx, region_id, entitlement->service);
  const std::vector<base::Date> days = days_of(plan, *entitlement);
  OLIVE_TRY_VOID(check_plan(plan, service, days));
  const FeeRule rule = fee_rule_of(tx, region_id, entitlement->service, entitlement->district_code,
                                   entitlement->valid_from);
  // By planned length; the completion counts again by what it took.
  const std::int64_t units =
      quota_units(rule.quota, billed_minutes(plan.length_min, rule.unit_min, rule.grace_min));
  PlanMade made{.plan_id = tx.make_id<PlanId>(),
                .units_left = units_left(tx, region_id, *entitlement)};
  std::vector<std::vector<Visit>> visits;
  const settings::Calendar calendar = settings::calendar(tx, region_id, base::korean_date(now));
  for (const base::Date on : days) {
    // Closed days cost no quota and are told, not refused: people ask for weekends.
    if (!is_open(service, calendar, on, plan.start_min, plan.length_min)) ++made.closed_days;
    else if (made.units_left < units) ++made.days_beyond_quota;
    else {
      visits.push_back(parts_of(
          tx, plan, visit_from(tx, plan, *entitlement, service, made.plan_id, on, units), service));
      made.units_left -= units;
    }
  }
  if (visits.empty())
    return base::refuse(made.days_beyond_quota > 0 ? PlanRefusal::quota_exhausted
                                                   : PlanRefusal::no_day_in_pattern);
  // First the step, then the rows: a referral that has ended takes no visits.
  OLIVE_TRY_VOID(mark_planned(tx, region_id, entitlement->referral_id, actor_id, now));
  std::vector<Visit> all;
  for (const std::vector<Visit>& parts : visits) std::ranges::copy(parts, std::back_inserter(all));
  for (const Visit& visit : all) made.visits.push_back(visit.id);
  // Every day of the pattern became a visit or is told why not.
  CHECK_REQUEST(visits.size() + static_cast<std::size_t>(made.closed_days) +
                    static_cast<std::size_t>(made.days_beyond_quota) ==
                days.size());
  CHECK_REQUEST(made.units_left >= 0);
  insert_plan(tx, region_id, plan, made.plan_id, actor_id, now);
  insert_visits(tx, region_id, all);
  for (const std::vector<Visit>& parts : visits) tie_parts(tx, region_id, plan, parts);
  return made;
}

}  // namespace care
