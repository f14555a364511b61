#include "people/consent.h"
#include "people/import.h"
#include "people/organisation.h"
#include "people/person.h"
#include "routes.h"

namespace people {
namespace {

struct PersonSearch {
  std::string q;
};
BOOST_DESCRIBE_STRUCT(PersonSearch, (), (q))

struct PersonList {
  std::vector<Person> items;
};
BOOST_DESCRIBE_STRUCT(PersonList, (), (items))

struct Look {
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(Look, (), (reason))

struct AccessView {
  PersonId actor_id;  // 0: the system
  std::string actor_name;
  std::string action;
  std::string reason;
  std::string place;
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(AccessView, (), (actor_id, actor_name, action, reason, place, at))

struct AccessList {
  std::vector<AccessView> items;
};
BOOST_DESCRIBE_STRUCT(AccessList, (), (items))

struct ConsentList {
  std::vector<Consent> items;
};
BOOST_DESCRIBE_STRUCT(ConsentList, (), (items))

struct ConsentChange {
  ConsentPurpose purpose = ConsentPurpose::care_service;
  bool is_given = false;
  std::string text_version;
};
BOOST_DESCRIBE_STRUCT(ConsentChange, (), (purpose, is_given, text_version))

constexpr int kSearchLimit = 30;
constexpr int kAccessesShown = 200;

/// The caller's scope as a search scope: a centre finds the members of its teams too, a 동 or
/// district desk whoever lives in its district.
SearchScope search_scope(db::Transaction& tx, const api::Context& context) {
  SearchScope scope{.is_everybody = context.scope.everywhere};
  if (scope.is_everybody) return scope;
  for (const OrganisationId id : context.scope.organisations) {
    const auto organisation = find_organisation(tx, context.region_id(), id);
    if (!organisation) continue;
    if (organisation->kind == OrganisationKind::dong ||
        organisation->kind == OrganisationKind::district)
      scope.district_codes.push_back(organisation->place.district_code);
    scope.organisations.push_back(id);
    for (const Organisation& child : children_of(tx, context.region_id(), id))
      scope.organisations.push_back(child.id);
  }
  return scope;
}

/// True when the person is one whom the caller's search could find.
bool is_in_scope(db::Transaction& tx, const api::Context& context, const Person& person) {
  if (context.scope.everywhere || person.id == context.principal.person_id) return true;
  for (const Person& found :
       search_persons(tx, context.region_id(), person.name, 1'000, search_scope(tx, context)))
    if (found.id == person.id) return true;
  return false;
}

api::Answer<PersonList> search(db::Transaction& tx, const api::Context& context,
                               const PersonSearch& in) {
  PersonList list;
  for (Person& person :
       search_persons(tx, context.region_id(), in.q, kSearchLimit, search_scope(tx, context)))
    list.items.push_back(masked(std::move(person)));
  return list;
}

api::Answer<Person> show_masked(db::Transaction& tx, const api::Context& context,
                                const base::Nothing&) {
  auto person = find_person(tx, context.region_id(), context.path_id<PersonId>("id"));
  if (!person || !is_in_scope(tx, context, *person))
    return api::refused(PersonRefusal::person_not_found);
  return masked(std::move(*person));
}

api::Answer<Person> look(db::Transaction& tx, const api::Context& context, const Look& in) {
  auto person = find_person(tx, context.region_id(), context.path_id<PersonId>("id"));
  if (!person || !is_in_scope(tx, context, *person))
    return api::refused(PersonRefusal::person_not_found);
  log_access(tx, context.region_id(),
             {context.principal.person_id, person->id, "unmask", in.reason,
              context.request.remote_address, context.now});
  return *person;
}

api::Answer<Person> show_myself(db::Transaction& tx, const api::Context& context,
                                const base::Nothing&) {
  auto person = find_person(tx, context.region_id(), context.principal.person_id);
  if (!person) return api::refused(PersonRefusal::person_not_found);
  return *person;
}

/// The newest looks at a person's data, with the names of those who looked.
AccessList accesses_to(db::Transaction& tx, base::RegionId region_id, PersonId subject_id) {
  AccessList list;
  for (Access& access : accesses_of(tx, region_id, subject_id, kAccessesShown)) {
    const auto actor = find_person(tx, region_id, access.actor_id);
    list.items.push_back({access.actor_id, actor ? actor->name : "", std::move(access.action),
                          std::move(access.reason), std::move(access.place), access.at});
  }
  return list;
}

api::Answer<AccessList> my_accesses(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  return accesses_to(tx, context.region_id(), context.principal.person_id);
}

api::Answer<AccessList> accesses(db::Transaction& tx, const api::Context& context,
                                 const base::Nothing&) {
  return accesses_to(tx, context.region_id(), context.path_id<PersonId>("id"));
}

api::Answer<ConsentList> my_consents(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return ConsentList{consents_of(tx, context.region_id(), context.principal.person_id)};
}

api::Answer<ConsentList> change_consent(db::Transaction& tx, const api::Context& context,
                                        const ConsentChange& in) {
  const PersonId person_id = context.principal.person_id;
  record_consent(
      tx, context.region_id(), person_id,
      {in.purpose, in.is_given, in.text_version, ConsentChannel::screen, person_id, context.now});
  return ConsentList{consents_of(tx, context.region_id(), person_id)};
}

struct ImportQuery {
  std::optional<bool> is_dry_run;
  std::optional<bool> skips_bad_rows;
};
BOOST_DESCRIBE_STRUCT(ImportQuery, (), (is_dry_run, skips_bad_rows))

/// The body is the CSV file itself; the report is the answer, whatever the file was like.
void import_route(const api::Services& services, std::shared_ptr<const api::Context> context,
                  api::Done done) {
  ImportQuery query;
  if (const auto read =
          api::read_input(*context, http::Method::get, base::type_info<ImportQuery>(), &query);
      !read)
    return done(api::reply_problem(services, *context, read.error()));
  const documents::ImportOptions options{.is_dry_run = query.is_dry_run.value_or(false),
                                         .skips_bad_rows = query.skips_bad_rows.value_or(false)};
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, *context, [&] {
      const documents::ImportReport report =
          import_people(tx, context->region_id(), context->request.body, options, context->now,
                        context->principal.person_id);
      return api::reply_json(200, base::type_info<documents::ImportReport>(), &report);
    });
  }));
}

}  // namespace

std::vector<api::Route> person_routes() {
  std::vector<api::Route> routes{
      api::get<PersonSearch, PersonList>(
          "/api/v1/persons",
          {.operation = "search_persons",
           .permission = "people.search",
           .tag = "people",
           .summary = "Persons by part of the name, its initial consonants, or phone digits"},
          search),
      api::get<base::Nothing, Person>("/api/v1/persons/{id}",
                                      {.operation = "get_person",
                                       .permission = "people.search",
                                       .tag = "people",
                                       .summary = "One person, masked"},
                                      show_masked),
      api::post<Look, Person>("/api/v1/persons/{id}/looks",
                              {.operation = "unmask_person",
                               .permission = "people.unmask",
                               .tag = "people",
                               .summary = "One person unmasked; needs a reason, which is logged"},
                              look),
      api::get<base::Nothing, AccessList>("/api/v1/persons/{id}/accesses",
                                          {.operation = "list_accesses",
                                           .permission = "people.accesses",
                                           .tag = "people",
                                           .summary = "Who looked at a person's data"},
                                          accesses),
      api::get<base::Nothing, Person>("/api/v1/me",
                                      {.operation = "get_myself",
                                       .permission = "signed_in",
                                       .tag = "people",
                                       .summary = "The caller's own data"},
                                      show_myself),
      api::get<base::Nothing, AccessList>("/api/v1/me/accesses",
                                          {.operation = "list_my_accesses",
                                           .permission = "signed_in",
                                           .tag = "people",
                                           .summary = "Who looked at the caller's data"},
                                          my_accesses),
      api::get<base::Nothing, ConsentList>("/api/v1/me/consents",
                                           {.operation = "list_my_consents",
                                            .permission = "signed_in",
                                            .tag = "people",
                                            .summary = "The caller's consents, newest first"},
                                           my_consents),
      api::post<ConsentChange, ConsentList>("/api/v1/me/consents",
                                            {.operation = "change_my_consent",
                                             .permission = "signed_in",
                                             .tag = "people",
                                             .summary = "Gives or withdraws a consent"},
                                            change_consent),
  };
  api::Route import = api::raw(http::Method::post, "/api/v1/person-imports",
                               {.operation = "import_persons",
                                .permission = "people.import",
                                .tag = "people",
                                .summary = "Imports persons from a CSV file",
                                .body_bytes_max = 16 << 20,
                                .takes = "text/csv"},
                               import_route);
  // A lost answer is asked for again by the client: without the key, persons whose birth date is
  // not known would then be recorded a second time.
  import.is_idempotent_by_key = true;
  import.output = &base::type_info<documents::ImportReport>();
  routes.push_back(std::move(import));
  return routes;
}

}  // namespace people
