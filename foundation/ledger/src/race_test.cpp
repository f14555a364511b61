// The short form of `ledger_soak race`.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "db/testing.h"

namespace ledger {
namespace {

class RaceTest : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, RaceTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(RaceTest, nothing_happens_twice) {
  const auto program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "ledger_soak";
  const std::string command =
      program.string() + " race " + db::testing::dialect_name(GetParam()) + " --ops 4000";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace ledger
