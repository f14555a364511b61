// Parties that say nothing: they are told, reminded, and left out when the last day is over.
#include <algorithm>
#include <map>

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
  SilenceTest() {
    // Whoever speaks for a party is told; the director for all teams of the centre.
    director_ = add_person("김센터", centre_, people::Role::centre_director);
    for (const OrganisationId each : {cafe_, bakery_, lunch_, cleaning_})
      add_person("이가게", each, people::Role::shop_keeper);
  }
  PersonId add_person(const std::string& name, OrganisationId organisation, people::Role role) {
    return write([&](auto& tx) {
      const PersonId person = people::create_person(tx, kBusan, {.name = name}, now_).value();
      (void)people::join(tx, kBusan, person, organisation, role, kToday.plus_days(-30),
                         {.at = now_, .reason = "test"})
          .value();
      keepers_[organisation] = person;
      return person;
    });
  }
  /// What the party's own keeper was told, the newest first.
  std::vector<inbox::Notice> told(OrganisationId id) {
    return read([&](auto& tx) { return inbox::notices_of(tx, kBusan, keepers_.at(id), {}, 100); });
  }
  inbox::Values values(const inbox::Notice& notice) {
    return read([&](auto& tx) { return inbox::values_of(tx, kBusan, {notice}).at(notice.id); });
  }
  std::int64_t unread(PersonId person_id) {
    return read([&](auto& tx) { return inbox::count_unread(tx, kBusan, person_id); });
  }
  /// The kind of the newest, without the service's name.
  std::string last_told(OrganisationId id) {
    return told(id).at(0).kind.substr(std::string_view("netting.").size());
  }
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

  std::map<OrganisationId, PersonId> keepers_;
  PersonId director_;
};
OLIVE_ON_BOTH_DATABASES(SilenceTest);

TEST_P(SilenceTest, EveryPartyIsToldWhenARoundOpens) {
  const RoundId id = two_circles();
  for (const OrganisationId each : {cafe_, bakery_, lunch_}) {
    ASSERT_EQ(told(each).size(), 1U);
    EXPECT_EQ(last_told(each), "asked");
    EXPECT_EQ(told(each)[0].subject_id.value, id.value);
    EXPECT_EQ(told(each)[0].organisation_id, each);
    const inbox::Values told_values = values(told(each)[0]);
    EXPECT_EQ(told_values.at("amount").number, party(id, each).set_off_won);
    EXPECT_EQ(told_values.at("day").number, round(id).answer_by.days);
    EXPECT_EQ(told_values.at("month").number, kMonth.days);
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
  EXPECT_EQ(last_told(bakery_), "reminded");
  EXPECT_EQ(last_told(cafe_), "asked");
}

TEST_P(SilenceTest, AQuestionIsReadOnceItIsAnsweredOrOver) {
  const RoundId id = two_circles();
  ASSERT_TRUE(accept(id, lunch_).has_value());
  EXPECT_TRUE(told(lunch_)[0].read_at.has_value());
  EXPECT_FALSE(told(cafe_)[0].read_at.has_value());
  ASSERT_TRUE(write([&](auto& tx) { return withdraw_round(tx, kBusan, id, now_); }).has_value());
  ASSERT_EQ(told(cafe_).size(), 2U);
  EXPECT_EQ(last_told(cafe_), "ended");
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
  EXPECT_EQ(last_told(bakery_), "left_out");
  EXPECT_EQ(last_told(cafe_), "asked_again");
  EXPECT_EQ(last_told(lunch_), "asked");
  EXPECT_EQ(accept(id, bakery_, 2).error(), RoundRefusal::party_was_silent);
  EXPECT_EQ(end_all_offers(), 0);
  EXPECT_EQ(accept(id, cafe_, 2)->state, RoundState::posted);
  EXPECT_EQ(last_told(lunch_), "posted");
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
  EXPECT_EQ(last_told(lunch_), "asked");  // nothing was left to answer
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
  EXPECT_EQ(last_told(cafe_), "ended");
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
  EXPECT_EQ(last_told(bakery_), "reminded");
  now_ = base::korean_instant(last.plus_days(1), 3600);
  (void)runner.run_due();
  EXPECT_EQ(round(id).offers, 2);
  EXPECT_EQ(party(id, bakery_).answer, NettingAnswer::silent);
}

TEST_P(SilenceTest, ThoseAreToldWhoSpeakForAParty) {
  const RoundId id = two_circles();
  EXPECT_EQ(unread(director_), 3);  // three teams of the centre
  EXPECT_EQ(unread(keepers_.at(cleaning_)), 0);
  (void)decline(id, bakery_);
  EXPECT_EQ(unread(keepers_.at(bakery_)), 0);  // what asked it is answered
  // The café and the kitchen are asked again; what asked them before still waits.
  EXPECT_EQ(unread(director_), 4);
}

TEST_P(SilenceTest, WhoeverLeftIsToldNothing) {
  const PersonId left = add_person("최전임", cafe_, people::Role::shop_keeper);
  write([&](auto& tx) {
    const auto own = people::memberships_of(tx, kBusan, left, kToday);
    return people::leave(tx, kBusan, own.at(0).id, kToday.plus_days(-1),
                         {.at = now_, .reason = "test"});
  }).value();
  (void)two_circles();
  EXPECT_EQ(unread(left), 0);
}

TEST_P(SilenceTest, AnotherPartyLearnsThatSomebodyDeclinedNotWho) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_);
  api::testing::Client client(*database_, [this] { return now_; }, own.routes, own.permissions);
  const RoundId id = two_circles();
  (void)decline(id, bakery_);
  client.sign_in(PersonId{3}, {{"centre_director", centre_}});
  const std::string path = "/api/v1/netting-rounds/" + std::to_string(id.value);
  EXPECT_NE(client.get(path).body.find(R"("kind":"declined")"), std::string::npos);
  client.sign_in(PersonId{4}, {{"shop_keeper", cleaning_}});
  const std::string seen = client.get(path).body;
  EXPECT_NE(seen.find(R"("kind":"declined","organisation_id":"0")"), std::string::npos) << seen;
}

TEST(NettingNotices, WhatAsksForAnAnswerIsNeverMuted) {
  std::string muted;
  ASSERT_EQ(notice_kinds().size(), base::all_of<NettingNoticeKind>().size());
  for (const NettingNoticeKind kind : base::all_of<NettingNoticeKind>()) {
    const std::string name(base::name_of(kind));
    EXPECT_EQ(kind_of(kind).name, "netting." + name);
    if (kind_of(kind).delivery == inbox::Delivery::may_mute) muted += name + " ";
  }
  EXPECT_EQ(muted, "posted ended ");
}

}  // namespace
}  // namespace netting
