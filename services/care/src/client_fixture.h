// Care behind its real routes: permission, scope, validation and idempotency as in the server.
// Tests only.
#pragma once

#include <memory>
#include <string>

#include "api/testing.h"
#include "care/visit.h"
#include "care_fixture.h"
#include "geo/estimate.h"
#include "inbox/module.h"

OLIVE_EMBEDDED(i18n)

namespace care {

using api::testing::field;

class CareClientTest : public CareTest {
 protected:
  CareClientTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own =
        module({.ledger = ledger_.get(), .sealer = &sealer_, .catalogue = &catalogue_});
    // What workers and clients are told is read in the inbox.
    std::ranges::move(inbox::module(catalogue_, notice_kinds()).routes,
                      std::back_inserter(own.routes));
    for (const api::Route& route : own.routes)
      paths_[std::string(route.options.operation)] = {route.method, route.path};
    catalogue_.add(own.messages);
    catalogue_.add(i18n::embedded::messages());
    client_of_api_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions, region_id_);
  }

  void sign_in(PersonId person_id, std::string role, OrganisationId organisation_id = {}) {
    client_of_api_->sign_in(person_id, {{std::move(role), organisation_id}});
  }
  void be_coordinator() { sign_in(PersonId{701}, "coordinator", centre_); }
  void be_worker() { sign_in(worker_, "care_worker", team_); }
  void be_citizen() { sign_in(client_, "citizen"); }
  void be_hospital() { sign_in(PersonId{702}, "hospital", hospital_); }

  /// Calls the operation with `{id}` filled in; a GET takes `body` as its query.
  http::Response call(const std::string& operation, std::int64_t id = 0, std::string body = {},
                      std::string key = {}) {
    const auto& [method, pattern] = paths_.at(operation);
    std::string path = pattern;
    if (const std::size_t place = path.find("{id}"); place != std::string::npos)
      path.replace(place, 4, std::to_string(id));
    if (method == http::Method::get)
      return client_of_api_->get(body.empty() ? path : path + "?" + body);
    if (body.empty()) body = "{}";
    if (method == http::Method::put) return client_of_api_->put(path, std::move(body));
    return client_of_api_->post(path, std::move(body), std::move(key));
  }

  static std::string version(std::int64_t number, const std::string& rest = "") {
    return "{\"version\":" + std::to_string(number) + (rest.empty() ? "" : "," + rest) + "}";
  }
  static std::string quoted(std::int64_t id) { return "\"" + std::to_string(id) + "\""; }
  std::string referral_form() const {
    return R"({"organisation_id":)" + quoted(hospital_.value) + R"(,"client":{"person_id":)" +
           quoted(client_.value) +
           R"(},"request":{"service":"hospital_accompaniment","income_band":"up_to_70",)"
           R"("mobility":"walks","lives_alone":true,"has_other_service":false,)"
           R"("wished_from":"2026-12-01","purpose":"outpatient"}})";
  }
  std::string plan_form(EntitlementId id, const std::string& from, const std::string& to) const {
    return R"({"entitlement_id":)" + quoted(id.value) + R"(,"from_on":")" + from +
           R"(","to_on":")" + to +
           R"(","weekdays":[1,2,3,4,5],"start_min":600,"length_min":120,"needs_car":false})";
  }
  static std::string tasks_done() { return R"("tasks":["pick_up","reception","return_home"])"; }

  base::Instant now_ = kNow;
  i18n::Catalogue catalogue_;
  std::unique_ptr<api::testing::Client> client_of_api_;

 private:
  std::map<std::string, std::pair<http::Method, std::string>> paths_;
};

}  // namespace care
