#include "plan_uhhc.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "plan_uhhc_case.h"

namespace olive {

namespace {

using optimiser::Activity;
using optimiser::BitSet;
using optimiser::Index;
using optimiser::kForever;
using optimiser::kNone;
using optimiser::Link;
using optimiser::Term;
using optimiser::Time;
using optimiser::WorkerRelation;

// More than all that a published plan ever cost, so that what must be done is never given up.
constexpr std::int64_t kUnassignedWeight = 10'000'000;
constexpr Time kOvertimeMax = 1'000'000;
constexpr double kAnyTime = -200'000;

constexpr UhhcComponent kComponents[] = {
    {"travel_time", "travel_time", Term::travel},
    {"total_tardiness", "total_tardiness", Term::tardiness},
    {"highest_tardiness", "highest_tardiness", Term::tardiness_max},
    {"total_waiting_time", "total_waiting_time", Term::waiting},
    {"total_extra_time", "total_extra_time", Term::overtime},
    {"max_idle_time", "max_idle_time", Term::idle_max},
    {"caregiver_preferences", "preferences", Term::preference},
    {"optional_patients", "unscheduled", Term::skipped},
    {"missed_lunch_break", "missed_lunch_break", Term::missed_break},
    {"workload_balance", "workload_balance", Term::workload_deviation},
};
// Hard rules when the file does not name them.
constexpr Term kHardUnlessNamed[] = {Term::preference, Term::skipped, Term::missed_break};
// What the engine keeps as a rule; of the others it knows the cost only.
constexpr Term kMayBeHard[] = {Term::tardiness,  Term::tardiness_max, Term::overtime,
                               Term::preference, Term::skipped,       Term::missed_break};

// Terms that count heads rather than time.
bool is_count(Term term) {
  return term == Term::preference || term == Term::skipped || term == Term::missed_break;
}

// Walks through a file once and fills the case.
class UhhcReader {
 public:
  UhhcReader(Uhhc& made, const json::Node& root) : made_(made), root_(root) {}

  void read() {
    find_scale();
    read_metadata();
    for (const json::Node& node : root_.field("services").elements())
      made_.services.add(node.field("id"));
    if (made_.services.size() > 64) return root_.field("services").report("out_of_range", "…64");
    for (const json::Node& node : root_.field("terminal_points").elements()) add_terminal(node);
    for (const json::Node& node : root_.field("caregivers").elements()) add_caregiver(node);
    for (const json::Node& node : root_.field("patients").elements()) add_patient(node);
    for (Index caregiver = 0; caregiver < made_.caregivers.size(); ++caregiver)
      if (has_lunch_[static_cast<std::size_t>(caregiver)]) add_lunch(caregiver);
    made_.problem.travel.push_back(read_matrix(root_.field("distances"), made_.scale));
    if (made_.problem.travel.front().size <= place_max_)
      root_.field("distances").report("out_of_range", "a row for every distance_matrix_index");
  }

 private:
  void find_scale() {
    PlanScale& scale = made_.scale;
    for (const json::Node& row : root_.field("distances").elements())
      scale.widen_for(row.numbers());
    for (const json::Node& patient : root_.field("patients").elements()) {
      for (const json::Node& window : patient.field("time_windows").elements())
        for (const char* end : {"start", "end"}) scale.widen_for(window.field(end).number());
      for (const json::Node& service : patient.field("required_services").elements())
        if (const auto duration = service.find("duration")) scale.widen_for(duration->number());
    }
  }

  bool is_hard(Term term) const {
    for (const UhhcComponent& component : made_.components)
      if (component.term == term) return component.is_hard;
    return std::ranges::find(kHardUnlessNamed, term) != std::end(kHardUnlessNamed);
  }

  void read_metadata() {
    const json::Node metadata = root_.field("metadata");
    const auto met = metadata.find("time_window_met");
    is_due_at_end_ = met && met->text() == "at_service_end";
    const auto origin = metadata.find("origin");
    is_present_from_start_ = origin && origin->text().starts_with("bazirha");
    const json::Node weights = metadata.field("cost_components");
    for (const std::string& name : weights.names()) {
      const auto known = std::ranges::find_if(
          kComponents, [&](const UhhcComponent& each) { return name == each.name; });
      if (const auto weight = weights.find(name); !weight) continue;
      else if (known == std::end(kComponents)) weight->report("no_such_choice");
      else add_component(*known, *weight);
    }
    weigh();
  }

