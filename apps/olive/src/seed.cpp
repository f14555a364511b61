#include "seed.h"

#include <stdexcept>

#include "ledger/wallet.h"
#include "seed_fair.h"
#include "seed_funds.h"
#include "seed_market.h"
#include "seed_netting.h"
#include "seed_orders.h"

namespace olive::seed {
namespace {

// When the city begins: early enough that everybody has worked most of the year before.
base::Instant beginning(const Options& options) {
  const Date start = base::plus_months(base::korean_date(options.now), -options.months);
  const auto first = base::make_date(base::split_date(start).year - 1, 1, 2);
  return base::korean_instant(first.value(), 9 * 3600);
}

void refuse_data(const Installation& installation) {
  if (installation.database.empty() && std::filesystem::exists(installation.database_url()))
    throw std::runtime_error(installation.data.string() +
                             " holds an installation already; a city is seeded into a new folder");
}

void refuse_people(Application& application) {
  const auto found = application.database().read([](db::Transaction& tx) {
    return tx.integer("SELECT id FROM people_organisation WHERE region_id = $1 LIMIT 1", kRegion);
  });
  if (found) throw std::runtime_error("the database holds a city already");
}

std::int64_t count(db::Transaction& tx, const char* table) {
  return tx.integer("SELECT COUNT(*) FROM " + std::string(table) + " WHERE region_id = $1", kRegion)
      .value();
}

Counts count_all(Build& build, db::Transaction& tx) {
  return {.organisations = count(tx, "people_organisation"),
          .persons = count(tx, "people_person"),
          .participants = std::ssize(build.city.participants),
          .care_workers = count(tx, "people_worker"),
          .teams = count(tx, "teams_team"),
          .shops = count(tx, "market_shop"),
          .referrals = count(tx, "care_referral"),
          .visits = count(tx, "care_visit"),
          .sales = count(tx, "market_sale"),
          .ledger_entries = ledger::read_head(tx, ledger::ledger_of(kRegion)).last_seq};
}

DemoCard demo_card(Build& build, db::Transaction& tx) {
  const Participant& worker = build.city.participants[build.city.worker_persona];
  const ledger::LedgerId ledger_id = ledger::ledger_of(kRegion);
  const auto wallet = ledger::find_account(tx, ledger_id, ledger::wallet_account(worker.id));
  return {.number = worker.card->number,
          .pin = std::string(kPersonaPin),
          .login = "worker",
          .name = people::find_person(tx, kRegion, worker.id)->name,
          .points = wallet ? ledger::read_balance(tx, ledger_id, wallet->id).available() : 0};
}

Report report_of(Build& build) {
  return build.application.database().read([&](db::Transaction& tx) {
    return Report{.city = "busan",
                  .password = kPassword,
                  .logins = build.city.logins,
                  .card = demo_card(build, tx),
                  .counts = count_all(build, tx),
                  .ledger_head = ledger::read_head(tx, ledger::ledger_of(kRegion)).chain_head};
  });
}

struct Step {
  const char* what;
  int percent;
  void (*run)(Build&);
};
constexpr Step kSteps[] = {
    {"offices", 0, build_offices},
    {"teams", 2, build_teams},
    {"shops", 5, build_shops},
    {"shelves", 5, furnish_shops},
    {"enterprises", 6, found_enterprises},
    {"cards", 7, issue_cards},
    {"demand", 8, plan_demand},
    {"history", 10, play_history},
    {"today", 92, play_today},
    {"funds", 94, build_funds},
    {"netting", 95, leave_round_open},
    {"fairs", 96, open_fairs},
    {"procurement", 96, build_procurement},
    {"inbox", 97, build_inbox},
    {"logins", 98, build_logins},
};

}  // namespace

Report seed_busan(const Installation& installation, const Options& options) {
  refuse_data(installation);
  SeedClock clock(beginning(options));
  const base::Clock now = [&clock] { return clock.now(); };
  Application application(installation, now);
  refuse_people(application);
  const db::SimulatedIds ids(now);
  Build build(application, clock, options);
  for (const Step& step : kSteps) {
    build.options.progress(step.what, step.percent);
    step.run(build);
  }
  return report_of(build);
}

}  // namespace olive::seed
