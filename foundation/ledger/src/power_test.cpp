// The short form of `ledger_soak cut` and `ledger_soak fail`, with the controls that must lose.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace ledger {
namespace {

int soak(const std::string& arguments) {
  const auto program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "ledger_soak";
  return std::system((program.string() + " " + arguments).c_str());
}

TEST(Power, cut_nothing_acknowledged_is_lost) { EXPECT_EQ(soak("cut sound --cuts 60"), 0); }

// If these found nothing, neither would the test above.
TEST(Power, a_commit_without_sync_loses_what_was_acknowledged) {
  EXPECT_EQ(soak("cut commits_without_sync --cuts 40"), 0);
}

TEST(Power, a_disk_that_ignores_syncs_corrupts) {
  EXPECT_EQ(soak("cut ignores_syncs --cuts 40"), 0);
}

TEST(Power, after_any_failed_call_the_writer_stops_and_a_restart_is_clean) {
  EXPECT_EQ(soak("fail every --step 7"), 0);
}

}  // namespace
}  // namespace ledger
