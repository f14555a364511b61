#include "care/service.h"

#include "care_fixture.h"

namespace care {
namespace {

class ServiceTest : public CareTest {
 protected:
  std::int64_t price_at(base::Date on, std::string_view district_code) {
    return database_->read([&](db::Transaction& tx) {
      return fee_rule_of(tx, region_id_, ServiceKind::hospital_accompaniment, district_code, on)
          .price.amount_won;
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ServiceTest);

TEST_P(ServiceTest, OffersFiveServicesByDefault) {
  database_->read([&](db::Transaction& tx) {
    const auto services = services_of(tx, region_id_);
    ASSERT_EQ(services.size(), 5u);
    EXPECT_EQ(services[0].service, ServiceKind::discharge_care);
    EXPECT_EQ(services[1].tasks.size(), 6u);
    EXPECT_TRUE(services[1].needs_car);
  });
}

TEST_P(ServiceTest, KeepsWhatARegionChanges) {
  Service changed = default_service(ServiceKind::meals);
  changed.visit_min = 15;
  changed.certificates = {people::Certificate::food_hygiene, people::Certificate::driver};
  changed.tasks = {{"delivery", true}, {"conversation", false}};
  write([&](db::Transaction& tx) {
    save_service(tx, region_id_, changed);
    save_service(tx, region_id_, changed);  // a second time replaces the first
  });
  database_->read([&](db::Transaction& tx) {
    const Service stored = service_of(tx, region_id_, ServiceKind::meals);
    EXPECT_EQ(stored.visit_min, 15);
    EXPECT_EQ(stored.certificates, changed.certificates);
    ASSERT_EQ(stored.tasks.size(), 2u);
    EXPECT_TRUE(stored.tasks[0].is_required);
    EXPECT_EQ(stored.tasks[1].code, "conversation");
    EXPECT_EQ(service_of(tx, base::RegionId{1'000'000}, ServiceKind::meals).visit_min, 10);
  });
}

TEST_P(ServiceTest, SettingsHoldTheDefaultsOfEveryDistrictAndDay) {
  database_->read([&](db::Transaction& tx) {
    const settings::Snapshot snapshot(tx, region_id_);
    for (const std::string_view district : {"26230", "26350", "26380"})
      for (const int year : {2023, 2024, 2025, 2026})
        for (const ServiceKind kind : base::all_of<ServiceKind>()) {
          const base::Date on = *base::make_date(year, 6, 1);
          const FeeRule stored = fee_rule(kind, settings_source(snapshot, district, on));
          const FeeRule built_in = fee_rule(kind, default_source(district, on));
          EXPECT_EQ(stored.price, built_in.price) << district << year;
          EXPECT_EQ(stored.copay, built_in.copay) << district << year;
          EXPECT_EQ(stored.quota.units_max, built_in.quota.units_max);
          EXPECT_EQ(stored.quota.double_after_min, built_in.quota.double_after_min);
        }
  });
}

TEST_P(ServiceTest, InstallingAgainKeepsWhatAnOfficialSet) {
  const auto definitions = setting_definitions();
  const auto price = std::ranges::find(definitions, "care.hospital_accompaniment.price",
                                       &settings::Definition::key);
  ASSERT_NE(price, definitions.end());
  const std::string dearer = json::write(*parse_tariff("hour 16000 8000"));
  write([&](db::Transaction& tx) {
    ASSERT_TRUE(settings::set(tx, region_id_, *price,
                              {.scope = kSaha,
                               .valid_from = kTomorrow,
                               .value = dearer,
                               .set_at = kNow,
                               .reason = "council"})
                    .has_value());
    install_settings(tx, region_id_, kNow);
  });
  EXPECT_EQ(price_at(kToday, kSaha), 15'000);
  EXPECT_EQ(price_at(kTomorrow, kSaha), 16'000);
  EXPECT_EQ(price_at(kTomorrow, "26110"), 15'000);
  database_->read([&](db::Transaction& tx) {
    // Two of the built-in values (region and one district), and the official's own.
    EXPECT_EQ(settings::history(tx, region_id_, price->key).size(), 3u);
  });
}

TEST_P(ServiceTest, RefusesSettingsThatAreNoTariff) {
  const auto definitions = setting_definitions();
  for (const auto& definition : definitions)
    if (definition.key.ends_with(".price"))
      EXPECT_FALSE(definition.is_right("{\"basis\":\"gratis\"}")) << definition.key;
}

TEST_P(ServiceTest, VehiclesCountFromToTheirDays) {
  database_->read([&](db::Transaction& tx) {
    EXPECT_EQ(vehicles_of_centre(tx, region_id_, centre_, kToday).size(), 1u);
    EXPECT_TRUE(vehicles_of_centre(tx, region_id_, centre_, kToday.plus_days(-301)).empty());
    EXPECT_TRUE(vehicles_of_centre(tx, region_id_, hospital_, kToday).empty());
    EXPECT_EQ(find_vehicle(tx, region_id_, vehicle_)->donor, "BNK");
    EXPECT_FALSE(find_vehicle(tx, region_id_, VehicleId{1}).has_value());
  });
}

TEST(ServiceHours, AreWeekdaysFromNineToSix) {
  const Service& service = default_service(ServiceKind::hospital_accompaniment);
  const settings::Calendar calendar;
  EXPECT_TRUE(is_open(service, calendar, kToday, 540, 540));
  EXPECT_FALSE(is_open(service, calendar, kToday, 539, 60));
  EXPECT_FALSE(is_open(service, calendar, kToday, 1'050, 60));
  EXPECT_FALSE(is_open(service, calendar, kToday.plus_days(5), 600, 60));  // Saturday
}

TEST(ServiceHours, RestOnHolidaysUnlessGivenAtWeekends) {
  Service service = default_service(ServiceKind::meals);
  const settings::Calendar calendar{{{{kToday, "temporary holiday"}}}};
  EXPECT_FALSE(is_open(service, calendar, kToday, 600, 30));
  EXPECT_TRUE(is_open(service, calendar, kToday.plus_days(1), 600, 30));
  service.weekdays = 0b1111111;
  EXPECT_TRUE(is_open(service, calendar, kToday, 600, 30));
  service.weekdays = 0b1100000;  // only at weekends
  EXPECT_FALSE(is_open(service, calendar, kToday, 600, 30));
  EXPECT_TRUE(is_open(service, calendar, kToday.plus_days(5), 600, 30));
}

}  // namespace
}  // namespace care
