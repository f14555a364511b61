#include "people/worker.h"

#include <map>

#include "base/check.h"
#include "base/text.h"

namespace people {
namespace {

struct WorkerRow {
  PersonId person_id;
  OrganisationId centre_id;
  std::string home_district_code;
  std::string languages;
  bool has_own_vehicle = false;
};
BOOST_DESCRIBE_STRUCT(WorkerRow, (),
                      (person_id, centre_id, home_district_code, languages, has_own_vehicle))

struct CertificateRow {
  PersonId person_id;
  Certificate certificate = Certificate::care_worker;
  base::Date valid_from;
  std::optional<base::Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(CertificateRow, (), (person_id, certificate, valid_from, valid_to))

struct HoursRow {
  PersonId person_id;
  int weekday = 1;
  int from_min = 0;
  int to_min = 0;
};
BOOST_DESCRIBE_STRUCT(HoursRow, (), (person_id, weekday, from_min, to_min))

std::string join_languages(const std::vector<std::string>& languages) {
  std::string joined;
  for (const std::string& language : languages) {
    CHECK_REQUEST(language.find(',') == std::string::npos);
    if (!joined.empty()) joined += ',';
    joined += language;
  }
  return joined;
}

std::vector<std::string> split_languages(std::string_view joined) {
  std::vector<std::string> languages;
  if (joined.empty()) return languages;
  for (const std::string_view language : base::split(joined, ',')) languages.emplace_back(language);
  return languages;
}

/// Profiles of the workers that `condition` (over the alias w, with $2) selects.
std::vector<WorkerProfile> select_workers(db::Transaction& tx, RegionId region_id,
                                          std::string_view condition, const db::Value& value) {
  const std::string from =
      " FROM people_worker w WHERE w.region_id = $1 AND " + std::string(condition);
  std::vector<WorkerProfile> workers;
  std::map<PersonId, std::size_t> index;
  for (const WorkerRow& row :
       tx.query<WorkerRow>("SELECT w.person_id, w.centre_id, w.home_district_code, w.languages, "
                           "w.has_own_vehicle" +
                               from + " ORDER BY w.person_id",
                           region_id, value)) {
    index[row.person_id] = workers.size();
    workers.push_back({row.person_id,
                       row.centre_id,
                       row.home_district_code,
                       split_languages(row.languages),
                       row.has_own_vehicle,
                       {},
                       {}});
  }
  const std::string selected = " AND x.person_id IN (SELECT w.person_id" + from + ")";
  for (const CertificateRow& row :
       tx.query<CertificateRow>("SELECT x.person_id, x.certificate, x.valid_from, x.valid_to "
                                "FROM people_worker_certificate x WHERE x.region_id = $1" +
                                    selected + " ORDER BY x.person_id, x.certificate, x.valid_from",
                                region_id, value))
    workers[index.at(row.person_id)].certificates.push_back(
        {row.certificate, row.valid_from, row.valid_to});
  for (const HoursRow& row : tx.query<HoursRow>(
           "SELECT x.person_id, x.weekday, x.from_min, x.to_min FROM people_worker_hours x "
           "WHERE x.region_id = $1" +
               selected + " ORDER BY x.person_id, x.weekday, x.from_min",
           region_id, value))
    workers[index.at(row.person_id)].hours.push_back({row.weekday, row.from_min, row.to_min});
  return workers;
}

}  // namespace

void save_worker(db::Transaction& tx, RegionId region_id, const WorkerProfile& profile) {
  CHECK_REQUEST(find_person(tx, region_id, profile.person_id).has_value());
  tx.execute(
      "INSERT INTO people_worker (region_id, person_id, centre_id, home_district_code, languages, "
      "has_own_vehicle) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (region_id, person_id) "
      "DO UPDATE SET centre_id = EXCLUDED.centre_id, languages = EXCLUDED.languages, "
      "home_district_code = EXCLUDED.home_district_code, "
      "has_own_vehicle = EXCLUDED.has_own_vehicle",
      region_id, profile.person_id, profile.centre_id, profile.home_district_code,
      join_languages(profile.languages), profile.has_own_vehicle);
  tx.execute("DELETE FROM people_worker_certificate WHERE region_id = $1 AND person_id = $2",
             region_id, profile.person_id);
  tx.execute("DELETE FROM people_worker_hours WHERE region_id = $1 AND person_id = $2", region_id,
             profile.person_id);
  for (const HeldCertificate& held : profile.certificates)
    tx.execute(
        "INSERT INTO people_worker_certificate (region_id, person_id, certificate, valid_from, "
        "valid_to) VALUES ($1, $2, $3, $4, $5)",
        region_id, profile.person_id, held.certificate, held.valid_from, held.valid_to);
  for (const WorkHours& hours : profile.hours)
    tx.execute(
        "INSERT INTO people_worker_hours (region_id, person_id, weekday, from_min, to_min) "
        "VALUES ($1, $2, $3, $4, $5)",
        region_id, profile.person_id, hours.weekday, hours.from_min, hours.to_min);
}

std::optional<WorkerProfile> find_worker(db::Transaction& tx, RegionId region_id,
                                         PersonId person_id) {
  std::vector<WorkerProfile> found =
      select_workers(tx, region_id, "w.person_id = $2", db::to_value(person_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<WorkerProfile> workers_of_centre(db::Transaction& tx, RegionId region_id,
                                             OrganisationId centre_id) {
  return select_workers(tx, region_id, "w.centre_id = $2", db::to_value(centre_id));
}

bool holds(const WorkerProfile& worker, Certificate certificate, base::Date on) {
  for (const HeldCertificate& held : worker.certificates)
    if (held.certificate == certificate && held.valid_from <= on &&
        (!held.valid_to || *held.valid_to >= on))
      return true;
  return false;
}

}  // namespace people
