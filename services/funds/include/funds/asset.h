/// Things that funds bought or sponsors gave: who holds them since when, in what state.
#pragma once

#include <string>
#include <vector>

#include "funds/spending.h"

namespace funds {

using AssetId = base::Id<struct FundAssetTag>;
using HandoverId = base::Id<struct HandoverTag>;

enum class AssetKind { vehicle, site, equipment };
BOOST_DESCRIBE_ENUM(AssetKind, vehicle, site, equipment)

/// Where an asset came from: money that a spending accounts for, or a gift in kind.
enum class AssetOrigin { bought, given };
BOOST_DESCRIBE_ENUM(AssetOrigin, bought, given)

enum class AssetState { in_use, in_repair, disposed };
BOOST_DESCRIBE_ENUM(AssetState, in_use, in_repair, disposed)

struct NewAsset {
  AssetKind kind = AssetKind::equipment;
  std::string name;
  SpendingId spending_id;  ///< bought; 0: given by `donor`
  std::string donor;
  std::int64_t value_won = 0;  ///< 0: not known
  Date acquired_on;
  OrganisationId holder_id;  ///< who has it in the beginning
};
BOOST_DESCRIBE_STRUCT(NewAsset, (),
                      (kind, name, spending_id, donor, value_won, acquired_on, holder_id))

struct FundAsset {
  AssetId id;
  AssetKind kind = AssetKind::equipment;
  std::string name;
  AssetOrigin origin = AssetOrigin::bought;
  SpendingId spending_id;
  std::string donor;
  std::int64_t value_won = 0;
  Date acquired_on;
  AssetState state = AssetState::in_use;
  OrganisationId holder_id;
  std::string holder_name;
  Date held_since;
  std::string disposal_reason;
  PersonId disposal_proposed_by;
  std::optional<Date> disposed_on;
};
BOOST_DESCRIBE_STRUCT(FundAsset, (),
                      (id, kind, name, origin, spending_id, donor, value_won, acquired_on, state,
                       holder_id, holder_name, held_since, disposal_reason, disposal_proposed_by,
                       disposed_on))

enum class HandoverState { given, taken, withdrawn };
BOOST_DESCRIBE_ENUM(HandoverState, given, taken, withdrawn)

/// Custody passes when both have signed: who gives first, then who takes.
struct Handover {
  HandoverId id;
  AssetId asset_id;
  OrganisationId from_id;
  std::string from_name;
  OrganisationId to_id;
  std::string to_name;
  Date handed_on;
  std::string condition;  ///< what both saw
  HandoverState state = HandoverState::given;
  PersonId given_by;
  base::Instant given_at;
  PersonId taken_by;
  std::optional<base::Instant> taken_at;
};
BOOST_DESCRIBE_STRUCT(Handover, (),
                      (id, asset_id, from_id, from_name, to_id, to_name, handed_on, condition,
                       state, given_by, given_at, taken_by, taken_at))

enum class AssetRefusal {
  asset_not_found,
  asset_disposed,
  asset_spending_not_found,  ///< no approved spending stands behind it
  asset_value_above_spending,
  asset_donor_missing,
  asset_in_future,
  asset_holder_same,
  asset_handover_waits,
  handover_not_found,
  handover_not_given,
  handover_same_person,
  handover_before_custody,
  disposal_waits,
  disposal_not_proposed,
  disposal_own_proposal,
  organisation_not_found,
};
BOOST_DESCRIBE_ENUM(AssetRefusal, asset_not_found, asset_disposed, asset_spending_not_found,
                    asset_value_above_spending, asset_donor_missing, asset_in_future,
                    asset_holder_same, asset_handover_waits, handover_not_found, handover_not_given,
                    handover_same_person, handover_before_custody, disposal_waits,
                    disposal_not_proposed, disposal_own_proposal, organisation_not_found)

/// Records what was bought (its spending approved, all assets of it together worth no more than was
/// paid, disposed ones included) or given (a donor named). Who holds it must be an organisation of
/// the region. CHECK: the value is not negative.
[[nodiscard]] base::Result<AssetId, AssetRefusal> record_asset(db::Transaction& tx,
                                                               RegionId region_id,
                                                               const NewAsset& asset,
                                                               PersonId recorded_by,
                                                               base::Instant now);
[[nodiscard]] std::optional<FundAsset> find_asset(db::Transaction& tx, RegionId region_id,
                                                  AssetId asset_id);
/// By kind, then name.
[[nodiscard]] std::vector<FundAsset> list_assets(db::Transaction& tx, RegionId region_id);
/// Into repair or back into use, as often as need be. Refuses `asset_disposed`.
[[nodiscard]] base::Result<void, AssetRefusal> set_asset_state(db::Transaction& tx,
                                                               RegionId region_id, AssetId asset_id,
                                                               bool is_in_repair);

/// To whom, on which day, in what condition. From whom is not asked: it is the present holder.
struct NewHandover {
  AssetId asset_id;
  OrganisationId to_id;
  Date handed_on;
  std::string condition;
};

/// The holder signs that it gives. Refuses a day in the future or before the holder's own custody,
/// and `asset_handover_waits` while an earlier one is unsigned.
[[nodiscard]] base::Result<HandoverId, AssetRefusal> give_asset(db::Transaction& tx,
                                                                RegionId region_id,
                                                                const NewHandover& handover,
                                                                PersonId given_by,
                                                                base::Instant now);
/// The receiver signs that it has it. From now on it holds the asset. Refuses
/// `handover_same_person` and `asset_disposed` when it was disposed of while the handover waited.
[[nodiscard]] base::Result<void, AssetRefusal> take_asset(db::Transaction& tx, RegionId region_id,
                                                          HandoverId handover_id, PersonId taken_by,
                                                          base::Instant now);
/// Takes a handover back that nobody has signed for.
[[nodiscard]] base::Result<void, AssetRefusal> withdraw_handover(db::Transaction& tx,
                                                                 RegionId region_id,
                                                                 HandoverId handover_id);
[[nodiscard]] std::optional<Handover> find_handover(db::Transaction& tx, RegionId region_id,
                                                    HandoverId handover_id);
/// Newest first; of all assets when it is 0.
[[nodiscard]] std::vector<Handover> handovers_of(db::Transaction& tx, RegionId region_id,
                                                 AssetId asset_id);

/// Says why an asset shall go; it stays in use until another person agrees.
[[nodiscard]] base::Result<void, AssetRefusal> propose_disposal(db::Transaction& tx,
                                                                RegionId region_id,
                                                                AssetId asset_id,
                                                                std::string_view reason,
                                                                PersonId proposed_by);
/// The end of an asset: it keeps its record and its history, and is in nobody's result any more.
[[nodiscard]] base::Result<void, AssetRefusal> approve_disposal(db::Transaction& tx,
                                                                RegionId region_id,
                                                                AssetId asset_id,
                                                                PersonId decided_by, Date today);

/// What one centre holds today: the result that infrastructure money is measured by.
struct CentreResult {
  OrganisationId holder_id;
  std::string holder_name;
  std::int64_t vehicles = 0;
  std::int64_t sites = 0;
  std::int64_t equipment = 0;
  std::int64_t bought_won = 0;  ///< paid out of funds
  std::int64_t given = 0;       ///< gifts in kind
};
BOOST_DESCRIBE_STRUCT(CentreResult, (),
                      (holder_id, holder_name, vehicles, sites, equipment, bought_won, given))
/// By name; whoever holds nothing is left out.
[[nodiscard]] std::vector<CentreResult> results_of(const std::vector<FundAsset>& assets);

}  // namespace funds
