#include "roads/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace roads {
namespace {

std::string fault_of(const std::expected<WayTable, TableFault>& read) {
  return read ? "none" : read.error().pointer + " " + read.error().code;
}

TEST(TableTest, ReadsOsrm) {
  const auto table = parse_osrm_table(
      R"({"code":"Ok","durations":[[0,61.5,null],[60.4,0,7]],"distances":[[0,700.6,null],[690,0,9]],
          "sources":[{"location":[129.07,35.17]}],"destinations":[]})");
  ASSERT_TRUE(table) << fault_of(table);
  EXPECT_EQ(table->sources, 2);
  EXPECT_EQ(table->targets, 3);
  EXPECT_EQ(table->entries[1]->duration_s, 62);
  EXPECT_EQ(table->entries[1]->distance_m, 701);
  EXPECT_FALSE(table->entries[2]);
  EXPECT_EQ(table->entries[3]->duration_s, 60);
}

TEST(TableTest, OsrmWithoutDistances) {
  const auto table = parse_osrm_table(R"({"code":"Ok","durations":[[0,5],[6,0]]})");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->entries[1]->distance_m, -1);
}

TEST(TableTest, ReadsValhalla) {
  const auto table = parse_valhalla_table(
      R"({"sources_to_targets":[[{"distance":0,"time":0},{"distance":1.234,"time":300}],
          [{"distance":null,"time":null},{"distance":0,"time":0}]],"units":"kilometers"})");
  ASSERT_TRUE(table) << fault_of(table);
  EXPECT_EQ(table->entries[1]->distance_m, 1234);
  EXPECT_EQ(table->entries[1]->duration_s, 300);
  EXPECT_FALSE(table->entries[2]);
  const auto miles =
      parse_valhalla_table(R"({"sources_to_targets":[[{"distance":2,"time":9}]],"units":"miles"})");
  EXPECT_EQ(miles->entries[0]->distance_m, 3219);
}

TEST(TableTest, RefusesWhatIsNoTable) {
  for (const auto& [text, fault] : std::vector<std::pair<std::string, std::string>>{
           {"<html>", " malformed_json"},
           {R"({"code":"NoTable","message":"x"})", "/code no_table"},
           {R"({"code":"Ok"})", "/durations required"},
           {R"({"code":"Ok","durations":[[0,1],[2]]})", "/durations/1 out_of_range"},
           {R"({"code":"Ok","durations":[[0,"1"]]})", "/durations/0/1 expected_number"},
           {R"({"code":"Ok","durations":[[0,-1]]})", "/durations/0/1 out_of_range"},
           {R"({"code":"Ok","durations":[[0,1e12]]})", "/durations/0/1 out_of_range"},
           {R"({"code":"Ok","durations":[[0,1]],"distances":[[0]]})", "/distances/0 out_of_range"},
           {R"({"code":"Ok","durations":[[0,1]],"distances":[]})", "/distances out_of_range"}})
    EXPECT_EQ(fault_of(parse_osrm_table(text)), fault);
  for (const auto& [text, fault] : std::vector<std::pair<std::string, std::string>>{
           {"", " malformed_json"},
           {R"({"error":"no path"})", "/sources_to_targets required"},
           {R"({"sources_to_targets":[[{"time":1}],[]]})", "/sources_to_targets/1 out_of_range"},
           {R"({"sources_to_targets":[[{"time":"1"}]]})",
            "/sources_to_targets/0/0/time expected_number"}})
    EXPECT_EQ(fault_of(parse_valhalla_table(text)), fault);
}

TEST(TableTest, WhatIsMissingComesFromTheFallback) {
  geo::TravelTimes fallback{2, {0, 100, 200, 0}, {0, 1000, 2000, 0}};
  const auto table = parse_osrm_table(R"({"code":"Ok","durations":[[3,5],[null,4]]})");
  const geo::TravelTimes times = matrix_of(*table, fallback);
  EXPECT_THAT(times.duration_s, ::testing::ElementsAre(0, 5, 200, 0));
  EXPECT_THAT(times.distance_m, ::testing::ElementsAre(0, 1000, 2000, 0));
}

}  // namespace
}  // namespace roads
