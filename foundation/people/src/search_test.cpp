// Whom a search finds, one case a row, alike on both databases.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "people_fixture.h"

namespace people {
namespace {

struct SearchCase {
  std::string_view text;
  std::set<std::string> found;
};

class SearchTest : public PeopleTest {
 protected:
  SearchTest() {
    add_person("홍길동", "010-1234-5678");
    add_person("김길순", "051-333-4444");
    add_person("꽃분이", "010-9876-5432");
    add_person("남궁민수");
    add_person("Nguyen Van An", "010-5555-1234");
    add_person("ㄱ씨");
    add_person("반올림 50% 할인");
    add_person("밑_줄");
  }
  std::set<std::string> names(std::string_view text, int limit = 100) {
    return database_->read([&](auto& tx) {
      std::set<std::string> found;
      for (const Person& person : search_persons(tx, kBusan, text, limit, {.is_everybody = true}))
        found.insert(person.name);
      return found;
    });
  }
};
OLIVE_ON_BOTH_DATABASES(SearchTest);

TEST_P(SearchTest, FollowsTheTable) {
  const std::vector<SearchCase> cases{
      {"길", {"홍길동", "김길순"}},
      {"  길동 ", {"홍길동"}},
      {"길동홍", {}},
      // 초성: of any part of the name, doubled consonants are letters of their own
      {"ㅎㄱㄷ", {"홍길동"}},
      {"ㄱㄷ", {"홍길동"}},
      {"ㄱㄱㅅ", {"김길순"}},
      {"ㄲㅂㅇ", {"꽃분이"}},
      {"ㄱㅂㅇ", {}},
      {"ㄴㄱㅁㅅ", {"남궁민수"}},
      {"ㅎ길", {}},  // mixed: taken as letters of a name
      // Latin letters, in whatever case they were typed
      {"Nguyen", {"Nguyen Van An"}},
      {"nguyen", {"Nguyen Van An"}},
      {"VAN", {"Nguyen Van An"}},
      {"van an", {"Nguyen Van An"}},
      // phones: three digits and more, with any separators
      {"5678", {"홍길동"}},
      {"1234", {"홍길동", "Nguyen Van An"}},
      {"010-1234-5678", {"홍길동"}},
      {"0513334444", {"김길순"}},
      {"010", {"홍길동", "꽃분이", "Nguyen Van An"}},
      {"99999", {}},
      // two digits are no phone
      {"50", {"반올림 50% 할인"}},
      // % and _ are letters, not wild cards
      {"%", {"반올림 50% 할인"}},
      {"_", {"밑_줄"}},
      {"홍%동", {}},
      {"홍_동", {}},
      {"!", {}},
      // nothing is asked
      {"", {}},
      {"   ", {}},
      {"\xff\xfe", {}},
      {"' OR 1=1 --", {}},
  };
  for (const SearchCase& c : cases) EXPECT_EQ(names(c.text), c.found) << c.text;
}

TEST_P(SearchTest, FindsANameAfterItChanged) {
  const PersonId id = add_person("고길동");
  Person person = *database_->read([&](auto& tx) { return find_person(tx, kBusan, id); });
  person.name = "도우너";
  person.phone = "010-7777-0000";
  ASSERT_TRUE(write([&](auto& tx) { return update_person(tx, kBusan, person, kNow); }).has_value());
  EXPECT_TRUE(names("ㄱㄱㄷ").empty());
  EXPECT_EQ(names("ㄷㅇㄴ"), std::set<std::string>{"도우너"});
  EXPECT_EQ(names("77770000"), std::set<std::string>{"도우너"});
}

TEST_P(SearchTest, ShowsNoMoreThanAsked) {
  for (int i = 0; i < 5; ++i) add_person("차례" + std::to_string(i));
  EXPECT_EQ(names("차례", 3), (std::set<std::string>{"차례0", "차례1", "차례2"}));
  EXPECT_TRUE(names("차례", 0).empty());
}

TEST_P(SearchTest, NoScopeFindsNobody) {
  EXPECT_TRUE(
      database_->read([](auto& tx) { return search_persons(tx, kBusan, "길", 10, {}); }).empty());
}

TEST_P(SearchTest, ScopesAddUpAndNobodyComesTwice) {
  const OrganisationId centre = add_organisation("북구센터", OrganisationKind::regional_centre);
  const OrganisationId team = add_organisation("두부", OrganisationKind::team);
  const PersonId both = add_person("길잡이");
  write([&](auto& tx) {
    return join(tx, kBusan, both, centre, Role::participant, kToday, {}).has_value() &&
           join(tx, kBusan, both, team, Role::care_worker, kToday, {}).has_value();
  });
  const auto found = database_->read([&](auto& tx) {
    return search_persons(tx, kBusan, "길", 10,
                          {.organisations = {centre, team}, .district_codes = {"26320"}});
  });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, both);
}

struct PhoneCase {
  std::string_view typed;
  std::optional<std::string> kept;
};

TEST(Phones, FollowTheTable) {
  const std::vector<PhoneCase> cases{
      {"01012345678", "010-1234-5678"},
      {"010.1234.5678", "010-1234-5678"},
      {"(010) 1234-5678", "010-1234-5678"},
      {"0111234567", "011-123-4567"},
      {"021234567", "02-123-4567"},
      {"0212345678", "02-1234-5678"},
      {"05112345678", "051-1234-5678"},
      {"0511234567", "051-123-4567"},
      {"070-1234-5678", "070-1234-5678"},
      {"02123456", {}},
      {"021234567890", {}},
      {"1588-1234", {}},
      {"010-1234-567", "010-123-4567"},
      {"8210-1234-5678", {}},
      {"010 1234 567a", {}},
      {"０１０-1234-5678", {}},
      {"0", {}},
      {"---", {}},
  };
  for (const PhoneCase& c : cases) EXPECT_EQ(normalise_phone(c.typed), c.kept) << c.typed;
}

RC_GTEST_PROP(Phones, NormalisingTwiceChangesNothing, ()) {
  const auto typed = *rc::gen::container<std::string>(
      *rc::gen::inRange<std::size_t>(0, 15), rc::gen::elementOf(std::string("0123456789- .()")));
  const auto once = normalise_phone(typed);
  if (once) RC_ASSERT(normalise_phone(*once) == once);
}

RC_GTEST_PROP(Ages, AgreeWithCountingBirthdays, ()) {
  const base::Date born{*rc::gen::inRange(-20'000, 20'000)};
  const base::Date on = born.plus_days(*rc::gen::inRange(0, 40'000));
  const int age = *age_on(Person{.born_on = born}, on);
  // The day before, nobody is older; a year and a day later, everybody is by one or two.
  RC_ASSERT(age >= 0);
  RC_ASSERT(*age_on(Person{.born_on = born}, on.plus_days(1)) - age <= 1);
  const int later = *age_on(Person{.born_on = born}, on.plus_days(366));
  RC_ASSERT(later == age + 1 || later == age + 2);
}

}  // namespace
}  // namespace people
