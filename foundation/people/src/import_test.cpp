#include "people/import.h"

#include "people_fixture.h"

namespace people {
namespace {

constexpr std::string_view kHeader =
    "이름,생년월일,성별,전화번호,주소,구군,관리번호,소속,역할,시작일,비고\n";

class ImportTest : public PeopleTest {
 protected:
  documents::ImportReport import(std::string_view rows, documents::ImportOptions options = {}) {
    return write([&](auto& tx) {
      return import_people(tx, kBusan, std::string(kHeader) + std::string(rows), options, kNow);
    });
  }
  std::int64_t count() {
    return *database_->read([](auto& tx) {
      return tx.integer("SELECT COUNT(*) FROM people_person WHERE region_id = $1", kBusan);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ImportTest);

TEST_P(ImportTest, RecordsPersonsAndRoles) {
  const OrganisationId team = add_organisation("두부사업단", OrganisationKind::team);
  const auto report = import(
      "홍길동,1962-05-17,남,01012345678,낙동대로 1,북구,A-1,두부사업단,참여자,2025-01-02,\n"
      "김길순,1960-01-01,여,,,사하구,,,,,\n");
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(report.imported, 2);
  database_->read([&](auto& tx) {
    const auto person = find_by_management_number(tx, kBusan, "A-1");
    ASSERT_TRUE(person.has_value());
    EXPECT_EQ(person->home.district_code, "26320");
    const auto roles = memberships_of(tx, kBusan, person->id, kToday);
    ASSERT_EQ(roles.size(), 1u);
    EXPECT_EQ(roles[0].organisation_id, team);
    EXPECT_EQ(roles[0].role, Role::participant);
    EXPECT_EQ(roles[0].valid_from, base::make_date(2025, 1, 2));
  });
}

struct BadRow {
  std::string row;
  std::string field;
  std::string code;
};

/// Each row is wrong in one way; the good row before it makes sure that nothing is recorded.
TEST_P(ImportTest, NamesRowAndFieldAndChangesNothing) {
  add_organisation("두부사업단", OrganisationKind::team);
  write([](auto& tx) {
    return create_person(tx, kBusan,
                         {.name = "등록됨",
                          .born_on = base::make_date(1961, 1, 1),
                          .phone = "010-1111-2222",
                          .management_number = "T-1"},
                         kNow)
        .value();
  });
  const std::vector<BadRow> rows{
      {",1962-05-17,,,,,,,,,", "name", "required"},
      {"가,1962-02-30,,,,,,,,,", "born_on", "not_a_date"},
      {"가,17/05/1962,,,,,,,,,", "born_on", "not_a_date"},
      {"가,2999-01-01,,,,,,,,,", "born_on", "born_in_the_future"},
      {"가,,몰라요,,,,,,,,", "gender", "no_such_choice"},
      {"가,,,12-34,,,,,,,", "phone", "phone_malformed"},
      {"가,,,,,강남구,,,,,", "district_code", "district_not_found"},
      {"가,,,,,,T-1,,,,", "management_number", "management_number_taken"},
      {"가,,,,,,,없는사업단,참여자,,", "organisation", "organisation_not_found"},
      {"가,,,,,,,두부사업단,왕,,", "role", "no_such_choice"},
      {"가,,,,,,,두부사업단,,,", "role", "required"},
      {"가,,,,,,,,참여자,,", "organisation", "required"},
      {"가,,,,,,,두부사업단,참여자,2025-13-01,", "valid_from", "not_a_date"},
      {"가,,,,,,,,,,주민번호 620517-1234567", "note", "resident_number"},
      {"가 6205171234567,,,,,,,,,,", "name", "resident_number"},
      {"가,,,,,,,,,,\"=HYPERLINK(\"\"x\"\")\"", "note", "formula"},
      {"@가,,,,,,,,,,", "name", "formula"},
      {"가,,,,,,,,,,나쁜\x01글자", "note", "control_character"},
      {"가,,,,", "", "wrong_cell_count"},
      {"좋음,1970-01-01,,,,,,,,,", "name", "duplicate_row"},
      {"등록됨,1961-01-01,,01011112222,,,,,,,", "name", "already_registered"},
      {std::string(81, 'x') + ",,,,,,,,,,", "name", "too_long"},
  };
  for (const BadRow& bad : rows) {
    const auto report = import("좋음,1970-01-01,,,,,,,,,\n" + bad.row + "\n");
    ASSERT_EQ(report.faults.size(), 1u) << bad.row;
    EXPECT_EQ(report.faults[0].line, 3) << bad.row;
    EXPECT_EQ(report.faults[0].field, bad.field) << bad.row;
    EXPECT_EQ(report.faults[0].code, bad.code) << bad.row;
    EXPECT_EQ(report.imported, 0) << bad.row;
    EXPECT_EQ(count(), 1) << bad.row;
  }
}

TEST_P(ImportTest, RefusesFilesInOtherEncodings) {
  const auto report = import("\xFF\xFE,,,,,,,,,,\n");
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].code, "not_utf8_or_cp949");
  EXPECT_EQ(count(), 0);
}

TEST_P(ImportTest, SkipsBadRowsWhenAsked) {
  const auto report = import("좋음,,,,,,,,,,\n나쁨,x,,,,,,,,,\n", {.skips_bad_rows = true});
  EXPECT_EQ(report.imported, 1);
  EXPECT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(count(), 1);
}

TEST_P(ImportTest, DryRunChangesNothing) {
  const auto report = import("좋음,,,,,,,,,,\n", {.is_dry_run = true});
  EXPECT_EQ(report.imported, 1);
  EXPECT_TRUE(report.is_dry_run);
  EXPECT_EQ(count(), 0);
}

}  // namespace
}  // namespace people
