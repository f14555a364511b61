#include "plan_olive.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "json/json.h"
#include "plan_json.h"
#include "plan_olive_file.h"

namespace olive {

namespace {

using optimiser::BitSet;
using optimiser::Index;
using optimiser::kNone;
using optimiser::Term;

// Ids of one kind, with every fault at its place.
class Ids {
 public:
  Ids(PlanFaults& faults, std::string kind) : faults_(&faults), kind_(std::move(kind)) {}

  void add(const std::string& id, const std::string& pointer) {
    const auto [place, is_new] = index_.emplace(id, static_cast<Index>(names_.size()));
    if (is_new) names_.push_back(id);
    else faults_->push_back({pointer, "is given twice (" + id + ")"});
  }
  Index at(const std::string& id, const std::string& pointer) const {
    const auto found = index_.find(id);
    if (found != index_.end()) return found->second;
    faults_->push_back({pointer, "names no " + kind_ + " of the file (" + id + ")"});
    return kNone;
  }
  template <class Optional>
  Index at(const Optional& id, const std::string& pointer) const
    requires requires { id.has_value(); }
  {
    return id ? at(*id, pointer) : kNone;
  }
  const std::string& operator[](Index index) const {
    CHECK(index >= 0 && static_cast<std::size_t>(index) < names_.size());
    return names_[static_cast<std::size_t>(index)];
  }
  std::size_t size() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }

 private:
  PlanFaults* faults_;
  std::string kind_;
  std::vector<std::string> names_;
  std::map<std::string, Index> index_;
};

// Words that the file makes up, each a bit.
class Words {
 public:
  explicit Words(PlanFaults& faults) : faults_(&faults) {}

  BitSet set_of(const std::vector<std::string>& words, const std::string& pointer) {
    BitSet set = 0;
    for (const std::string& word : words) {
      const auto bit = bits_.emplace(word, bits_.size()).first->second;
      if (bit < 64) set |= BitSet{1} << bit;
      else faults_->push_back({pointer, "more than 64 different words in the file"});
    }
    return set;
  }

 private:
  PlanFaults* faults_;
  std::map<std::string, std::size_t> bits_;
};

// Sums of weighted amounts must stay within 63 bits: 10⁸ units of time (three years of seconds) at
// a weight of 10⁷, for some thousand activities.
constexpr std::int64_t kTimeMax = 100'000'000;
constexpr std::int64_t kWeightMax = 10'000'000;
constexpr std::int64_t kAmountMax = 1'000'000;
static_assert(kTimeMax * kWeightMax < (std::int64_t{1} << 50));

std::string pointer_to(std::string_view list, std::size_t index, std::string_view field = "") {
  return "/" + std::string(list) + "/" + std::to_string(index) + std::string(field);
}

PlanFaults faults_of(const json::Errors& errors) {
  PlanFaults faults;
  for (const json::FieldError& error : errors)
    faults.push_back(
        {error.pointer.empty() ? "/" : error.pointer, words_of_code(error.code, error.expected)});
  return faults;
}

class OlivePlan : public PlanCase {
 public:
  PlanFaults build(const plan_file::Problem& file);

  std::vector<CostTerm> costs(const optimiser::Solution& solution) const override;
  std::string write(const optimiser::Solution& solution) const override;
  std::expected<optimiser::Plan, PlanFaults> read(std::string_view text) const override;
  std::vector<std::string> place_names() const override { return places_.names(); }

 private:
  void name_all(const plan_file::Problem& file);
  void check_sizes(const plan_file::Problem& file);
  void bound(std::optional<std::int64_t> value, std::int64_t low, std::int64_t high,
             const std::string& pointer);
  void check_shifts(const plan_file::Problem& file);
  void add_matrix(const plan_file::Matrix& matrix, const std::string& pointer);
  void add_worker(const plan_file::Worker& worker, const std::string& pointer);
  void add_vehicle(const plan_file::Vehicle& vehicle, const std::string& pointer);
  void add_activity(const plan_file::Activity& activity, const std::string& pointer);
  void tie_to_workers(const plan_file::Activity& from, optimiser::Activity& to,
                      const std::string& pointer);
  void add_link(const plan_file::Link& link, const std::string& pointer);
  void weigh(const std::vector<plan_file::Amount>& amounts);
  void take_loads(std::size_t count);

