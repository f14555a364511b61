// Every point that somebody holds has its won: after grants, sales, refunds, holds and expiry.
#include "ledger/points.h"
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class PointCoverTest : public LedgerFixture {
 protected:
  PointGrant grant_of(std::int64_t person, std::int64_t points, int days,
                      const std::string& source = "city") {
    return {.key = key_of("grant", ++keys_),
            .person_id = {person},
            .points = points,
            .source = source,
            .expires_on = ledger_.today().plus_days(days),
            .reference = "programme:3"};
  }
  Posting<Entry> grant(const PointGrant& grant) {
    return deed([&](Batch& batch) { return grant_points(batch, grant); });
  }
  TransferRequest sale(std::int64_t person, std::int64_t points) {
    const AccountId till = ledger_.run([](Batch& batch) {
      return batch.account({kOlive, OwnerKind::organisation, 5, "takings"}, {});
    });
    return request(*ledger_->find_account(wallet_account({person})), till, points);
  }
  std::vector<Entry> expire() {
    return ledger_.run([](Batch& batch) { return expire_points(batch, batch.today()); });
  }
  std::int64_t held_by(const AccountKey& key) {
    const auto account = ledger_->find_account(key);
    return account ? posted(*account) : 0;
  }
  void expect_cover(std::int64_t points, std::int64_t won) {
    const PointCover cover = ledger_.database().read(
        [&](db::Transaction& tx) { return read_point_cover(tx, ledger_.id()); });
    EXPECT_EQ(cover.outstanding_points, points);
    EXPECT_EQ(cover.backing_won, won);
    EXPECT_EQ(cover.is_full(), points <= won);
  }
};
INSTANTIATE_TEST_SUITE_P(Db, PointCoverTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(PointCoverTest, nothing_is_covered_by_nothing) {
  expect_cover(0, 0);
  EXPECT_TRUE(expire().empty());
  EXPECT_EQ(ledger_->last_seq(), 0);
}

TEST_P(PointCoverTest, a_grant_is_refused_whole_or_made_whole) {
  struct Case {
    std::int64_t points;
    int days;
    std::string answer;
  };
  const Case cases[] = {
      {0, 5, "amount_not_positive"},
      {-1, 5, "amount_not_positive"},
      {1'000'000'000'000'001, 5, "amount_too_large"},
      {10, -1, "expiry_in_the_past"},
      {1, 0, "ok"},
      {10, 5, "ok"},
  };
  std::int64_t granted = 0;
  for (const Case& each : cases) {
    const auto entry = grant(grant_of(7, each.points, each.days));
    EXPECT_EQ(answer(entry), each.answer) << each.points;
    if (entry) granted += each.points;
    expect_cover(granted, granted);
    EXPECT_EQ(held_by(point_fund_account("city")), -granted);
  }
  EXPECT_EQ(ledger_->last_seq(), 4);
}

TEST_P(PointCoverTest, another_grant_under_the_same_key_is_a_conflict) {
  const PointGrant once = grant_of(7, 100, 5);
  ASSERT_TRUE(grant(once));
  PointGrant more = once;
  more.points = 101;
  EXPECT_EQ(grant(more).error(), idempotency_conflict);
  PointGrant other_person = once;  // the won are the same, the points are not
  other_person.person_id = {8};
  EXPECT_EQ(grant(other_person).error(), idempotency_conflict);
  PointGrant other_source = once;
  other_source.source = "sponsor";
  EXPECT_EQ(grant(other_source).error(), idempotency_conflict);
  expect_cover(100, 100);
  EXPECT_EQ(held_by(wallet_account({8})), 0);
  EXPECT_EQ(held_by(point_fund_account("sponsor")), 0);
}

TEST_P(PointCoverTest, both_entries_of_a_grant_carry_its_reference) {
  ASSERT_TRUE(grant(grant_of(7, 100, 5)));
  const auto entries = ledger_.database().read(
      [&](db::Transaction& tx) { return entries_of(tx, ledger_.id(), "programme:3"); });
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].code, "point_backing");
  EXPECT_EQ(entries[1].code, "point_grant");
  EXPECT_EQ(entries[1].group_seq, entries[0].seq);
}

