#include "application.h"

#include "base/check.h"
#include "road_travel.h"
#include "wiring.h"

namespace olive {

namespace {

// The ledger loads from its tables, so they must stand before it.
std::unique_ptr<db::Database> open_migrated(const Installation& installation) {
  auto database = open_database(installation);
  db::migrate(*database, schemas());
  return database;
}

}  // namespace

std::shared_ptr<const ledger::Notary> make_notary(const crypto::Sealer& sealer) {
  return std::make_shared<const ledger::Notary>(
      ledger::ledger_of(kRegion), crypto::SigningKey(sealer.derive("ledger.checkpoint")));
}

Application::Application(const Installation& installation, base::Clock clock,
                         bool has_secure_cookie, LedgerPart part)
    : clock_(std::move(clock)),
      database_(open_migrated(installation)),
      sealer_(installation.key_file()),
      notary_(make_notary(sealer_)),
      ledger_(std::make_unique<ledger::Ledger>(
          *database_, clock_,
          ledger::LedgerOptions{.ledger_id = ledger::ledger_of(kRegion),
                                .is_writer = part == LedgerPart::writer,
                                .notary = notary_})),
      watch_(std::make_unique<LedgerWatch>(*database_, *ledger_, notary_, clock_,
                                           ledger::ledger_of(kRegion))),
      authentication_(std::make_unique<auth::Authentication>(
          *database_, clock_, directory(),
          auth::AuthenticationOptions{.region_id = kRegion,
                                      .has_secure_cookie = has_secure_cookie})),
      travel_(road_travel(installation.roads)),
      modules_(list_modules(*this)),
      services_{.database = database_.get(),
                .catalogue = &catalogue_,
                .clock = clock_,
                .region_id = kRegion},
      runner_(
          std::make_unique<jobs::Runner>(*database_, clock_, [] { return std::vector{kRegion}; })) {
  // Modules keep the catalogue's address, so it is filled in place once they exist.
  CHECK(clock_);
  catalogue_ = load_catalogue();
  CHECK(catalogue_.size() == manifest::catalogue_of(modules_).size());  // no module left out
  for (const manifest::Module& module : modules_)
    if (module.subscribe) module.subscribe(*runner_);
  subscribe_across(*runner_);
}

Application::~Application() = default;

std::vector<http::Route> Application::api_routes() {
  return api::http_routes(
      manifest::routes_of(modules_), manifest::permissions_of(modules_), services_,
      [this](const http::Request& request) { return authentication_->authenticate(request); });
}

std::string Application::openapi() const {
  return api::openapi_document(manifest::routes_of(modules_), kVersion);
}

}  // namespace olive
