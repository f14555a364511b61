// The engine against the naive reference. OLIVE_SEED repeats a run; ledger_soak is the long form.
#include "testing/random_walk.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "testing/test_ledger.h"

namespace ledger {
namespace {

constexpr int kEpisodes = 10;
constexpr std::int64_t kOpsAnEpisode = 1'500;

std::uint64_t seed_of_run() {
  if (const char* given = std::getenv("OLIVE_SEED")) return std::strtoull(given, nullptr, 10);
  return std::random_device{}();
}

class RandomWalkTest : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, RandomWalkTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(RandomWalkTest, equals_the_reference_after_every_step) {
  const std::uint64_t seed = seed_of_run();
  SCOPED_TRACE("OLIVE_SEED=" + std::to_string(seed));  // with every failure
  std::cout << "OLIVE_SEED=" << seed << std::endl;     // and before a crash
  db::testing::TemporaryDatabase database(GetParam());
  const db::ModuleSchema schemas[] = {schema()};
  db::migrate(*database, schemas);
  std::int64_t entries = 0;
  for (int episode = 0; episode < kEpisodes; ++episode) {
    RandomWalk walk(*database, {episode + 1}, seed + static_cast<std::uint64_t>(episode));
    ASSERT_NO_THROW(walk.run(kOpsAnEpisode));
    entries += walk.reference().entry_count();
  }
  // The walks got somewhere. Over all episodes: a single one may close the fund early and refuse
  // nearly everything from then on, which is no fault.
  EXPECT_GT(entries, kEpisodes * kOpsAnEpisode / 20);
}

}  // namespace
}  // namespace ledger
