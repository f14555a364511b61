#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commands.h"

namespace olive {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

constexpr const char* kDay = R"({
  "central_offices": [{"id": "d"}],
  "services": [{"id": "s1"}, {"id": "s2"}],
  "caregivers": [{"id": "c1", "abilities": ["s1"]}, {"id": "c2", "abilities": ["s1", "s2"]}],
  "patients": [
    {"id": "p1", "time_window": [10.5, 20],
     "required_caregivers": [{"service": "s1", "duration": 5}]},
    {"id": "p2", "time_window": [0, 8], "synchronization": {"type": "simultaneous"},
     "required_caregivers": [{"service": "s1", "duration": 5}, {"service": "s2", "duration": 7}]}],
  "distances": [[0, 3.125, 9], [3.125, 0, 4], [9, 4, 0]]})";

class CommandPlanTest : public ::testing::Test {
 protected:
  CommandPlanTest() {
    std::filesystem::create_directories(folder_);
    write("day.json", kDay);
  }
  ~CommandPlanTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // Runs `olive plan` on a file of the folder, with both outputs captured.
  int run(const std::string& name, std::vector<std::string> options = {}) {
    CLI::App app("test", "olive");
    const auto command = add_plan(app);
    options.insert(options.begin(), (folder_ / name).string());
    std::ranges::reverse(options);
    app.parse(std::move(options));
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = command();
    output_ = ::testing::internal::GetCapturedStdout();
    errors_ = ::testing::internal::GetCapturedStderr();
    return code;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("olive_plan_" + std::to_string(::getpid()));
  std::string output_;
  std::string errors_;
};

TEST_F(CommandPlanTest, PrintsTheCostInTheFormatsOwnTerms) {
  ASSERT_EQ(run("day.json", {"--format", "hhcrsp", "--iterations", "500"}), kDone) << errors_;
  // Both must go to p2, at 9 at the earliest; one of them goes on to p1: 9 + 9 + 9 + 4 + 3.125.
  EXPECT_THAT(output_, HasSubstr("travel 34.125\ntotal_tardiness 2\nmax_tardiness 1\n"
                                 "cost 12.375\niterations 500\nseconds "));
}

TEST_F(CommandPlanTest, WritesAPlanThatReadsAsTheSame) {
  const std::string out = (folder_ / "plan.json").string();
  ASSERT_EQ(run("day.json", {"--iterations", "500", "--out", out}), kDone);
  const std::string first = read("plan.json");
  EXPECT_THAT(first, HasSubstr(R"({"patient":"p2","service":"s2","arrival_time":9.0)"));
  EXPECT_THAT(first, HasSubstr(R"("departure_time":16.0})"));
  ASSERT_EQ(run("day.json", {"--iterations", "500", "--out", out}), kDone);
  EXPECT_EQ(read("plan.json"), first);
  EXPECT_FALSE(std::filesystem::exists(out + ".new"));
}

TEST_F(CommandPlanTest, JsonIsOneObject) {
  ASSERT_EQ(run("day.json", {"--iterations", "500", "--threads", "2", "--json"}), kDone);
  EXPECT_THAT(output_, ::testing::StartsWith(R"({"cost":12.375,"terms":[{"name":"travel",)"));
  EXPECT_THAT(output_, ContainsRegex(R"("is_complete":true,"violations":0,"iterations":1000,)"));
}

TEST_F(CommandPlanTest, EndsWithItsTime) {
  ASSERT_EQ(run("day.json", {"--time", "0.01", "--json"}), kDone);  // spent before it began
  EXPECT_THAT(output_, HasSubstr("\"is_complete\":true"));
}

TEST_F(CommandPlanTest, FaultsAreNamedWithTheirPlace) {
  for (const auto& [what, by, fault] : std::vector<std::array<std::string, 3>>{
           {"\"p2\"", "\"p1\"", "/patients/1/id is given twice (p1)"},
           {"[10.5, 20]", "[10.5]", "/patients/0/time_window is out of range"},
           {"\"duration\": 7", "\"duration\": -7", "/patients/1/required_caregivers/1/duration is"},
           {"\"simultaneous\"", "\"sometimes\"", "/patients/1/synchronization/type is no known"},
           {"[3.125, 0, 4]", "[3.125, 4]", "/distances/1 is out of range (3 numbers)"},
           {"[3.125, 0, 4]", "[3.125, 1, 4]", "/distances/1 is out of range (none negative"},
           {"\"abilities\": [\"s1\"]", "\"abilities\": [\"s9\"]",
            "/caregivers/0/abilities/0 names"},
           {"\"distances\"", "\"distance\"", "/distances is missing"},
           {"{", "[", "/ this is no JSON"}}) {
    std::string text = kDay;
    write("bad.json", text.replace(text.find(what), what.size(), by));
    EXPECT_EQ(run("bad.json", {"--format", "hhcrsp", "--iterations", "1"}), kRefused) << by;
    EXPECT_THAT(errors_, HasSubstr("bad.json: " + fault));
    EXPECT_EQ(output_, "");
  }
}

TEST_F(CommandPlanTest, SolomonFaultsNameTheLine) {
  const std::string good =
      "T\n\nVEHICLE\nNUMBER CAPACITY\n 2 10\n\nCUSTOMER\nCUST NO. X Y\n\n0 0 0 0 0 99 0\n"
      "1 3 4 5 0 50 10\n";
  write("t.txt", good);
  ASSERT_EQ(run("t.txt", {"--iterations", "10"}), kDone) << errors_;
  EXPECT_THAT(output_, HasSubstr("routes 1\ncost 10\n"));
  for (const auto& [what, by, fault] : std::vector<std::array<std::string, 3>>{
           {"1 3 4", "2 3 4", "line 11 customers count"},
           {"0 50 10", "0 50", "line 11 should be seven whole numbers"},
           {"0 50 10", "60 50 10", "line 11 demand and service below 0, or ready after due"},
           {" 2 10", " 0 10", "line 5 needs 1"},
           {"VEHICLE", "CARS", "line 1 should be a name"}}) {
    std::string text = good;
    write("bad.txt", text.replace(text.find(what), what.size(), by));
    EXPECT_EQ(run("bad.txt", {"--iterations", "1"}), kRefused);
    EXPECT_THAT(errors_, HasSubstr(fault));
  }
}

TEST_F(CommandPlanTest, WaysOfARouterReplaceTheProblems) {
  write("own.json", R"({"places":["o","h"],"travel":[{"duration":[[0,5],[6,0]]}],
    "workers":[{"id":"w","start_place":"o","end_place":"o"}],
    "activities":[{"id":"a","place":"h","duration":9}],
    "weights":[{"term":"travel","amount":1},{"term":"unassigned","amount":1000}]})");
  write("ways.csv", "from,to,duration_s,distance_m\r\no,h,50,1\r\nh,o,60,2\r\n");
  write("ways.json", R"({"code":"Ok","durations":[[0,70],[null,0]],"distances":[[0,3],[null,0]]})");
  const auto run_with = [&](const std::string& file) {
    return run("own.json", {"--iterations", "5", "--travel", (folder_ / file).string()});
  };
  ASSERT_EQ(run_with("ways.csv"), kDone) << errors_;
  EXPECT_THAT(output_, HasSubstr("travel 110\ndistance 3\n"));
  ASSERT_EQ(run_with("ways.json"), kDone) << errors_;
  EXPECT_THAT(output_, HasSubstr("travel 76\ndistance 3\n"));  // back as the problem says
  write("bad.csv", "from,to,duration_s,distance_m\r\no,h,50,1\r\n");
  EXPECT_EQ(run_with("bad.csv"), kRefused);
  EXPECT_THAT(errors_, HasSubstr("bad.csv: line 2 some pair of places is missing"));
  write("bad.json", R"({"code":"Ok","durations":[[0,70]]})");
  EXPECT_EQ(run_with("bad.json"), kRefused);
  EXPECT_THAT(errors_, HasSubstr("/durations should have a row and a column for each place"));
  EXPECT_EQ(run("day.json", {"--iterations", "5", "--travel", (folder_ / "ways.csv").string()}),
            kRefused);
}

TEST_F(CommandPlanTest, WhatFindsNoPlaceIsARefusal) {
  std::string text = kDay;
  const std::string skill = "[\"s1\", \"s2\"]";
  write("bad.json", text.replace(text.find(skill), skill.size(), "[\"s1\"]"));
  EXPECT_EQ(run("bad.json", {"--iterations", "10"}), kRefused);
  EXPECT_THAT(errors_, HasSubstr("not everything that must be done found a place"));
  EXPECT_THAT(output_, HasSubstr("unassigned 2\n"));
}

}  // namespace
}  // namespace olive
