// Who orders for a body in the market, and taking their orders over at once.
#include "people/person.h"
#include "routes.h"

namespace procurement {
namespace {

/// Officers of an office stand in its directory, yet lists show them masked like everybody.
struct NamedBuyer {
  PublicBuyer buyer;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedBuyer, (), (buyer, name))

struct BuyerCandidate {
  PersonId person_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(BuyerCandidate, (), (person_id, name))

struct PublicBuyerList {
  std::vector<NamedBuyer> items;
  std::vector<BuyerCandidate> candidates;  ///< officers who can be named today
};
BOOST_DESCRIBE_STRUCT(PublicBuyerList, (), (items, candidates))

struct PublicBuyerForm {
  PersonId person_id;
  Date valid_from;
};
BOOST_DESCRIBE_STRUCT(PublicBuyerForm, (), (person_id, valid_from))

struct PublicBuyerEnd {
  Date last_day;
};
BOOST_DESCRIBE_STRUCT(PublicBuyerEnd, (), (last_day))

struct TakeoverForm {
  BodyId body_id;
};
BOOST_DESCRIBE_STRUCT(TakeoverForm, (), (body_id))

std::string masked_name(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  auto person = people::find_person(tx, region_id, person_id);
  return person ? people::masked(std::move(*person)).name : std::string();
}

api::Answer<PublicBuyerList> get_buyers(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(body, own_body(tx, context, context.path_id<BodyId>("id")));
  PublicBuyerList list;
  for (const PublicBuyer& buyer : buyers_of(tx, region_id, body.id))
    list.items.push_back({buyer, masked_name(tx, region_id, buyer.person_id)});
  for (const PersonId person_id : officers_of(tx, region_id, body, context.today()))
    list.candidates.push_back({person_id, masked_name(tx, region_id, person_id)});
  return list;
}

std::string field_of(BuyerRefusal refusal) {
  switch (refusal) {
    case BuyerRefusal::body_not_found: return "/body_id";
    case BuyerRefusal::buyer_days_reversed: return "/last_day";
    default: return "/person_id";
  }
}

api::Answer<NamedBuyer> post_buyer(db::Transaction& tx, const api::Context& context,
                                   const PublicBuyerForm& in) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(body, own_body(tx, context, context.path_id<BodyId>("id")));
  const auto id =
      name_buyer(tx, region_id, body.id, in.person_id, in.valid_from, context.principal.person_id);
  if (!id) return api::refused(id.error(), field_of(id.error()));
  return NamedBuyer{*find_buyer(tx, region_id, *id), masked_name(tx, region_id, in.person_id)};
}

api::Answer<NamedBuyer> post_end(db::Transaction& tx, const api::Context& context,
                                 const PublicBuyerEnd& in) {
  const RegionId region_id = context.region_id();
  const auto buyer = find_buyer(tx, region_id, context.path_id<BuyerId>("id"));
  if (!buyer || !own_body(tx, context, buyer->body_id))
    return api::refused(BuyerRefusal::buyer_not_found);
  const auto ended = end_buyer(tx, region_id, buyer->id, in.last_day);
  if (!ended) return api::refused(ended.error(), field_of(ended.error()));
  return NamedBuyer{*find_buyer(tx, region_id, buyer->id),
                    masked_name(tx, region_id, buyer->person_id)};
}

}  // namespace

std::vector<api::Route> buyer_routes(const OutsideOrders& orders) {
  const auto post_takeover = [orders](db::Transaction& tx, const api::Context& context,
                                      const TakeoverForm& in) -> api::Answer<OrderTakeover> {
    OLIVE_TRY(body, own_body(tx, context, in.body_id));
    return take_over_orders(tx, context.region_id(), body.id, orders, context.now);
  };
  return {
      api::get<base::Nothing, PublicBuyerList>("/api/v1/public-bodies/{id}/buyers",
                                               {.operation = "list_public_buyers",
                                                .permission = "procurement.enter",
                                                .tag = "procurement",
                                                .summary = "Who orders for a body, names masked"},
                                               get_buyers),
      api::post<PublicBuyerForm, NamedBuyer>("/api/v1/public-bodies/{id}/buyers",
                                             {.operation = "name_public_buyer",
                                              .permission = "procurement.enter",
                                              .tag = "procurement",
                                              .summary = "Names an officer who orders for a body",
                                              .success_status = 201},
                                             post_buyer),
      api::post<PublicBuyerEnd, NamedBuyer>("/api/v1/public-buyers/{id}/ending",
                                            {.operation = "end_public_buyer",
                                             .permission = "procurement.enter",
                                             .tag = "procurement",
                                             .summary = "Ends that somebody orders for a body"},
                                            post_end),
      api::post<TakeoverForm, OrderTakeover>(
          "/api/v1/priority-purchases/orders",
          {.operation = "take_over_public_orders",
           .permission = "procurement.enter",
           .tag = "procurement",
           .summary = "Takes over what a body's buyers ordered in the market"},
          post_takeover),
  };
}

}  // namespace procurement
