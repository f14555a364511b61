// A unified home health care instance as the engine sees it, with the names to answer in.
#pragma once

#include <vector>

#include "plan_json.h"

namespace olive {

// What an activity is: a service for a patient, or (patient kNone) the lunch of a caregiver.
struct UhhcTask {
  optimiser::Index patient = optimiser::kNone;
  optimiser::Index service = optimiser::kNone;
  optimiser::Index caregiver = optimiser::kNone;

  bool operator==(const UhhcTask&) const = default;
};

// A term of the file's objective: the engine's amount times the weight of the file.
struct UhhcComponent {
  const char* name = "";     // in the instance
  const char* printed = "";  // in solutions
  optimiser::Term term{};
  std::int64_t weight = 0;
  bool is_hard = false;
};

class Uhhc : public PlanCase {
 public:
  std::vector<CostTerm> costs(const optimiser::Solution& solution) const override;
  std::string write(const optimiser::Solution& solution) const override;
  std::expected<optimiser::Plan, PlanFaults> read(std::string_view text) const override;

  PlanScale scale;
  PlanNames services;
  PlanNames caregivers;
  PlanNames patients;
  std::vector<std::string> departing_points;  // of each caregiver
  std::vector<UhhcTask> tasks;                // of each activity
  std::vector<UhhcComponent> components;      // those that the file names

 private:
  [[nodiscard]] std::int64_t amount_of(const UhhcComponent& component,
                                       const optimiser::Solution& solution) const;
  void write_route(std::string& out, const optimiser::Route& route) const;
  void write_components(std::string& out, const optimiser::Solution& solution) const;
  [[nodiscard]] const std::string& lunch_place(const optimiser::Route& route,
                                               std::size_t index) const;
  optimiser::PlannedVisit read_stop(const json::Node& stop, optimiser::Index caregiver) const;
  [[nodiscard]] UhhcTask task_of(const json::Node& stop, optimiser::Index caregiver) const;
};

}  // namespace olive
