// Settings of planning, each with the value that holds until a centre sets its own.
#include "plan_settings.h"

#include "json/json.h"

namespace care {
namespace {

constexpr std::int64_t kWeightMax = 10'000'000;
constexpr std::int64_t kMinutesMax = 240;

// Below what stands (care_problem.cpp), which is never given up for anything that could move.
constexpr std::int64_t kPriorityMax = 900;

/// An appointment at a hospital took weeks to get, and who has just been discharged has nobody
/// else: whole rounds of meals are given up before one of them.
constexpr settings::Definition priority_of(std::string_view key, std::string_view value) {
  return {.key = key, .value = value, .unit = "count", .minimum = 1, .maximum = kPriorityMax};
}
constexpr settings::Definition kPriorities[] = {
    priority_of("care.discharge_care.plan_priority", "50"),
    priority_of("care.hospital_accompaniment.plan_priority", "200"),
    priority_of("care.care_activist.plan_priority", "2"),
    priority_of("care.housekeeping.plan_priority", "3"),
    priority_of("care.meals.plan_priority", "1"),
};
static_assert(std::size(kPriorities) == std::tuple_size_v<decltype(PlanRules::priority)>);

constexpr settings::Definition kPromisedPercent{.key = "care.promised_priority_percent",
                                                .value = "150",
                                                .unit = "percent",
                                                .minimum = 100,
                                                .maximum = 1'000};

constexpr settings::Definition kStartGridMin{
    .key = "care.start_grid_min", .value = "5", .unit = "minute", .minimum = 1, .maximum = 30};

// Bags and boxes as centres use them [I]; a round is 15 to 40 meals (facts.md §2.1).
constexpr settings::Definition kMealsOnFoot{
    .key = "care.meals_on_foot", .value = "15", .unit = "count", .minimum = 1, .maximum = 200};
constexpr settings::Definition kMealsByCar{
    .key = "care.meals_by_car", .value = "60", .unit = "count", .minimum = 1, .maximum = 500};
constexpr settings::Definition kMealsReloadMin{
    .key = "care.meals_reload_min", .value = "10", .unit = "minute", .minimum = 1, .maximum = 120};

// Forty hours (근로기준법 §50). Ways between visits count as presence, not here.
constexpr settings::Definition kWeekMinMax{
    .key = "care.week_min_max", .value = "2400", .unit = "minute", .minimum = 0, .maximum = 3'120};
constexpr settings::Definition kWeekNearMin{
    .key = "care.week_near_min", .value = "240", .unit = "minute", .minimum = 0, .maximum = 2'400};

/// Kept for the program's life: a definition only points to its text.
const std::string& default_weights_text() {
  static const std::string text = json::write(PlanWeights{});
  return text;
}

}  // namespace

std::span<const base::Rule> PlanWeights::rules() {
  static const base::Rule kRules[] = {
      {.field = "travel", .minimum = 0, .maximum = kWeightMax},
      {.field = "waiting", .minimum = 0, .maximum = kWeightMax},
      {.field = "overtime", .minimum = 0, .maximum = kWeightMax},
      {.field = "workload_spread", .minimum = 0, .maximum = kWeightMax},
      {.field = "stranger", .minimum = 0, .maximum = kWeightMax},
      {.field = "change_worker", .minimum = 0, .maximum = kWeightMax},
      {.field = "change_time", .minimum = 0, .maximum = kWeightMax},
      {.field = "unassigned", .minimum = 0, .maximum = kWeightMax},
      {.field = "missed_break", .minimum = 0, .maximum = kWeightMax},
  };
  return kRules;
}

const settings::Definition kPlanWeights{.key = "care.plan_weights",
                                        .kind = settings::Kind::table,
                                        .value = default_weights_text(),
                                        .unit = "second",
                                        .is_right = &settings::is_a<PlanWeights>};
const settings::Definition kLateAfterMin{.key = "care.late_after_min",
                                         .value = "10",
                                         .unit = "minute",
                                         .minimum = 1,
                                         .maximum = kMinutesMax};
const settings::Definition kMissingAfterMin{.key = "care.missing_after_min",
                                            .value = "30",
                                            .unit = "minute",
                                            .minimum = 1,
                                            .maximum = kMinutesMax};

std::vector<settings::Definition> plan_setting_definitions() {
  std::vector<settings::Definition> out{
      kPlanWeights, kLateAfterMin, kMissingAfterMin, kPromisedPercent, kStartGridMin,
      kWeekMinMax,  kWeekNearMin,  kMealsOnFoot,     kMealsByCar,      kMealsReloadMin};
  out.insert(out.end(), std::begin(kPriorities), std::end(kPriorities));
  return out;
}

optimiser::Weights engine_weights(const PlanWeights& weights) {
  using enum optimiser::Term;
  // Lateness against a promise is never cheap; the rest is the centre's to say.
  optimiser::Weights out = optimiser::default_weights();
  out[travel] = weights.travel;
  out[waiting] = weights.waiting;
  out[overtime] = weights.overtime;
  out[workload_spread] = weights.workload_spread;
  out[preference] = 1;
  out[change_worker] = weights.change_worker;
  out[change_time] = weights.change_time;
  out[unassigned] = weights.unassigned;
  out[missed_break] = weights.missed_break;
  return out;
}

std::string scope_of_centre(base::OrganisationId centre_id) {
  return std::to_string(centre_id.value);
}

PlanWeights plan_weights(db::Transaction& tx, base::RegionId region_id,
                         base::OrganisationId centre_id, base::Date on) {
  return settings::table<PlanWeights>(tx, region_id, kPlanWeights, on, scope_of_centre(centre_id));
}

PlanRules plan_rules(const settings::Snapshot& snapshot, base::OrganisationId centre_id,
                     base::Date on) {
  const std::string scope = scope_of_centre(centre_id);
  PlanRules rules;
  for (std::size_t i = 0; i < rules.priority.size(); ++i)
    rules.priority[i] = snapshot.integer(kPriorities[i], on, scope);
  rules.promised_percent = snapshot.integer(kPromisedPercent, on, scope);
  rules.start_grid_min = static_cast<std::int32_t>(snapshot.integer(kStartGridMin, on, scope));
  rules.meals_on_foot = snapshot.integer(kMealsOnFoot, on, scope);
  rules.meals_by_car = snapshot.integer(kMealsByCar, on, scope);
  rules.meals_reload_min = static_cast<std::int32_t>(snapshot.integer(kMealsReloadMin, on, scope));
  return rules;
}

std::int32_t week_min_max(const settings::Snapshot& snapshot, base::OrganisationId centre_id,
                          base::PersonId worker_id, base::Date on) {
  const std::int64_t everybody = snapshot.integer(kWeekMinMax, on);
  const std::int64_t own = snapshot.integer(kWeekMinMax, on, std::to_string(worker_id.value));
  // A scope without a value of its own answers with the region's.
  return static_cast<std::int32_t>(
      own != everybody ? own : snapshot.integer(kWeekMinMax, on, scope_of_centre(centre_id)));
}

std::int32_t week_near_min(const settings::Snapshot& snapshot, base::OrganisationId centre_id,
                           base::Date on) {
  return static_cast<std::int32_t>(snapshot.integer(kWeekNearMin, on, scope_of_centre(centre_id)));
}

LateLimits late_limits(const settings::Snapshot& snapshot, base::OrganisationId centre_id,
                       base::Date on) {
  const std::string scope = scope_of_centre(centre_id);
  return {static_cast<std::int32_t>(snapshot.integer(kLateAfterMin, on, scope)),
          static_cast<std::int32_t>(snapshot.integer(kMissingAfterMin, on, scope))};
}

}  // namespace care
