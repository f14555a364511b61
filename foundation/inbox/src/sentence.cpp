#include "sentence.h"

#include "base/text.h"
#include "people/organisation.h"
#include "people/person.h"

namespace inbox {

std::string Sentences::of(const Notice& notice, const Values& values) {
  i18n::Arguments arguments;
  if (notice.organisation_id) arguments["organisation"] = organisation_name(notice.organisation_id);
  for (const auto& [name, value] : values) arguments[name] = phrase(value);
  return phrases_.text("notice." + notice.kind, arguments);
}

std::string Sentences::phrase(const Value& value) {
  const base::Date on{static_cast<std::int32_t>(value.number)};
  switch (value.kind) {
    case ValueKind::text: return value.label;
    case ValueKind::items: return phrases_.items(value.label, value.number);
    case ValueKind::count: return i18n::grouped(value.number);
    case ValueKind::won: return phrases_.won(value.number);
    case ValueKind::date: return phrases_.date(on);
    case ValueKind::time: return phrases_.time(static_cast<std::int32_t>(value.number));
    case ValueKind::moment: return phrases_.moment({value.number});
    case ValueKind::month: return phrases_.month(on);
    case ValueKind::message: return phrases_.text(value.label);
    case ValueKind::person:
    case ValueKind::masked_person: return person_name({value.number}, value.kind);
  }
  return {};
}

std::string Sentences::person_name(PersonId person_id, ValueKind kind) {
  auto found = persons_.find(person_id);
  if (found == persons_.end()) {
    const auto person = people::find_person(tx_, region_id_, person_id);
    found = persons_.emplace(person_id, person ? person->name : std::string()).first;
  }
  return kind == ValueKind::person ? found->second : base::mask_name(found->second);
}

const std::string& Sentences::organisation_name(OrganisationId organisation_id) {
  auto found = organisations_.find(organisation_id);
  if (found == organisations_.end()) {
    const auto organisation = people::find_organisation(tx_, region_id_, organisation_id);
    found =
        organisations_.emplace(organisation_id, organisation ? organisation->name : std::string())
            .first;
  }
  return found->second;
}

}  // namespace inbox
