#include "care/import.h"

#include <fstream>
#include <iterator>
#include <map>

#include "care_fixture.h"

namespace care {
namespace {

constexpr std::string_view kHeader =
    "이름,생년월일,성별,전화번호,구군,서비스,소득구간,퇴원일,희망일,방문분,목적,비고,의뢰기관\n";
constexpr std::string_view kGood =
    "김영희,1948-05-02,여,010-2222-3333,사하구,병원안심동행,수급자,,2026-12-01,180,투석,무릎 수술,"
    "Gosin hospital\n";

class ImportTest : public CareTest {
 protected:
  documents::ImportReport import(std::string_view rows,
                                 const documents::ImportOptions& options = {}) {
    const std::string file = std::string(kHeader) + std::string(rows);
    return import_file(file, options);
  }
  documents::ImportReport import_file(std::string_view file,
                                      const documents::ImportOptions& options = {}) {
    return write([&](db::Transaction& tx) {
      return import_requests(tx, region_id_, file, options, sealer_, helper_, kNow);
    });
  }
  std::size_t referrals() {
    return database_->read([&](db::Transaction& tx) {
      return list_referrals(tx, region_id_, {}, {.everywhere = true}).size();
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ImportTest);

TEST_P(ImportTest, RecordsKoreanRows) {
  const auto report = import(kGood);
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(report.imported, 1);
  database_->read([&](db::Transaction& tx) {
    const Referral row = list_referrals(tx, region_id_, {}, {.everywhere = true}).at(0);
    EXPECT_EQ(row.service, ServiceKind::hospital_accompaniment);
    EXPECT_EQ(row.channel, ReferralChannel::file);
    EXPECT_EQ(row.referring_organisation_id, hospital_);
    EXPECT_EQ(row.visits_per_month, 13);  // dialysis
    EXPECT_EQ(details_of(tx, region_id_, row.id, sealer_).health_note, "무릎 수술");
  });
}

TEST_P(ImportTest, KnowsPeopleByNameBirthDateAndPhone) {
  ASSERT_EQ(import(kGood).imported, 1);
  const auto second =
      import("김영희,1948-05-02,여,01022223333,사하구,가사지원,수급자,,2026-12-01,,일상,,\n");
  EXPECT_EQ(second.imported, 1);
  database_->read([&](db::Transaction& tx) {
    const auto rows = list_referrals(tx, region_id_, {}, {.everywhere = true});
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].client_id, rows[1].client_id);
  });
}

TEST_P(ImportTest, TakesTheExampleThatWeHandOut) {
  std::ifstream example(std::string(OLIVE_ROOT_DIR) + "/docs/formats/requests.csv");
  const std::string file{std::istreambuf_iterator<char>(example), {}};
  const auto report = import_file(file);
  EXPECT_EQ(report.imported, 3);
  for (const auto& fault : report.faults) ADD_FAILURE() << fault.line << fault.field << fault.code;
}

TEST_P(ImportTest, DryRunChangesNothing) {
  const auto report = import(kGood, {.is_dry_run = true});
  EXPECT_EQ(report.imported, 1);
  EXPECT_TRUE(report.is_dry_run);
  EXPECT_EQ(referrals(), 0u);
}

/// A file that is refused as a whole.
TEST_P(ImportTest, RefusesFilesThatCannotBeRead) {
  const auto code = [&](std::string_view file) {
    const auto report = import_file(file);
    EXPECT_EQ(report.imported, 0);
    return report.faults.empty() ? "none" : report.faults[0].code;
  };
  EXPECT_EQ(code(""), "empty_file");
  EXPECT_EQ(code("\xFF\xFE\xFA"), "not_utf8_or_cp949");
  EXPECT_EQ(code("이름,전화번호\n김,010-1111-2222\n"), "missing_column");
  EXPECT_EQ(code(std::string(kHeader) + "\"김영희,1948\n"), "unclosed_quote");
}

/// Every kind of bad row with the field and the code that name it.
struct BadRow {
  const char* row;
  const char* field;
  const char* code;
};
constexpr BadRow kBadRows[] = {
    {",1948-05-02,여,010-2222-0001,사하구,가사지원,수급자,,2026-12-01,,,,\n", "name", "required"},
    {"가나,1948-02-30,여,010-2222-0002,사하구,가사지원,수급자,,2026-12-01,,,,\n", "born_on",
     "not_a_date"},
    {"가나,2048-05-02,여,010-2222-0003,사하구,가사지원,수급자,,2026-12-01,,,,\n", "born_on",
     "born_in_the_future"},
    {"가나,1948-05-02,모름,010-2222-0004,사하구,가사지원,수급자,,2026-12-01,,,,\n", "gender",
     "no_such_choice"},
    {"가나,1948-05-02,여,12,사하구,가사지원,수급자,,2026-12-01,,,,\n", "phone", "phone_malformed"},
    {"가나,1948-05-02,여,,사하구,가사지원,수급자,,2026-12-01,,,,\n", "phone", "required"},
    {"가나,1948-05-02,여,010-2222-0005,강남구,가사지원,수급자,,2026-12-01,,,,\n", "district_code",
     "district_not_found"},
    {"가나,1948-05-02,여,010-2222-0006,중구,가사지원,수급자,,2026-12-01,,,,\n", "district_code",
     "no_centre_in_district"},
    {"가나,1948-05-02,여,010-2222-0007,사하구,마사지,수급자,,2026-12-01,,,,\n", "service",
     "no_such_choice"},
    {"가나,1948-05-02,여,010-2222-0008,사하구,가사지원,부자,,2026-12-01,,,,\n", "income_band",
     "no_such_choice"},
    {"가나,1948-05-02,여,010-2222-0009,사하구,퇴원환자안심돌봄,수급자,,2026-12-01,,,,\n",
     "discharged_on", "discharge_date_missing"},
    {"가나,1948-05-02,여,010-2222-0010,사하구,퇴원환자안심돌봄,수급자,2026-07-01,2026-12-01,,,,\n",
     "discharged_on", "discharge_too_long_ago"},
    {"가나,1948-05-02,여,010-2222-0011,사하구,퇴원환자안심돌봄,수급자,2027-01-01,2026-12-01,,,,\n",
     "discharged_on", "discharged_in_the_future"},
    {"가나,1948-05-02,여,010-2222-0012,사하구,가사지원,수급자,,2026-11-22,,,,\n", "wished_from",
     "wished_in_the_past"},
    {"가나,1948-05-02,여,010-2222-0013,사하구,가사지원,수급자,,,,,,\n", "wished_from", "required"},
    {"가나,1948-05-02,여,010-2222-0014,사하구,가사지원,수급자,,2026-12-01,한시간,,,\n", "visit_min",
     "expected_integer"},
    {"가나,1948-05-02,여,010-2222-0015,사하구,가사지원,수급자,,2026-12-01,9999,,,\n", "visit_min",
     "out_of_range"},
    {"가나,1948-05-02,여,010-2222-0016,사하구,가사지원,수급자,,2026-12-01,600,,,\n", "visit_min",
     "visit_length_not_offered"},
    {"가나,1948-05-02,여,010-2222-0017,사하구,가사지원,수급자,,2026-12-01,,,480502-2345678,\n",
     "health_note", "resident_number"},
    {"=1+1,1948-05-02,여,010-2222-0018,사하구,가사지원,수급자,,2026-12-01,,,,\n", "name",
     "formula"},
    {"가나,1948-05-02,여,010-2222-0019,사하구,가사지원,수급자,,2026-12-01,,,,없는병원\n",
     "organisation", "organisation_not_found"},
    {"가나,1948-05-02,여,010-2222-0020,사하구,가사지원\n", "", "wrong_cell_count"},
};

TEST_P(ImportTest, NamesRowAndFieldOfEveryFaultAndChangesNothing) {
  std::string rows;
  for (const BadRow& bad : kBadRows) rows += bad.row;
  const auto report = import(std::string(kGood) + rows);
  EXPECT_EQ(report.imported, 0);
  EXPECT_EQ(referrals(), 0u);
  std::map<std::int64_t, documents::RowFault> by_line;
  for (const auto& fault : report.faults) by_line.emplace(fault.line, fault);
  std::int64_t line = 3;  // after the header and the good row
  for (const BadRow& bad : kBadRows) {
    SCOPED_TRACE(bad.row);
    ASSERT_TRUE(by_line.contains(line));
    EXPECT_EQ(by_line[line].field, bad.field);
    EXPECT_EQ(by_line[line].code, bad.code);
    ++line;
  }
  EXPECT_EQ(report.faults.size(), std::size(kBadRows));
}

TEST_P(ImportTest, SkipsBadRowsOnlyWhenAsked) {
  const std::string rows = std::string(kGood) + kBadRows[4].row;
  EXPECT_EQ(import(rows).imported, 0);
  EXPECT_EQ(import(rows, {.skips_bad_rows = true}).imported, 1);
  EXPECT_EQ(referrals(), 1u);
}

TEST_P(ImportTest, RefusesTheSameRequestTwice) {
  const auto twice = import(std::string(kGood) + std::string(kGood));
  ASSERT_EQ(twice.faults.size(), 1u);
  EXPECT_EQ(twice.faults[0].code, "duplicate_request");
  EXPECT_EQ(twice.faults[0].line, 3);
  ASSERT_EQ(import(kGood).imported, 1);
  EXPECT_EQ(import(kGood).faults.at(0).code, "duplicate_referral");
}

}  // namespace
}  // namespace care
