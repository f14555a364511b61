// Referrals as routes show them: masked, with warnings by the quota that would apply today.
#include "referral_views.h"

#include <algorithm>

#include "names.h"

namespace care {
namespace {

/// Warnings need the quota that would apply; settings are read once for all rows.
class Warner {
 public:
  Warner(db::Transaction& tx, RegionId region_id, base::Date today)
      : snapshot_(tx, region_id), today_(today) {}

  [[nodiscard]] std::vector<ReferralWarning> operator()(const Referral& referral) const {
    const base::Date on = std::max(referral.wished_from, today_);
    const RuleSource source = settings_source(snapshot_, referral.district_code, on);
    return warnings_of(referral, fee_rule(referral.service, source).quota, today_);
  }

 private:
  settings::Snapshot snapshot_;
  base::Date today_;
};

std::unexpected<api::Problem> field_missing(std::string pointer) {
  api::Problem problem{422, "input_invalid"};
  problem.fields.push_back({std::move(pointer), "required", {}});
  return std::unexpected(std::move(problem));
}

people::NewPerson new_person(const ClientForm& form) {
  return {.name = *form.name,
          .born_on = form.born_on,
          .gender = form.gender.value_or(people::Gender::unstated),
          .phone = *form.phone,
          .home = {form.road_address.value_or(""), *form.district_code, form.dong_code.value_or(""),
                   form.lat_e6.value_or(0), form.lng_e6.value_or(0)}};
}

}  // namespace

api::Answer<Referral> visible_referral(db::Transaction& tx, const api::Context& context,
                                       const api::Scope& scope) {
  auto referral = find_referral(tx, context.region_id(), context.path_id<ReferralId>("id"));
  // One answer for both, so that nobody can find out by trying who is in care.
  if (!referral || !is_visible(*referral, scope))
    return api::refused(ReferralRefusal::referral_not_found);
  return *std::move(referral);
}

std::vector<ReferralRow> rows_of(db::Transaction& tx, RegionId region_id,
                                 const std::vector<Referral>& referrals, base::Date today) {
  std::vector<PersonId> clients;
  for (const Referral& referral : referrals) clients.push_back(referral.client_id);
  const Persons persons(tx, region_id, clients);
  OrganisationNames names(tx, region_id);
  const Warner warnings(tx, region_id, today);
  std::vector<ReferralRow> rows;
  for (const Referral& r : referrals)
    rows.push_back({r.id, r.service, r.channel, r.state, persons.masked_name(r.client_id),
                    names(r.referring_organisation_id), names(r.centre_id), r.district_code,
                    r.received_at, r.wished_from, r.decide_by, warnings(r), r.version});
  return rows;
}

std::vector<EntitlementRow> entitlement_rows(db::Transaction& tx, RegionId region_id,
                                             const std::vector<Entitlement>& entitlements) {
  std::vector<PersonId> clients;
  for (const Entitlement& entitlement : entitlements) clients.push_back(entitlement.client_id);
  const Persons persons(tx, region_id, clients);
  std::vector<EntitlementRow> rows;
  for (const Entitlement& e : entitlements) {
    const std::int64_t reserved = reserved_units(tx, region_id, e.id);
    rows.push_back({e.id, e.client_id, persons.masked_name(e.client_id), e.service, e.income_band,
                    e.valid_from, e.valid_to, e.quota_kind, e.units_max, e.units_used, reserved,
                    std::max<std::int64_t>(e.units_max - e.units_used - reserved, 0)});
  }
  return rows;
}

api::Answer<PersonId> resolve_client(db::Transaction& tx, const api::Context& context,
                                     const ClientForm& form) {
  // Whether there is such a person is for create_referral() to say.
  if (form.person_id) return *form.person_id;
  if (!form.name) return field_missing("/client/name");
  if (!form.phone) return field_missing("/client/phone");
  if (!form.district_code) return field_missing("/client/district_code");
  if (const auto phone = people::normalise_phone(*form.phone)) {
    for (const people::Person& known :
         people::search_persons(tx, context.region_id(), *phone, 20, {.is_everybody = true}))
      // All three must agree: families share a phone, and names repeat.
      if (known.name == *form.name && known.phone == *phone && known.born_on == form.born_on)
        return known.id;
  }
  return api::answer(people::create_person(tx, context.region_id(), new_person(form), context.now));
}

ClientCard open_client(db::Transaction& tx, const api::Context& context, const Referral& referral,
                       const crypto::Sealer& sealer, std::string_view reason) {
  const auto person = people::find_person(tx, context.region_id(), referral.client_id);
  CHECK_REQUEST(person.has_value());
  // Before anything is read: a look that fails half-way is still a look.
  people::log_access(tx, context.region_id(),
                     {context.principal.person_id, person->id, "unmask", std::string(reason),
                      context.request.remote_address, context.now});
  ReferralDetails details = details_of(tx, context.region_id(), referral.id, sealer);
  return {person->id,
          person->name,
          person->born_on,
          person->gender,
          person->phone,
          person->home.road_address,
          person->home.lat_e6,
          person->home.lng_e6,
          referral.mobility,
          details.purpose,
          std::move(details.health_note)};
}

}  // namespace care
