// Offices of the city: metropolitan centre, districts, desks, centres, hospitals, funders, staff.
#include "care/vehicle.h"
#include "seed_city.h"

namespace olive::seed {
namespace {

using people::OrganisationKind;
using people::Role;

constexpr int kDesksPerDistrict = 2;

// Builds with one transaction, one moment and one stream of chance.
class OfficeBuilder {
 public:
  OfficeBuilder(Build& build, db::Transaction& tx)
      : build_(build),
        tx_(tx),
        maker_(build, "offices"),
        now_(build.clock.now()),
        since_(base::korean_date(now_)) {}

  OrganisationId organisation(OrganisationKind kind, const std::string& name,
                              const people::Place& place, OrganisationId parent_id = {}) {
    return people::create_organisation(tx_, kRegion,
                                       {.kind = kind,
                                        .name = name,
                                        .parent_id = parent_id,
                                        .phone = "051-000-0000",
                                        .place = place},
                                       now_)
        .value();
  }
  PersonId staff(OrganisationId office, Role role, std::string_view district_code) {
    const int born_year = static_cast<int>(maker_.random().between(1968, 1998));
    const PersonId id = maker_.create(tx_, district_code, born_year, now_);
    CHECK(people::join(tx_, kRegion, id, office, role, since_, {.at = now_, .reason = "demo_city"})
              .has_value());
    return id;
  }
  people::Place at_office(const people::District& district) {
    people::Place place = make_place(maker_.random(), district.code);
    place.lat_e6 = district.lat_e6;
    place.lng_e6 = district.lng_e6;
    return place;
  }
  people::Place near(std::string_view district_code) {
    return make_place(maker_.random(), district_code);
  }
  db::Transaction& tx() { return tx_; }
  [[nodiscard]] Date since() const { return since_; }
  City& city() { return build_.city; }

 private:
  Build& build_;
  db::Transaction& tx_;
  PersonMaker maker_;
  base::Instant now_;
  Date since_;
};

void build_city_offices(OfficeBuilder& builder) {
  City& city = builder.city();
  const people::Place hall{"부산광역시 연제구 중앙대로 1001", "26470", "", 35'179'800, 129'075'000};
  const people::Place metro{"부산광역시 북구 구포시장7길 1", "26320", "", 35'208'600, 128'999'000};
  city.city_hall = builder.organisation(OrganisationKind::city, "부산광역시", hall);
  city.city_staff = builder.staff(city.city_hall, Role::city_officer, "26470");
  city.metro = builder.organisation(OrganisationKind::metro_centre, "부산광역자활센터", metro);
  city.metro_staff = builder.staff(city.metro, Role::metro_centre, "26320");
  for (const char* funder : {"한국해양진흥공사", "LS ELECTRIC", "부산광역시 자활기금"})
    builder.organisation(OrganisationKind::funder, funder, hall);
}

void build_desks(OfficeBuilder& builder, const people::District& district,
                 OrganisationId parent_id) {
  int desks = 0;
  for (const Neighbourhood& place : neighbourhoods()) {
    if (place.district_code != district.code || desks == kDesksPerDistrict) continue;
    const people::Place at{
        "부산광역시 " + std::string(district.name_ko) + " " + std::string(place.street) + " 1",
        std::string(district.code), "", place.lat_e6, place.lng_e6};
    const OrganisationId id = builder.organisation(
        OrganisationKind::dong, std::string(place.name) + " 행정복지센터", at, parent_id);
    builder.city().dongs[std::string(district.code)].push_back(
        {id, builder.staff(id, Role::dong_officer, district.code)});
    ++desks;
  }
}

void build_districts(OfficeBuilder& builder) {
  for (const people::District& district : people::districts()) {
    const std::string name(district.name_ko);
    const OrganisationId id =
        builder.organisation(OrganisationKind::district, name + "청", builder.at_office(district));
    const PersonId staff = builder.staff(id, Role::district_officer, district.code);
    builder.city().districts[std::string(district.code)] = {id, staff};
    build_desks(builder, district, id);
  }
}

void build_centres(OfficeBuilder& builder) {
  Index car = 0;
  for (const CentreRow& row : centres()) {
    Centre centre{.row = &row};
    centre.id = builder.organisation(OrganisationKind::regional_centre, std::string(row.name),
                                     builder.near(row.district_code), builder.city().metro);
    centre.director = builder.staff(centre.id, Role::centre_director, row.district_code);
    centre.coordinator = builder.staff(centre.id, Role::coordinator, row.district_code);
    centre.case_manager = builder.staff(centre.id, Role::case_manager, row.district_code);
    for (int i = 0; i < row.vehicles; ++i, ++car)
      centre.vehicles.push_back(care::add_vehicle(builder.tx(), kRegion,
                                                  {.centre_id = centre.id,
                                                   .name = std::to_string(i + 1) + "호차",
                                                   .has_wheelchair_lift = i == 0,
                                                   .donor = std::string(vehicle_donors()[car]),
                                                   .valid_from = builder.since()}));
    builder.city().centres.push_back(std::move(centre));
  }
}

void build_hospitals(OfficeBuilder& builder) {
  for (const HospitalRow& row : hospitals()) {
    const bool is_inside = !row.district_code.empty();
    const people::Place place{
        (is_inside ? "부산광역시 " : "경상남도 ") + std::string(row.road_address),
        std::string(row.district_code), "", row.lat_e6, row.lng_e6};
    Hospital hospital{.row = &row};
    hospital.id = builder.organisation(OrganisationKind::hospital, std::string(row.name), place);
    hospital.staff = builder.staff(hospital.id, Role::hospital,
                                   is_inside ? row.district_code : std::string_view("26320"));
    builder.city().hospitals.push_back(hospital);
  }
}

// Home services are given on every day, as in a city whose centres work in shifts at weekends;
// accompaniment keeps to the hospitals' weekdays.
void open_weekends(db::Transaction& tx) {
  for (const ServiceKind kind : {ServiceKind::discharge_care, ServiceKind::care_activist,
                                 ServiceKind::meals, ServiceKind::housekeeping}) {
    care::Service service = care::default_service(kind);
    service.weekdays = 0b1111111;
    service.closes_min = 20 * 60;
    care::save_service(tx, kRegion, service);
  }
}

}  // namespace

void build_offices(Build& build) {
  build.write([&](db::Transaction& tx) {
    care::install_settings(tx, kRegion, build.clock.now());
    open_weekends(tx);
    OfficeBuilder builder(build, tx);
    build_city_offices(builder);
    build_districts(builder);
    build_centres(builder);
    build_hospitals(builder);
  });
}

}  // namespace olive::seed
