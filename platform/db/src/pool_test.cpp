#include "pool.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace db {
namespace {

using ::testing::ElementsAre;

TEST(PoolTest, objects_are_lent_to_one_thread_each) {
  Pool<std::atomic<int>> pool;
  for (int i = 0; i < 2; ++i) pool.add(std::make_unique<std::atomic<int>>(0));
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 2'000; ++round) {
        const auto lease = pool.acquire();
        const int users = ++*lease;
        if (users > most) most = users;
        --*lease;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(most, 1);
}

TEST(PoolTest, waiting_threads_are_served_in_order_of_arrival) {
  Pool<std::vector<int>> pool;
  pool.add(std::make_unique<std::vector<int>>());
  std::vector<std::thread> threads;
  {
    const auto held = pool.acquire();
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&pool, i] { pool.acquire()->push_back(i); });
      std::this_thread::sleep_for(std::chrono::milliseconds(30));  // until thread i waits
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(*pool.acquire(), ElementsAre(0, 1, 2, 3));
}

}  // namespace
}  // namespace db
