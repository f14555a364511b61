#include "geo/matrix_csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace geo {
namespace {

const std::vector<std::string> kKeys = {"home", "hospital"};

TEST(ParseMatrixCsv, ReadsPairsInAnyOrder) {
  const auto times = parse_matrix_csv(
      "from,to,duration_s,distance_m\nhospital,home,70,800\nelsewhere,home,1,1\n"
      "home,home,0,0\nhome,hospital,60,700\n",
      kKeys);
  ASSERT_TRUE(times.has_value());
  EXPECT_TRUE(is_well_formed(*times));
  EXPECT_EQ(times->duration_at(0, 1), 60);
  EXPECT_EQ(times->distance_at(0, 1), 700);
  EXPECT_EQ(times->duration_at(1, 0), 70);
  EXPECT_EQ(times->distance_at(1, 0), 800);
}

TEST(ParseMatrixCsv, TellsWhatIsWrongAndWhere) {
  using Reason = MatrixFault::Reason;
  const std::string header = "from,to,duration_s,distance_m\n";
  const struct {
    std::string text;
    int line;
    Reason reason;
  } kCases[] = {
      {"", 1, Reason::wrong_header},
      {"from,to,seconds,metres\n", 1, Reason::wrong_header},
      {header + "home,\"hospital", 2, Reason::not_csv},
      {header + "home,hospital,60\n", 2, Reason::wrong_columns},
      {header + "\nhome,hospital,6O,700\n", 3, Reason::bad_number},
      {header + "home,hospital,-1,700\n", 2, Reason::bad_number},
      {header + "home,hospital,1,2147483648\n", 2, Reason::bad_number},
      {header + "home,hospital,1,1\nhome,hospital,1,1\n", 3, Reason::repeated_pair},
      {header + "home,home,1,0\n", 2, Reason::nonzero_diagonal},
      {header + "home,hospital,1,1\n", 2, Reason::missing_pair},
      {header, 1, Reason::missing_pair},
  };
  for (const auto& test : kCases) {
    const auto times = parse_matrix_csv(test.text, kKeys);
    ASSERT_FALSE(times.has_value()) << test.text;
    EXPECT_EQ(times.error().line, test.line) << test.text;
    EXPECT_EQ(times.error().reason, test.reason) << test.text;
  }
}

TEST(ParseMatrixCsvDeathTest, RequiresDifferentKeys) {
  const std::vector<std::string> keys = {"a", "a"};
  EXPECT_DEATH(static_cast<void>(parse_matrix_csv("from,to,duration_s,distance_m\n", keys)),
               "CHECK failed");
}

RC_GTEST_PROP(MatrixCsv, IsReadBack, ()) {
  const auto size = *rc::gen::inRange<std::int32_t>(0, 6);
  TravelTimes times = make_travel_times(size);
  std::vector<std::string> keys;
  for (std::int32_t i = 0; i < size; ++i) keys.push_back("장소 " + std::to_string(i));
  for (std::int32_t i = 0; i < size * size; ++i) {
    if (i % (size + 1) == 0) continue;
    times.duration_s[static_cast<std::size_t>(i)] = *rc::gen::inRange(0, 100'000);
    times.distance_m[static_cast<std::size_t>(i)] = *rc::gen::inRange(0, 100'000);
  }
  const auto again = parse_matrix_csv(format_matrix_csv(times, keys), keys);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->duration_s == times.duration_s);
  RC_ASSERT(again->distance_m == times.distance_m);
}

}  // namespace
}  // namespace geo
