#include "seed_market.h"

#include <algorithm>

#include "ledger/points.h"
#include "market/bank.h"
#include "market/refund.h"
#include "settings/settings.h"
#include "teams/point_warning.h"
#include "teams/points.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kSalesPerDay = 95;  // so that about two thirds of the points are spent
constexpr std::int64_t kRefundPpm = 5'000;
constexpr std::int32_t kHours_s[] = {37'800, 45'000, 54'000, 61'200};  // 10:30 … 17:00
constexpr std::int64_t kBenefit_won = 150'000;
constexpr std::int64_t kBenefitsAtOnce = 8;

// The terms of years that the programme has not published go on as in the last one.
void extend_terms(Build& build, std::int32_t year) {
  build.write([&](db::Transaction& tx) {
    const Date today = base::korean_date(build.clock.now());
    auto terms = settings::table<teams::PointYears>(tx, kRegion, teams::kPointYears, today);
    const auto has_year = std::ranges::count(terms.years, year, &teams::PointYear::year) > 0;
    if (has_year) return;
    teams::PointYear next = terms.years.back();
    next.year = year;
    for (teams::PointSource& source : next.sources)
      source.source = source.source.substr(0, source.source.rfind('_') + 1) + std::to_string(year);
    terms.years.push_back(std::move(next));
    const std::string value = json::write(terms);
    CHECK(settings::set(tx, kRegion, teams::kPointYears,
                        {.valid_from = today,
                         .value = value,
                         .set_at = build.clock.now(),
                         .reason = "demo city",
                         .may_start_in_past = true})
              .has_value());
  });
}

}  // namespace

void grant_year(Build& build) {
  const Date today = base::korean_date(build.clock.now());
  const std::int32_t year = base::split_date(today).year;
  extend_terms(build, year);
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    ledger::expire_points(batch, today);
    CHECK(teams::grant_points(tx, batch, kRegion, year, build.city.metro_staff).has_value());
  });
}

namespace {

PersonId keeper_of(const City& city, OrganisationId shop_id) {
  const auto shop = std::ranges::find(city.shops, shop_id, &Shop::id);
  CHECK(shop != city.shops.end());
  return city.participants[shop->keeper].id;
}

// The bank pays what was approved; the last month's is still on its way.
void pay_out(Build& build) {
  std::optional<market::BankFileId> file_id;
  build.write([&](db::Transaction& tx) {
    const auto file = market::make_bank_file(tx, kRegion, build.application.sealer(),
                                             build.city.metro_staff, build.clock.now());
    file_id = file ? std::optional(file->id) : std::nullopt;
  });
  if (!file_id) return;  // no shop has anything to get
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    CHECK(
        market::record_payment(tx, batch, kRegion, *file_id, batch.today(), build.city.metro_staff)
            .has_value());
  });
}

}  // namespace

void settle_month(Build& build, bool leaves_some) {
  const Date month =
      base::plus_months(base::first_of_month(base::korean_date(build.clock.now())), -1);
  std::vector<market::Settlement> drafts;
  build.write([&](db::Transaction& tx) {
    drafts.clear();
    // As the job of the first of the month does.
    const auto drafted =
        market::draft_settlements(tx, kRegion, month, PersonId{}, build.clock.now());
    if (!drafted) return;  // nothing was sold
    for (market::Settlement& one : market::list_settlements(tx, kRegion, {}))
      if (one.month == month && one.state == market::SettlementState::draft)
        drafts.push_back(std::move(one));
    if (leaves_some) drafts.resize(drafts.size() * 4 / 5);
    for (const market::Settlement& one : drafts)
      CHECK(market::confirm_settlement(tx, kRegion, one.id, keeper_of(build.city, one.shop_id))
                .has_value());
  });
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    for (Index i = 0; i < drafts.size(); ++i) {
      if (leaves_some && i % 8 == 0) continue;  // confirmed, waiting for approval
      CHECK(market::approve_settlement(tx, batch, kRegion, drafts[i].id, build.city.metro_staff)
                .has_value());
    }
    Random random = build.random("benefits" + base::format_date(month));
    for (std::int64_t i = 0; i < build.scaled(kBenefitsAtOnce, 1); ++i) {
      const Participant& person =
          random.pick(std::span<const Participant>(build.city.participants));
      const auto paid = market::grant_benefit(tx, batch, kRegion, person.id, kBenefit_won,
                                              "건강검진 지원", build.city.metro_staff);
      if (!paid) break;  // the fund does not hold enough yet
    }
  });
  if (!leaves_some) pay_out(build);
}

