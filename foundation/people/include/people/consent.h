/// Consents by purpose, households, and the log of who looked at whom.
#pragma once

#include <string>
#include <vector>

#include "people/person.h"

namespace people {

enum class ConsentPurpose {
  care_service,          ///< required to receive care
  health_data,           ///< sensitive data, asked separately (rule R1)
  third_party_hospital,  ///< provision to the referring hospital
  point_programme,
  donation,
};
BOOST_DESCRIBE_ENUM(ConsentPurpose, care_service, health_data, third_party_hospital,
                    point_programme, donation)

enum class ConsentChannel { screen, paper, phone };
BOOST_DESCRIBE_ENUM(ConsentChannel, screen, paper, phone)

struct Consent {
  ConsentPurpose purpose = ConsentPurpose::care_service;
  bool is_given = false;
  std::string text_version;
  ConsentChannel channel = ConsentChannel::screen;
  PersonId recorded_by;  ///< the person, or who recorded it for them (proxy)
  base::Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(Consent, (),
                      (purpose, is_given, text_version, channel, recorded_by, recorded_at))

/// Records giving or withdrawing; the newest record of a purpose counts, none is ever changed.
void record_consent(db::Transaction& tx, RegionId region_id, PersonId person_id,
                    const Consent& consent);
[[nodiscard]] bool has_consent(db::Transaction& tx, RegionId region_id, PersonId person_id,
                               ConsentPurpose purpose);
/// Whole history, newest first.
[[nodiscard]] std::vector<Consent> consents_of(db::Transaction& tx, RegionId region_id,
                                               PersonId person_id);

/// Puts persons into one household (they leave their former one). Household members may not serve
/// each other.
void form_household(db::Transaction& tx, RegionId region_id, const std::vector<PersonId>& members);
/// Everybody who shares a household with the person, the person not included.
[[nodiscard]] std::vector<PersonId> household_of(db::Transaction& tx, RegionId region_id,
                                                 PersonId person_id);
/// Somebody and one who shares their household.
struct HouseholdPair {
  PersonId person_id;
  PersonId member_id;
};
BOOST_DESCRIBE_STRUCT(HouseholdPair, (), (person_id, member_id))
/// The same for many persons, in one statement.
[[nodiscard]] std::vector<HouseholdPair> households_of(db::Transaction& tx, RegionId region_id,
                                                       const std::vector<PersonId>& person_ids);

/// One look at, or change of, somebody's data (rule R5). Kept three years, hash-chained.
struct Access {
  PersonId actor_id;    ///< who looked; 0: the system
  PersonId subject_id;  ///< whose data
  std::string action;   ///< `unmask`, `export`, `update` …
  std::string reason;   ///< as typed by the actor
  std::string place;    ///< network address
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(Access, (), (actor_id, subject_id, action, reason, place, at))

void log_access(db::Transaction& tx, RegionId region_id, const Access& access);
/// Who processed a person's data, newest first.
[[nodiscard]] std::vector<Access> accesses_of(db::Transaction& tx, RegionId region_id,
                                              PersonId subject_id, int limit);
/// False when an access record was changed, removed or reordered.
[[nodiscard]] bool verify_access_log(db::Transaction& tx, RegionId region_id);

}  // namespace people
