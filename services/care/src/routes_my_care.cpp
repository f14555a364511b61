// The citizen's own overview: requests, what is left, next visits, who comes.
#include <algorithm>

#include "base/text.h"
#include "names.h"
#include "referral_views.h"
#include "routes.h"

namespace care {
namespace {

constexpr std::int32_t kPastDays = 90;
constexpr std::int32_t kFutureDays = 60;

/// The given name. Korean family names have one syllable, or two in names of four and more
/// (남궁민수); names with a space begin with the given name.
std::string first_name(const std::string& name) {
  const std::u32string letters = base::decode_utf8(name);
  const std::size_t space = letters.find(U' ');
  // Foreign workers write the given name first.
  if (space != std::u32string::npos) return base::encode_utf8(letters.substr(0, space));
  const std::size_t family = letters.size() >= 4 ? 2 : 1;
  return letters.size() <= family ? name : base::encode_utf8(letters.substr(family));
}

MyCareVisit my_visit(db::Transaction& tx, RegionId region_id, const Visit& visit,
                     const Persons& workers) {
  MyCareVisit out{visit.id,        visit.service,    visit.visit_on,
                  visit.start_min, visit.length_min, visit.state};
  out.copay_won = visit.copay_won;
  // Before somebody is found there is nobody to introduce.
  if (!visit.worker_id) return out;
  out.worker_first_name = first_name(workers.name(visit.worker_id));
  if (const auto profile = people::find_worker(tx, region_id, visit.worker_id)) {
    out.worker_languages = profile->languages;
    for (const auto& held : profile->certificates)
      if (people::holds(*profile, held.certificate, visit.visit_on))
        out.worker_certificates.push_back(held.certificate);
  }
  return out;
}

std::vector<MyReferral> my_referrals(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  // Everywhere, but of one client: the caller. No scope can widen it.
  const ReferralFilter filter{.client_id = person_id};
  std::vector<MyReferral> out;
  for (const Referral& r : list_referrals(tx, region_id, filter, {.everywhere = true}))
    out.push_back({r.id, r.service, r.state, r.received_at, r.decide_by, r.appeal_by, r.version});
  return out;
}

api::Answer<MyCare> my_care(db::Transaction& tx, const api::Context& context,
                            const base::Nothing&) {
  const RegionId region_id = context.region_id();
  const PersonId person_id = context.principal.person_id;
  const base::Date today = context.today();
  MyCare out{.referrals = my_referrals(tx, region_id, person_id)};
  auto entitlements = entitlements_of(tx, region_id, person_id);
  // What has run out is history; requests above still show it.
  std::erase_if(entitlements, [&](const Entitlement& e) { return e.valid_to < today; });
  out.entitlements = entitlement_rows(tx, region_id, entitlements);
  const auto visits = visits_of_client(tx, region_id, person_id, today.plus_days(-kPastDays),
                                       today.plus_days(kFutureDays));
  std::vector<PersonId> ids;
  for (const Visit& visit : visits) ids.push_back(visit.worker_id);
  const Persons workers(tx, region_id, std::move(ids));
  for (const Visit& visit : visits) {
    // A visit of today that is done belongs to the past.
    const bool is_next = visit.visit_on >= today && is_open(visit.state);
    (is_next ? out.next_visits : out.past_visits)
        .push_back(my_visit(tx, region_id, visit, workers));
  }
  std::ranges::reverse(out.past_visits);  // the latest first
  return out;
}

}  // namespace

Routes my_care_routes(const Dependencies&) {
  return {api::get<base::Nothing, MyCare>(
      "/api/v1/care/my-care",
      {.operation = "get_my_care",
       .permission = "signed_in",
       .tag = "care",
       .summary = "The caller's own care: requests, what is left, next and past visits."},
      my_care)};
}

}  // namespace care
