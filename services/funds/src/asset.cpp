#include "funds/asset.h"

#include <map>

#include "base/check.h"
#include "base/text.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT a.id, a.kind, a.name, a.origin, a.spending_id, a.donor, a.value_won, a.acquired_on, "
    "a.state, a.holder_id, o.name AS holder_name, a.held_since, a.disposal_reason, "
    "a.disposal_proposed_by, a.disposed_on FROM funds_asset a JOIN people_organisation o "
    "ON o.region_id = a.region_id AND o.id = a.holder_id WHERE a.region_id = $1";

// A spending may buy several things, together for no more than was paid.
base::Result<void, AssetRefusal> check_spending(db::Transaction& tx, RegionId region_id,
                                                const NewAsset& asset) {
  const auto spending = find_spending(tx, region_id, asset.spending_id);
  if (!spending || spending->state != StepState::approved)
    return base::refuse(AssetRefusal::asset_spending_not_found);
  const auto known_won =
      tx.integer("SELECT SUM(value_won) FROM funds_asset WHERE region_id = $1 AND spending_id = $2",
                 region_id, asset.spending_id)
          .value_or(0);
  CHECK_REQUEST(known_won >= 0 && known_won <= spending->amount_won);
  if (known_won + asset.value_won > spending->amount_won)
    return base::refuse(AssetRefusal::asset_value_above_spending);
  return {};
}

base::Result<FundAsset, AssetRefusal> live_asset(db::Transaction& tx, RegionId region_id,
                                                 AssetId asset_id) {
  const auto asset = find_asset(tx, region_id, asset_id);
  if (!asset) return base::refuse(AssetRefusal::asset_not_found);
  if (asset->state == AssetState::disposed) return base::refuse(AssetRefusal::asset_disposed);
  return *asset;
}

void count_into(CentreResult& result, const FundAsset& asset) {
  switch (asset.kind) {
    case AssetKind::vehicle: ++result.vehicles; break;
    case AssetKind::site: ++result.sites; break;
    case AssetKind::equipment: ++result.equipment; break;
  }
  if (asset.origin == AssetOrigin::bought) result.bought_won += asset.value_won;
  else ++result.given;
}

}  // namespace

base::Result<AssetId, AssetRefusal> record_asset(db::Transaction& tx, RegionId region_id,
                                                 const NewAsset& asset, PersonId recorded_by,
                                                 base::Instant now) {
  CHECK_REQUEST(asset.value_won >= 0);
  if (asset.acquired_on > base::korean_date(now))
    return base::refuse(AssetRefusal::asset_in_future);
  if (!people::find_organisation(tx, region_id, asset.holder_id))
    return base::refuse(AssetRefusal::organisation_not_found);
  if (asset.spending_id) OLIVE_TRY_VOID(check_spending(tx, region_id, asset));
  else if (base::trim(asset.donor).empty()) return base::refuse(AssetRefusal::asset_donor_missing);
  const auto id = tx.make_id<AssetId>();
  tx.execute(
      "INSERT INTO funds_asset (region_id, id, kind, name, origin, spending_id, donor, value_won, "
      "acquired_on, state, holder_id, held_since, disposal_reason, disposal_proposed_by, "
      "disposed_by, disposed_on, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, 'in_use', $10, $9, '', 0, 0, NULL, $11, $12)",
      region_id, id, asset.kind, asset.name,
      asset.spending_id ? AssetOrigin::bought : AssetOrigin::given, asset.spending_id, asset.donor,
      asset.value_won, asset.acquired_on, asset.holder_id, recorded_by, now);
  return id;
}

std::optional<FundAsset> find_asset(db::Transaction& tx, RegionId region_id, AssetId asset_id) {
  return tx.query_one<FundAsset>(std::string(kSelect) + " AND a.id = $2", region_id, asset_id);
}

std::vector<FundAsset> list_assets(db::Transaction& tx, RegionId region_id) {
  return tx.query<FundAsset>(std::string(kSelect) + " ORDER BY a.kind, a.name, a.id", region_id);
}

base::Result<void, AssetRefusal> set_asset_state(db::Transaction& tx, RegionId region_id,
                                                 AssetId asset_id, bool is_in_repair) {
  OLIVE_TRY_VOID(live_asset(tx, region_id, asset_id));
  tx.execute("UPDATE funds_asset SET state = $3 WHERE region_id = $1 AND id = $2", region_id,
             asset_id, is_in_repair ? AssetState::in_repair : AssetState::in_use);
  return {};
}

base::Result<void, AssetRefusal> propose_disposal(db::Transaction& tx, RegionId region_id,
                                                  AssetId asset_id, std::string_view reason,
                                                  PersonId proposed_by) {
  OLIVE_TRY(asset, live_asset(tx, region_id, asset_id));
  if (asset.disposal_proposed_by) return base::refuse(AssetRefusal::disposal_waits);
  tx.execute(
      "UPDATE funds_asset SET disposal_reason = $3, disposal_proposed_by = $4 "
      "WHERE region_id = $1 AND id = $2",
      region_id, asset_id, reason, proposed_by);
  return {};
}

base::Result<void, AssetRefusal> approve_disposal(db::Transaction& tx, RegionId region_id,
                                                  AssetId asset_id, PersonId decided_by,
                                                  Date today) {
  OLIVE_TRY(asset, live_asset(tx, region_id, asset_id));
  if (!asset.disposal_proposed_by) return base::refuse(AssetRefusal::disposal_not_proposed);
  if (asset.disposal_proposed_by == decided_by)
    return base::refuse(AssetRefusal::disposal_own_proposal);
  tx.execute(
      "UPDATE funds_asset SET state = 'disposed', disposed_by = $3, disposed_on = $4 "
      "WHERE region_id = $1 AND id = $2",
      region_id, asset_id, decided_by, today);
  return {};
}

std::vector<CentreResult> results_of(const std::vector<FundAsset>& assets) {
  std::map<std::pair<std::string, OrganisationId>, CentreResult> results;
  for (const FundAsset& asset : assets) {
    if (asset.state == AssetState::disposed) continue;
    CentreResult& result = results[{asset.holder_name, asset.holder_id}];
    result.holder_id = asset.holder_id;
    result.holder_name = asset.holder_name;
    count_into(result, asset);
  }
  std::vector<CentreResult> list;
  for (auto& [key, result] : results) list.push_back(std::move(result));
  return list;
}

}  // namespace funds
