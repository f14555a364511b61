// Random files of good and bad rows: what is recorded, and what is named, follows from the rows.
#include <cstdlib>
#include <random>

#include "people/import.h"
#include "people_fixture.h"

namespace people {
namespace {

constexpr int kFiles = 30;

/// A kind of row: its cells after the name, and the fault it must bring, if any.
struct RowKind {
  std::string_view cells;
  std::string_view field;
  std::string_view code;
};

constexpr RowKind kKinds[] = {
    {",1962-05-17,여,,북구", "", ""},
    {",,,010-2222-3333,사하구", "", ""},
    {",,,,", "", ""},
    {",1962-13-17,,,", "born_on", "not_a_date"},
    {",,,12,", "phone", "phone_malformed"},
    {",,,,강남구", "district_code", "district_not_found"},
    {",,아무개,,", "gender", "no_such_choice"},
    {",,", "", "wrong_cell_count"},
};

class ImportWalkTest : public PeopleTest {
 protected:
  documents::ImportReport import(const std::string& file, bool skips_bad_rows) {
    return write([&](auto& tx) {
      return import_people(tx, kBusan, file, {.skips_bad_rows = skips_bad_rows}, kNow);
    });
  }
  std::int64_t count() {
    return *database_->read([](auto& tx) {
      return tx.integer("SELECT COUNT(*) FROM people_person WHERE region_id = $1", kBusan);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ImportWalkTest);

TEST_P(ImportWalkTest, EveryBadRowIsNamedAndGoodOnesFollowTheOption) {
  const char* given = std::getenv("OLIVE_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  SCOPED_TRACE("OLIVE_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::int64_t recorded = 0;
  int names = 0;
  for (int file = 0; file < kFiles; ++file) {
    std::string text = "이름,생년월일,성별,전화번호,구군\n";
    std::vector<std::pair<std::int64_t, const RowKind*>> bad;
    const auto rows = static_cast<std::int64_t>(random() % 12 + 1);
    for (std::int64_t row = 0; row < rows; ++row) {
      const RowKind& kind = kKinds[random() % std::size(kKinds)];
      text += "사람" + std::to_string(++names) + std::string(kind.cells) + "\n";
      if (!kind.code.empty()) bad.emplace_back(row + 2, &kind);
    }
    const bool skips = random() % 2 == 0;
    const documents::ImportReport report = import(text, skips);
    ASSERT_EQ(report.rows, rows) << text;
    ASSERT_EQ(report.faults.size(), bad.size()) << text;
    for (std::size_t i = 0; i < bad.size(); ++i) {
      ASSERT_EQ(report.faults[i].line, bad[i].first) << text;
      ASSERT_EQ(report.faults[i].field, bad[i].second->field) << text;
      ASSERT_EQ(report.faults[i].code, bad[i].second->code) << text;
    }
    const std::int64_t good = rows - static_cast<std::int64_t>(bad.size());
    const std::int64_t expected = bad.empty() || skips ? good : 0;
    ASSERT_EQ(report.imported, expected) << text;
    recorded += expected;
    ASSERT_EQ(count(), recorded) << text;
  }
}

}  // namespace
}  // namespace people
