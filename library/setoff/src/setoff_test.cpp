#include "setoff/setoff.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "reference.h"

namespace setoff {
namespace {

using testing::Amounts;

struct SetOffCase {
  const char* name;
  std::vector<Obligation> obligations;
  Amounts cleared;
};

/// One case a row: who owes whom how much, and what comes off each.
const std::vector<SetOffCase> kCases{
    {"nothing", {}, {}},
    {"no circle", {{1, 2, 100}, {2, 3, 100}}, {0, 0}},
    {"two owe each other", {{1, 2, 100}, {2, 1, 70}}, {70, 70}},
    {"a circle of three", {{1, 2, 100}, {2, 3, 80}, {3, 1, 50}}, {50, 50, 50}},
    {"two circles share an arc",
     {{1, 2, 100}, {2, 1, 40}, {2, 3, 90}, {3, 1, 90}},
     {100, 10, 90, 90}},
    {"the longer circle clears more",
     {{1, 2, 10}, {2, 1, 10}, {2, 3, 10}, {3, 1, 10}},
     {10, 0, 10, 10}},
    {"the oldest of two alike", {{1, 2, 30}, {2, 1, 20}, {2, 1, 20}}, {30, 20, 10}},
    {"the oldest although it is smaller", {{2, 1, 5}, {1, 2, 10}, {2, 1, 20}}, {5, 10, 5}},
    {"circles that never touch", {{1, 2, 7}, {8, 9, 3}, {2, 1, 9}, {9, 8, 3}}, {7, 3, 7, 3}},
    {"a tail stays", {{1, 2, 10}, {2, 1, 10}, {2, 5, 99}}, {10, 10, 0}},
    {"large amounts",
     {{1, 2, 400'000'000'000'000'000}, {2, 1, 399'999'999'999'999'999}},
     {399'999'999'999'999'999, 399'999'999'999'999'999}},
};

TEST(SetOff, FollowsTheTable) {
  for (const SetOffCase& c : kCases) EXPECT_EQ(set_off(c.obligations), c.cleared) << c.name;
}

TEST(SetOff, RefusesWhatIsNoObligation) {
  const auto cleared = [](std::vector<Obligation> given) { return set_off(given); };
  EXPECT_DEATH((void)cleared({{1, 1, 5}}), "debtor != each.creditor");
  EXPECT_DEATH((void)cleared({{1, 2, 0}}), "amount > 0");
  EXPECT_DEATH((void)cleared({{1, 2, kTotalMax}, {2, 1, 1}}), "amount <= left");
}

std::vector<Obligation> draw(std::int64_t parties, int most, std::int64_t amount_max) {
  const int count = *rc::gen::inRange(0, most + 1);
  std::vector<Obligation> drawn;
  for (int i = 0; i < count; ++i) {
    const auto debtor = *rc::gen::inRange<std::int64_t>(0, parties);
    const auto step = *rc::gen::inRange<std::int64_t>(1, parties);
    const auto amount = *rc::gen::inRange<std::int64_t>(1, amount_max + 1);
    drawn.push_back({debtor, (debtor + step) % parties, amount});
  }
  return drawn;
}

RC_GTEST_PROP(SetOff, IsTheBestOfAllThatExist, ()) {
  const auto obligations = draw(4, 7, 3);
  const Amounts cleared = set_off(obligations);
  const testing::Best best = testing::best_of_all(obligations);
  RC_ASSERT(testing::sum_of(cleared) == best.cleared);
  RC_ASSERT(testing::lateness_of(cleared) == best.lateness);
}

RC_GTEST_PROP(SetOff, ClearsAsMuchAsCancellingCircles, ()) {
  const auto obligations = draw(12, 60, 1'000'000);
  RC_ASSERT(testing::sum_of(set_off(obligations)) == testing::most_by_circles(obligations));
}

RC_GTEST_PROP(SetOff, LeavesNetPositionsAndNoCircle, ()) {
  const auto obligations = draw(40, 300, 1'000'000'000);
  const Amounts cleared = set_off(obligations);
  RC_ASSERT(testing::is_set_off(obligations, cleared));
  for (std::size_t i = 0; i < cleared.size(); ++i)
    RC_ASSERT(cleared[i] >= 0 && cleared[i] <= obligations[i].amount);
  RC_ASSERT(!testing::has_circle(obligations, cleared));
}

RC_GTEST_PROP(SetOff, AnotherPartyNeverHarms, ()) {
  auto obligations = draw(10, 40, 1'000);
  const std::int64_t before = testing::sum_of(set_off(obligations));
  for (const Obligation& more : draw(10, 5, 1'000)) obligations.push_back(more);
  RC_ASSERT(testing::sum_of(set_off(obligations)) >= before);
}

RC_GTEST_PROP(SetOff, ASecondOneFindsNothing, ()) {
  const auto obligations = draw(10, 40, 1'000);
  const Amounts cleared = set_off(obligations);
  std::vector<Obligation> left;
  for (std::size_t i = 0; i < obligations.size(); ++i)
    if (cleared[i] < obligations[i].amount) {
      left.push_back(obligations[i]);
      left.back().amount -= cleared[i];
    }
  RC_ASSERT(testing::sum_of(set_off(left)) == 0);
}

}  // namespace
}  // namespace setoff
