#include "market/card.h"
#include "routes.h"

namespace market {
namespace {

struct CardForm {
  PersonId person_id;
  std::string pin;
};
BOOST_DESCRIBE_STRUCT(CardForm, (), (person_id, pin))

struct PinForm {
  std::string pin;
};
BOOST_DESCRIBE_STRUCT(PinForm, (), (pin))

struct CardList {
  std::vector<Card> items;
};
BOOST_DESCRIBE_STRUCT(CardList, (), (items))

struct CardQuery {
  PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(CardQuery, (), (person_id))

api::Answer<CardList> get_cards(db::Transaction& tx, const api::Context& context,
                                const CardQuery& in) {
  return CardList{cards_of(tx, context.region_id(), in.person_id)};
}

api::Answer<CardList> get_my_cards(db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) {
  return CardList{cards_of(tx, context.region_id(), context.principal.person_id)};
}

api::Answer<base::Nothing> post_block(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  if (const auto blocked =
          block_card(tx, context.region_id(), context.path_id<CardId>("id"), context.now);
      !blocked)
    return api::refused(blocked.error());
  return base::Nothing{};
}

/// Whoever finds their card lost blocks it at once, without asking anybody.
api::Answer<base::Nothing> post_my_block(db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) {
  for (const Card& card : cards_of(tx, context.region_id(), context.principal.person_id))
    if (card.id == context.path_id<CardId>("id")) {
      (void)block_card(tx, context.region_id(), card.id, context.now);
      return base::Nothing{};
    }
  return api::refused(CardRefusal::card_not_found);
}

}  // namespace

std::vector<api::Route> card_routes(const PinVault& pins) {
  const auto post_card = [pins](db::Transaction& tx, const api::Context& context,
                                const CardForm& in) -> api::Answer<Card> {
    auto card = issue_card(tx, context.region_id(), in.person_id, in.pin, pins, context.now);
    if (!card)
      return api::refused(card.error(),
                          card.error() == CardRefusal::person_not_found ? "/person_id" : "/pin");
    return *card;
  };
  const auto put_pin = [pins](db::Transaction& tx, const api::Context& context,
                              const PinForm& in) -> api::Answer<base::Nothing> {
    if (const auto set =
            set_pin(tx, context.region_id(), context.path_id<CardId>("id"), in.pin, pins);
        !set)
      return api::refused(set.error(), "/pin");
    return base::Nothing{};
  };
  return {
      api::get<CardQuery, CardList>("/api/v1/cards",
                                    {.operation = "list_cards",
                                     .permission = "market.cards",
                                     .tag = "market",
                                     .summary = "Point cards of a person"},
                                    get_cards),
      api::post<CardForm, Card>(
          "/api/v1/cards",
          {.operation = "issue_card",
           .permission = "market.cards",
           .tag = "market",
           .summary = "Issues a point card; older ones of the person are blocked",
           .success_status = 201},
          post_card),
      api::change<PinForm, base::Nothing>(http::Method::put, "/api/v1/cards/{id}/pin",
                                          {.operation = "set_card_pin",
                                           .permission = "market.cards",
                                           .tag = "market",
                                           .summary = "Sets a new PIN and unlocks the card"},
                                          put_pin),
      api::post<base::Nothing, base::Nothing>("/api/v1/cards/{id}/block",
                                              {.operation = "block_card",
                                               .permission = "market.cards",
                                               .tag = "market",
                                               .summary = "Blocks a lost card"},
                                              post_block),
      api::get<base::Nothing, CardList>("/api/v1/me/cards",
                                        {.operation = "list_my_cards",
                                         .permission = "signed_in",
                                         .tag = "market",
                                         .summary = "The caller's point cards"},
                                        get_my_cards),
      api::post<base::Nothing, base::Nothing>("/api/v1/me/cards/{id}/block",
                                              {.operation = "block_my_card",
                                               .permission = "signed_in",
                                               .tag = "market",
                                               .summary = "Blocks the caller's own lost card"},
                                              post_my_block),
  };
}

}  // namespace market
