#include "password_pool.h"

#include <atomic>
#include <future>
#include <stdexcept>

namespace auth {
namespace {

TEST(PasswordPool, FinishesWhatIsQueued) {
  std::atomic<int> done = 0;
  {
    PasswordPool pool(2, 100);
    for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.submit({.run = [&] { ++done; }, .fail = [] {}}));
  }
  EXPECT_EQ(done, 50);
}

TEST(PasswordPool, RefusesWhatDoesNotFit) {
  PasswordPool pool(1, 2);
  std::promise<void> started;
  std::promise<void> gate;
  const auto wait = [&, future = gate.get_future().share()] {
    started.set_value();
    future.wait();
  };
  ASSERT_TRUE(pool.submit({.run = wait, .fail = [] {}}));
  started.get_future().wait();
  EXPECT_TRUE(pool.submit({.run = [] {}, .fail = [] {}}));
  EXPECT_TRUE(pool.submit({.run = [] {}, .fail = [] {}}));
  EXPECT_FALSE(pool.submit({.run = [] {}, .fail = [] {}}));
  gate.set_value();
}

TEST(PasswordPool, TellsWhenTheEnvironmentFails) {
  std::atomic<int> failed = 0;
  std::atomic<int> done = 0;
  {
    PasswordPool pool(1, 10);
    EXPECT_TRUE(pool.submit(
        {.run = [] { throw std::runtime_error("database lost"); }, .fail = [&] { ++failed; }}));
    EXPECT_TRUE(pool.submit({.run = [&] { ++done; }, .fail = [] {}}));
  }
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(done, 1);
}

}  // namespace
}  // namespace auth
