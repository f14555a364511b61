// The published solutions of ../shared beside the project: our reader and exact evaluator must
// reproduce the cost of every one. Skips where they are not.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/csv.h"
#include "json/tree.h"
#include "plan_files.h"

namespace olive {
namespace {

const std::filesystem::path kData =
    std::filesystem::path(OLIVE_ROOT_DIR) / "../shared/data/optimiser";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// One line of a table with a header, by column name.
using Record = std::map<std::string, std::string>;

std::vector<Record> table_of(const std::filesystem::path& path) {
  const auto rows = base::parse_csv(text_of(path));
  std::vector<Record> records;
  for (std::size_t i = 1; rows && i < rows->size(); ++i) {
    Record record;
    for (std::size_t c = 0; c < rows->front().cells.size(); ++c)
      record[rows->front().cells[c]] = rows->at(i).cells.at(c);
    records.push_back(std::move(record));
  }
  return records;
}

PlanCaseRead read_json_case(const std::filesystem::path& path) {
  return read_plan_case(text_of(path), PlanFormat::hhcrsp);
}

std::string words_of(const PlanFaults& faults) {
  std::string words;
  for (const PlanFault& fault : faults) words += fault.place + " " + fault.what + "; ";
  return words;
}

TEST(PlanPublishedTest, EveryHhcrspCostIsReproduced) {
  const auto table = table_of(kData / "hhcrsp_published.csv");
  if (table.empty()) GTEST_SKIP() << "no " << kData;
  int reproduced = 0;
  for (const Record& row : table) {
    const std::string name = row.at("set") + "/" + row.at("instance") + ".json";
    SCOPED_TRACE(name);
    const auto plan_case = read_json_case(kData / name);
    ASSERT_TRUE(plan_case) << words_of(plan_case.error());
    const auto plan = plan_case.value()->read(text_of(kData / "solutions" / name));
    ASSERT_TRUE(plan) << words_of(plan.error());
    const PlanCase& given = *plan_case.value();
    const auto solution = optimiser::evaluate(given.problem, given.weights, *plan);
    const auto costs = given.costs(solution);
    ASSERT_EQ(costs.size(), 4u);
    for (const auto& [index, column] :
         {std::pair(0, "distance"), {1, "total_tardiness"}, {2, "max_tardiness"}, {3, "cost"}})
      EXPECT_NEAR(costs[static_cast<std::size_t>(index)].amount, std::stod(row.at(column)), 0.0006)
          << column;
    // Its search allowed a start a minute early: within 0.1 % of the time of day.
    const bool is_early = row.at("instance").starts_with("instance_000-cosenza");
    const auto violations = optimiser::validate(given.problem, *plan);
    EXPECT_EQ(violations.size(), is_early ? 1u : 0u);
    for (const auto& violation : violations)
      EXPECT_EQ(violation.kind, optimiser::ViolationKind::window_missed);
    ++reproduced;
  }
  EXPECT_EQ(reproduced, 56);
}

// The cost of every component, too: the solutions name it.
TEST(PlanPublishedTest, EveryUhhcCostIsReproduced) {
  const auto table = table_of(kData / "uhhc_published.csv");
  if (table.empty()) GTEST_SKIP() << "no " << kData;
  int reproduced = 0;
  for (const Record& row : table) {
    if (row.at("method") != "SA") continue;
    SCOPED_TRACE(row.at("instance"));
    const auto plan_case = read_json_case(kData / "uhhc" / (row.at("instance") + ".json"));
    ASSERT_TRUE(plan_case) << words_of(plan_case.error());
    const PlanCase& given = *plan_case.value();
    const std::string text =
        text_of(kData / "solutions/uhhc" / (row.at("instance") + ".simulated-annealing.json"));
    const auto plan = given.read(text);
    ASSERT_TRUE(plan) << words_of(plan.error());
    const auto solution = optimiser::evaluate(given.problem, given.weights, *plan);
    json::Tree published(text);
    const json::Node components = published.root().field("cost_components");
    for (const CostTerm& term : given.costs(solution))
      EXPECT_EQ(term.amount, term.name == "cost" ? std::stod(row.at("cost"))
                                                 : components.field(term.name).number())
          << term.name;
    EXPECT_EQ(static_cast<double>(solution.total), std::stod(row.at("cost")));
    EXPECT_TRUE(optimiser::validate(given.problem, *plan).empty());
    // What we write reads back as the same plan.
    const auto again = given.read(given.write(solution));
    ASSERT_TRUE(again) << words_of(again.error());
    EXPECT_EQ(optimiser::evaluate(given.problem, given.weights, *again).total, solution.total);
    ++reproduced;
  }
  EXPECT_EQ(reproduced, 43);
}

}  // namespace
}  // namespace olive
