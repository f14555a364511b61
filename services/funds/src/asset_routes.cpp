#include "funds/asset.h"
#include "routes.h"

namespace funds {
namespace {

struct AssetForm {
  AssetKind kind = AssetKind::equipment;
  std::string name;
  std::optional<SpendingId> spending_id;
  std::optional<std::string> donor;
  std::int64_t value_won = 0;
  Date acquired_on;
  OrganisationId holder_id;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "name", .min_length = 2, .max_length = 100},
        {.field = "donor", .max_length = 100},
        {.field = "value_won", .minimum = 0, .maximum = 1'000'000'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(AssetForm, (),
                      (kind, name, spending_id, donor, value_won, acquired_on, holder_id))

struct HandoverForm {
  OrganisationId to_id;
  Date handed_on;
  std::string condition;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "condition", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(HandoverForm, (), (to_id, handed_on, condition))

struct RepairForm {
  bool is_in_repair = false;
};
BOOST_DESCRIBE_STRUCT(RepairForm, (), (is_in_repair))

struct AssetHolder {
  OrganisationId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(AssetHolder, (), (id, name))

struct AssetBoard {
  std::vector<FundAsset> assets;
  std::vector<Handover> handovers;
  std::vector<CentreResult> results;
  std::vector<AssetHolder> holders;  // who may hold one
};
BOOST_DESCRIBE_STRUCT(AssetBoard, (), (assets, handovers, results, holders))

// Where things go: the centres and whoever supports them.
std::vector<AssetHolder> holders(db::Transaction& tx, RegionId region_id) {
  std::vector<AssetHolder> list;
  for (const auto kind :
       {people::OrganisationKind::metro_centre, people::OrganisationKind::regional_centre})
    for (people::Organisation& each : people::organisations_of_kind(tx, region_id, kind))
      list.push_back({each.id, std::move(each.name)});
  return list;
}

// A centre sees what it holds, and what comes to it or goes from it.
api::Answer<AssetBoard> get_board(db::Transaction& tx, const api::Context& context,
                                  const base::Nothing&) {
  const RegionId region_id = context.region_id();
  AssetBoard board{.holders = holders(tx, region_id)};
  for (FundAsset& asset : list_assets(tx, region_id))
    if (context.scope.covers(asset.holder_id)) board.assets.push_back(std::move(asset));
  for (Handover& handover : handovers_of(tx, region_id, {}))
    if (context.scope.covers(handover.from_id) || context.scope.covers(handover.to_id))
      board.handovers.push_back(std::move(handover));
  board.results = results_of(board.assets);
  return board;
}

std::string pointer_of(AssetRefusal refusal) {
  switch (refusal) {
    case AssetRefusal::asset_spending_not_found: return "/spending_id";
    case AssetRefusal::asset_donor_missing: return "/donor";
    case AssetRefusal::asset_in_future: return "/acquired_on";
    case AssetRefusal::organisation_not_found: return "/holder_id";
    default: return "/value_won";
  }
}

api::Answer<FundAsset> post_asset(db::Transaction& tx, const api::Context& context,
                                  const AssetForm& in) {
  const auto id = record_asset(tx, context.region_id(),
                               {in.kind, in.name, in.spending_id.value_or(SpendingId{}),
                                in.donor.value_or(""), in.value_won, in.acquired_on, in.holder_id},
                               context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_asset(tx, context.region_id(), *id);
}

// The asset of the path, when the caller's centre holds it.
api::Answer<FundAsset> own_asset(db::Transaction& tx, const api::Context& context) {
  auto asset = find_asset(tx, context.region_id(), context.path_id<AssetId>("id"));
  if (!asset || !context.scope.covers(asset->holder_id))
    return api::refused(AssetRefusal::asset_not_found);
  return *asset;
}

api::Answer<Handover> post_handover(db::Transaction& tx, const api::Context& context,
                                    const HandoverForm& in) {
  OLIVE_TRY(asset, own_asset(tx, context));
  const auto id =
      give_asset(tx, context.region_id(), {asset.id, in.to_id, in.handed_on, in.condition},
                 context.principal.person_id, context.now);
  if (!id) {
    const bool is_date = id.error() == AssetRefusal::asset_in_future ||
                         id.error() == AssetRefusal::handover_before_custody;
    return api::refused(id.error(), is_date ? "/handed_on" : "/to_id");
  }
  return *find_handover(tx, context.region_id(), *id);
}

api::Answer<Handover> post_acceptance(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  const auto id = context.path_id<HandoverId>("id");
  const auto handover = find_handover(tx, context.region_id(), id);
  if (!handover || !context.scope.covers(handover->to_id))
    return api::refused(AssetRefusal::handover_not_found);
  const auto taken =
      take_asset(tx, context.region_id(), id, context.principal.person_id, context.now);
  if (!taken) return api::refused(taken.error());
  return *find_handover(tx, context.region_id(), id);
}

api::Answer<Handover> post_withdrawal(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  const auto id = context.path_id<HandoverId>("id");
  const auto handover = find_handover(tx, context.region_id(), id);
  if (!handover || !context.scope.covers(handover->from_id))
    return api::refused(AssetRefusal::handover_not_found);
  if (const auto withdrawn = withdraw_handover(tx, context.region_id(), id); !withdrawn)
    return api::refused(withdrawn.error());
  return *find_handover(tx, context.region_id(), id);
}

api::Answer<FundAsset> post_repair(db::Transaction& tx, const api::Context& context,
                                   const RepairForm& in) {
  OLIVE_TRY(asset, own_asset(tx, context));
  if (const auto set = set_asset_state(tx, context.region_id(), asset.id, in.is_in_repair); !set)
    return api::refused(set.error());
  return *find_asset(tx, context.region_id(), asset.id);
}

api::Answer<FundAsset> post_disposal(db::Transaction& tx, const api::Context& context,
                                     const FundNote& in) {
  OLIVE_TRY(asset, own_asset(tx, context));
  if (const auto proposed =
          propose_disposal(tx, context.region_id(), asset.id, in.note, context.principal.person_id);
      !proposed)
    return api::refused(proposed.error());
  return *find_asset(tx, context.region_id(), asset.id);
}

api::Answer<FundAsset> post_disposal_approval(db::Transaction& tx, const api::Context& context,
                                              const base::Nothing&) {
  const auto id = context.path_id<AssetId>("id");
  if (const auto approved = approve_disposal(tx, context.region_id(), id,
                                             context.principal.person_id, context.today());
      !approved)
    return api::refused(approved.error());
  return *find_asset(tx, context.region_id(), id);
}

std::vector<api::Route> custody_routes() {
  return {
      api::post<HandoverForm, Handover>("/api/v1/fund-assets/{id}/handovers",
                                        {.operation = "give_fund_asset",
                                         .permission = "funds.custody",
                                         .tag = "funds",
                                         .summary = "The holder signs that it gives an asset",
                                         .success_status = 201},
                                        post_handover),
      api::post<base::Nothing, Handover>("/api/v1/fund-handovers/{id}/acceptance",
                                         {.operation = "take_fund_asset",
                                          .permission = "funds.custody",
                                          .tag = "funds",
                                          .summary = "The receiver signs that it has the asset"},
                                         post_acceptance),
      api::post<base::Nothing, Handover>("/api/v1/fund-handovers/{id}/withdrawal",
                                         {.operation = "withdraw_fund_handover",
                                          .permission = "funds.custody",
                                          .tag = "funds",
                                          .summary = "The holder takes an unsigned handover back"},
                                         post_withdrawal),
      api::post<RepairForm, FundAsset>("/api/v1/fund-assets/{id}/state",
                                       {.operation = "set_fund_asset_state",
                                        .permission = "funds.custody",
                                        .tag = "funds",
                                        .summary = "Says that an asset is in repair, or back"},
                                       post_repair),
      api::post<FundNote, FundAsset>("/api/v1/fund-assets/{id}/disposal",
                                     {.operation = "propose_fund_disposal",
                                      .permission = "funds.custody",
                                      .tag = "funds",
                                      .summary = "The holder proposes to dispose of an asset"},
                                     post_disposal),
  };
}

}  // namespace

std::vector<api::Route> asset_routes(const Dependencies&) {
  std::vector<api::Route> routes = custody_routes();
  routes.push_back(api::get<base::Nothing, AssetBoard>(
      "/api/v1/fund-assets",
      {.operation = "list_fund_assets",
       .permission = "funds.view",
       .tag = "funds",
       .summary = "Assets, their handovers, and what each centre holds"},
      get_board));
  routes.push_back(
      api::post<AssetForm, FundAsset>("/api/v1/fund-assets",
                                      {.operation = "record_fund_asset",
                                       .permission = "funds.manage",
                                       .tag = "funds",
                                       .summary = "Records an asset that was bought or given",
                                       .success_status = 201},
                                      post_asset));
  routes.push_back(
      api::post<base::Nothing, FundAsset>("/api/v1/fund-assets/{id}/disposal-approval",
                                          {.operation = "approve_fund_disposal",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person approves the disposal"},
                                          post_disposal_approval));
  return routes;
}

}  // namespace funds
