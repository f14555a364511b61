#include "people/import.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/check.h"
#include "base/text.h"

namespace people {
namespace {

using documents::RowFault;
using documents::TableRow;

/// A row of the file as its author thinks of it.
struct PersonLine {
  std::string name;
  std::optional<base::Date> born_on;
  std::optional<Gender> gender;
  std::optional<std::string> phone;
  std::optional<std::string> road_address;
  std::optional<std::string> district_code;
  std::optional<std::string> dong_code;
  std::optional<std::string> management_number;
  std::optional<std::string> organisation;
  std::optional<Role> role;
  std::optional<base::Date> valid_from;
  std::optional<std::string> note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "name", .min_length = 1, .max_length = 80},
        {.field = "dong_code", .pattern = "^[0-9]{10}$"},
        {.field = "management_number", .max_length = 40},
    };
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(PersonLine, (),
                      (name, born_on, gender, phone, road_address, district_code, dong_code,
                       management_number, organisation, role, valid_from, note))

const std::vector<documents::Column>& columns() {
  static const std::vector<documents::Column> kColumns{
      {"name", true, {"이름", "성명"}},
      {"born_on", false, {"생년월일"}},
      {"gender", false, {"성별"}},
      {"phone", false, {"전화번호", "연락처", "휴대전화"}},
      {"road_address", false, {"도로명주소", "주소"}},
      {"district_code", false, {"구군", "구", "시군구"}},
      {"dong_code", false, {"행정동코드"}},
      {"management_number", false, {"관리번호"}},
      {"organisation", false, {"소속", "기관", "사업단"}},
      {"role", false, {"역할"}},
      {"valid_from", false, {"시작일", "참여시작일"}},
      {"note", false, {"비고", "메모"}},
  };
  return kColumns;
}

/// Korean spellings that offices write, replaced by the names of the API.
void translate(TableRow& row) {
  static const std::map<std::string, std::map<std::string, std::string>> kWords{
      {"gender", {{"여", "female"}, {"여성", "female"}, {"남", "male"}, {"남성", "male"}}},
      {"role",
       {{"참여자", "participant"},
        {"돌봄제공자", "care_worker"},
        {"시민", "citizen"},
        {"판매원", "shop_keeper"},
        {"배정담당", "coordinator"}}},
  };
  for (const auto& [field, words] : kWords)
    if (const auto cell = row.cells.find(field); cell != row.cells.end())
      if (const auto word = words.find(cell->second); word != words.end())
        cell->second = word->second;
  if (const auto cell = row.cells.find("district_code"); cell != row.cells.end())
    for (const District& district : districts())
      if (cell->second == district.name_ko) cell->second = district.code;
}

/// Records the rows one by one and collects what is wrong.
class Importer {
 public:
  Importer(db::Transaction& tx, RegionId region_id, base::Instant now, PersonId actor_id)
      : tx_(tx), region_id_(region_id), now_(now), actor_id_(actor_id) {}

  /// True when the row was recorded; faults are added otherwise.
  bool add(TableRow row, std::vector<RowFault>& faults) {
    translate(row);
    auto line = documents::read_row<PersonLine>(row);
    if (!line) {
      faults.insert(faults.end(), line.error().begin(), line.error().end());
      return false;
    }
    if (const std::optional<RowFault> fault = record(*line)) {
      faults.push_back({row.line, fault->field, fault->code, fault->expected});
      return false;
    }
    return true;
  }

 private:
  using Identity = std::tuple<std::string, std::int64_t, std::string>;

  static RowFault fault(std::string_view field, std::string_view code) {
    return {0, std::string(field), std::string(code), {}};
  }

  std::optional<RowFault> record(const PersonLine& line) {
    const std::optional<OrganisationId> organisation_id = find_organisation_of(line);
    if (line.organisation && !organisation_id)
      return fault("organisation", "organisation_not_found");
    if (line.organisation.has_value() != line.role.has_value())
      return fault(line.role ? "organisation" : "role", "required");
    if (const std::optional<RowFault> twice = find_duplicate(line)) return twice;
    const auto person_id = create_person(tx_, region_id_, to_new_person(line), now_);
    if (!person_id) return fault(field_of(person_id.error()), base::name_of(person_id.error()));
    if (!organisation_id) return std::nullopt;
    const auto joined =
        join(tx_, region_id_, *person_id, *organisation_id, *line.role,
             line.valid_from.value_or(base::korean_date(now_)), {actor_id_, now_, "import"});
    if (!joined) return fault("organisation", base::name_of(joined.error()));
    return std::nullopt;
  }

