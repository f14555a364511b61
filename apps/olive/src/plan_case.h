// One planning problem read from a file, whatever its format, and what it takes to answer in that
// format. Depends on base, json and optimiser only.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "optimiser/evaluate.h"
#include "optimiser/problem.h"
#include "optimiser/solution.h"

namespace olive {

// One thing wrong with a file: where (a JSON pointer, or `line 12`) and what.
struct PlanFault {
  std::string place;
  std::string what;
};
using PlanFaults = std::vector<PlanFault>;

// A term of the cost under the name and in the unit that publications of the format use.
struct CostTerm {
  std::string name;
  double amount = 0;
};

// `problem` and `weights` are the engine's; the functions speak the format.
class PlanCase {
 public:
  virtual ~PlanCase() = default;

  // The last one is `cost`, the objective.
  [[nodiscard]] virtual std::vector<CostTerm> costs(const optimiser::Solution& solution) const = 0;
  // The format's own solution file.
  [[nodiscard]] virtual std::string write(const optimiser::Solution& solution) const = 0;
  // A solution file as it stands, broken or not; faults are what no plan can express: unknown
  // names, texts that are no solution.
  [[nodiscard]] virtual std::expected<optimiser::Plan, PlanFaults> read(
      std::string_view text) const = 0;

  // Names of the places in the order of the matrices; none when they have no names.
  [[nodiscard]] virtual std::vector<std::string> place_names() const { return {}; }

  optimiser::Problem problem;
  optimiser::Weights weights;
};

using PlanCaseRead = std::expected<std::unique_ptr<PlanCase>, PlanFaults>;

}  // namespace olive