TEST_P(PointCoverTest, a_refund_changes_who_holds_points_and_not_how_many) {
  ASSERT_TRUE(grant(grant_of(7, 100, 5)));
  const auto sold = post(sale(7, 60));
  ASSERT_TRUE(sold);
  expect_cover(100, 100);
  ASSERT_TRUE(reverse(sold->seq, 25, 1));
  EXPECT_EQ(held_by(wallet_account({7})), 65);
  expect_cover(100, 100);
  expect_sound();
}

TEST_P(PointCoverTest, what_is_held_keeps_its_won_over_the_expiry) {
  ASSERT_TRUE(grant(grant_of(7, 100, 0)));
  const auto held = hold(sale(7, 30), 5 * 86'400);
  ASSERT_TRUE(held);
  pass_days(1);
  EXPECT_EQ(expire().size(), 1U);
  expect_cover(30, 30);
  ASSERT_TRUE(void_hold(*held));
  EXPECT_EQ(expire().size(), 1U);
  expect_cover(0, 0);
  EXPECT_EQ(held_by(point_fund_account("city")), 0);
  EXPECT_EQ(held_by(expired_points_account()), 100);
  expect_sound();
}

TEST_P(PointCoverTest, each_source_gets_back_what_it_gave) {
  ASSERT_TRUE(grant(grant_of(7, 100, 0, "city")));
  ASSERT_TRUE(grant(grant_of(7, 50, 0, "sponsor")));
  ASSERT_TRUE(grant(grant_of(8, 20, 0, "sponsor")));
  ASSERT_TRUE(post(sale(7, 110)));  // the city's 100 and 10 of the sponsor's
  pass_days(1);
  EXPECT_EQ(expire().size(), 2U);
  EXPECT_EQ(held_by(point_fund_account("city")), -100);
  EXPECT_EQ(held_by(point_fund_account("sponsor")), -10);
  expect_cover(110, 110);
}

TEST_P(PointCoverTest, points_of_a_refund_after_the_expiry_are_covered_too) {
  ASSERT_TRUE(grant(grant_of(7, 100, 0)));
  const auto sold = post(sale(7, 40));
  pass_days(1);
  ASSERT_EQ(expire().size(), 1U);
  ASSERT_TRUE(reverse(sold->seq, {}, 1, /*grace_days=*/2));
  expect_cover(40, 40);
  pass_days(2);
  EXPECT_TRUE(expire().empty());  // the last day of grace
  pass_days(1);
  EXPECT_EQ(expire().size(), 1U);
  expect_cover(0, 0);
  EXPECT_EQ(held_by(point_fund_account("city")), 0);
}

TEST(Spendable, keeps_what_has_not_ended_and_its_order) {
  const auto lot = [](std::int64_t id, int days, std::int64_t remaining) {
    return Lot{.id = {id}, .remaining = remaining, .expires_on = kFirstDay.plus_days(days)};
  };
  const std::vector<Lot> lots = {lot(3, 0, 10), lot(1, 1, 20), lot(2, 1, 0), lot(4, 9, 40)};
  struct Case {
    int day;
    std::size_t lots;
    std::int64_t sum;
  };
  const Case cases[] = {{-1, 4, 70}, {0, 4, 70}, {1, 3, 60}, {2, 1, 40}, {9, 1, 40}, {10, 0, 0}};
  for (const Case& each : cases) {
    const auto found = spendable(lots, kFirstDay.plus_days(each.day));
    EXPECT_EQ(found.size(), each.lots) << each.day;
    EXPECT_EQ(sum_of(found), each.sum) << each.day;
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, &Lot::expires_on));
  }
}

}  // namespace
}  // namespace ledger
