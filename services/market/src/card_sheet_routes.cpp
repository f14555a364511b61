#include "market/card_sheet.h"
#include "people/organisation.h"
#include "routes.h"

namespace market {
namespace {

constexpr std::size_t kPersonsMax = 500;

/// One person's card, or those of everybody who takes part in a team.
struct CardSheetQuery {
  std::optional<PersonId> person_id;
  std::optional<base::OrganisationId> team_id;
};
BOOST_DESCRIBE_STRUCT(CardSheetQuery, (), (person_id, team_id))

enum class CardSheetRefusal { no_cards_to_print };
BOOST_DESCRIBE_ENUM(CardSheetRefusal, no_cards_to_print)

std::vector<PersonId> persons_of(db::Transaction& tx, const api::Context& context,
                                 const CardSheetQuery& in) {
  if (in.person_id) return {*in.person_id};
  std::vector<PersonId> persons;
  if (!in.team_id) return persons;
  for (const people::Membership& each : people::members_of(
           tx, context.region_id(), *in.team_id, people::Role::participant, context.today()))
    if (persons.size() < kPersonsMax) persons.push_back(each.person_id);
  return persons;
}

void answer(const api::Services& services, const api::Context& context, const api::Done& done) {
  CardSheetQuery in;
  if (const auto read =
          api::read_input(context, http::Method::get, base::type_info<CardSheetQuery>(), &in);
      !read)
    return done(api::reply_problem(services, context, read.error()));
  const auto cards = services.database->read([&](db::Transaction& tx) {
    return printed_cards(tx, context.region_id(), persons_of(tx, context, in));
  });
  if (cards.empty())
    return done(api::reply_problem(services, context,
                                   api::refused(CardSheetRefusal::no_cards_to_print).error()));
  done({200,
        "application/pdf",
        write_card_sheet(cards, *services.catalogue, context.language, context.today()),
        {{"content-disposition", "inline; filename=\"olive-cards.pdf\""}}});
}

}  // namespace

std::vector<api::Route> card_sheet_routes() {
  api::Route sheet =
      api::raw(http::Method::get, "/api/v1/card-sheet",
               {.operation = "print_card_sheet",
                .permission = "market.cards",
                .tag = "market",
                .summary = "Point cards of a person or a team as PDF, to print and cut out",
                .gives = "application/pdf"},
               [](const api::Services& services, const std::shared_ptr<const api::Context>& context,
                  const api::Done& done) { answer(services, *context, done); });
  sheet.input = &base::type_info<CardSheetQuery>();
  return {std::move(sheet)};
}

}  // namespace market