void warn_of_expiry(Build& build) {
  build.write([&](db::Transaction& tx) {
    (void)teams::warn_of_expiry(tx, kRegion, base::korean_date(build.clock.now()));
  });
}

// What somebody takes to the till.
struct Shopping::Purchase {
  market::SaleForm form;
  market::Card card;
  PersonId sold_by;
};

Shopping::Shopping(Build& build) : build_(build), random_(build.random("shopping")) {
  for (const Shop& shop : build.city.shops) weights_.push_back(shop.weight);
  for (Index i = 0; i < build.city.participants.size(); ++i)
    if (build.city.participants[i].card && i != build.city.worker_persona) buyers_.push_back(i);
}

std::optional<Shopping::Purchase> Shopping::next_purchase() {
  const Shop& shop = build_.city.shops[random_.weighted(weights_)];
  const Index buyer = random_.pick(std::span<const Index>(buyers_));
  const Participant& person = build_.city.participants[buyer];
  if (person.team == shop.team || buyer == shop.keeper) return std::nullopt;
  Purchase purchase{{.shop_id = shop.id}, *person.card, build_.city.participants[shop.keeper].id};
  const std::int64_t lines = random_.between(1, 2);
  for (std::int64_t i = 0; i < lines; ++i) {
    const auto product =
        shop.products[static_cast<Index>(random_.below(std::ssize(shop.products)))];
    const bool is_there =
        std::ranges::count(purchase.form.lines, product, &market::CartLine::product_id) > 0;
    if (!is_there) purchase.form.lines.push_back({product, random_.between(1, 2)});
  }
  return purchase;
}

void Shopping::buy_some(std::int64_t count) {
  std::vector<std::exception_ptr> errors(static_cast<Index>(count));
  std::vector<std::optional<market::SaleId>> sold(static_cast<Index>(count));
  for (Index i = 0; i < sold.size(); ++i) {
    auto purchase = next_purchase();
    if (!purchase) continue;
    build_.application.ledger().submit(
        [&, i, purchase = *std::move(purchase)](db::Transaction& tx, ledger::Batch& batch) {
          const auto id =
              market::sell(tx, batch, kRegion, purchase.form, purchase.card, purchase.sold_by);
          if (id) sold[i] = *id;
          return id ? ledger::Verdict::commit : ledger::Verdict::reject;
        },
        [&errors, i](ledger::Outcome outcome) { errors[i] = outcome.error; });
  }
  build_.application.ledger().drain();
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
  for (const auto& id : sold) {
    if (!id) continue;
    ++sales_;
    today_.push_back(*id);
  }
}

// A few come back with what they bought.
void Shopping::refund_some() {
  std::erase_if(today_, [&](market::SaleId) { return !random_.chance(kRefundPpm); });
  if (today_.empty()) return;
  build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    for (const market::SaleId id : today_) {
      const auto receipt =
          market::receipt_of(tx, kRegion, id, base::korean_date(build_.clock.now()));
      CHECK(receipt.has_value());
      CHECK(market::refund(tx, batch, kRegion, id, {receipt->points, 0}, "단순 변심",
                           build_.city.metro_staff)
                .has_value());
    }
  });
  today_.clear();
}

void Shopping::play(Date day, base::Instant until) {
  const bool is_weekend = base::weekday(day) > 5;
  const std::int64_t count = build_.scaled(kSalesPerDay, 2) / (is_weekend ? 3 : 1);
  for (const std::int32_t second : kHours_s) {
    const base::Instant at = base::korean_instant(day, second);
    if (at > until) return;
    build_.clock.move_to(at);
    buy_some(count / std::ssize(kHours_s) + random_.between(0, 1));
  }
  refund_some();
}

}  // namespace olive::seed
