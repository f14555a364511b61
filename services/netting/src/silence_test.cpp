// Parties that say nothing: they are told, reminded, and left out when the last day is over.
#include <algorithm>

#include "api/testing.h"
#include "jobs/runner.h"
#include "netting/notice.h"
#include "netting_fixture.h"

OLIVE_EMBEDDED(jobs)

namespace netting {
namespace {

class SilenceTest : public NettingTest {
 protected:
  using Kinds = std::vector<RoundEventKind>;

  /// Two circles that share the café: with the bakery 100,000 won, with the kitchen 70,000 won.
  RoundId two_circles() {
    (void)owe(cafe_, bakery_, 100'000);
    (void)owe(bakery_, cafe_, 100'000);
    (void)owe(cafe_, lunch_, 70'000);
    (void)owe(lunch_, cafe_, 70'000);
    return propose().value();
  }
  void move_to(Date day) { now_ = base::korean_instant(day, 12 * 3600); }
  std::vector<NettingNotice> told(OrganisationId id) {
    return read([&](auto& tx) { return notices_for(tx, kBusan, id); });
  }
  NettingNoticeKind last_told(OrganisationId id) { return told(id).at(0).kind; }
  Kinds history(RoundId id) {
    Kinds kinds;
    for (const RoundEvent& event : read([&](auto& tx) { return events_of(tx, kBusan, id); }))
      kinds.push_back(event.kind);
    return kinds;
  }
  std::int64_t remind() {
    return write([&](auto& tx) { return remind_parties(tx, kBusan, now_); });
  }
  void set(const settings::Definition& definition, std::string_view value) {
    ASSERT_TRUE(write([&](auto& tx) {
                  return settings::set(tx, kBusan, definition,
                                       {.valid_from = kToday,
                                        .value = value,
                                        .set_at = base::korean_instant(kToday, 0),
                                        .reason = "test"});
                }).has_value());
  }
};
OLIVE_ON_BOTH_DATABASES(SilenceTest);

TEST_P(SilenceTest, EveryPartyIsToldWhenARoundOpens) {
  const RoundId id = two_circles();
  for (const OrganisationId each : {cafe_, bakery_, lunch_}) {
    ASSERT_EQ(told(each).size(), 1U);
    EXPECT_EQ(told(each)[0].kind, NettingNoticeKind::asked);
    EXPECT_EQ(told(each)[0].round_id, id);
    EXPECT_EQ(told(each)[0].set_off_won, party(id, each).set_off_won);
    EXPECT_EQ(told(each)[0].answer_by, round(id).answer_by);
  }
  EXPECT_TRUE(told(cleaning_).empty());
}

TEST_P(SilenceTest, WhoHasNotAnsweredIsRemindedOnce) {
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  const Date last = round(id).answer_by;
  move_to(last.plus_days(-4));
  EXPECT_EQ(remind(), 0);
  move_to(last.plus_days(-3));
  EXPECT_EQ(remind(), 2);
  EXPECT_EQ(remind(), 0);
  EXPECT_EQ(last_told(bakery_), NettingNoticeKind::reminded);
  EXPECT_EQ(last_told(cafe_), NettingNoticeKind::asked);
}

TEST_P(SilenceTest, AQuestionIsReadOnceItIsAnsweredOrOver) {
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, lunch_).has_value());
  EXPECT_TRUE(told(lunch_)[0].read_at.has_value());
  EXPECT_FALSE(told(cafe_)[0].read_at.has_value());
  ASSERT_TRUE(write([&](auto& tx) { return withdraw_round(tx, kBusan, id, now_); }).has_value());
  ASSERT_EQ(told(cafe_).size(), 2U);
  EXPECT_EQ(told(cafe_)[0].kind, NettingNoticeKind::ended);
  EXPECT_FALSE(told(cafe_)[0].read_at.has_value());
  EXPECT_TRUE(told(cafe_)[1].read_at.has_value());
}

TEST_P(SilenceTest, NobodyIsRemindedWhereThatIsSetSo) {
  set(kReminderDays, "0");
  move_to(round(two_circles()).answer_by);
  EXPECT_EQ(remind(), 0);
}

TEST_P(SilenceTest, ASilentPartyIsLeftOutAndTheRestIsOfferedAgain) {
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  ASSERT_TRUE(accept(id, lunch_).has_value());
  const Date over = round(id).answer_by.plus_days(1);
  move_to(over);
  EXPECT_EQ(end_all_offers(), 1);
  const NettingRound again = round(id);
  EXPECT_EQ(again.state, RoundState::open);
  EXPECT_EQ(again.offers, 2);
  EXPECT_EQ(again.version, 2);
  EXPECT_EQ(again.answer_by, over.plus_days(4));
  EXPECT_EQ(again.set_off_won, 140'000);
  EXPECT_EQ(again.parties, 2);
  EXPECT_EQ(again.waiting, 1);  // the café's part changed; the kitchen's did not
  EXPECT_EQ(party(id, bakery_).answer, NettingAnswer::silent);
  EXPECT_EQ(last_told(bakery_), NettingNoticeKind::left_out);
  EXPECT_EQ(last_told(cafe_), NettingNoticeKind::asked_again);
  EXPECT_EQ(last_told(lunch_), NettingNoticeKind::asked);
  EXPECT_EQ(accept(id, bakery_, 2).error(), RoundRefusal::party_was_silent);
  EXPECT_EQ(end_all_offers(), 0);
  EXPECT_EQ(accept(id, cafe_, 2)->state, RoundState::posted);
  EXPECT_EQ(last_told(lunch_), NettingNoticeKind::posted);
  EXPECT_EQ(claims(cafe_), 0);
  EXPECT_EQ(history(id),
            (Kinds{RoundEventKind::proposed, RoundEventKind::silent, RoundEventKind::computed,
                   RoundEventKind::offered_again, RoundEventKind::posted}));
}

TEST_P(SilenceTest, WhatAllOthersAgreedToIsPostedAtOnce) {
  (void)owe(cafe_, bakery_, 50'000);
  (void)owe(bakery_, cafe_, 50'000);
  (void)owe(lunch_, cleaning_, 70'000);
  (void)owe(cleaning_, lunch_, 70'000);
  const RoundId id = propose().value();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  ASSERT_TRUE(accept(id, bakery_).has_value());
  move_to(round(id).answer_by.plus_days(1));
  EXPECT_EQ(end_all_offers(), 1);
  EXPECT_EQ(round(id).state, RoundState::posted);
  EXPECT_EQ(round(id).set_off_won, 100'000);
}

TEST_P(SilenceTest, OffersAreBounded) {
  set(kOffersMax, "2");
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, lunch_).has_value());
  ASSERT_TRUE(accept(id, cafe_).has_value());
  move_to(round(id).answer_by.plus_days(1));
  EXPECT_EQ(end_all_offers(), 1);  // without the bakery: the café is asked a second time
  ASSERT_EQ(round(id).offers, 2);
  move_to(round(id).answer_by.plus_days(1));
  EXPECT_EQ(end_all_offers(), 1);  // the café was silent; nothing is left
  EXPECT_EQ(round(id).state, RoundState::expired);
  EXPECT_EQ(history(id).back(), RoundEventKind::expired);
  EXPECT_EQ(last_told(lunch_), NettingNoticeKind::asked);  // nothing was left to answer
}

TEST_P(SilenceTest, AChainOfSilenceEnds) {
  const std::vector<OrganisationId> all{cafe_, bakery_, lunch_, cleaning_, shop_};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = 1; k < all.size(); ++k)
      (void)owe(all[i], all[(i + k) % 5], 20'000 * static_cast<std::int64_t>(k));
  const RoundId id = propose().value();
  int nights = 0;
  for (; round(id).state == RoundState::open; ++nights) {
    ASSERT_LT(nights, 5);
    for (const OrganisationId each : all)  // one fewer of them answers each time
      if (each.value != all[static_cast<std::size_t>(nights)].value &&
          party(id, each).answer == NettingAnswer::waiting && round(id).waiting > 1)
        (void)accept(id, each, round(id).version);
    move_to(round(id).answer_by.plus_days(1));
    EXPECT_EQ(end_all_offers(), 1);
    EXPECT_LE(round(id).offers, 3);
  }
  EXPECT_LE(nights, 3);
  for (const OrganisationId each : all) EXPECT_EQ(claims(each), claims_by_table(each));
}

TEST_P(SilenceTest, SilenceMayEndTheRoundWhereThatIsSetSo) {
  set(kSilenceDeclines, "0");
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  move_to(round(id).answer_by.plus_days(1));
  EXPECT_EQ(end_all_offers(), 1);
  EXPECT_EQ(round(id).state, RoundState::expired);
  EXPECT_EQ(party(id, bakery_).answer, NettingAnswer::waiting);
  EXPECT_EQ(last_told(cafe_), NettingNoticeKind::ended);
}

TEST_P(SilenceTest, TheJobsRemindInTheMorningAndMoveOnAtNight) {
  const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
  db::migrate(*database_, schemas);
  jobs::Runner runner(
      *database_, [this] { return now_; }, [] { return std::vector<RegionId>{kBusan}; });
  module(*ledger_).subscribe(runner);
  (void)runner.run_due();
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, cafe_).has_value());
  ASSERT_TRUE(accept(id, lunch_).has_value());
  const Date last = round(id).answer_by;
  now_ = base::korean_instant(last.plus_days(-3), 10 * 3600);
  (void)runner.run_due();
  EXPECT_EQ(last_told(bakery_), NettingNoticeKind::reminded);
  now_ = base::korean_instant(last.plus_days(1), 3600);
  (void)runner.run_due();
  EXPECT_EQ(round(id).offers, 2);
  EXPECT_EQ(party(id, bakery_).answer, NettingAnswer::silent);
}

TEST_P(SilenceTest, NoticesAreReadByWhomTheyAreFor) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_);
  api::testing::Client client(*database_, [this] { return now_; }, own.routes, own.permissions);
  using api::testing::field;
  const RoundId id = two_circles();
  (void)decline(id, bakery_);
  const std::string list = "/api/v1/netting-notices";
  client.sign_in(PersonId{3}, {{"centre_director", centre_}});
  EXPECT_EQ(field(client.get(list).body, "unread"), "4");  // two teams, told twice
  client.sign_in(PersonId{4}, {{"shop_keeper", cleaning_}});
  EXPECT_EQ(field(client.get(list).body, "unread"), "0");
  const std::string reading = list + "/" + std::to_string(told(cafe_)[0].id.value) + "/reading";
  EXPECT_EQ(client.post(reading, "{}").status, 404);
  client.sign_in(PersonId{1}, {{"metro_centre", {}}});
  EXPECT_EQ(field(client.get(list).body, "unread"), "0");
  client.sign_in(PersonId{3}, {{"centre_director", centre_}});
  EXPECT_NE(field(client.post(reading, "{}").body, "read_at"), "null");
  EXPECT_EQ(field(client.get(list).body, "unread"), "3");

  const std::string path = "/api/v1/netting-rounds/" + std::to_string(id.value);
  EXPECT_NE(client.get(path).body.find(R"("kind":"declined")"), std::string::npos);
  // Another party learns that somebody declined, not who.
  client.sign_in(PersonId{4}, {{"shop_keeper", cleaning_}});
  const std::string seen = client.get(path).body;
  EXPECT_NE(seen.find(R"("kind":"declined","organisation_id":"0")"), std::string::npos) << seen;
}

}  // namespace
}  // namespace netting
