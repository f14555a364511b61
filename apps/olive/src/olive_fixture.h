// An installation in a temporary folder, for tests.
#pragma once

#include <filesystem>
#include <string>

#include "application.h"
#include "auth/login.h"
#include "base/check.h"
#include "db/testing.h"
#include "people/organisation.h"
#include "people/person.h"

namespace olive::testing {

class TemporaryInstallation {
 public:
  explicit TemporaryInstallation(db::Dialect dialect = db::Dialect::sqlite)
      : database_(dialect),
        folder_(std::filesystem::temp_directory_path() /
                ("olive_test_" + crypto::to_hex(crypto::random_bytes(8)))) {}
  ~TemporaryInstallation() { std::filesystem::remove_all(folder_); }
  TemporaryInstallation(const TemporaryInstallation&) = delete;
  TemporaryInstallation& operator=(const TemporaryInstallation&) = delete;

  [[nodiscard]] Installation place() { return {.data = folder_, .database = database_.url()}; }

 private:
  db::testing::TemporaryDatabase database_;
  std::filesystem::path folder_;
};

// Somebody who may sign in with the password `olive-demo`.
inline base::PersonId add_person(Application& application, const std::string& login,
                                 people::Role role, people::OrganisationKind kind) {
  static const std::string hash = auth::hash_password("olive-demo");
  const base::Instant now = application.clock()();
  base::PersonId person_id;
  application.database().write([&](db::Transaction& tx) {
    person_id = people::create_person(tx, kRegion, {.name = "홍길동"}, now).value();
    const auto organisation =
        people::create_organisation(tx, kRegion, {.kind = kind, .name = "of " + login}, now);
    CHECK(people::join(tx, kRegion, person_id, organisation.value(), role,
                       base::korean_date(now).plus_days(-1), {.at = now})
              .has_value());
    CHECK(auth::create_login(tx, kRegion, {person_id, login, hash}, {}, now).has_value());
  });
  return person_id;
}

}  // namespace olive::testing
