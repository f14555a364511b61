#include "market/module.h"

#include <iterator>

#include "geo/busan.h"
#include "market/code_lock.h"
#include "market/delivery.h"
#include "market/donation.h"
#include "market/events.h"
#include "market/low_stock.h"
#include "market/offline_till.h"
#include "market/photo.h"
#include "market/refund.h"
#include "market/settlement.h"
#include "routes.h"

OLIVE_EMBEDDED(market)

namespace market {
namespace {

constexpr std::string_view kMonthEndTopic = "market.month_end";
constexpr std::string_view kExpiryTopic = "market.parcel_expiry";
constexpr std::string_view kExpirySoonTopic = "market.expiry_notice";
constexpr std::int64_t kExpiredAtOnce = 50;

bool has_settlements(db::Transaction& tx, RegionId region_id, base::Date month) {
  return tx
      .integer("SELECT 1 FROM market_settlement WHERE region_id = $1 AND month = $2", region_id,
               month)
      .has_value();
}

// On the first of a month the shops find the drafts of the month that ended. What somebody drafted
// before stays, and a month without sales has nothing to settle: that is no fault.
void schedule_drafts(jobs::Runner& runner) {
  runner.schedule(kMonthEndTopic, jobs::monthly_on(1, 4, 0), kMonthEndTopic);
  runner.subscribe(
      kMonthEndTopic, "market.draft_settlements", [](db::Transaction& tx, const jobs::Task& task) {
        const base::Date month =
            base::first_of_month(base::plus_months(base::korean_date(task.due_at), -1));
        if (has_settlements(tx, task.region_id, month)) return;
        (void)draft_settlements(tx, task.region_id, month, PersonId{}, task.due_at);
      });
}

// On the ledger's writer, a few at a time: all payments of the city queue behind it.
void expire_all(ledger::Ledger& ledger, RegionId region_id) {
  std::int64_t ended = 0;
  do {
    ended =
        ledger
            .execute([&](db::Transaction& tx, ledger::Batch& batch) -> ParcelResult<std::int64_t> {
              return expire_parcels(tx, batch, region_id, kExpiredAtOnce);
            })
            .value();
  } while (ended == kExpiredAtOnce);
}

void schedule_expiry(jobs::Runner& runner, ledger::Ledger& ledger) {
  runner.schedule(kExpiryTopic, jobs::every_minutes(10), kExpiryTopic);
  runner.subscribe_long(kExpiryTopic, "market.expire_parcels",
                        [&ledger](const jobs::Task& task) -> jobs::Effect {
                          expire_all(ledger, task.region_id);
                          return [](db::Transaction&) {};
                        });
}

// Every step of a parcel and every low shelf is told, once, after its own commit.
void subscribe_notices(jobs::Runner& runner) {
  runner.on<ParcelNews>("market.tell",
                        [](db::Transaction& tx, const jobs::Task& task, const ParcelNews& news) {
                          tell(tx, task.region_id, news);
                        });
  runner.on<StockLow>("market.tell", [](db::Transaction& tx, const jobs::Task& task,
                                        const StockLow& news) { tell(tx, task.region_id, news); });
  runner.schedule(kExpirySoonTopic, jobs::every_minutes(60), kExpirySoonTopic);
  runner.subscribe(kExpirySoonTopic, "market.announce_expiry",
                   [](db::Transaction& tx, const jobs::Task& task) {
                     (void)announce_expiry(tx, task.region_id, task.due_at);
                   });
}

geo::TravelSource travel_of(const Dependencies& given) {
  return given.travel ? given.travel : geo::estimate_source(geo::busan_estimate());
}

}  // namespace

manifest::Module module(Dependencies dependencies) {
  manifest::Module module{
      .name = "market", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"market.sell", {"shop_keeper"}},
      {"market.view", {"shop_keeper", "metro_centre", "city_officer", "auditor"}},
      {"market.manage", {"metro_centre"}},
      {"market.cards", {"coordinator", "case_manager", "centre_director", "metro_centre"}},
      {"market.benefits", {"metro_centre"}},
      {"market.fair", {"shop_keeper", "metro_centre"}},
      {"market.bank", {"shop_keeper", "metro_centre"}},
      {"market.bank_view", {"shop_keeper", "metro_centre", "auditor"}},
      {"market.oversee", {"metro_centre", "city_officer", "auditor"}},
  };
  for (auto* make :
       {&shop_routes, &settlement_routes, &donation_routes, &offline_till_routes, &fair_routes})
    std::ranges::move(make(dependencies.ledger), std::back_inserter(module.routes));
  std::ranges::move(card_routes(dependencies.pins), std::back_inserter(module.routes));
  std::ranges::move(sale_routes(dependencies.ledger, dependencies.pins),
                    std::back_inserter(module.routes));
  std::ranges::move(bank_routes(dependencies.ledger, dependencies.sealer),
                    std::back_inserter(module.routes));
  std::ranges::move(order_routes(dependencies.ledger, dependencies.pins),
                    std::back_inserter(module.routes));
  std::ranges::move(parcel_routes(dependencies.ledger, dependencies.pins),
                    std::back_inserter(module.routes));
  std::ranges::move(delivery_routes(travel_of(dependencies)), std::back_inserter(module.routes));
  for (auto* make : {&nearby_routes, &card_sheet_routes, &catalogue_routes, &photo_routes,
                     &review_routes, &code_lock_routes, &pickup_point_routes})
    std::ranges::move(make(), std::back_inserter(module.routes));
  module.settings = {kSalePointsMax,     kDayPointsMax,       kSplitRule,       kRefundGraceDays,
                     kDonationPointsMin, kDonationCancelDays, kDonationText,    kOfflineFloorPoints,
                     kOfflineDaysMax,    kGuaranteeWonMax,    kPhotoBytesMax,   kLeadMinutes,
                     kOrderDaysAhead,    kDeliveryFee,        kDeliveryFree,    kDeliveryMetres,
                     kOrderWonMax,       kAcceptHours,        kKeepDays,        kBookingCancelHours,
                     kDoorMinutes,       kCodeTriesMax,       kCodeLockMinutes, kLowStockUnits,
                     kExpiryNoticeHours, kOrganisationWonMax};
  module.subscribe = [&ledger = dependencies.ledger](jobs::Runner& runner) {
    schedule_drafts(runner);
    schedule_expiry(runner, ledger);
    subscribe_notices(runner);
  };
  return module;
}

}  // namespace market
