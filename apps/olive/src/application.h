// The product put together: database, ledger, sign-in, modules, background work.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/api.h"
#include "auth/authentication.h"
#include "crypto/crypto.h"
#include "db/database.h"
#include "geo/travel.h"
#include "i18n/catalogue.h"
#include "installation.h"
#include "jobs/runner.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "ledger_watch.h"
#include "manifest/manifest.h"

namespace olive {

// The city of this installation. Tables, ledger and sign-in can hold several; the binary serves
// one.
inline constexpr base::RegionId kRegion{1};
inline constexpr const char* kVersion = "0.1.0";

// Signs with a key of its own, the same through rotations of the key ring.
[[nodiscard]] std::shared_ptr<const ledger::Notary> make_notary(const crypto::Sealer& sealer);

// Whether this process writes the ledger, or leaves that to another instance on the same database.
enum class LedgerPart { writer, reader };

// Everything that lives as long as the server. One per process.
// Members are in order of dependence, so that destruction runs the other way.
class Application {
 public:
  // Opens and migrates the database, loads the ledger. `clock` is the city's present.
  Application(const Installation& installation, base::Clock clock, bool has_secure_cookie = false,
              LedgerPart part = LedgerPart::writer);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  [[nodiscard]] db::Database& database() { return *database_; }
  [[nodiscard]] const base::Clock& clock() const { return clock_; }
  [[nodiscard]] const crypto::Sealer& sealer() const { return sealer_; }
  [[nodiscard]] ledger::Ledger& ledger() { return *ledger_; }
  // Whose signature the ledger's checkpoints carry.
  [[nodiscard]] const std::shared_ptr<const ledger::Notary>& notary() const { return notary_; }
  // Not started.
  [[nodiscard]] LedgerWatch& ledger_watch() { return *watch_; }
  [[nodiscard]] const i18n::Catalogue& catalogue() const { return catalogue_; }
  // How long ways take.
  [[nodiscard]] const geo::TravelSource& travel() const { return travel_; }
  [[nodiscard]] auth::Authentication& authentication() { return *authentication_; }
  [[nodiscard]] const std::vector<manifest::Module>& modules() const { return modules_; }
  // Background work, subscribed and not started.
  [[nodiscard]] jobs::Runner& runner() { return *runner_; }

  // All routes of the API; they refer to this object.
  [[nodiscard]] std::vector<http::Route> api_routes();
  [[nodiscard]] std::string openapi() const;

 private:
  base::Clock clock_;
  std::unique_ptr<db::Database> database_;
  crypto::Sealer sealer_;
  i18n::Catalogue catalogue_;
  std::shared_ptr<const ledger::Notary> notary_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<LedgerWatch> watch_;
  std::unique_ptr<auth::Authentication> authentication_;
  geo::TravelSource travel_;
  std::vector<manifest::Module> modules_;
  api::Services services_;
  std::unique_ptr<jobs::Runner> runner_;
};

}  // namespace olive