  static NewPerson to_new_person(const PersonLine& line) {
    return {line.name,
            line.born_on,
            line.gender.value_or(Gender::unstated),
            line.phone.value_or(""),
            Place{line.road_address.value_or(""), line.district_code.value_or(""),
                  line.dong_code.value_or("")},
            line.management_number.value_or("")};
  }

  static std::string_view field_of(PersonRefusal refusal) {
    switch (refusal) {
      case PersonRefusal::phone_malformed: return "phone";
      case PersonRefusal::district_not_found: return "district_code";
      case PersonRefusal::born_in_the_future: return "born_on";
      case PersonRefusal::management_number_taken: return "management_number";
      case PersonRefusal::name_missing: return "name";
      default: return "";
    }
  }

  /// By id when the cell is a number, else by exact name; each name is looked up once.
  std::optional<OrganisationId> find_organisation_of(const PersonLine& line) {
    if (!line.organisation) return std::nullopt;
    const auto [place, is_new] = organisations_.try_emplace(*line.organisation);
    if (!is_new) return place->second;
    const std::int64_t id = base::parse_integer(*line.organisation).value_or(0);
    const auto found = tx_.integer(
        "SELECT id FROM people_organisation WHERE region_id = $1 AND (id = $2 OR name = $3) "
        "ORDER BY id LIMIT 1",
        region_id_, id, *line.organisation);
    if (found) place->second = OrganisationId{*found};
    return place->second;
  }

  std::optional<RowFault> find_duplicate(const PersonLine& line) {
    const std::string phone = normalise_phone(line.phone.value_or("")).value_or("");
    const std::int64_t born = line.born_on ? line.born_on->days : INT64_MIN;
    const bool is_second = !seen_.insert({line.name, born, phone}).second;
    const bool is_number_second =
        line.management_number && !seen_numbers_.insert(*line.management_number).second;
    if (is_second || is_number_second)
      return fault(is_number_second ? "management_number" : "name", "duplicate_row");
    if (!line.born_on) return std::nullopt;
    const auto known = tx_.integer(
        "SELECT id FROM people_person WHERE region_id = $1 AND name = $2 AND born_on = $3 "
        "AND phone = $4 LIMIT 1",
        region_id_, line.name, *line.born_on, phone);
    if (known) return fault("name", "already_registered");
    return std::nullopt;
  }

  db::Transaction& tx_;
  RegionId region_id_;
  base::Instant now_;
  PersonId actor_id_;
  std::map<std::string, std::optional<OrganisationId>> organisations_;
  std::set<Identity> seen_;
  std::set<std::string> seen_numbers_;
};

}  // namespace

documents::ImportReport import_people(db::Transaction& tx, RegionId region_id,
                                      std::string_view file,
                                      const documents::ImportOptions& options, base::Instant now,
                                      PersonId actor_id) {
  documents::ImportReport report{.is_dry_run = options.is_dry_run};
  auto table = documents::read_table(file, columns());
  if (!table) {
    report.faults = std::move(table.error());
    return report;
  }
  report.rows = table->row_count;
  report.faults = std::move(table->faults);
  Importer importer(tx, region_id, now, actor_id);
  tx.nested([&] {
    for (TableRow& row : table->rows) {
      bool is_added = false;
      tx.nested([&] { return is_added = importer.add(std::move(row), report.faults); });
      if (is_added) ++report.imported;
    }
    if (!report.faults.empty() && !options.skips_bad_rows) report.imported = 0;
    return report.imported > 0 && !options.is_dry_run;
  });
  CHECK_REQUEST(report.imported >= 0 && report.imported <= report.rows);
  std::ranges::sort(report.faults, {}, [](const RowFault& fault) {
    return std::tie(fault.line, fault.field, fault.code);
  });
  return report;
}

}  // namespace people
