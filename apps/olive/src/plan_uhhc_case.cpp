#include "plan_uhhc_case.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace olive {

namespace {

using optimiser::Index;
using optimiser::kNone;
using optimiser::Time;

constexpr std::string_view kLunch = "lunch_break";

// The name of a time in these files: `arrival_time` of a service, `start_time` of a lunch.
json::Node time_of(const json::Node& stop, std::string_view service, std::string_view lunch) {
  return stop.field(stop.find(lunch) ? lunch : service);
}

}  // namespace

std::int64_t Uhhc::amount_of(const UhhcComponent& component,
                             const optimiser::Solution& solution) const {
  std::int64_t amount = solution.terms[component.term];
  // The published cost counts patients left out whether or not they might be.
  if (component.term == optimiser::Term::skipped)
    amount += solution.terms[optimiser::Term::unassigned];
  CHECK(amount >= 0);
  return component.weight * amount;
}

std::vector<CostTerm> Uhhc::costs(const optimiser::Solution& solution) const {
  std::vector<CostTerm> terms;
  double cost = 0;
  for (const UhhcComponent& component : components) {
    // Heads are whole; times are in units of the scale.
    const bool is_count = component.term == optimiser::Term::preference ||
                          component.term == optimiser::Term::skipped ||
                          component.term == optimiser::Term::missed_break;
    const double amount = static_cast<double>(amount_of(component, solution)) /
                          (is_count ? 1.0 : static_cast<double>(scale.factor()));
    terms.push_back({component.printed, amount});
    cost += amount;
  }
  if (solution.terms[optimiser::Term::unassigned] > 0)
    terms.push_back(
        {"unassigned", static_cast<double>(solution.terms[optimiser::Term::unassigned])});
  terms.push_back({"cost", cost});
  return terms;
}

void Uhhc::write_components(std::string& out, const optimiser::Solution& solution) const {
  const std::vector<CostTerm> terms = costs(solution);
  const auto scaled_text = [&](double amount) {
    return decimal_text(std::llround(amount * static_cast<double>(scale.factor())), scale.factor());
  };
  out += "{\"cost\":{\"objective\":" + scaled_text(terms.back().amount) +
         ",\"violations\":0},\n\"cost_components\":{";
  for (std::size_t i = 0; i + 1 < terms.size(); ++i) {
    if (terms[i].name == "unassigned") continue;
    out += i == 0 ? "" : ",";
    json::write_string(out, terms[i].name);
    out += ":" + scaled_text(terms[i].amount);
  }
  out += "},\n";
}

// A lunch is had where the next visit is, at the end of the day where the last one was.
const std::string& Uhhc::lunch_place(const optimiser::Route& route, std::size_t index) const {
  for (const std::size_t beside : {index + 1, index - 1}) {
    if (beside >= route.visits.size()) continue;
    const UhhcTask& task = tasks[static_cast<std::size_t>(route.visits[beside].activity)];
    if (task.patient != kNone) return patients[task.patient];
  }
  return departing_points[static_cast<std::size_t>(route.worker)];
}

void Uhhc::write_route(std::string& out, const optimiser::Route& route) const {
  for (std::size_t i = 0; i < route.visits.size(); ++i) {
    const optimiser::Visit& visit = route.visits[i];
    const UhhcTask& task = tasks[static_cast<std::size_t>(visit.activity)];
    const bool is_lunch = task.patient == kNone;
    out += i == 0 ? "\n {\"patient\":" : ",\n {\"patient\":";
    json::write_string(out, is_lunch ? lunch_place(route, i) : patients[task.patient]);
    out += ",\"service\":";
    json::write_string(out, is_lunch ? std::string(kLunch) : services[task.service]);
    out += (is_lunch ? ",\"start_time\":" : ",\"arrival_time\":") +
           decimal_text(visit.start, scale.factor()) +
           (is_lunch ? ",\"end_time\":" : ",\"departure_time\":") +
           decimal_text(visit.finish, scale.factor()) + "}";
  }
}

std::string Uhhc::write(const optimiser::Solution& solution) const {
  std::string out;
  write_components(out, solution);
  out += "\"routes\":[";
  bool is_first = true;
  for (const optimiser::Route& route : solution.routes) {
    out += std::exchange(is_first, false) ? "\n{\"caregiver_id\":" : ",\n{\"caregiver_id\":";
    json::write_string(out, caregivers[route.worker]);
    out += ",\"locations\":[";
    write_route(out, route);
    out += "]}";
  }
  return out + "\n]}\n";
}

UhhcTask Uhhc::task_of(const json::Node& stop, Index caregiver) const {
  const json::Node service = stop.field("service");
  if (service.text() == kLunch) return {kNone, kNone, caregiver};
  return {patients.at(stop.field("patient")), services.at(service), kNone};
}

optimiser::PlannedVisit Uhhc::read_stop(const json::Node& stop, Index caregiver) const {
  const UhhcTask task = task_of(stop, caregiver);
  const auto found = std::ranges::find(tasks, task);
  if (found == tasks.end()) {
    stop.field("service").report("unknown_name", "not needed here");
    return {};
  }
  const auto activity = static_cast<Index>(found - tasks.begin());
  const Time start = scale.scaled(time_of(stop, "arrival_time", "start_time"));
  const Time finish = start + problem.activities[static_cast<std::size_t>(activity)].duration;
  const json::Node end = time_of(stop, "departure_time", "end_time");
  if (scale.scaled(end) != finish) end.report("out_of_range", decimal_text(finish, scale.factor()));
  return {activity, start};
}

std::expected<optimiser::Plan, PlanFaults> Uhhc::read(std::string_view text) const {
  json::Tree tree(text);
  optimiser::Plan plan;
  for (const json::Node& node : tree.root().field("routes").elements()) {
    optimiser::PlannedRoute route{.worker = caregivers.at(node.field("caregiver_id"))};
    if (const auto stops = node.find("locations"))
      for (const json::Node& stop : stops->elements())
        route.visits.push_back(read_stop(stop, route.worker));
    // Published files list the lunch behind the visits; what counts is the time.
    std::ranges::sort(route.visits, {}, &optimiser::PlannedVisit::start);
    plan.routes.push_back(std::move(route));
  }
  if (!tree.errors().empty()) return std::unexpected(faults_of(tree));
  return plan;
}

}  // namespace olive
