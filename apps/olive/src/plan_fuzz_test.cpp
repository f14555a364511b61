// Files damaged by chance: every reader of plans must refuse or read them, never fall; what is read
// must be planned validly. OLIVE_FUZZ_ROUNDS sets how many, OLIVE_FUZZ_SEED where to begin.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "optimiser/solve.h"
#include "plan_files.h"
#include "seed_random.h"

namespace olive {
namespace {

constexpr std::string_view kHhcrsp =
    R"({"central_offices":[{"id":"d"}],"services":[{"id":"s1"},{"id":"s2"}],
"caregivers":[{"id":"c1",
"abilities":["s1"]},{"id":"c2","abilities":["s1","s2"]}],"patients":[{"id":"p1","time_window":[10.5,
20],"required_caregivers":[{"service":"s1","duration":5}]},{"id":"p2","time_window":[0,8],
"synchronization":{"type":"sequential","distance":[3,9]},"required_caregivers":[{"service":"s1",
"duration":5},{"service":"s2","duration":7}]}],"distances":[[0,3.125,9],[3.125,0,4],[9,4,0]]})";

constexpr std::string_view kUhhc =
    R"({"metadata":{"time_window_met":"at_service_end","origin":"generated","cost_components":{
"travel_time":8,"total_tardiness":5,"highest_tardiness":4,"total_waiting_time":10,
"total_extra_time":7,
"max_idle_time":75,"caregiver_preferences":"HARD","optional_patients":140,"missed_lunch_break":50,
"workload_balance":1}},"services":[{"id":"s1","type":"t","default_duration":15}],"lunch_breaks":{
"start":180,"end":360,"min_duration":30},"terminal_points":[{"id":"d","distance_matrix_index":0}],
"caregivers":[{"id":"c1","abilities":["s1"],"departing_point":"d","working_shift":{"start":60,
"end":390},"lunch_break":true}],"patients":[{"id":"p1","distance_matrix_index":1,"optional":true,
"time_windows":[{"start":90,"end":120},{"start":120,"end":240}],
"required_services":[{"service":"s1"}],
"preferred_caregivers":["c1"],"incompatible_caregivers":[]}],"distances":[[0,31],[29,0]]})";

constexpr std::string_view kSolomon =
    "T\n\nVEHICLE\nNUMBER CAPACITY\n 2 10\n\nCUSTOMER\nCUST NO. X Y\n\n0 0 0 0 0 99 0\n"
    "1 3 4 5 0 50 10\n2 6 8 5 20 60 10\n";

constexpr std::string_view kOlive =
    R"({"places":["o","h"],"travel":[{"duration":[[0,6],[7,0]],"distance":[[0,30],[31,0]]}],
"workers":[
{"id":"k","person":"k","start_place":"o","end_place":"o","shift_start":90,"shift_end":640,
"overtime_max":36,"mode":0,"skills":["l"],"can_drive":true,"capacity":[4]}],"vehicles":[{"id":"c",
"home":"o","mode":0,"traits":["r"],"capacity":[9]}],"activities":[{"id":"b","place":"h",
"duration":36,
"windows":[{"earliest":100,"latest":200,"grace":9},{"earliest":300,"latest":400}],
"is_due_soft":true,
"skills":["l"],"traits":["r"],"loads":[1],"preferences":[{"worker":"k","amount":2}],"published":{
"worker":"k","start":99,"tolerance":5}},{"id":"l","duration":30,"is_break":true,
"pin":{"worker":"k"}}],
"links":[],"weights":[{"term":"travel","amount":2},{"term":"idle_max","amount":1}]})";

// One to four small damages: bytes lost, doubled, exchanged, or a number made strange.
std::string damaged(std::string text, seed::Random& chance) {
  constexpr std::array<std::string_view, 12> kStrange{
      "-1", "0",    "1e999", "-0.5", "99999999999999999999", "1099511627776", "null", "[]",
      "{}", "\"\"", "true",  "\xff"};
  for (std::int64_t i = chance.between(1, 4); i > 0 && !text.empty(); --i) {
    const auto at = static_cast<std::size_t>(chance.below(static_cast<std::int64_t>(text.size())));
    const auto length = static_cast<std::size_t>(chance.between(1, 12));
    const std::size_t digit = text.find_first_of("0123456789", at);
    switch (chance.below(4)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, text.substr(at, length)); break;
      case 2: text[at] = static_cast<char>(chance.below(256)); break;
      default:
        if (digit == std::string::npos) break;
        text.replace(digit, text.find_first_not_of("0123456789.", digit) - digit,
                     chance.pick(std::span<const std::string_view>(kStrange)));
    }
  }
  return text;
}

std::int64_t number_from(const char* name, std::int64_t usual) {
  const char* value = std::getenv(name);
  return value ? std::strtoll(value, nullptr, 10) : usual;
}

void try_plan(const PlanCase& given) {
  const auto solution = optimiser::solve(
      given.problem, {.seed = 1, .iterations_max = 5, .weights = given.weights, .start = {}});
  EXPECT_TRUE(optimiser::validate(given.problem, optimiser::plan_of(solution)).empty());
  EXPECT_FALSE(given.costs(solution).empty());
  const auto again = given.read(given.write(solution));
  EXPECT_TRUE(again.has_value());
}

TEST(PlanFuzzTest, DamagedFilesAreRefusedOrPlanned) {
  const std::int64_t rounds = number_from("OLIVE_FUZZ_ROUNDS", 3'000);
  const std::int64_t first = number_from("OLIVE_FUZZ_SEED", 1);
  std::int64_t read_count = 0;
  for (std::int64_t round = first; round < first + rounds; ++round) {
    SCOPED_TRACE("OLIVE_FUZZ_SEED=" + std::to_string(round));
    seed::Random chance(static_cast<std::uint64_t>(round), "plans");
    const std::array<std::pair<std::string_view, PlanFormat>, 4> files{
        {{kHhcrsp, PlanFormat::hhcrsp},
         {kUhhc, PlanFormat::hhcrsp},
         {kSolomon, PlanFormat::solomon},
         {kOlive, PlanFormat::olive}}};
    const auto& [text, format] = files[static_cast<std::size_t>(chance.below(4))];
    const auto read = read_plan_case(damaged(std::string(text), chance), format);
    if (!read) {
      EXPECT_FALSE(read.error().empty());
      continue;
    }
    ++read_count;
    try_plan(**read);
    // Plans are foreign bytes too.
    const std::string plan =
        (*read)->write(optimiser::solve((*read)->problem, {.iterations_max = 0}));
    static_cast<void>((*read)->read(damaged(plan, chance)));
  }
  EXPECT_GT(read_count, rounds / 50);  // else the damages are too coarse to get past the parser
}

}  // namespace
}  // namespace olive
