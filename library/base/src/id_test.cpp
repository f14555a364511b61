#include "base/id.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace base {
namespace {

constexpr std::int64_t k2020 = 1'577'836'800'000;
constexpr std::int64_t k2026 = 1'795'000'000'000;

using PersonId = Id<struct PersonTag>;
using PlaceId = Id<struct PlaceTag>;
static_assert(!std::is_convertible_v<PersonId, PlaceId>, "kinds stay apart");
static_assert(!std::is_convertible_v<std::int64_t, PersonId>, "no accidental numbers");

TEST(Id, ZeroMeansNone) {
  EXPECT_FALSE(PersonId{});
  EXPECT_TRUE(PersonId{1});
}

TEST(Id, HashesLikeItsValue) {
  const std::unordered_set<PersonId> ids = {PersonId{1}, PersonId{2}, PersonId{1}};
  EXPECT_EQ(ids.size(), 2u);
}

TEST(ComposeId, StartsAtTheEpoch) {
  EXPECT_EQ(compose_id(k2020, 0), 0);
  EXPECT_EQ(compose_id(k2020, 5), 5);
  EXPECT_EQ(compose_id(k2020 + 1, 0), std::int64_t{1} << 21);
}

TEST(ComposeId, KeepsOnly21BitsOfTheDistinguisher) {
  EXPECT_EQ(compose_id(k2020, 0xFFFFFFFF), (1 << 21) - 1);
}

TEST(ComposeIdDeathTest, RequiresTimeSince2020) {
  EXPECT_DEATH(static_cast<void>(compose_id(k2020 - 1, 0)), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(compose_id(k2020 + (std::int64_t{1} << 42), 0)), "CHECK failed");
}

RC_GTEST_PROP(ComposeId, OrdersByTimeAndIsPositive, (std::uint32_t a, std::uint32_t b)) {
  const auto ms = *rc::gen::inRange<std::int64_t>(k2020 + 1, k2026);
  const auto later = ms + *rc::gen::inRange<std::int64_t>(1, 1'000'000'000);
  RC_ASSERT(compose_id(ms, a) > 0);
  RC_ASSERT(compose_id(ms, a) < compose_id(later, b));
}

}  // namespace
}  // namespace base
