#include "wiring.h"

#include "application.h"
#include "auth/login.h"
#include "care/care.h"
#include "funds/module.h"
#include "inbox/module.h"
#include "ledger/module.h"
#include "market/module.h"
#include "market/notice.h"
#include "netting/module.h"
#include "netting/notice.h"
#include "office.h"
#include "people/module.h"
#include "procurement/module.h"
#include "settings/holidays.h"
#include "teams/module.h"

OLIVE_EMBEDDED(api)
OLIVE_EMBEDDED(auth)
OLIVE_EMBEDDED(care)
OLIVE_EMBEDDED(documents)
OLIVE_EMBEDDED(funds)
OLIVE_EMBEDDED(i18n)
OLIVE_EMBEDDED(inbox)
OLIVE_EMBEDDED(insight)
OLIVE_EMBEDDED(jobs)
OLIVE_EMBEDDED(ledger)
OLIVE_EMBEDDED(market)
OLIVE_EMBEDDED(netting)
OLIVE_EMBEDDED(olive)
OLIVE_EMBEDDED(people)
OLIVE_EMBEDDED(procurement)
OLIVE_EMBEDDED(settings)
OLIVE_EMBEDDED(teams)

namespace olive {

namespace {

constexpr int kKeepRepliesDays = 7;  // how late a retry may come
constexpr std::string_view kNight = "olive.night";

// Platform modules know nothing of jobs or manifests; what they contribute is said here.
manifest::Module api_module() {
  manifest::Module module{
      .name = "api", .schema = api::embedded::schema(), .messages = api::embedded::messages()};
  module.subscribe = [](jobs::Runner& runner) {
    runner.subscribe(kNight, "api.forget_requests", [](db::Transaction& tx, const jobs::Task& t) {
      api::forget_requests(tx, t.region_id,
                           t.due_at.plus_seconds(-kKeepRepliesDays * base::kSecondsPerDay));
    });
  };
  return module;
}

manifest::Module auth_module(auth::Authentication& authentication) {
  manifest::Module module{
      .name = "auth", .schema = auth::embedded::schema(), .messages = auth::embedded::messages()};
  module.routes = authentication.routes();
  module.settings = auth::setting_definitions();
  module.subscribe = [](jobs::Runner& runner) {
    runner.subscribe(kNight, "auth.clean_up", [](db::Transaction& tx, const jobs::Task& task) {
      auth::clean_up(tx, task.region_id, task.due_at);
    });
  };
  return module;
}

// One tick a night, at an hour when nobody is served; who has to clean up subscribes to it.
manifest::Module jobs_module() {
  manifest::Module module{
      .name = "jobs", .schema = jobs::embedded::schema(), .messages = jobs::embedded::messages()};
  module.subscribe = [](jobs::Runner& runner) {
    runner.schedule("olive.night", jobs::daily_at(3, 0), kNight);
  };
  return module;
}

// What people may be told, in the order of the page on which they mute it.
std::vector<inbox::Kind> notice_kinds() {
  std::vector<inbox::Kind> kinds;
  for (const auto* of_service :
       {&care::notice_kinds(), &market::notice_kinds(), &netting::notice_kinds()})
    kinds.insert(kinds.end(), of_service->begin(), of_service->end());
  return kinds;
}

}  // namespace

std::span<const db::ModuleSchema> schemas() {
  static const db::ModuleSchema kSchemas[] = {
      {"api", api::embedded::schema()},
      {"settings", settings::embedded::schema()},
      {"jobs", jobs::embedded::schema()},
      {"auth", auth::embedded::schema()},
      {"people", people::embedded::schema()},
      {"inbox", inbox::embedded::schema()},
      {"ledger", ledger::embedded::schema()},
      {"teams", teams::embedded::schema()},
      {"market", market::embedded::schema()},
      {"funds", funds::embedded::schema()},
      care::schema(),
      {"netting", netting::embedded::schema()},
      {"procurement", procurement::embedded::schema()},
  };
  return kSchemas;
}

i18n::Catalogue load_catalogue() {
  i18n::Catalogue catalogue;
  for (const auto messages :
       {api::embedded::messages(), auth::embedded::messages(), care::embedded::messages(),
        documents::embedded::messages(), funds::embedded::messages(), i18n::embedded::messages(),
        inbox::embedded::messages(), insight::embedded::messages(), jobs::embedded::messages(),
        ledger::embedded::messages(), market::embedded::messages(), embedded::messages(),
        netting::embedded::messages(), people::embedded::messages(),
        procurement::embedded::messages(), settings::embedded::messages(),
        teams::embedded::messages()})
    catalogue.add(messages);
  return catalogue;
}

std::vector<manifest::Module> list_modules(Application& application) {
  ledger::Ledger& ledger = application.ledger();
  std::vector<manifest::Module> modules{
      api_module(),
      {.name = "documents", .messages = documents::embedded::messages()},
      {.name = "i18n", .messages = i18n::embedded::messages()},
      {.name = "settings",
       .schema = settings::embedded::schema(),
       .messages = settings::embedded::messages(),
       .settings = {settings::holiday_definition()}},
      jobs_module(),
      auth_module(application.authentication()),
      people::module(),
      inbox::module(application.catalogue(), notice_kinds()),
      ledger::module(ledger, application.notary()),
      care::module({.ledger = &ledger,
                    .sealer = &application.sealer(),
                    .catalogue = &application.catalogue(),
                    .travel = application.travel(),
                    .database = &application.database()}),
      teams::module(ledger, market_sales),
      market::module({.ledger = ledger,
                      .pins = market::PinVault(application.sealer().derive("market.pin")),
                      .sealer = application.sealer(),
                      .travel = application.travel()}),
      funds::module({.ledger = ledger, .sealer = application.sealer()}),
      netting::module(ledger),
      procurement::module(market_orders),
      insight::module(insight_sources()),
  };
  modules.push_back(office_module(modules));
  return modules;
}

}  // namespace olive
