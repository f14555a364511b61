#include "people/worker.h"

#include "people_fixture.h"

namespace people {
namespace {

using WorkerTest = PeopleTest;
OLIVE_ON_BOTH_DATABASES(WorkerTest);

WorkerProfile profile(PersonId person, OrganisationId centre) {
  return {.person_id = person,
          .centre_id = centre,
          .home_district_code = "26320",
          .languages = {"ko", "en"},
          .has_own_vehicle = true,
          .certificates = {{Certificate::care_worker, kToday, kToday.plus_days(30)}},
          .hours = {{1, 540, 1080}, {2, 540, 780}}};
}

TEST_P(WorkerTest, KeepsTheProfile) {
  const PersonId person = add_person("홍길동");
  write([&](auto& tx) { save_worker(tx, kBusan, profile(person, OrganisationId{5})); });
  const auto worker = database_->read([&](auto& tx) { return find_worker(tx, kBusan, person); });
  ASSERT_TRUE(worker.has_value());
  EXPECT_EQ(worker->languages, (std::vector<std::string>{"ko", "en"}));
  EXPECT_TRUE(worker->has_own_vehicle);
  ASSERT_EQ(worker->hours.size(), 2u);
  EXPECT_EQ(worker->hours[1].to_min, 780);
  ASSERT_EQ(worker->certificates.size(), 1u);
}

TEST_P(WorkerTest, SavingReplaces) {
  const PersonId person = add_person("홍길동");
  WorkerProfile changed = profile(person, OrganisationId{5});
  write([&](auto& tx) { save_worker(tx, kBusan, changed); });
  changed.hours = {{3, 600, 900}};
  changed.certificates.clear();
  write([&](auto& tx) { save_worker(tx, kBusan, changed); });
  const auto worker = database_->read([&](auto& tx) { return find_worker(tx, kBusan, person); });
  ASSERT_EQ(worker->hours.size(), 1u);
  EXPECT_EQ(worker->hours[0].weekday, 3);
  EXPECT_TRUE(worker->certificates.empty());
}

TEST_P(WorkerTest, ACentreSeesItsOwn) {
  const PersonId here = add_person("홍길동");
  const PersonId there = add_person("김길순");
  write([&](auto& tx) {
    save_worker(tx, kBusan, profile(here, OrganisationId{5}));
    save_worker(tx, kBusan, profile(there, OrganisationId{6}));
  });
  const auto workers =
      database_->read([&](auto& tx) { return workers_of_centre(tx, kBusan, OrganisationId{5}); });
  ASSERT_EQ(workers.size(), 1u);
  EXPECT_EQ(workers[0].person_id, here);
  EXPECT_EQ(workers[0].hours.size(), 2u);
}

TEST(WorkerRules, CertificatesExpire) {
  const WorkerProfile worker = profile(PersonId{1}, OrganisationId{5});
  EXPECT_FALSE(holds(worker, Certificate::care_worker, kToday.plus_days(-1)));
  EXPECT_TRUE(holds(worker, Certificate::care_worker, kToday));
  EXPECT_TRUE(holds(worker, Certificate::care_worker, kToday.plus_days(30)));
  EXPECT_FALSE(holds(worker, Certificate::care_worker, kToday.plus_days(31)));
  EXPECT_FALSE(holds(worker, Certificate::driver, kToday));
}

}  // namespace
}  // namespace people
