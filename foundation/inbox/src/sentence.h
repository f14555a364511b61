// Notices as sentences, in the reader's language.
#pragma once

#include <map>
#include <string>

#include "i18n/phrases.h"
#include "inbox/notice.h"

namespace inbox {

// Writes the sentences of a page; names are looked up once.
class Sentences {
 public:
  Sentences(db::Transaction& tx, RegionId region_id, i18n::Phrases phrases)
      : tx_(tx), region_id_(region_id), phrases_(phrases) {}

  [[nodiscard]] std::string of(const Notice& notice, const Values& values);

 private:
  [[nodiscard]] std::string phrase(const Value& value);
  [[nodiscard]] std::string person_name(PersonId person_id, ValueKind kind);
  [[nodiscard]] const std::string& organisation_name(OrganisationId organisation_id);

  db::Transaction& tx_;
  RegionId region_id_;
  i18n::Phrases phrases_;
  std::map<PersonId, std::string> persons_;  // in full
  std::map<OrganisationId, std::string> organisations_;
};

}  // namespace inbox
