#include "plan_hhcrsp.h"

#include <utility>

#include "base/check.h"
#include "plan_json.h"

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

// More than all that a published solution ever cost, so that a visit is never given up for money.
constexpr std::int64_t kUnassignedWeight = 100'000;

// The service that an activity gives and the patient who gets it.
struct Treatment {
  Index patient = kNone;
  Index service = kNone;
};

class Hhcrsp : public PlanCase {
 public:
  void build(const json::Node& root);

  std::vector<CostTerm> costs(const optimiser::Solution& solution) const override;
  std::string write(const optimiser::Solution& solution) const override;
  std::expected<optimiser::Plan, PlanFaults> read(std::string_view text) const override;

 private:
  void find_scale(const json::Node& root);
  void add_caregiver(const json::Node& node);
  void add_patient(const json::Node& node);
  void link_services(const json::Node& patient, Index first);
  [[nodiscard]] BitSet skill_of(const json::Node& service);
  optimiser::PlannedVisit read_stop(const json::Node& stop) const;
  [[nodiscard]] Index activity_of(Treatment treatment) const;
  [[nodiscard]] double unscaled(std::int64_t amount) const;

  PlanScale scale_;
  PlanNames services_;
  PlanNames caregivers_;
  PlanNames patients_;
  std::vector<Treatment> treatments_;  // of each activity
};

void Hhcrsp::find_scale(const json::Node& root) {
  for (const json::Node& row : root.field("distances").elements()) scale_.widen_for(row.numbers());
  for (const json::Node& patient : root.field("patients").elements()) {
    scale_.widen_for(patient.field("time_window").numbers());
    for (const json::Node& service : patient.field("required_caregivers").elements())
      scale_.widen_for(service.field("duration").number());
  }
}

BitSet Hhcrsp::skill_of(const json::Node& service) {
  const Index index = services_.at(service);
  return index == kNone ? 0 : BitSet{1} << index;
}

void Hhcrsp::add_caregiver(const json::Node& node) {
  caregivers_.add(node.field("id"));
  optimiser::Worker worker{.start_place = 0, .end_place = 0};
  for (const json::Node& ability : node.field("abilities").elements())
    worker.skills |= skill_of(ability);
  problem.workers.push_back(worker);
}

// Two services of one patient are given by two caregivers, at once or the second after the first.
void Hhcrsp::link_services(const json::Node& patient, Index first) {
  const json::Node synchronization = patient.field("synchronization");
  const json::Node type = synchronization.field("type");
  Link link{.from = first,
            .to = first + 1,
            .gap_min = 0,
            .gap_max = 0,
            .relation = WorkerRelation::different};
  if (type.text() == "sequential") {
    const std::vector<json::Node> gap = synchronization.field("distance").elements();
    if (gap.size() != 2) return synchronization.report("out_of_range", "[shortest, longest]");
    link.gap_min = scale_.scaled(gap[0]);
    link.gap_max = scale_.scaled(gap[1]);
  } else if (type.text() != "simultaneous") {
    return type.report("no_such_choice", "simultaneous, sequential");
  }
  problem.links.push_back(link);
}

void Hhcrsp::add_patient(const json::Node& node) {
  const Index patient = patients_.add(node.field("id"));
  const json::Node window = node.field("time_window");
  const std::vector<json::Node> ends = window.elements();
  if (ends.size() != 2) return window.report("out_of_range", "[earliest, latest]");
  const auto first = static_cast<Index>(problem.activities.size());
  const json::Node required = node.field("required_caregivers");
  for (const json::Node& service : required.elements()) {
    Activity activity{.place = patient + 1, .duration = scale_.scaled(service.field("duration"))};
    activity.windows = {{scale_.scaled(ends[0]), scale_.scaled(ends[1])}};
    activity.is_due_soft = true;
    activity.skills = skill_of(service.field("service"));
    treatments_.push_back({patient, services_.find(service.field("service").text())});
    problem.activities.push_back(std::move(activity));
  }
  const auto count = static_cast<Index>(problem.activities.size()) - first;
  if (count < 1 || count > 2) return required.report("out_of_range", "1 or 2 services");
  if (count == 2) link_services(node, first);
}

void Hhcrsp::build(const json::Node& root) {
  find_scale(root);
  for (const json::Node& service : root.field("services").elements())
    services_.add(service.field("id"));
  if (services_.size() > 64) return root.field("services").report("out_of_range", "…64 services");
  for (const json::Node& caregiver : root.field("caregivers").elements()) add_caregiver(caregiver);
  for (const json::Node& patient : root.field("patients").elements()) add_patient(patient);
  problem.travel.push_back(read_matrix(root.field("distances"), scale_));
  if (problem.travel.front().size != patients_.size() + 1)
    root.field("distances")
        .report("out_of_range", std::to_string(patients_.size() + 1) + " rows: office, patients");
  weights[Term::travel] = 1;
  weights[Term::tardiness] = 1;
  weights[Term::tardiness_max] = 1;
  weights[Term::unassigned] = kUnassignedWeight * scale_.factor();
}