  void add_component(UhhcComponent component, const json::Node& weight) {
    if (weight.is_text()) {
      component.is_hard = weight.text() == "HARD" &&
                          std::ranges::find(kMayBeHard, component.term) != std::end(kMayBeHard);
      if (!component.is_hard) weight.report("no_such_choice", "a number, for some HARD");
    } else {
      component.weight = weight.integer();
      if (component.weight < 0 || component.weight > 1'000'000) weight.report("out_of_range");
    }
    if (component.term == Term::workload_deviation && made_.scale.factor() != 1)
      weight.report("out_of_range", "workloads are rounded up: only with whole numbers");
    made_.components.push_back(component);
  }

  // Everything in units of the scale: a head weighs as much as that many units of time.
  void weigh() {
    const std::int64_t factor = made_.scale.factor();
    for (const UhhcComponent& component : made_.components)
      made_.weights[component.term] = component.weight * (is_count(component.term) ? factor : 1);
    made_.weights[Term::unassigned] = kUnassignedWeight * factor;
    if (is_hard(Term::missed_break)) made_.weights[Term::missed_break] = kUnassignedWeight * factor;
  }

  Index place_of(const json::Node& node) {
    const json::Node index = node.field("distance_matrix_index");
    const std::int64_t value = index.integer();
    if (value < 0 || value > 100'000) index.report("out_of_range");
    const auto place = static_cast<Index>(std::clamp<std::int64_t>(value, 0, 100'000));
    place_max_ = std::max(place_max_, place);
    return place;
  }

  void add_terminal(const json::Node& node) {
    terminals_.add(node.field("id"));
    terminal_places_.push_back(place_of(node));
  }

  Index terminal_at(const json::Node& node) const {
    const Index terminal = terminals_.at(node);
    return terminal == kNone ? 0 : terminal_places_.at(static_cast<std::size_t>(terminal));
  }

  BitSet skill_of(const json::Node& service) const {
    const Index index = made_.services.at(service);
    return index == kNone ? 0 : BitSet{1} << index;
  }

  void add_caregiver(const json::Node& node) {
    made_.caregivers.add(node.field("id"));
    const json::Node departs = node.field("departing_point");
    const auto arrives = node.find("arrival_point");
    const json::Node shift = node.field("working_shift");
    optimiser::Worker worker{.start_place = terminal_at(departs),
                             .end_place = terminal_at(arrives ? *arrives : departs),
                             .shift_start = made_.scale.scaled(shift.field("start")),
                             .shift_end = made_.scale.scaled(shift.field("end")),
                             .is_present_from_start = is_present_from_start_};
    worker.overtime_max = is_hard(Term::overtime) ? 0 : kOvertimeMax * made_.scale.factor();
    for (const json::Node& ability : node.field("abilities").elements())
      worker.skills |= skill_of(ability);
    made_.problem.workers.push_back(worker);
    made_.departing_points.push_back(departs.text());
    const auto lunch = node.find("lunch_break");
    has_lunch_.push_back(lunch && lunch->boolean() && root_.find("lunch_breaks"));
  }

  // Windows for the start. A start after a window and before the next is tardy for the earlier one.
  void add_windows(Activity& activity, const json::Node& windows) const {
    const bool is_strict = is_hard(Term::tardiness) || is_hard(Term::tardiness_max);
    const Time ahead = is_due_at_end_ ? activity.duration : 0;
    for (const json::Node& node : windows.elements())
      activity.windows.push_back(
          {made_.scale.scaled(node.field("start")), made_.scale.scaled(node.field("end")) - ahead});
    std::ranges::sort(activity.windows, {}, &optimiser::Window::earliest);
    if (activity.windows.empty()) return windows.report("out_of_range", "1 window or more");
    if (is_strict) return keep_possible(activity.windows);
    activity.is_due_soft = true;
    for (std::size_t i = 0; i + 1 < activity.windows.size(); ++i) {
      optimiser::Window& window = activity.windows[i];
      const Time next = activity.windows[i + 1].earliest;
      // Windows may touch: the moment then belongs to the later one.
      window.latest = std::min(window.latest, next - 1);
      window.grace = next - 1 - window.latest;
    }
  }

  // Without those that are too short for the service; with none left nobody can come in time.
  static void keep_possible(std::vector<optimiser::Window>& windows) {
    const optimiser::Window never{kForever - 1, kForever - 1};
    std::erase_if(windows, [](const auto& each) { return each.latest < each.earliest; });
    for (std::size_t i = 0; i + 1 < windows.size(); ++i)
      windows[i].latest = std::min(windows[i].latest, windows[i + 1].earliest - 1);
    if (windows.empty()) windows.push_back(never);
  }

  void add_wishes(Activity& activity, const json::Node& patient) const {
    if (const auto excluded = patient.find("incompatible_caregivers"))
      for (const json::Node& node : excluded->elements())
        if (const Index worker = made_.caregivers.at(node); worker != kNone)
          activity.excluded_workers.push_back(worker);
    const auto preferred = patient.find("preferred_caregivers");
    if (!preferred) return;
    std::vector<bool> is_preferred(static_cast<std::size_t>(made_.caregivers.size()), false);
    for (const json::Node& node : preferred->elements())
      if (const Index worker = made_.caregivers.at(node); worker != kNone)
        is_preferred[static_cast<std::size_t>(worker)] = true;
    activity.preference_default = 1;
    for (Index worker = 0; worker < made_.caregivers.size(); ++worker) {
      if (is_preferred[static_cast<std::size_t>(worker)])
        activity.preferences.push_back({worker, 0});
      else if (is_hard(Term::preference)) activity.excluded_workers.push_back(worker);
    }
  }

  Time duration_of(const json::Node& service) const {
    if (const auto duration = service.find("duration")) return made_.scale.scaled(*duration);
    const std::string name = service.field("service").text();
    for (const json::Node& node : root_.field("services").elements())
      if (const auto usual = node.find("default_duration");
          usual && node.field("id").text() == name)
        return made_.scale.scaled(*usual);
    service.report("required", "duration");
    return 0;
  }

  void add_patient(const json::Node& node) {
    const Index patient = made_.patients.add(node.field("id"));
    const Index place = place_of(node);
    const auto optional = node.find("optional");
    const bool is_optional = optional && optional->boolean() && !is_hard(Term::skipped);
    const auto first = static_cast<Index>(made_.problem.activities.size());
    for (const json::Node& service : node.field("required_services").elements()) {
      Activity activity{.place = place, .duration = duration_of(service)};
      add_windows(activity, node.field("time_windows"));
      activity.skills = skill_of(service.field("service"));
      activity.is_optional = is_optional;
      // A patient left out counts once, however many services that were.
      if (made_.problem.activities.size() > static_cast<std::size_t>(first)) activity.priority = 0;
      add_wishes(activity, node);
      made_.tasks.push_back({patient, made_.services.find(service.field("service").text()), kNone});
      made_.problem.activities.push_back(std::move(activity));
    }
    const auto count = static_cast<Index>(made_.problem.activities.size()) - first;
    if (count == 0) node.field("required_services").report("out_of_range", "1 service or more");
    if (count > 1) link_services(node, first, count);
  }

  // Each pair goes to different caregivers: no published plan gives one of them both, not even
  // where the skills allow it.
  void link_services(const json::Node& patient, Index first, Index count) {
    const json::Node synchronization = patient.field("synchronization");
    const std::string type = synchronization.field("type").text();
    Link link{.gap_min = 0, .gap_max = 0, .relation = WorkerRelation::different};
    if (type == "independent") {
      link.gap_min = -kForever;
      link.gap_max = kForever;
    } else if (type == "sequential" && count == 2) {
      const json::Node gap = synchronization.field("distance");
      link.gap_min = made_.scale.scaled(gap.field("min"), kAnyTime);
      link.gap_max = made_.scale.scaled(gap.field("max"), kAnyTime);
    } else if (type != "simultaneous") {
      return synchronization.report("no_such_choice", "independent, simultaneous, sequential");
    }
    for (link.from = first; link.from < first + count; ++link.from)
      for (link.to = link.from + 1; link.to < first + count; ++link.to)
        made_.problem.links.push_back(link);
  }

  void add_lunch(Index caregiver) {
    const json::Node rule = root_.field("lunch_breaks");
    Activity lunch{.duration = made_.scale.scaled(rule.field("min_duration")), .is_break = true};
    const Time ahead = is_due_at_end_ ? lunch.duration : 0;
    lunch.windows = {
        {made_.scale.scaled(rule.field("start")), made_.scale.scaled(rule.field("end")) - ahead}};
    lunch.pin = optimiser::Pin{.worker = caregiver, .start = std::nullopt};
    made_.tasks.push_back({kNone, kNone, caregiver});
    made_.problem.activities.push_back(std::move(lunch));
  }

  Uhhc& made_;
  json::Node root_;
  bool is_due_at_end_ = false;
  bool is_present_from_start_ = false;
  PlanNames terminals_;
  std::vector<Index> terminal_places_;
  std::vector<bool> has_lunch_;
  Index place_max_ = 0;
};

}  // namespace

bool is_uhhc(const json::Node& root) { return root.find("terminal_points").has_value(); }

PlanCaseRead read_uhhc(json::Tree& tree) {
  auto made = std::make_unique<Uhhc>();
  UhhcReader(*made, tree.root()).read();
  if (!tree.errors().empty()) return std::unexpected(faults_of(tree));
  if (auto faults = engine_faults(made->problem)) return std::unexpected(std::move(*faults));
  CHECK(made->tasks.size() == made->problem.activities.size());
  return made;
}

}  // namespace olive
