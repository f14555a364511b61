#include "jobs/pulse.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace jobs {
namespace {

using std::chrono::milliseconds;

TEST(Pulse, BeatsUntilItEnds) {
  std::atomic<int> beats = 0;
  {
    const Pulse pulse(milliseconds(1), [&] { ++beats; });
    while (beats < 5) std::this_thread::yield();
  }
  const int after = beats;
  std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(beats, after);
}

TEST(Pulse, GoesOnAfterAFailure) {
  std::atomic<int> beats = 0;
  const Pulse pulse(milliseconds(1), [&] {
    if (++beats == 1) throw std::runtime_error("the database is away");
  });
  while (beats < 3) std::this_thread::yield();
  EXPECT_GE(beats, 3);
}

TEST(Pulse, EndsAtOnceThoughThePeriodIsLong) {
  const auto start = std::chrono::steady_clock::now();
  {
    const Pulse pulse(std::chrono::minutes(10), [] {});
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace jobs