double Hhcrsp::unscaled(std::int64_t amount) const {
  return static_cast<double>(amount) / static_cast<double>(scale_.factor());
}

std::vector<CostTerm> Hhcrsp::costs(const optimiser::Solution& solution) const {
  const double travel = unscaled(solution.terms[Term::travel]);
  const double total = unscaled(solution.terms[Term::tardiness]);
  const double highest = unscaled(solution.terms[Term::tardiness_max]);
  std::vector<CostTerm> terms{
      {"travel", travel}, {"total_tardiness", total}, {"max_tardiness", highest}};
  if (solution.terms[Term::unassigned] > 0)
    terms.push_back({"unassigned", static_cast<double>(solution.terms[Term::unassigned])});
  terms.push_back({"cost", (travel + total + highest) / 3});
  return terms;
}

std::string Hhcrsp::write(const optimiser::Solution& solution) const {
  std::string out = R"({"routes":[)";
  for (Index worker = 0; worker < caregivers_.size(); ++worker) {
    out += worker == 0 ? "\n{\"caregiver_id\":" : ",\n{\"caregiver_id\":";
    json::write_string(out, caregivers_[worker]);
    out += ",\"locations\":[";
    bool is_first = true;
    for (const optimiser::Route& route : solution.routes) {
      if (route.worker != worker) continue;
      for (const optimiser::Visit& visit : route.visits) {
        const Treatment treatment = treatments_[static_cast<std::size_t>(visit.activity)];
        out += std::exchange(is_first, false) ? "\n {\"patient\":" : ",\n {\"patient\":";
        json::write_string(out, patients_[treatment.patient]);
        out += ",\"service\":";
        json::write_string(out, services_[treatment.service]);
        out += ",\"arrival_time\":" + decimal_text(visit.start, scale_.factor()) +
               ",\"departure_time\":" + decimal_text(visit.finish, scale_.factor()) + "}";
      }
    }
    out += "]}";
  }
  return out + "\n]}\n";
}

Index Hhcrsp::activity_of(Treatment treatment) const {
  for (std::size_t i = 0; i < treatments_.size(); ++i)
    if (treatments_[i].patient == treatment.patient && treatments_[i].service == treatment.service)
      return static_cast<Index>(i);
  return kNone;
}

optimiser::PlannedVisit Hhcrsp::read_stop(const json::Node& stop) const {
  const json::Node service = stop.field("service");
  const Treatment treatment{patients_.at(stop.field("patient")), services_.at(service)};
  const Time start = scale_.scaled(stop.field("arrival_time"));
  if (treatment.patient == kNone || treatment.service == kNone) return {};
  const Index activity = activity_of(treatment);
  if (activity == kNone) {
    service.report("unknown_name", "the patient does not need it");
    return {};
  }
  const Time finish = start + problem.activities[static_cast<std::size_t>(activity)].duration;
  const json::Node departure = stop.field("departure_time");
  if (scale_.scaled(departure) != finish)
    departure.report("out_of_range", decimal_text(finish, scale_.factor()));
  return {activity, start};
}

std::expected<optimiser::Plan, PlanFaults> Hhcrsp::read(std::string_view text) const {
  json::Tree tree(text);
  optimiser::Plan plan;
  for (const json::Node& node : tree.root().field("routes").elements()) {
    optimiser::PlannedRoute route{.worker = caregivers_.at(node.field("caregiver_id"))};
    // The published files name caregivers without work, and then leave out the list.
    if (const auto stops = node.find("locations"))
      for (const json::Node& stop : stops->elements()) route.visits.push_back(read_stop(stop));
    plan.routes.push_back(std::move(route));
  }
  if (!tree.errors().empty()) return std::unexpected(faults_of(tree));
  return plan;
}

}  // namespace

bool is_hhcrsp(const json::Node& root) { return root.find("central_offices").has_value(); }

PlanCaseRead read_hhcrsp(json::Tree& tree) {
  auto hhcrsp = std::make_unique<Hhcrsp>();
  hhcrsp->build(tree.root());
  if (!tree.errors().empty()) return std::unexpected(faults_of(tree));
  if (auto faults = engine_faults(hhcrsp->problem)) return std::unexpected(std::move(*faults));
  return hhcrsp;
}

}  // namespace olive
