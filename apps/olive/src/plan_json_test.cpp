// Names, scaled decimals and words for faults: what all readers of plans rest on.
#include "plan_json.h"

#include "plan_fixture.h"

namespace olive {
namespace {

using plan_testing::lines_of;

struct DecimalCase {
  std::int64_t amount;
  std::int64_t factor;
  const char* text;
};

TEST(PlanJsonTest, DecimalsAreAsShortAsTheyCanBe) {
  for (const DecimalCase& each : {DecimalCase{1'250, 1'000, "1.25"},
                                  {2'000, 1'000, "2.0"},
                                  {2'000, 1, "2000"},
                                  {1, 1'000, "0.001"},
                                  {0, 10, "0.0"},
                                  {0, 1, "0"},
                                  {-1'250, 1'000, "-1.25"},
                                  {-5, 10, "-0.5"},
                                  {10'005, 10'000, "1.0005"}})
    EXPECT_EQ(decimal_text(each.amount, each.factor), each.text) << each.amount;
}

struct ScaleCase {
  std::vector<double> values;
  std::int64_t factor;
};

TEST(PlanJsonTest, TheScaleIsTheSmallestThatMakesAllWhole) {
  for (const ScaleCase& each : {ScaleCase{{}, 1},
                                {{1, 20, 300}, 1},
                                {{0.5}, 10},
                                {{0.5, 0.25}, 100},
                                {{0.25, 0.5}, 100},
                                {{3.125}, 1'000},
                                {{1.0001}, 10'000},
                                {{1.0 / 3}, 10'000},
                                {{459.99999999999994}, 1},
                                {{-0.5}, 10}}) {
    PlanScale scale;
    scale.widen_for(each.values);
    EXPECT_EQ(scale.factor(), each.factor) << ::testing::PrintToString(each.values);
  }
}

TEST(PlanJsonTest, ScaledNumbersStayWithinTheirBounds) {
  json::Tree tree(R"([1.25, -1, 200000, 200000.5, "x", 1.004])");
  PlanScale scale;
  scale.widen_for(0.25);
  const std::vector<json::Node> nodes = tree.root().elements();
  EXPECT_EQ(scale.scaled(nodes[0]), 125);
  EXPECT_EQ(scale.scaled(nodes[2]), 20'000'000);
  EXPECT_EQ(scale.scaled(nodes[1], -5), -100);
  EXPECT_EQ(scale.scaled(nodes[5]), 100);  // rounded
  EXPECT_TRUE(tree.errors().empty());
  EXPECT_EQ(scale.scaled(nodes[1]), 0);
  EXPECT_EQ(scale.scaled(nodes[3]), 0);
  EXPECT_EQ(scale.scaled(nodes[4]), 0);
  EXPECT_EQ(lines_of(faults_of(tree)),
            "/1 is out of range (0…200000)\n"
            "/3 is out of range (0…200000)\n"
            "/4 should be a number\n");
}

TEST(PlanJsonTest, NamesHaveTheirOrderAndAreGivenOnce) {
  json::Tree tree(R"(["b", "a", "b", "c", 4])");
  const std::vector<json::Node> nodes = tree.root().elements();
  PlanNames names;
  EXPECT_EQ(names.add(nodes[0]), 0);
  EXPECT_EQ(names.add(nodes[1]), 1);
  EXPECT_EQ(names.add(nodes[2]), 0);
  EXPECT_EQ(names.size(), 2);
  EXPECT_EQ(names[1], "a");
  EXPECT_EQ(names.find("b"), 0);
  EXPECT_EQ(names.find("z"), optimiser::kNone);
  EXPECT_EQ(names.at(nodes[1]), 1);
  EXPECT_EQ(names.at(nodes[3]), optimiser::kNone);
  EXPECT_EQ(names.at(nodes[4]), optimiser::kNone);  // says that it is no text, and no more
  EXPECT_EQ(lines_of(faults_of(tree)),
            "/2 is given twice (b)\n"
            "/3 names nothing in the instance (c)\n"
            "/4 should be a text\n");
}

TEST(PlanJsonTest, AMatrixIsFlattenedByRows) {
  json::Tree tree("[[0, 1.5, 2], [3, 0, 4], [5, 6, 0]]");
  PlanScale scale;
  scale.widen_for(1.5);
  const optimiser::TravelMatrix matrix = read_matrix(tree.root(), scale);
  EXPECT_EQ(matrix.size, 3);
  EXPECT_EQ(matrix.duration, (std::vector<std::int32_t>{0, 15, 20, 30, 0, 40, 50, 60, 0}));
  EXPECT_TRUE(matrix.distance.empty());
}

TEST(PlanJsonTest, AMatrixWithAFaultIsEmpty) {
  for (const auto& [text, fault] : std::vector<std::pair<const char*, const char*>>{
           {"[[0, 1], [1]]", "/1 is out of range (2 numbers)\n"},
           {"[[0, 1, 2], [1, 0, 2]]", "/0 is out of range (2 numbers)\n"},
           {"[[1]]", "/0 is out of range (none negative, 0 from a place to itself)\n"},
           {"[[0, -1], [1, 0]]", "/0 is out of range (none negative, 0 from a place to itself)\n"},
           {"[[0, 200001], [1, 0]]",
            "/0 is out of range (none negative, 0 from a place to itself)\n"}}) {
    json::Tree tree(text);
    EXPECT_EQ(read_matrix(tree.root(), {}).size, 0) << text;
    EXPECT_EQ(lines_of(faults_of(tree)), fault);
  }
}

TEST(PlanJsonTest, FaultsHaveWords) {
  EXPECT_EQ(words_of_code("required", ""), "is missing");
  EXPECT_EQ(words_of_code("out_of_range", "1…2"), "is out of range (1…2)");
  EXPECT_EQ(words_of_code("of_tomorrow", ""), "of_tomorrow");  // better than nothing
  json::Tree tree("{");
  EXPECT_EQ(lines_of(faults_of(tree)), "/ this is no JSON\n");
}

TEST(PlanJsonTest, WhatTheEngineDoesNotTakeIsNamed) {
  optimiser::Problem problem;
  EXPECT_EQ(lines_of(*engine_faults(problem)), "/ the problem makes no sense: no_travel_matrix\n");
  problem.travel.push_back({.size = 1, .duration = {0}, .distance = {}});
  EXPECT_EQ(engine_faults(problem), std::nullopt);
  problem.activities.push_back({.place = 1});
  EXPECT_EQ(lines_of(*engine_faults(problem)), "/ the problem makes no sense: bad_place\n");
  problem.activities[0] = {.place = 0, .duration = -1};
  EXPECT_EQ(lines_of(*engine_faults(problem)), "/ the problem makes no sense: bad_duration\n");
}

TEST(PlanFilesTest, AFormatShowsInItsFirstCharacterAndFields) {
  EXPECT_EQ(guess_plan_format("R101\n\nVEHICLE"), PlanFormat::solomon);
  EXPECT_EQ(guess_plan_format(""), PlanFormat::solomon);
  EXPECT_EQ(guess_plan_format(R"( {"activities": []})"), PlanFormat::olive);
  EXPECT_EQ(guess_plan_format("\n{\"central_offices\": []}"), PlanFormat::hhcrsp);
  EXPECT_EQ(guess_plan_format("{broken"), PlanFormat::hhcrsp);
}

TEST(PlanFilesTest, WhatIsNoJsonIsRefusedByEveryReaderOfIt) {
  for (const PlanFormat format : {PlanFormat::hhcrsp, PlanFormat::olive})
    for (const auto& [text, fault] : std::vector<std::pair<std::string, std::string>>{
             {"", "/ this is no JSON\n"},
             {"{\"a\":1", "/ this is no JSON\n"},
             {"{\"id\":\"\xff\"}", "/ this is no UTF-8\n"}}) {
      const auto read = read_plan_case(text, format);
      ASSERT_FALSE(read);
      EXPECT_EQ(lines_of(read.error()), fault) << text;
    }
}

}  // namespace
}  // namespace olive
