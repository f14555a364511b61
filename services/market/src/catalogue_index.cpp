#include "catalogue_index.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace market {
namespace {

/// A product that changed; not listed: it is not sold, or its shop is closed.
struct ChangedRow {
  ProductId id;
  std::string name;
  OrganisationId shop_id;
  std::string district_code;
  ProductKind kind = ProductKind::goods;
  std::string shop_name;
  std::string description;
  bool is_listed = false;
};
BOOST_DESCRIBE_STRUCT(ChangedRow, (),
                      (id, name, shop_id, district_code, kind, shop_name, description, is_listed))

bool answers(const CatalogueQuery& query, OrganisationId shop_id, std::string_view district_code,
             ProductKind kind) {
  return (!query.shop_id || !*query.shop_id || *query.shop_id == shop_id) &&
         (!query.district_code || query.district_code->empty() ||
          *query.district_code == district_code) &&
         (!query.kind || *query.kind == kind);
}

std::int64_t version_now(db::Transaction& tx, RegionId region_id) {
  return tx.integer("SELECT version FROM market_catalogue_version WHERE region_id = $1", region_id)
      .value_or(0);
}

}  // namespace

std::string_view CatalogueIndex::Shelf::trace_of(std::size_t at) const {
  const std::size_t start = at == 0 ? 0 : ends[at - 1];
  return std::string_view(traces).substr(start, ends[at] - start);
}

void CatalogueIndex::Shelf::lay_out() {
  std::ranges::sort(entries, {}, [](const auto& each) {
    return std::pair(std::string_view(each->name), each->id);
  });
  for (const auto& each : entries) {
    const PreparedText& text = each->text;
    for (const base::Searchable* part : {&text.name, &text.shop_name, &text.description}) {
      traces += part->trace();
      traces += '\n';
    }
    ends.push_back(traces.size());
  }
}

std::vector<ProductId> CatalogueIndex::find(db::Transaction& tx, RegionId region_id,
                                            const CatalogueQuery& query) {
  const auto shelf = shelf_now(tx, region_id);
  const PreparedQuery wanted(query.text.value_or(""));
  std::vector<std::pair<int, std::size_t>> found;  // distance, place by name
  for (std::size_t i = 0; i < shelf->entries.size(); ++i) {
    const bool may_be = std::ranges::all_of(wanted.words, [&](const PreparedQuery::Word& word) {
      return base::may_hold(shelf->trace_of(i), word.text.trace());
    });
    if (!may_be) continue;
    const Entry& entry = *shelf->entries[i];
    if (!answers(query, entry.shop_id, entry.district_code, entry.kind)) continue;
    if (!query.text) found.emplace_back(0, i);
    else if (const auto distance = search_distance(wanted, entry.text))
      found.emplace_back(*distance, i);
  }
  std::ranges::sort(found);
  std::vector<ProductId> ids;
  ids.reserve(found.size());
  for (const auto& [distance, at] : found) ids.push_back(shelf->entries[at]->id);
  return ids;
}

// Read under the lock: of many who come after a change, one reads it and the others wait for that.
std::shared_ptr<const CatalogueIndex::Shelf> CatalogueIndex::shelf_now(db::Transaction& tx,
                                                                       RegionId region_id) {
  const std::int64_t version = version_now(tx, region_id);
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Shelf>& shelf = shelves_[region_id];
  if (!shelf) shelf = std::make_shared<const Shelf>();
  // A transaction that began before the last refresh sees an older number: the newer answer holds.
  if (version > shelf->version) shelf = refreshed(tx, region_id, *shelf, version);
  return shelf;
}

std::shared_ptr<const CatalogueIndex::Shelf> CatalogueIndex::refreshed(db::Transaction& tx,
                                                                       RegionId region_id,
                                                                       const Shelf& known,
                                                                       std::int64_t version) {
  const auto rows = tx.query<ChangedRow>(
      "SELECT p.id, p.name, p.shop_id, o.district_code, p.kind, o.name AS shop_name, "
      "p.description, (p.is_sold AND s.is_open) AS is_listed FROM market_product p "
      "JOIN market_shop s ON s.region_id = p.region_id AND s.id = p.shop_id "
      "JOIN people_organisation o ON o.region_id = p.region_id AND o.id = p.shop_id "
      "WHERE p.region_id = $1 AND p.listed_version > $2",
      region_id, known.version);
  std::set<ProductId> changed;
  for (const ChangedRow& row : rows) changed.insert(row.id);
  auto shelf = std::make_shared<Shelf>();
  shelf->version = version;
  shelf->entries.reserve(known.entries.size() + rows.size());
  std::ranges::copy_if(known.entries, std::back_inserter(shelf->entries),
                       [&](const auto& each) { return !changed.contains(each->id); });
  for (const ChangedRow& row : rows)
    if (row.is_listed)
      shelf->entries.push_back(std::make_shared<const Entry>(
          Entry{row.id, row.name, row.shop_id, row.district_code, row.kind,
                PreparedText({row.name, row.shop_name, row.description})}));
  shelf->lay_out();
  return shelf;
}

void number_change(db::Transaction& tx, RegionId region_id, ProductId product_id) {
  tx.execute(
      "INSERT INTO market_catalogue_version (region_id, version) VALUES ($1, 1) "
      "ON CONFLICT (region_id) DO UPDATE SET version = market_catalogue_version.version + 1",
      region_id);
  tx.execute("UPDATE market_product SET listed_version = $3 WHERE region_id = $1 AND id = $2",
             region_id, product_id, version_now(tx, region_id));
}

}  // namespace market
