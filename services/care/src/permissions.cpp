// The roles of each permission. The same table to read: tests/tables/care_permissions.txt.
#include "permissions.h"

#include <algorithm>

namespace care {

const std::vector<api::Permission>& permissions() {
  static const std::vector<api::Permission> all{
      // Citizens apply by another route, which needs no role.
      {"care.refer",
       {"hospital", "dong_officer", "district_officer", "coordinator", "case_manager",
        "metro_centre"}},
      {"care.read_referrals",
       {"hospital", "dong_officer", "district_officer", "coordinator", "case_manager",
        "centre_director", "metro_centre", "city_officer", "auditor"}},
      {"care.read_capacity",
       {"hospital", "dong_officer", "district_officer", "coordinator", "case_manager",
        "centre_director", "metro_centre", "city_officer", "auditor"}},
      {"care.record_consent",
       {"hospital", "dong_officer", "district_officer", "coordinator", "case_manager"}},
      {"care.assess", {"dong_officer", "district_officer", "case_manager"}},
      // 사회보장급여법 §9: only the authority decides. Whoever serves must not grant its own work.
      {"care.decide", {"dong_officer", "district_officer"}},
      {"care.end",
       {"dong_officer", "district_officer", "coordinator", "case_manager", "centre_director"}},
      {"care.plan", {"coordinator", "case_manager"}},
      {"care.dispatch", {"coordinator", "centre_director"}},
      {"care.what_if", {"coordinator", "centre_director", "metro_centre"}},
      {"care.set_weights", {"centre_director", "metro_centre"}},
      {"care.read_visits",
       {"coordinator", "case_manager", "centre_director", "metro_centre", "auditor"}},
      {"care.work", {"care_worker", "coordinator", "centre_director"}},
      {"care.unmask",
       {"dong_officer", "district_officer", "coordinator", "case_manager", "centre_director"}},
  };
  return all;
}

api::Scope scope_for(const api::Principal& principal, std::string_view name) {
  const auto found = std::ranges::find(permissions(), name, &api::Permission::name);
  // Names are literals of ours: a wrong one is a bug in the route, not a request.
  CHECK(found != permissions().end());
  return api::scope_of(principal, *found);
}

bool may_carry_out(const api::Context& context, const Visit& visit) {
  CHECK_REQUEST(context.principal.is_signed_in());
  // Whatever the role says, the visit is theirs. Worker 0 means nobody, and nobody signed in is 0.
  if (visit.worker_id == context.principal.person_id) return true;
  return scope_for(context.principal, "care.dispatch").covers(visit.centre_id);
}

bool may_read(const api::Context& context, const Visit& visit) {
  return may_carry_out(context, visit) ||
         scope_for(context.principal, "care.read_visits").covers(visit.centre_id);
}

}  // namespace care
