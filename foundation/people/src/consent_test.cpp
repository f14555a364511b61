#include "people/consent.h"

#include "people_fixture.h"

namespace people {
namespace {

using ConsentTest = PeopleTest;
OLIVE_ON_BOTH_DATABASES(ConsentTest);

Consent consent(bool is_given, std::int64_t second) {
  return {ConsentPurpose::health_data, is_given,    "2026-01",
          ConsentChannel::paper,       PersonId{7}, kNow.plus_seconds(second)};
}

TEST_P(ConsentTest, TheNewestRecordCounts) {
  const PersonId person = add_person("홍길동");
  const auto holds_consent = [&] {
    return database_->read(
        [&](auto& tx) { return has_consent(tx, kBusan, person, ConsentPurpose::health_data); });
  };
  EXPECT_FALSE(holds_consent());
  write([&](auto& tx) { record_consent(tx, kBusan, person, consent(true, 0)); });
  EXPECT_TRUE(holds_consent());
  write([&](auto& tx) { record_consent(tx, kBusan, person, consent(false, 1)); });
  EXPECT_FALSE(holds_consent());
  const auto history = database_->read([&](auto& tx) { return consents_of(tx, kBusan, person); });
  ASSERT_EQ(history.size(), 2u);
  EXPECT_FALSE(history[0].is_given);
  EXPECT_EQ(history[1].text_version, "2026-01");
}

TEST_P(ConsentTest, OnePurposeSaysNothingAboutAnother) {
  const PersonId person = add_person("홍길동");
  write([&](auto& tx) { record_consent(tx, kBusan, person, consent(true, 0)); });
  EXPECT_FALSE(database_->read(
      [&](auto& tx) { return has_consent(tx, kBusan, person, ConsentPurpose::care_service); }));
}

TEST_P(ConsentTest, HouseholdsAreMutual) {
  const PersonId a = add_person("홍길동");
  const PersonId b = add_person("김길순");
  const PersonId c = add_person("이순신");
  write([&](auto& tx) { form_household(tx, kBusan, {a, b, b}); });
  database_->read([&](auto& tx) {
    EXPECT_EQ(household_of(tx, kBusan, a), std::vector{b});
    EXPECT_EQ(household_of(tx, kBusan, b), std::vector{a});
    EXPECT_TRUE(household_of(tx, kBusan, c).empty());
  });
  write([&](auto& tx) { form_household(tx, kBusan, {b, c}); });
  database_->read([&](auto& tx) { EXPECT_TRUE(household_of(tx, kBusan, a).empty()); });
}

class AccessTest : public PeopleTest {
 protected:
  void look(std::string reason) {
    write([&](auto& tx) {
      log_access(tx, kBusan, {PersonId{7}, PersonId{9}, "unmask", reason, "127.0.0.1", kNow});
    });
  }
  bool is_sound() {
    return database_->read([](auto& tx) { return verify_access_log(tx, kBusan); });
  }
};
OLIVE_ON_BOTH_DATABASES(AccessTest);

TEST_P(AccessTest, TellsWhoLooked) {
  look("visit tomorrow");
  look("complaint");
  const auto looks =
      database_->read([](auto& tx) { return accesses_of(tx, kBusan, PersonId{9}, 10); });
  ASSERT_EQ(looks.size(), 2u);
  EXPECT_EQ(looks[0].reason, "complaint");
  EXPECT_EQ(looks[0].actor_id, PersonId{7});
  EXPECT_TRUE(is_sound());
}

TEST_P(AccessTest, NoticesChanges) {
  look("one");
  look("two");
  look("three");
  ASSERT_TRUE(is_sound());
  write([](auto& tx) {
    tx.execute("UPDATE people_access SET reason = 'other' WHERE region_id = $1 AND seq = 2",
               kBusan);
  });
  EXPECT_FALSE(is_sound());
}

TEST_P(AccessTest, NoticesRemovals) {
  look("one");
  look("two");
  write([](auto& tx) {
    tx.execute("DELETE FROM people_access WHERE region_id = $1 AND seq = 2", kBusan);
  });
  EXPECT_FALSE(is_sound());
}

TEST_P(AccessTest, AnEmptyLogIsSound) { EXPECT_TRUE(is_sound()); }

}  // namespace
}  // namespace people
