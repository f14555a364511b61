#include "base/check.h"
#include "funds/asset.h"

namespace funds {
namespace {

constexpr std::string_view kSelect =
    "SELECT h.id, h.asset_id, h.from_id, f.name AS from_name, h.to_id, t.name AS to_name, "
    "h.handed_on, h.condition, h.state, h.given_by, h.given_at, h.taken_by, h.taken_at "
    "FROM funds_handover h "
    "JOIN people_organisation f ON f.region_id = h.region_id AND f.id = h.from_id "
    "JOIN people_organisation t ON t.region_id = h.region_id AND t.id = h.to_id "
    "WHERE h.region_id = $1 AND ";

bool waits(db::Transaction& tx, RegionId region_id, AssetId asset_id) {
  return tx
      .integer(
          "SELECT id FROM funds_handover WHERE region_id = $1 AND asset_id = $2 "
          "AND state = 'given'",
          region_id, asset_id)
      .has_value();
}

base::Result<void, AssetRefusal> check_giving(db::Transaction& tx, RegionId region_id,
                                              const FundAsset& asset, const NewHandover& handover,
                                              Date today) {
  if (asset.state == AssetState::disposed) return base::refuse(AssetRefusal::asset_disposed);
  if (asset.holder_id == handover.to_id) return base::refuse(AssetRefusal::asset_holder_same);
  if (handover.handed_on > today) return base::refuse(AssetRefusal::asset_in_future);
  if (handover.handed_on < asset.held_since)
    return base::refuse(AssetRefusal::handover_before_custody);
  if (!people::find_organisation(tx, region_id, handover.to_id))
    return base::refuse(AssetRefusal::organisation_not_found);
  if (waits(tx, region_id, asset.id)) return base::refuse(AssetRefusal::asset_handover_waits);
  return {};
}

}  // namespace

base::Result<HandoverId, AssetRefusal> give_asset(db::Transaction& tx, RegionId region_id,
                                                  const NewHandover& handover, PersonId given_by,
                                                  base::Instant now) {
  const auto asset = find_asset(tx, region_id, handover.asset_id);
  if (!asset) return base::refuse(AssetRefusal::asset_not_found);
  OLIVE_TRY_VOID(check_giving(tx, region_id, *asset, handover, base::korean_date(now)));
  const auto id = tx.make_id<HandoverId>();
  tx.execute(
      "INSERT INTO funds_handover (region_id, id, asset_id, from_id, to_id, handed_on, condition, "
      "state, given_by, given_at, taken_by, taken_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'given', $8, $9, 0, NULL)",
      region_id, id, asset->id, asset->holder_id, handover.to_id, handover.handed_on,
      handover.condition, given_by, now);
  return id;
}

base::Result<void, AssetRefusal> take_asset(db::Transaction& tx, RegionId region_id,
                                            HandoverId handover_id, PersonId taken_by,
                                            base::Instant now) {
  const auto handover = find_handover(tx, region_id, handover_id);
  if (!handover) return base::refuse(AssetRefusal::handover_not_found);
  if (handover->state != HandoverState::given)
    return base::refuse(AssetRefusal::handover_not_given);
  if (handover->given_by == taken_by) return base::refuse(AssetRefusal::handover_same_person);
  // It may have been disposed of while the handover waited; what is gone has no new holder.
  const auto asset = find_asset(tx, region_id, handover->asset_id);
  CHECK_REQUEST(asset.has_value());
  if (asset->state == AssetState::disposed) return base::refuse(AssetRefusal::asset_disposed);
  CHECK_REQUEST(asset->holder_id == handover->from_id);  // one handover at a time
  const auto changed = tx.execute(
      "UPDATE funds_handover SET state = 'taken', taken_by = $3, taken_at = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'given'",
      region_id, handover_id, taken_by, now);
  if (changed != 1) return base::refuse(AssetRefusal::handover_not_given);
  tx.execute(
      "UPDATE funds_asset SET holder_id = $3, held_since = $4 WHERE region_id = $1 AND id = $2",
      region_id, handover->asset_id, handover->to_id, handover->handed_on);
  return {};
}

base::Result<void, AssetRefusal> withdraw_handover(db::Transaction& tx, RegionId region_id,
                                                   HandoverId handover_id) {
  if (!find_handover(tx, region_id, handover_id))
    return base::refuse(AssetRefusal::handover_not_found);
  const auto changed = tx.execute(
      "UPDATE funds_handover SET state = 'withdrawn' "
      "WHERE region_id = $1 AND id = $2 AND state = 'given'",
      region_id, handover_id);
  if (changed != 1) return base::refuse(AssetRefusal::handover_not_given);
  return {};
}

std::optional<Handover> find_handover(db::Transaction& tx, RegionId region_id,
                                      HandoverId handover_id) {
  return tx.query_one<Handover>(std::string(kSelect) + "h.id = $2", region_id, handover_id);
}

std::vector<Handover> handovers_of(db::Transaction& tx, RegionId region_id, AssetId asset_id) {
  return tx.query<Handover>(
      std::string(kSelect) + "(h.asset_id = $2 OR $2 = 0) ORDER BY h.given_at DESC, h.id DESC",
      region_id, asset_id);
}

}  // namespace funds
