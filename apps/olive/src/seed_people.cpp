// Persons of the demo city, and the sizes that its parts share.
#include "seed_city.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kJitter_e6 = 2'500;  // about 250 m
constexpr std::int64_t kFakeNumbers = 10'000;

// 010-0000-xxxx is given to nobody.
std::string fake_phone(Random& random) {
  std::string digits = std::to_string(random.below(kFakeNumbers));
  return "010-0000-" + std::string(4 - digits.size(), '0') + digits;
}

}  // namespace

Build::Build(Application& application_, SeedClock& clock_, Options options_)
    : application(application_),
      clock(clock_),
      options(std::move(options_)),
      today(base::korean_date(options.now)),
      start(base::plus_months(today, -options.months)),
      calendar(*json::read<settings::HolidayList>(settings::holiday_definition().value)) {
  CHECK(options.months > 0 && options.scale_ppm > 0);
}

std::int64_t Build::scaled(std::int64_t count, std::int64_t minimum) const {
  return std::max(minimum, (count * options.scale_ppm + kMillion / 2) / kMillion);
}

void Build::deed(const std::function<void(db::Transaction&, ledger::Batch&)>& work) {
  const auto done = application.ledger().execute(
      [&](db::Transaction& tx, ledger::Batch& batch) -> ledger::Posting<std::monostate> {
        work(tx, batch);
        return std::monostate{};
      });
  CHECK(done.has_value());
}

people::Place make_place(Random& random, std::string_view district_code) {
  std::vector<const Neighbourhood*> near;
  for (const Neighbourhood& one : neighbourhoods())
    if (one.district_code == district_code) near.push_back(&one);
  CHECK(!near.empty());
  const Neighbourhood& home = *random.pick(std::span<const Neighbourhood* const>(near));
  const people::District& district = *people::find_district(district_code);
  return {"부산광역시 " + std::string(district.name_ko) + " " + std::string(home.street) + " " +
              std::to_string(random.between(3, 480)) + " (" + std::string(home.name) + ")",
          std::string(district_code), "", home.lat_e6 + random.between(-kJitter_e6, kJitter_e6),
          home.lng_e6 + random.between(-kJitter_e6, kJitter_e6)};
}

people::NewPerson PersonMaker::make(std::string_view district_code, int born_year,
                                    people::Gender gender) {
  const auto first = base::make_date(born_year, 1, 1);
  CHECK(first.has_value());
  return {.name = make_name(random_, gender, born_year),
          .born_on = first->plus_days(static_cast<std::int32_t>(random_.below(365))),
          .gender = gender,
          .phone = fake_phone(random_),
          .home = make_place(random_, district_code)};
}

PersonId PersonMaker::create(db::Transaction& tx, std::string_view district_code, int born_year,
                             base::Instant now) {
  const auto gender = random_.chance(580'000) ? people::Gender::female : people::Gender::male;
  return people::create_person(tx, kRegion, make(district_code, born_year, gender), now).value();
}

}  // namespace olive::seed
