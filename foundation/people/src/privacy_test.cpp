// Consents, households and resident registration numbers: what the law asks of this module.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/text.h"
#include "people/consent.h"
#include "people/import.h"
#include "people_fixture.h"

namespace people {
namespace {

class PrivacyTest : public PeopleTest {
 protected:
  bool holds(PersonId person, ConsentPurpose purpose, RegionId region = kBusan) {
    return database_->read([&](auto& tx) { return has_consent(tx, region, person, purpose); });
  }
  void record(PersonId person, ConsentPurpose purpose, bool is_given, base::Instant at) {
    write([&](auto& tx) {
      record_consent(tx, kBusan, person,
                     {purpose, is_given, "2026-01", ConsentChannel::paper, PersonId{7}, at});
    });
  }
};
OLIVE_ON_BOTH_DATABASES(PrivacyTest);

constexpr ConsentPurpose kPurposes[] = {ConsentPurpose::care_service, ConsentPurpose::health_data,
                                        ConsentPurpose::third_party_hospital,
                                        ConsentPurpose::point_programme, ConsentPurpose::donation};

TEST_P(PrivacyTest, EachPurposeIsAskedForItself) {
  for (const ConsentPurpose given : kPurposes) {
    const PersonId person = add_person("홍길동");
    record(person, given, true, kNow);
    for (const ConsentPurpose asked : kPurposes)
      EXPECT_EQ(holds(person, asked), asked == given) << base::name_of(asked);
    EXPECT_FALSE(holds(person, given, RegionId{2}));
    EXPECT_FALSE(holds(add_person("다른 사람"), given));
  }
}

// Papers arrive late and are entered in any order: what counts is when they were signed.
TEST_P(PrivacyTest, TheNewestPaperCountsInWhateverOrderTheyCome) {
  std::mt19937 random(17);
  for (int round = 0; round < 8; ++round) {
    const PersonId person = add_person("홍길동");
    std::vector<std::pair<std::int64_t, bool>> papers;
    for (std::int64_t day = 0; day < 5; ++day) papers.emplace_back(day, random() % 2 == 0);
    const bool newest = papers.back().second;
    std::ranges::shuffle(papers, random);
    for (const auto& [day, is_given] : papers)
      record(person, ConsentPurpose::donation, is_given, kNow.plus_seconds(day * 86'400));
    EXPECT_EQ(holds(person, ConsentPurpose::donation), newest) << round;
    const auto history = database_->read([&](auto& tx) { return consents_of(tx, kBusan, person); });
    ASSERT_EQ(history.size(), 5u);
    EXPECT_TRUE(std::ranges::is_sorted(history, std::ranges::greater{}, &Consent::recorded_at));
  }
}

TEST_P(PrivacyTest, OfTwoAtTheSameMomentTheLaterRecordCounts) {
  const PersonId person = add_person("홍길동");
  record(person, ConsentPurpose::health_data, true, kNow);
  record(person, ConsentPurpose::health_data, false, kNow);
  EXPECT_FALSE(holds(person, ConsentPurpose::health_data));
}

// Whatever households form and part: one person is in one at most, and sharing is mutual.
TEST_P(PrivacyTest, HouseholdsPartTheTown) {
  std::mt19937 random(3);
  std::vector<PersonId> town;
  for (int i = 0; i < 8; ++i) town.push_back(add_person("사람" + std::to_string(i)));
  std::map<PersonId, int> home;
  for (int round = 1; round <= 12; ++round) {
    std::vector<PersonId> members = town;
    std::ranges::shuffle(members, random);
    members.resize(1 + random() % 4);
    write([&](auto& tx) { form_household(tx, kBusan, members); });
    for (const PersonId id : members) home[id] = round;
    database_->read([&](auto& tx) {
      std::size_t pairs = 0;
      for (const PersonId id : town) {
        std::vector<PersonId> expected;
        for (const PersonId other : town)
          if (other != id && home.contains(id) && home.contains(other) && home[id] == home[other])
            expected.push_back(other);
        std::ranges::sort(expected);
        EXPECT_EQ(household_of(tx, kBusan, id), expected) << round;
        pairs += expected.size();
      }
      EXPECT_EQ(households_of(tx, kBusan, town).size(), pairs) << round;
    });
  }
  database_->read([&](auto& tx) {
    EXPECT_TRUE(households_of(tx, kBusan, {}).empty());
    EXPECT_TRUE(households_of(tx, RegionId{2}, town).empty());
  });
}

struct NumberCase {
  std::string_view text;
  bool is_refused;
};

/// Texts as offices type them: 13 digits that begin with a birth date, whatever stands between.
constexpr NumberCase kNumbers[] = {
    {"620517-1234567", true},
    {"620517 1234567", true},
    {"620517 - 1234567", true},
    {"6205171234567", true},
    {"６２０５１７－１２３４５６７", true},
    {"620517–1234567", true},
    {"620517.1234567", true},
    {"620517/1234567", true},
    {"(620517-1234567)", true},
    {"850315-5234567", true},  // foreigner born before 2000
    {"010315-8234567", true},  // foreigner born since
    {"주민 620517-2******", false},
    {"620517-2", false},
    {"1962-05-17", false},
    {"1962.05.17생", false},
    {"010-1234-5678", false},
    {"051-123-4567, 010-1234-5678", false},
    {"낙동대로 1786, 101동 1502호", false},
    {"계좌 110-123-456789", false},
    {"사업자 605-82-12345", false},
    {"법인 130111-0006246", false},  // 2013-01-11, were it not for the 0
    {"카드 9410123456789012", false},
    {"2026-11-22 10:00:00", false},
};

TEST_P(PrivacyTest, NoResidentNumberEntersByAnyDoor) {
  const PersonId known = add_person("등록됨");
  const Person stored = *database_->read([&](auto& tx) { return find_person(tx, kBusan, known); });
  for (const NumberCase& c : kNumbers) {
    const std::string text(c.text);
    ASSERT_EQ(base::has_resident_number(text), c.is_refused) << text;
    const auto by_name =
        write([&](auto& tx) { return create_person(tx, kBusan, {.name = text}, kNow); });
    const auto by_address = write([&](auto& tx) {
      return create_person(tx, kBusan, {.name = "가", .home = {.road_address = text}}, kNow);
    });
    Person changed = *database_->read([&](auto& tx) { return find_person(tx, kBusan, known); });
    changed.home.road_address = text;
    const auto by_change =
        write([&](auto& tx) { return update_person(tx, kBusan, changed, kNow); });
    for (const auto* refusal :
         {by_name ? nullptr : &by_name.error(), by_address ? nullptr : &by_address.error(),
          by_change ? nullptr : &by_change.error()}) {
      ASSERT_EQ(refusal != nullptr, c.is_refused) << text;
      if (refusal) EXPECT_EQ(*refusal, PersonRefusal::resident_number) << text;
    }
  }
  EXPECT_EQ(stored.version, 1);
}

TEST_P(PrivacyTest, NorByAFile) {
  for (const NumberCase& c : kNumbers) {
    const auto report = write([&](auto& tx) {
      return import_people(tx, kBusan, "이름,비고\n가,\"" + std::string(c.text) + "\"\n",
                           {.is_dry_run = true}, kNow);
    });
    EXPECT_EQ(report.faults.size(), c.is_refused ? 1u : 0u) << c.text;
    if (c.is_refused && !report.faults.empty()) {
      EXPECT_EQ(report.faults[0].code, "resident_number") << c.text;
      EXPECT_EQ(report.faults[0].field, "note") << c.text;
    }
  }
}

RC_GTEST_PROP(Masking, ShowsNeitherPhoneNorStreetNorBirthday, ()) {
  Person person{.name = "홍길동", .phone = "010-1234-5678"};
  person.name = *rc::gen::element<std::string>("홍길동", "남궁민수", "이산", "Nguyen Van An");
  person.phone = *rc::gen::element<std::string>("010-1234-5678", "051-333-4444", "");
  person.home = {.road_address = "낙동대로 1786",
                 .district_code = "26320",
                 .lat_e6 = *rc::gen::inRange<std::int64_t>(1, 90'000'000),
                 .lng_e6 = 1};
  person.born_on = base::Date{*rc::gen::inRange(-20'000, 20'000)};
  const Person shown = masked(person);
  RC_ASSERT(shown.name != person.name);
  RC_ASSERT(person.phone.empty() || shown.phone != person.phone);
  RC_ASSERT(shown.home.road_address.empty() && shown.home.lat_e6 == 0 && shown.home.lng_e6 == 0);
  const auto shown_day = base::split_date(*shown.born_on);
  RC_ASSERT(shown_day.month == 1 && shown_day.day == 1);
  RC_ASSERT(shown_day.year == base::split_date(*person.born_on).year);
  RC_ASSERT(masked(shown).name == shown.name);
}

}  // namespace
}  // namespace people
