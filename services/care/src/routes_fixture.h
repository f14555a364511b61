// What tests of routes share: the module over the small town, and callers in their roles.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <string>

#include "api/api.h"
#include "care_fixture.h"
#include "permissions.h"

OLIVE_EMBEDDED(care)
OLIVE_EMBEDDED(i18n)

namespace care {

/// Calls routes as the server would after sign-in.
class CareRoutesTest : public CareTest {
 protected:
  CareRoutesTest() {
    catalogue_.add(embedded::messages());
    catalogue_.add(i18n::embedded::messages());
    module_ = std::make_unique<manifest::Module>(
        module({.ledger = ledger_.get(), .sealer = &sealer_, .catalogue = &catalogue_}));
    services_ = {.database = &*database_, .catalogue = &catalogue_, .clock = [] { return kNow; }};
  }

  const api::Route& route(std::string_view operation) const {
    for (const api::Route& one : module_->routes)
      if (one.options.operation == operation) return one;
    throw std::runtime_error("no route " + std::string(operation));
  }

  api::Principal caller(PersonId person_id, std::string role,
                        OrganisationId organisation_id) const {
    return {.region_id = region_id_,
            .person_id = person_id,
            .grants = {{std::move(role), organisation_id}}};
  }

  /// Calls the operation as the server would after sign-in; 403 without the permission.
  api::Reply call(std::string_view operation, const api::Principal& principal,
                  const std::string& body = "{}", const std::string& id = "",
                  std::map<std::string, std::string> query = {}) {
    const api::Route& one = route(operation);
    auto context = std::make_shared<api::Context>();
    context->principal = principal;
    context->now = now_;
    context->request.method = one.method;
    context->request.body = body;
    context->request.query = std::move(query);
    context->request.headers = {{"content-type", "application/json"}};
    if (!id.empty()) context->request.parameters["id"] = id;
    const std::string_view permission = one.options.permission;
    if (!permission.empty() && permission != "signed_in") {
      context->scope = scope_for(principal, permission);
      if (context->scope.is_empty()) return {.status = 403};
    }
    std::promise<api::Reply> reply;
    one.run(services_, context, [&](api::Reply got) { reply.set_value(std::move(got)); });
    return reply.get_future().get();
  }

  std::string referral_body() const {
    return R"({"organisation_id":")" + std::to_string(hospital_.value) +
           R"(","client":{"person_id":")" + std::to_string(client_.value) +
           R"("},"request":{"service":"hospital_accompaniment",)"
           R"("income_band":"up_to_70","mobility":"walks","lives_alone":true,)"
           R"("has_other_service":false,"wished_from":"2026-12-01","purpose":"dialysis",)"
           R"("health_note":"three times a week"}})";
  }

  static std::string text_of(std::int64_t number) { return std::to_string(number); }
  api::Principal hospital_staff() const { return caller(helper_, "hospital", hospital_); }
  api::Principal coordinator() const { return caller(helper_, "coordinator", centre_); }
  api::Principal care_worker() const { return caller(worker_, "care_worker", team_); }

  i18n::Catalogue catalogue_;
  std::unique_ptr<manifest::Module> module_;
  api::Services services_;
  base::Instant now_ = kNow;
};

}  // namespace care