  mutable PlanFaults faults_;  // of the file being read
  Ids places_{faults_, "place"};
  Ids workers_{faults_, "worker"};
  Ids vehicles_{faults_, "vehicle"};
  Ids activities_{faults_, "activity"};
  Ids persons_{faults_, "person"};
  Words skills_{faults_};
  Words traits_{faults_};
};

void OlivePlan::name_all(const plan_file::Problem& file) {
  for (std::size_t i = 0; i < file.places.size(); ++i)
    places_.add(file.places[i], pointer_to("places", i));
  for (std::size_t i = 0; i < file.workers.size(); ++i)
    workers_.add(file.workers[i].id, pointer_to("workers", i, "/id"));
  for (std::size_t i = 0; i < file.vehicles.size(); ++i)
    vehicles_.add(file.vehicles[i].id, pointer_to("vehicles", i, "/id"));
  for (std::size_t i = 0; i < file.activities.size(); ++i)
    activities_.add(file.activities[i].id, pointer_to("activities", i, "/id"));
  std::map<std::string, bool> persons;
  for (const plan_file::Worker& worker : file.workers)
    if (worker.person && persons.emplace(*worker.person, true).second)
      persons_.add(*worker.person, "");
}

void OlivePlan::bound(std::optional<std::int64_t> value, std::int64_t low, std::int64_t high,
                      const std::string& pointer) {
  if (value && (*value < low || *value > high))
    faults_.push_back(
        {pointer, "is out of range (" + std::to_string(low) + "…" + std::to_string(high) + ")"});
}

void OlivePlan::check_sizes(const plan_file::Problem& file) {
  for (std::size_t i = 0; i < file.weights.size(); ++i)
    bound(file.weights[i].amount, 0, kWeightMax, pointer_to("weights", i, "/amount"));
  for (std::size_t i = 0; i < file.workers.size(); ++i) {
    const plan_file::Worker& worker = file.workers[i];
    bound(worker.shift_start, -kTimeMax, kTimeMax, pointer_to("workers", i, "/shift_start"));
    bound(worker.shift_end, -kTimeMax, kTimeMax, pointer_to("workers", i, "/shift_end"));
    bound(worker.overtime_max, 0, kTimeMax, pointer_to("workers", i, "/overtime_max"));
  }
  for (std::size_t i = 0; i < file.activities.size(); ++i) {
    const plan_file::Activity& activity = file.activities[i];
    const std::string pointer = pointer_to("activities", i);
    bound(activity.duration, 0, kTimeMax, pointer + "/duration");
    bound(activity.priority, 0, kAmountMax, pointer + "/priority");
    bound(activity.preference_default, 0, kAmountMax, pointer + "/preference_default");
    for (const plan_file::Preference& preference : activity.preferences)
      bound(preference.amount, 0, kAmountMax, pointer + "/preferences");
    for (const plan_file::Window& window : activity.windows)
      for (const auto time : {window.earliest, window.latest, window.grace.value_or(0)})
        bound(time, -kTimeMax, kTimeMax, pointer + "/windows");
    if (activity.pin) bound(activity.pin->start, -kTimeMax, kTimeMax, pointer + "/pin/start");
    if (!activity.published) continue;
    bound(activity.published->start, -kTimeMax, kTimeMax, pointer + "/published/start");
    bound(activity.published->tolerance, 0, kTimeMax, pointer + "/published/tolerance");
  }
}

// Who is idle must have a shift: without an end it would be idle for ever.
void OlivePlan::check_shifts(const plan_file::Problem& file) {
  for (std::size_t i = 0; i < file.workers.size(); ++i)
    if (weights[Term::idle_max] > 0 && !file.workers[i].shift_end)
      faults_.push_back({pointer_to("workers", i, "/shift_end"), "is missing, as idle_max counts"});
}

void OlivePlan::add_matrix(const plan_file::Matrix& matrix, const std::string& pointer) {
  optimiser::TravelMatrix made{
      .size = static_cast<Index>(places_.size()), .duration = {}, .distance = {}};
  const auto flatten = [&](const std::vector<std::vector<std::int32_t>>& rows,
                           std::vector<std::int32_t>& into, const char* field) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows.size() != places_.size() || rows[i].size() != places_.size())
        return faults_.push_back({pointer + field + "/" + std::to_string(i),
                                  "should have a row and a column for each place"});
      into.insert(into.end(), rows[i].begin(), rows[i].end());
    }
  };
  flatten(matrix.duration, made.duration, "/duration");
  flatten(matrix.distance, made.distance, "/distance");
  problem.travel.push_back(std::move(made));
}

