// Instances as text, damaged on purpose, and what the readers of plans say to them. Tests only.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "optimiser/solve.h"
#include "plan_files.h"

namespace olive::plan_testing {

// `/place what` a line.
inline std::string lines_of(const PlanFaults& faults) {
  std::string text;
  for (const PlanFault& fault : faults) text += fault.place + " " + fault.what + "\n";
  return text;
}

// `text` with the first `what` exchanged for `by`.
inline std::string with(std::string_view text, std::string_view what, std::string_view by) {
  std::string changed(text);
  const std::size_t at = changed.find(what);
  if (at == std::string::npos) throw std::runtime_error("not there: " + std::string(what));
  return changed.replace(at, what.size(), by);
}

// A text that a reader takes.
inline std::unique_ptr<PlanCase> case_of(std::string_view text, PlanFormat format) {
  auto read = read_plan_case(text, format);
  if (!read) throw std::runtime_error(lines_of(read.error()));
  return std::move(*read);
}

struct Refusal {
  std::string_view what;
  std::string_view by;
  std::string_view fault;  // its whole line
};

// Every damage alone makes the reader name this fault.
inline void expect_refusals(std::string_view text, PlanFormat format,
                            const std::vector<Refusal>& refusals) {
  ASSERT_TRUE(read_plan_case(text, format));
  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(refusal.fault);
    const auto read = read_plan_case(with(text, refusal.what, refusal.by), format);
    ASSERT_FALSE(read) << refusal.by;
    EXPECT_THAT(lines_of(read.error()), ::testing::HasSubstr(std::string(refusal.fault) + "\n"));
  }
}

// The same for a solution file of an instance.
inline void expect_plan_refusals(const PlanCase& given, std::string_view text,
                                 const std::vector<Refusal>& refusals) {
  const auto whole = given.read(text);
  ASSERT_TRUE(whole) << lines_of(whole.error());
  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(refusal.fault);
    const auto read = given.read(with(text, refusal.what, refusal.by));
    ASSERT_FALSE(read) << refusal.by;
    EXPECT_THAT(lines_of(read.error()), ::testing::HasSubstr(std::string(refusal.fault) + "\n"));
  }
}

inline optimiser::Solution solved(const PlanCase& given, std::int64_t iterations = 200) {
  return optimiser::solve(
      given.problem,
      {.seed = 1, .iterations_max = iterations, .weights = given.weights, .start = {}});
}

// The amount of a term as the format prints it.
inline double amount_of(const std::vector<CostTerm>& terms, std::string_view name) {
  for (const CostTerm& term : terms)
    if (term.name == name) return term.amount;
  throw std::runtime_error("no term " + std::string(name));
}

inline bool has_term(const std::vector<CostTerm>& terms, std::string_view name) {
  return std::ranges::any_of(terms, [&](const CostTerm& term) { return term.name == name; });
}

}  // namespace olive::plan_testing
