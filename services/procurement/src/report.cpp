// The yearly report: computed from purchases and totals each time, never stored.
#include <algorithm>
#include <map>

#include "base/check.h"
#include "base/csv.h"
#include "procurement/purchase.h"

namespace procurement {
namespace {

constexpr std::int64_t kWhole_ppm = 1'000'000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Bought {
  BodyId body_id;
  std::int64_t purchases = 0;
  std::int64_t bought_won = 0;
  std::int64_t ordered_won = 0;
};
BOOST_DESCRIBE_STRUCT(Bought, (), (body_id, purchases, bought_won, ordered_won))

std::map<BodyId, Bought> bought_in(db::Transaction& tx, RegionId region_id, std::int32_t year) {
  const auto first = base::make_date(year, 1, 1);
  const auto last = base::make_date(year, 12, 31);
  CHECK_REQUEST(first && last);
  std::map<BodyId, Bought> bought;
  for (const Bought& each : tx.query<Bought>(
           "SELECT p.body_id, COUNT(*) AS purchases, SUM(p.amount_won) AS bought_won, "
           "SUM(CASE WHEN t.purchase_id IS NULL THEN 0 ELSE p.amount_won END) AS ordered_won "
           "FROM procurement_purchase p LEFT JOIN procurement_ordered t "
           "ON t.region_id = p.region_id AND t.purchase_id = p.id WHERE p.region_id = $1 "
           "AND p.bought_on BETWEEN $2 AND $3 AND p.is_withdrawn = FALSE GROUP BY p.body_id",
           region_id, *first, *last))
    bought[each.body_id] = each;
  return bought;
}

std::map<BodyId, std::int64_t> totals_of(db::Transaction& tx, RegionId region_id,
                                         std::int32_t year) {
  const db::Rows rows =
      tx.rows("SELECT body_id, total_won FROM procurement_total WHERE region_id = $1 AND year = $2",
              region_id, year);
  std::map<BodyId, std::int64_t> totals;
  for (std::size_t i = 0; i < rows.size(); ++i)
    totals[BodyId{rows.integer(i, 0)}] = rows.integer(i, 1);
  return totals;
}

std::int64_t share_ppm(std::int64_t part_won, std::int64_t whole_won) {
  CHECK_REQUEST(part_won >= 0 && whole_won > 0);
  using Wide = __int128;  // won times parts of a million
  return static_cast<std::int64_t>(Wide{part_won} * kWhole_ppm / whole_won);
}

void measure(BodyYear& row, std::int64_t total_won) {
  row.total_won = total_won;
  if (total_won < row.bought_won) return;  // bought more since the total was set
  row.share_ppm = share_ppm(row.bought_won, total_won);
  row.is_met = *row.share_ppm >= row.target_ppm;
}

void add(PurchaseReport& report, const BodyYear& row, std::int64_t& bought_known_won) {
  report.purchases += row.purchases;
  report.bought_won += row.bought_won;
  report.ordered_won += row.ordered_won;
  report.before_won += row.before_won;
  if (!row.share_ppm) return;
  ++report.bodies_known;
  report.bodies_met += *row.is_met ? 1 : 0;
  report.total_won += *row.total_won;
  bought_known_won += row.bought_won;
}

/// `1.25` for 12,500 parts of a million.
std::string percent(std::int64_t ppm) {
  CHECK_REQUEST(0 <= ppm && ppm <= kWhole_ppm);
  const std::string hundredths = std::to_string(ppm % 10'000 / 100);
  return std::to_string(ppm / 10'000) + "." + (hundredths.size() < 2 ? "0" : "") + hundredths;
}

/// A line of headings: the messages `procurement.csv.<name>`.
std::string headings(std::initializer_list<std::string_view> names,
                     const i18n::Catalogue& catalogue, i18n::Language language) {
  std::vector<std::string> cells;
  for (const std::string_view name : names)
    cells.push_back(catalogue.text(language, "procurement.csv." + std::string(name)));
  return std::string(kByteOrderMark) + base::format_csv_row(cells);
}

}  // namespace

PurchaseReport report_of(db::Transaction& tx, RegionId region_id, std::int32_t year,
                         BodyId body_id) {
  PurchaseReport report{.year = year};
  const auto bought = bought_in(tx, region_id, year);
  const auto before = bought_in(tx, region_id, year - 1);
  const auto totals = totals_of(tx, region_id, year);
  const auto first = base::make_date(year, 1, 1);
  std::int64_t bought_known_won = 0;
  for (PublicBody& body : list_bodies(tx, region_id)) {
    if (body_id && body.id != body_id) continue;
    BodyYear row{.body_id = body.id, .name = std::move(body.name), .kind = body.kind};
    row.target_ppm =
        settings::integer(tx, region_id, kTargetShare, *first, std::to_string(row.body_id.value));
    if (const auto found = bought.find(row.body_id); found != bought.end()) {
      row.purchases = found->second.purchases;
      row.bought_won = found->second.bought_won;
      row.ordered_won = found->second.ordered_won;
    }
    if (const auto found = before.find(row.body_id); found != before.end())
      row.before_won = found->second.bought_won;
    if (const auto found = totals.find(row.body_id); found != totals.end())
      measure(row, found->second);
    add(report, row, bought_known_won);
    report.items.push_back(std::move(row));
  }
  CHECK_REQUEST(report.bodies_met <= report.bodies_known);
  CHECK_REQUEST(bought_known_won <= report.bought_won && report.ordered_won <= report.bought_won);
  if (report.total_won > 0) report.share_ppm = share_ppm(bought_known_won, report.total_won);
  return report;
}

std::string report_csv(const PurchaseReport& report, const i18n::Catalogue& catalogue,
                       i18n::Language language) {
  std::string text = headings({"year", "body", "kind", "purchases", "bought_won", "before_won",
                               "total_won", "share", "target", "is_met", "ordered_won"},
                              catalogue, language);
  const auto word = [&](const std::string& key) {
    return catalogue.text(language, "procurement.csv." + key);
  };
  for (const BodyYear& row : report.items)
    text += base::format_csv_row(
        {std::to_string(report.year), row.name,
         word("kind_" + std::string(base::name_of(row.kind))), std::to_string(row.purchases),
         std::to_string(row.bought_won), std::to_string(row.before_won),
         row.total_won ? std::to_string(*row.total_won) : "",
         row.share_ppm ? percent(*row.share_ppm) : "", percent(row.target_ppm),
         row.is_met ? word(*row.is_met ? "met" : "not_met") : "", std::to_string(row.ordered_won)});
  return text;
}

std::string purchases_csv(const std::vector<PriorityPurchase>& purchases,
                          const i18n::Catalogue& catalogue, i18n::Language language) {
  std::string text = headings(
      {"day", "body", "seller", "item", "amount_won", "basis", "evidence_number", "source"},
      catalogue, language);
  for (const PriorityPurchase& each : purchases) {
    if (each.is_withdrawn) continue;
    const std::string basis(base::name_of(each.basis));
    text += base::format_csv_row(
        {base::format_date(each.bought_on), each.body_name, each.seller_name, each.item,
         std::to_string(each.amount_won),
         catalogue.text(language, "procurement.csv.basis_" + basis), each.evidence_number,
         catalogue.text(language, each.is_ordered ? "procurement.csv.from_order"
                                                  : "procurement.csv.from_entry")});
  }
  return text;
}

}  // namespace procurement