void OlivePlan::take_loads(std::size_t count) {
  problem.load_dimensions = std::max(problem.load_dimensions, static_cast<Index>(count));
}

void OlivePlan::add_worker(const plan_file::Worker& worker, const std::string& pointer) {
  const optimiser::Worker usual;
  take_loads(worker.capacity.size());
  problem.workers.push_back(
      {.person = persons_.at(worker.person, pointer + "/person"),
       .start_place = places_.at(worker.start_place, pointer + "/start_place"),
       .end_place = places_.at(worker.end_place, pointer + "/end_place"),
       .shift_start = worker.shift_start.value_or(usual.shift_start),
       .shift_end = worker.shift_end.value_or(usual.shift_end),
       .overtime_max = worker.overtime_max.value_or(usual.overtime_max),
       .mode = worker.mode.value_or(usual.mode),
       .skills = skills_.set_of(worker.skills, pointer + "/skills"),
       .traits = traits_.set_of(worker.traits, pointer + "/traits"),
       .can_drive = worker.can_drive.value_or(usual.can_drive),
       .is_present_from_start = worker.is_present_from_start.value_or(false),
       .capacity = worker.capacity});
}

void OlivePlan::add_vehicle(const plan_file::Vehicle& vehicle, const std::string& pointer) {
  take_loads(vehicle.capacity.size());
  problem.vehicles.push_back({.home = places_.at(vehicle.home, pointer + "/home"),
                              .mode = vehicle.mode.value_or(0),
                              .traits = traits_.set_of(vehicle.traits, pointer + "/traits"),
                              .capacity = vehicle.capacity});
}

void OlivePlan::tie_to_workers(const plan_file::Activity& from, optimiser::Activity& to,
                               const std::string& pointer) {
  for (std::size_t i = 0; i < from.excluded_workers.size(); ++i)
    to.excluded_workers.push_back(
        workers_.at(from.excluded_workers[i], pointer + "/excluded_workers/" + std::to_string(i)));
  for (std::size_t i = 0; i < from.preferences.size(); ++i)
    to.preferences.push_back(
        {workers_.at(from.preferences[i].worker,
                     pointer + "/preferences/" + std::to_string(i) + "/worker"),
         from.preferences[i].amount});
  to.preference_default = from.preference_default.value_or(to.preference_default);
  if (from.pin) to.pin = {workers_.at(from.pin->worker, pointer + "/pin/worker"), from.pin->start};
  if (from.published)
    to.published = {workers_.at(from.published->worker, pointer + "/published/worker"),
                    from.published->start, from.published->tolerance.value_or(0)};
}

void OlivePlan::add_activity(const plan_file::Activity& activity, const std::string& pointer) {
  take_loads(activity.loads.size());
  optimiser::Activity made{.place = places_.at(activity.place, pointer + "/place"),
                           .duration = activity.duration};
  for (const plan_file::Window& window : activity.windows)
    made.windows.push_back({window.earliest, window.latest, window.grace.value_or(0)});
  made.is_due_soft = activity.is_due_soft.value_or(made.is_due_soft);
  made.skills = skills_.set_of(activity.skills, pointer + "/skills");
  made.traits = traits_.set_of(activity.traits, pointer + "/traits");
  made.loads = activity.loads;
  made.empties_load = activity.empties_load.value_or(made.empties_load);
  made.is_optional = activity.is_optional.value_or(made.is_optional);
  made.is_break = activity.is_break.value_or(made.is_break);
  made.priority = activity.priority.value_or(made.priority);
  tie_to_workers(activity, made, pointer);
  problem.activities.push_back(std::move(made));
}

void OlivePlan::add_link(const plan_file::Link& link, const std::string& pointer) {
  const optimiser::Link usual;
  problem.links.push_back({.from = activities_.at(link.from, pointer + "/from"),
                           .to = activities_.at(link.to, pointer + "/to"),
                           .gap_min = link.gap_min.value_or(usual.gap_min),
                           .gap_max = link.gap_max.value_or(usual.gap_max),
                           .relation = link.relation.value_or(usual.relation)});
}

