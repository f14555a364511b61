// The short form of `ledger_soak kill`.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "db/testing.h"

namespace ledger {
namespace {

class CrashTest : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, CrashTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(CrashTest, killed_under_load_nothing_acknowledged_is_lost) {
  const auto program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "ledger_soak";
  const std::string command =
      program.string() + " kill " + db::testing::dialect_name(GetParam()) + " --kills 6";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace ledger
