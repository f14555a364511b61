#include <algorithm>
#include <set>
#include <tuple>

#include "market/shop.h"

namespace market {
namespace {

struct ShopLine {
  std::string name;
  std::string trade;
  std::optional<std::string> team;
  std::optional<std::string> phone;
  std::optional<std::string> road_address;
  std::optional<std::string> district_code;
  std::optional<base::Date> opened_on;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "name", .min_length = 1, .max_length = 80},
                                            {.field = "trade", .min_length = 1, .max_length = 40},
                                            {.field = "road_address", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ShopLine, (),
                      (name, trade, team, phone, road_address, district_code, opened_on))

const std::vector<documents::Column>& columns() {
  static const std::vector<documents::Column> kColumns{
      {"name", true, {"이름", "매장명", "상호"}},
      {"trade", true, {"업종", "품목"}},
      {"team", false, {"사업단", "운영사업단"}},
      {"phone", false, {"전화번호", "연락처"}},
      {"road_address", false, {"도로명주소", "주소"}},
      {"district_code", false, {"구군", "구", "시군구"}},
      {"opened_on", false, {"개점일", "시작일"}},
  };
  return kColumns;
}

/// What is wrong with a row: field and code.
struct LineFault {
  std::string field;
  std::string code;
};

std::optional<OrganisationId> find_team(db::Transaction& tx, RegionId region_id,
                                        std::string_view name) {
  const auto id = tx.integer(
      "SELECT id FROM people_organisation WHERE region_id = $1 AND kind = 'team' AND name = $2 "
      "ORDER BY id LIMIT 1",
      region_id, name);
  if (!id) return std::nullopt;
  return OrganisationId{*id};
}

std::optional<LineFault> record(db::Transaction& tx, RegionId region_id, const ShopLine& line,
                                base::Instant now) {
  NewShop shop{.name = line.name,
               .trade = line.trade,
               .opened_on = line.opened_on.value_or(base::korean_date(now))};
  if (line.team) {
    const auto team_id = find_team(tx, region_id, *line.team);
    if (!team_id) return LineFault{"team", "team_not_found"};
    shop.team_id = *team_id;
  }
  if (line.phone) {
    const auto phone = people::normalise_phone(*line.phone);
    if (!phone) return LineFault{"phone", "phone_malformed"};
    shop.phone = *phone;
  }
  shop.place.road_address = line.road_address.value_or("");
  if (line.district_code) {
    const people::District* district = nullptr;
    for (const people::District& one : people::districts())
      if (one.code == *line.district_code || one.name_ko == *line.district_code) district = &one;
    if (district == nullptr) return LineFault{"district_code", "district_not_found"};
    shop.place.district_code = district->code;
    shop.place.lat_e6 = district->lat_e6;
    shop.place.lng_e6 = district->lng_e6;
  }
  const auto id = create_shop(tx, region_id, shop, now);
  if (!id) return LineFault{"name", std::string(base::name_of(id.error()))};
  return std::nullopt;
}

}  // namespace

documents::ImportReport import_shops(db::Transaction& tx, RegionId region_id, std::string_view file,
                                     const documents::ImportOptions& options, base::Instant now) {
  documents::ImportReport report{.is_dry_run = options.is_dry_run};
  auto table = documents::read_table(file, columns());
  if (!table) {
    report.faults = std::move(table.error());
    return report;
  }
  report.rows = table->row_count;
  report.faults = std::move(table->faults);
  tx.nested([&] {
    for (const documents::TableRow& row : table->rows) {
      const auto line = documents::read_row<ShopLine>(row);
      if (!line) {
        std::ranges::copy(line.error(), std::back_inserter(report.faults));
        continue;
      }
      tx.nested([&] {
        const auto fault = record(tx, region_id, *line, now);
        if (fault) report.faults.push_back({row.line, fault->field, fault->code, {}});
        else ++report.imported;
        return !fault;
      });
    }
    if (!report.faults.empty() && !options.skips_bad_rows) report.imported = 0;
    return report.imported > 0 && !options.is_dry_run;
  });
  std::ranges::sort(report.faults, {}, [](const documents::RowFault& fault) {
    return std::tie(fault.line, fault.field, fault.code);
  });
  return report;
}

}  // namespace market