void OlivePlan::weigh(const std::vector<plan_file::Amount>& amounts) {
  weights = amounts.empty() ? optimiser::default_weights() : optimiser::Weights{};
  for (const plan_file::Amount& each : amounts) weights[each.term] = each.amount;
}

PlanFaults OlivePlan::build(const plan_file::Problem& file) {
  name_all(file);
  for (std::size_t i = 0; i < file.travel.size(); ++i)
    add_matrix(file.travel[i], pointer_to("travel", i));
  for (std::size_t i = 0; i < file.workers.size(); ++i)
    add_worker(file.workers[i], pointer_to("workers", i));
  for (std::size_t i = 0; i < file.vehicles.size(); ++i)
    add_vehicle(file.vehicles[i], pointer_to("vehicles", i));
  for (std::size_t i = 0; i < file.activities.size(); ++i)
    add_activity(file.activities[i], pointer_to("activities", i));
  for (std::size_t i = 0; i < file.links.size(); ++i)
    add_link(file.links[i], pointer_to("links", i));
  weigh(file.weights);
  check_sizes(file);
  check_shifts(file);
  if (!faults_.empty()) return faults_;
  return engine_faults(problem).value_or(PlanFaults{});
}

std::vector<CostTerm> OlivePlan::costs(const optimiser::Solution& solution) const {
  std::vector<CostTerm> terms;
  for (std::size_t i = 0; i < optimiser::kTermCount; ++i) {
    const auto term = static_cast<Term>(i);
    if (solution.terms[term] != 0)
      terms.push_back(
          {std::string(base::name_of(term)), static_cast<double>(solution.terms[term])});
  }
  terms.push_back({"cost", static_cast<double>(solution.total)});
  return terms;
}

std::string OlivePlan::write(const optimiser::Solution& solution) const {
  plan_file::Plan plan{.cost = solution.total};
  for (const optimiser::Route& route : solution.routes) {
    plan_file::Route written{
        .worker = workers_[route.worker], .departure = route.departure, .finish = route.finish};
    if (route.vehicle != kNone) written.vehicle = vehicles_[route.vehicle];
    for (const optimiser::Visit& visit : route.visits)
      written.visits.push_back(
          {activities_[visit.activity], visit.start, visit.arrival, visit.finish});
    plan.routes.push_back(std::move(written));
  }
  for (const optimiser::LeftOut& left_out : solution.left_out)
    plan.left_out.push_back({activities_[left_out.activity], left_out.reason});
  for (std::size_t i = 0; i < optimiser::kTermCount; ++i)
    if (const auto term = static_cast<Term>(i); solution.terms[term] != 0)
      plan.terms.push_back({term, solution.terms[term]});
  return json::write(plan) + "\n";
}

std::expected<optimiser::Plan, PlanFaults> OlivePlan::read(std::string_view text) const {
  auto file = json::read<plan_file::Plan>(text);
  if (!file) return std::unexpected(faults_of(file.error()));
  optimiser::Plan plan;
  for (std::size_t r = 0; r < file->routes.size(); ++r) {
    const plan_file::Route& from = file->routes[r];
    const std::string pointer = pointer_to("routes", r);
    optimiser::PlannedRoute route{.worker = workers_.at(from.worker, pointer + "/worker"),
                                  .vehicle = vehicles_.at(from.vehicle, pointer + "/vehicle")};
    for (std::size_t v = 0; v < from.visits.size(); ++v)
      route.visits.push_back(
          {activities_.at(from.visits[v].activity, pointer + "/visits/" + std::to_string(v)),
           from.visits[v].start});
    plan.routes.push_back(std::move(route));
  }
  if (!faults_.empty()) return std::unexpected(std::exchange(faults_, {}));
  return plan;
}

}  // namespace

PlanCaseRead read_olive_plan(std::string_view text) {
  const auto file = json::read<plan_file::Problem>(text);
  if (!file) return std::unexpected(faults_of(file.error()));
  auto made = std::make_unique<OlivePlan>();
  if (PlanFaults faults = made->build(*file); !faults.empty())
    return std::unexpected(std::move(faults));
  return made;
}

}  // namespace olive
