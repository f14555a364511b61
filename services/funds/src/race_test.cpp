// Two people at the same moment: one succeeds, the other is told why not, and nothing is counted
// twice. SQLite lets one in after the other; PostgreSQL repeats what overlapped.
#include <array>
#include <barrier>
#include <functional>
#include <thread>

#include "funds_fixture.h"

namespace funds {
namespace {

constexpr int kRounds = 4;

class RaceTest : public FundsTest {
 protected:
  RaceTest() { fund(central_, 60'000'000, FundGoal::brand, 10'000'000); }

  /// Runs both at once; the number of those that succeeded.
  template <class F>
  int race(F&& act) {
    std::array<int, 2> won{};
    std::barrier start(2);
    const auto run = [&](int who) {
      start.arrive_and_wait();
      won.at(static_cast<std::size_t>(who)) = act(who) ? 1 : 0;
    };
    std::thread rival([&] { run(1); });
    run(0);
    rival.join();
    return won[0] + won[1];
  }
};
OLIVE_ON_BOTH_DATABASES(RaceTest);

TEST_P(RaceTest, TheLastWonOfALineIsPromisedOnce) {
  for (int round = 0; round < kRounds; ++round) {
    const std::int64_t left_won = figures(FundGoal::brand).left_won;
    const std::array ids{propose(promise(FundGoal::brand, central_, left_won)).value(),
                         propose(promise(FundGoal::brand, central_, left_won)).value()};
    EXPECT_EQ(race([&](int who) { return approve(ids.at(static_cast<std::size_t>(who))); }), 1);
    EXPECT_EQ(figures(FundGoal::brand).left_won, 0);
    for (const CommitmentId id : ids) (void)release(id);
    EXPECT_EQ(figures(FundGoal::brand).left_won, left_won);
  }
}

TEST_P(RaceTest, OneDocumentProvesOneOfTwoPayments) {
  for (int round = 0; round < kRounds; ++round) {
    const std::array ids{propose_payment(commit(FundGoal::brand, central_, 1'000), 1'000).value(),
                         propose_payment(commit(FundGoal::brand, central_, 1'000), 1'000).value()};
    const std::string invoice = "%PDF-round " + std::to_string(round);
    EXPECT_EQ(race([&](int who) {
                return prove(ids.at(static_cast<std::size_t>(who)), 1'000, invoice).has_value();
              }),
              1);
  }
}

TEST_P(RaceTest, AMovementIsApprovedOrRejectedNotBoth) {
  for (int round = 0; round < kRounds; ++round) {
    const std::int64_t before = balance(agreement_account(central_));
    const MovementId id = propose(movement(MovementKind::payment, central_, 1'000)).value();
    const int done = race([&](int who) {
      if (who == 0) return approve(id).has_value();
      return write([&](auto& tx) { return reject_movement(tx, kBusan, id, kHead, "아니요", kNow); })
          .has_value();
    });
    EXPECT_EQ(done, 1);
    const auto found = read([&](auto& tx) { return *find_movement(tx, kBusan, id); });
    const bool is_approved = found.state == StepState::approved;
    EXPECT_EQ(balance(agreement_account(central_)) - before, is_approved ? 1'000 : 0);
    EXPECT_EQ(found.seq > 0, is_approved);
  }
}

TEST_P(RaceTest, ACommitmentIsPaidOrReleasedNotBoth) {
  for (int round = 0; round < kRounds; ++round) {
    const CommitmentId commitment = commit(FundGoal::brand, central_, 2'000);
    const int done = race([&](int who) {
      return who == 0 ? propose_payment(commitment, 2'000).has_value()
                      : release(commitment).has_value();
    });
    EXPECT_EQ(done, 1);
  }
  EXPECT_EQ(figures(FundGoal::brand).allocated_won, 10'000'000);
}

TEST_P(RaceTest, AgreementsSignedAtOnceStayWithinTheProgramme) {
  const auto enter = [&] {
    return write([&](auto& tx) {
      return propose_agreement(tx, kBusan,
                               terms(ministry_, FundSource::designated_gift, 200'000'000), kClerk,
                               kNow)
          .value();
    });
  };
  // 140 of 500 million are signed: one more of 200 million fits, two do not.
  const std::array ids{enter(), enter()};
  const int done = race([&](int who) {
    return write([&](auto& tx) {
             return decide_agreement(tx, kBusan, ids.at(static_cast<std::size_t>(who)),
                                     StepState::approved, kHead, kJune);
           })
        .has_value();
  });
  EXPECT_EQ(done, 1);
}

TEST_P(RaceTest, OneSettlementOfAnAgreement) {
  const int done = race([&](int) {
    return write([&](auto& tx) {
             return propose_fund_settlement(tx, kBusan, central_, kClerk, kNow);
           })
        .has_value();
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(read([](auto& tx) { return list_fund_settlements(tx, kBusan); }).size(), 1u);
}

TEST_P(RaceTest, AnAssetGoesToOneReceiver) {
  const AssetId asset = write([&](auto& tx) {
    return record_asset(
               tx, kBusan,
               {.name = "냉장고", .donor = "후원자", .acquired_on = kJune, .holder_id = centre_},
               kClerk, kNow)
        .value();
  });
  const std::array receivers{other_centre_, city_};
  const int done = race([&](int who) {
    return write([&](auto& tx) {
             return give_asset(
                 tx, kBusan,
                 {asset, receivers.at(static_cast<std::size_t>(who)), kToday, "이상 없음"}, kClerk,
                 kNow);
           })
        .has_value();
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(read([&](auto& tx) { return handovers_of(tx, kBusan, asset); }).size(), 1u);
}

}  // namespace
}  // namespace funds
