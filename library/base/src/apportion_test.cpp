#include "base/apportion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <string>

namespace base {
namespace {

using Wide = __int128;
using Parts = std::vector<std::int64_t>;

struct ApportionCase {
  std::string story;
  std::int64_t amount;
  Parts weights;
  Parts parts;
};

const std::vector<ApportionCase> kCases{
    {"nothing to share", 0, {1, 2, 3}, {0, 0, 0}},
    {"nothing among nobody", 0, {}, {}},
    {"all to one", 7, {5}, {7}},
    {"exact", 10, {1, 4}, {2, 8}},
    {"the odd one goes to the largest remainder", 10, {3, 3, 4}, {3, 3, 4}},
    {"of equals the earlier gets it", 1, {1, 1}, {1, 0}},
    {"two odd ones among three", 2, {1, 1, 1}, {1, 1, 0}},
    {"no weight, no part", 100, {0, 1, 0}, {0, 100, 0}},
    {"large amounts stay exact",
     9'000'000'000'000'000'000,
     {333'333, 333'333, 333'334},
     {2'999'997'000'000'000'000, 2'999'997'000'000'000'000, 3'000'006'000'000'000'000}},
};

TEST(Apportion, FollowsTheTable) {
  for (const ApportionCase& c : kCases)
    EXPECT_EQ(apportion(c.amount, c.weights), c.parts) << c.story;
}

Parts some_weights() {
  auto weights = *rc::gen::container<Parts>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
  weights.push_back(*rc::gen::inRange<std::int64_t>(1, 1'000'000));
  return weights;
}

RC_GTEST_PROP(Apportion, PartsAddUpAndAreTheirShareRoundedDownOrUp, ()) {
  const Parts weights = some_weights();
  const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
  const Parts parts = apportion(amount, weights);
  const Wide whole = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == amount);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = Wide{amount} * weights[i];
    RC_ASSERT(parts[i] == exact / whole || parts[i] == exact / whole + (exact % whole ? 1 : 0));
  }
}

RC_GTEST_PROP(Apportion, APartGrowsWithItsShare, ()) {
  const Parts weights = some_weights();
  const auto amount = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const auto more = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const Parts before = apportion(amount, weights);
  const Parts after = apportion(amount + more, weights);
  const Wide whole = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  for (std::size_t i = 0; i < weights.size(); ++i) {
    RC_ASSERT(after[i] >= before[i] - 1);
    if (Wide{more} * weights[i] >= whole) RC_ASSERT(after[i] >= before[i]);
  }
}

TEST(ShareOf, IsRoundedDown) {
  EXPECT_EQ(share_of(0, 500'000), 0);
  EXPECT_EQ(share_of(3, 500'000), 1);
  EXPECT_EQ(share_of(1'999'999, 1'000'000), 1'999'999);
  EXPECT_EQ(share_of(9'000'000'000'000'000'000, 1), 9'000'000'000'000);
}

}  // namespace
}  // namespace base
