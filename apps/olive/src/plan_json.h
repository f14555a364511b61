// What the readers of JSON plan formats share: names, scaled numbers and faults.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "json/tree.h"
#include "plan_case.h"

namespace olive {

// What is wrong, from a code of json::FieldError and what it expected.
std::string words_of_code(const std::string& code, const std::string& expected);
// Faults of a tree in words.
PlanFaults faults_of(const json::Tree& tree);
// Problems that the engine does not take (find_fault): nullopt when it does.
std::optional<PlanFaults> engine_faults(const optimiser::Problem& problem);

// Ids of a file in their order, each once.
class PlanNames {
 public:
  // The index of the new id; reports a repeated one at `node`.
  optimiser::Index add(const json::Node& node);
  // The index of a known id, or kNone, reported at `node` as unknown.
  [[nodiscard]] optimiser::Index at(const json::Node& node) const;
  [[nodiscard]] optimiser::Index find(const std::string& id) const;  // kNone when unknown
  [[nodiscard]] const std::string& operator[](optimiser::Index index) const;
  [[nodiscard]] optimiser::Index size() const;

 private:
  std::vector<std::string> ids_;
  std::map<std::string, optimiser::Index, std::less<>> index_;
};

// Turns the decimals of a file into integers.
class PlanScale {
 public:
  // The smallest power of ten, at most 10,000, that makes `value` whole too.
  void widen_for(double value);
  void widen_for(const std::vector<double>& values);
  // `value` × scale, rounded; reports out_of_range at `node` beyond ±1,000,000 or below `minimum`.
  [[nodiscard]] optimiser::Time scaled(const json::Node& node, double minimum) const;
  [[nodiscard]] optimiser::Time scaled(const json::Node& node) const;
  [[nodiscard]] std::int64_t factor() const { return factor_; }

 private:
  std::int64_t factor_ = 1;
};

// The square matrix `node`, scaled. Reports rows of another length, a diagonal that is not 0 and
// negative entries; then it is empty.
optimiser::TravelMatrix read_matrix(const json::Node& node, const PlanScale& scale);

// `amount` in 1/`factor` as the shortest decimal: 1250 in 1/1000 is `1.25`, 2000 is `2.0` when
// `factor` is not 1, as in the files themselves.
std::string decimal_text(std::int64_t amount, std::int64_t factor);

}  // namespace olive
