/// What a care worker can do, when and where: the profile that planning reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/person.h"

namespace people {

/// Certificates that open kinds of work.
enum class Certificate {
  care_worker,    ///< 요양보호사
  accompaniment,  ///< 병원동행 매니저 training
  housekeeping,   ///< 가사관리 training
  food_hygiene,   ///< 위생교육
  care_activist,  ///< 돌봄활동가 training
  driver,         ///< driving licence, cleared to drive a centre's car
};
BOOST_DESCRIBE_ENUM(Certificate, care_worker, accompaniment, housekeeping, food_hygiene,
                    care_activist, driver)

struct HeldCertificate {
  Certificate certificate = Certificate::care_worker;
  base::Date valid_from;
  std::optional<base::Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(HeldCertificate, (), (certificate, valid_from, valid_to))

/// Weekly working hours in minutes since midnight.
struct WorkHours {
  int weekday = 1;  ///< 1 = Monday … 7 = Sunday
  int from_min = 9 * 60;
  int to_min = 18 * 60;
};
BOOST_DESCRIBE_STRUCT(WorkHours, (), (weekday, from_min, to_min))

struct WorkerProfile {
  PersonId person_id;
  OrganisationId centre_id;  ///< the regional centre that dispatches
  std::string home_district_code;
  std::vector<std::string> languages;  ///< ISO 639-1
  bool has_own_vehicle = false;
  std::vector<HeldCertificate> certificates;
  std::vector<WorkHours> hours;
};
BOOST_DESCRIBE_STRUCT(WorkerProfile, (),
                      (person_id, centre_id, home_district_code, languages, has_own_vehicle,
                       certificates, hours))

/// Creates or replaces the profile. Requires: the person exists.
void save_worker(db::Transaction& tx, RegionId region_id, const WorkerProfile& profile);
[[nodiscard]] std::optional<WorkerProfile> find_worker(db::Transaction& tx, RegionId region_id,
                                                       PersonId person_id);
/// All workers that a centre dispatches. Cost: four statements, whatever their number.
[[nodiscard]] std::vector<WorkerProfile> workers_of_centre(db::Transaction& tx, RegionId region_id,
                                                           OrganisationId centre_id);
/// True when the worker holds `certificate` on `on`.
[[nodiscard]] bool holds(const WorkerProfile& worker, Certificate certificate, base::Date on);

}  // namespace people
