#include "routes.h"

#include <algorithm>

#include "procurement/module.h"
#include "procurement/purchase.h"

OLIVE_EMBEDDED(procurement)

namespace procurement {
namespace {

constexpr std::string_view kNightTopic = "procurement.night";
constexpr std::int32_t kYearMin = 2000;
constexpr std::int32_t kYearMax = 2100;

struct PurchaseYearQuery {
  std::int32_t year = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "year", .minimum = kYearMin, .maximum = kYearMax}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(PurchaseYearQuery, (), (year))

struct PurchaseQuery {
  std::int32_t year = 0;
  std::optional<BodyId> body_id;

  static std::span<const base::Rule> rules() { return PurchaseYearQuery::rules(); }
};
BOOST_DESCRIBE_STRUCT(PurchaseQuery, (), (year, body_id))

struct PublicBodyList {
  std::vector<PublicBody> items;
};
BOOST_DESCRIBE_STRUCT(PublicBodyList, (), (items))

struct PriorityPurchaseList {
  std::vector<PriorityPurchase> items;
};
BOOST_DESCRIBE_STRUCT(PriorityPurchaseList, (), (items))

struct Seller {
  OrganisationId id;
  std::string name;
  people::OrganisationKind kind = people::OrganisationKind::team;
};
BOOST_DESCRIBE_STRUCT(Seller, (), (id, name, kind))

struct SellerList {
  std::vector<Seller> items;
};
BOOST_DESCRIBE_STRUCT(SellerList, (), (items))

struct BodyTotal {
  std::int32_t year = 0;
  std::int64_t total_won = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "year", .minimum = kYearMin, .maximum = kYearMax},
        {.field = "total_won", .minimum = 1, .maximum = 1'000'000'000'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(BodyTotal, (), (year, total_won))

struct PurchaseWithdrawal {
  std::string note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "note", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(PurchaseWithdrawal, (), (note))

std::string pointer_of(PurchaseRefusal refusal) {
  switch (refusal) {
    case PurchaseRefusal::body_name_missing:
    case PurchaseRefusal::body_name_taken: return "/name";
    case PurchaseRefusal::body_office_not_found: return "/organisation_id";
    case PurchaseRefusal::body_not_found: return "/body_id";
    case PurchaseRefusal::seller_not_found: return "/seller_id";
    case PurchaseRefusal::purchase_in_future: return "/bought_on";
    case PurchaseRefusal::purchase_proved_before: return "/evidence_number";
    case PurchaseRefusal::year_in_future: return "/year";
    case PurchaseRefusal::total_below_purchases: return "/total_won";
    default: return "/amount_won";
  }
}

bool is_own(const api::Context& context, const PublicBody& body) {
  return context.scope.everywhere ||
         (body.organisation_id && context.scope.covers(body.organisation_id));
}

api::Answer<PublicBodyList> get_bodies(db::Transaction& tx, const api::Context& context,
                                       const base::Nothing&) {
  PublicBodyList list{list_bodies(tx, context.region_id())};
  std::erase_if(list.items, [&](const PublicBody& body) { return !is_own(context, body); });
  return list;
}

api::Answer<PublicBody> post_body(db::Transaction& tx, const api::Context& context,
                                  const NewPublicBody& in) {
  const auto id = add_body(tx, context.region_id(), in);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_body(tx, context.region_id(), *id);
}

api::Answer<SellerList> get_sellers(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  using people::OrganisationKind;
  SellerList list;
  for (const OrganisationKind kind :
       {OrganisationKind::enterprise, OrganisationKind::team, OrganisationKind::shop})
    for (people::Organisation& each : people::organisations_of_kind(tx, context.region_id(), kind))
      list.items.push_back({each.id, std::move(each.name), each.kind});
  return list;
}

/// Purchases of the caller's own bodies.
std::vector<PriorityPurchase> own_purchases(db::Transaction& tx, const api::Context& context,
                                            const PurchaseQuery& in) {
  const RegionId region_id = context.region_id();
  auto purchases = purchases_of(tx, region_id, in.year, in.body_id.value_or(BodyId{}));
  if (context.scope.everywhere) return purchases;
  std::erase_if(purchases, [&](const PriorityPurchase& each) {
    const auto body = find_body(tx, region_id, each.body_id);
    return !body || !is_own(context, *body);
  });
  return purchases;
}

PurchaseReport own_report(db::Transaction& tx, const api::Context& context, std::int32_t year) {
  const RegionId region_id = context.region_id();
  if (context.scope.everywhere) return report_of(tx, region_id, year, {});
  for (const PublicBody& body : list_bodies(tx, region_id))
    if (is_own(context, body)) return report_of(tx, region_id, year, body.id);
  return {.year = year};
}

api::Answer<PriorityPurchaseList> get_purchases(db::Transaction& tx, const api::Context& context,
                                                const PurchaseQuery& in) {
  return PriorityPurchaseList{own_purchases(tx, context, in)};
}

api::Answer<PriorityPurchase> post_purchase(db::Transaction& tx, const api::Context& context,
                                            const NewPriorityPurchase& in) {
  OLIVE_TRY(body, own_body(tx, context, in.body_id));
  const auto id =
      enter_purchase(tx, context.region_id(), in, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_purchase(tx, context.region_id(), *id);
}

api::Answer<PriorityPurchase> post_withdrawal(db::Transaction& tx, const api::Context& context,
                                              const PurchaseWithdrawal& in) {
  const RegionId region_id = context.region_id();
  const auto id = context.path_id<PurchaseId>("id");
  const auto purchase = find_purchase(tx, region_id, id);
  if (!purchase || !own_body(tx, context, purchase->body_id))
    return api::refused(PurchaseRefusal::purchase_not_found);
  if (const auto done = withdraw_purchase(tx, region_id, id, in.note); !done)
    return api::refused(done.error());
  return *find_purchase(tx, region_id, id);
}

api::Answer<PurchaseReport> put_total(db::Transaction& tx, const api::Context& context,
                                      const BodyTotal& in) {
  const RegionId region_id = context.region_id();
  OLIVE_TRY(body, own_body(tx, context, context.path_id<BodyId>("id")));
  if (const auto done = set_total(tx, region_id, body.id, in.year, in.total_won,
                                  context.principal.person_id, context.now);
      !done)
    return api::refused(done.error(), pointer_of(done.error()));
  return report_of(tx, region_id, in.year, body.id);
}

api::Answer<PurchaseReport> get_report(db::Transaction& tx, const api::Context& context,
                                       const PurchaseYearQuery& in) {
  return own_report(tx, context, in.year);
}

using WriteFile = std::string (*)(db::Transaction&, const api::Context&, std::int32_t,
                                  const i18n::Catalogue&);

/// A file of a year for a spreadsheet.
api::Route file_route(std::string path, api::RouteOptions options, std::string name,
                      WriteFile write) {
  options.permission = "procurement.view";
  options.tag = "procurement";
  options.gives = "text/csv";
  api::Route route =
      api::raw(http::Method::get, std::move(path), options,
               [name = std::move(name), write](const api::Services& services,
                                               const std::shared_ptr<const api::Context>& context,
                                               const api::Done& done) {
                 PurchaseYearQuery query;
                 if (const auto read = api::read_input(
                         *context, http::Method::get, base::type_info<PurchaseYearQuery>(), &query);
                     !read)
                   return done(api::reply_problem(services, *context, read.error()));
                 std::string body = services.database->read([&](db::Transaction& tx) {
                   return write(tx, *context, query.year, *services.catalogue);
                 });
                 const std::string file = name + "-" + std::to_string(query.year) + ".csv";
                 done({200,
                       "text/csv; charset=utf-8",
                       std::move(body),
                       {{"content-disposition", "attachment; filename=\"" + file + "\""}}});
               });
  route.input = &base::type_info<PurchaseYearQuery>();
  return route;
}

std::vector<api::Route> file_routes() {
  return {
      file_route(
          "/api/v1/priority-purchase-report.csv",
          {.operation = "export_priority_purchase_report", .summary = "The year's report as CSV"},
          "priority-purchase",
          [](db::Transaction& tx, const api::Context& context, std::int32_t year,
             const i18n::Catalogue& catalogue) {
            return report_csv(own_report(tx, context, year), catalogue, context.language);
          }),
      file_route(
          "/api/v1/priority-purchases.csv",
          {.operation = "export_priority_purchases", .summary = "The purchases of a year as CSV"},
          "priority-purchases",
          [](db::Transaction& tx, const api::Context& context, std::int32_t year,
             const i18n::Catalogue& catalogue) {
            return purchases_csv(own_purchases(tx, context, {.year = year}), catalogue,
                                 context.language);
          }),
  };
}

std::vector<api::Route> body_routes() {
  return {
      api::get<base::Nothing, PublicBodyList>(
          "/api/v1/public-bodies",
          {.operation = "list_public_bodies",
           .permission = "procurement.view",
           .tag = "procurement",
           .summary = "Public bodies whose purchases the caller may see"},
          get_bodies),
      api::post<NewPublicBody, PublicBody>("/api/v1/public-bodies",
                                           {.operation = "add_public_body",
                                            .permission = "procurement.bodies",
                                            .tag = "procurement",
                                            .summary = "Adds a public body that buys",
                                            .success_status = 201},
                                           post_body),
      api::change<BodyTotal, PurchaseReport>(
          http::Method::put, "/api/v1/public-bodies/{id}/total",
          {.operation = "set_public_body_total",
           .permission = "procurement.enter",
           .tag = "procurement",
           .summary = "Records all that a body bought in a year, from anybody"},
          put_total),
      api::get<base::Nothing, SellerList>("/api/v1/priority-sellers",
                                          {.operation = "list_priority_sellers",
                                           .permission = "procurement.view",
                                           .tag = "procurement",
                                           .summary = "From whom a purchase counts"},
                                          get_sellers),
  };
}

std::vector<api::Route> purchase_routes() {
  return {
      api::get<PurchaseQuery, PriorityPurchaseList>(
          "/api/v1/priority-purchases",
          {.operation = "list_priority_purchases",
           .permission = "procurement.view",
           .tag = "procurement",
           .summary = "Purchases of a year, the latest first"},
          get_purchases),
      api::post<NewPriorityPurchase, PriorityPurchase>(
          "/api/v1/priority-purchases",
          {.operation = "enter_priority_purchase",
           .permission = "procurement.enter",
           .tag = "procurement",
           .summary = "Enters a purchase from a contract, an invoice or an order",
           .success_status = 201},
          post_purchase),
      api::post<PurchaseWithdrawal, PriorityPurchase>(
          "/api/v1/priority-purchases/{id}/withdrawal",
          {.operation = "withdraw_priority_purchase",
           .permission = "procurement.enter",
           .tag = "procurement",
           .summary = "Takes back what was entered by mistake"},
          post_withdrawal),
      api::get<PurchaseYearQuery, PurchaseReport>(
          "/api/v1/priority-purchase-report",
          {.operation = "get_priority_purchase_report",
           .permission = "procurement.view",
           .tag = "procurement",
           .summary = "What each body bought, and its share against the target"},
          get_report),
  };
}

}  // namespace

api::Answer<PublicBody> own_body(db::Transaction& tx, const api::Context& context, BodyId id) {
  auto body = find_body(tx, context.region_id(), id);
  if (!body || !is_own(context, *body))
    return api::refused(PurchaseRefusal::body_not_found, "/body_id");
  return *std::move(body);
}

manifest::Module module(const OutsideOrders& orders) {
  manifest::Module module{
      .name = "procurement", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"procurement.view", {"city_officer", "district_officer", "metro_centre", "auditor"}},
      {"procurement.enter", {"city_officer", "district_officer", "metro_centre"}},
      {"procurement.bodies", {"city_officer", "metro_centre"}},
  };
  for (auto* make : {&body_routes, &purchase_routes, &file_routes})
    std::ranges::move(make(), std::back_inserter(module.routes));
  std::ranges::move(buyer_routes(orders), std::back_inserter(module.routes));
  module.subscribe = [orders](jobs::Runner& runner) {
    runner.schedule(kNightTopic, jobs::daily_at(2, 10), kNightTopic);
    runner.subscribe(kNightTopic, "procurement.take_over_orders",
                     [orders](db::Transaction& tx, const jobs::Task& task) {
                       (void)take_over_orders(tx, task.region_id, {}, orders, task.due_at);
                     });
  };
  module.settings = {kTargetShare};
  return module;
}

}  // namespace procurement
