#include <array>
#include <utility>

#include "base/check.h"
#include "geo/busan.h"
#include "plan_city_day.h"
#include "seed_random.h"

namespace olive {

namespace {

using optimiser::Activity;
using optimiser::BitSet;
using optimiser::Index;
using optimiser::kNone;
using optimiser::Time;
using optimiser::WorkerRelation;

constexpr Time kMinute = 60;
constexpr Time kHour = 3'600;
constexpr Index kWorkers = 600;
constexpr Index kCars = 22;  // given to Busan's accompaniment by 2025
constexpr Index kTransit = 0;
constexpr Index kCar = 1;
constexpr std::int64_t kPercent = seed::kMillion / 100;

constexpr BitSet kNursing = 1, kMeals = 2, kEscort = 4, kHousework = 8;
constexpr BitSet kHasCar = 1, kHasRamp = 2;

struct District {
  geo::Point office;
  std::int32_t code;
  std::int64_t weight;  // of its people
};
constexpr std::array<District, 16> kDistricts{{
    {{35'106'300, 129'032'400}, 26110, 12},
    {{35'097'900, 129'024'400}, 26140, 31},
    {{35'129'200, 129'045'400}, 26170, 26},
    {{35'091'200, 129'067'900}, 26200, 33},
    {{35'162'800, 129'053'200}, 26230, 108},
    {{35'204'700, 129'083'800}, 26260, 82},
    {{35'136'600, 129'084'300}, 26290, 78},
    {{35'197'200, 128'990'300}, 26320, 84},
    {{35'163'100, 129'163'600}, 26350, 115},
    {{35'104'600, 128'974'800}, 26380, 91},
    {{35'243'000, 129'092'200}, 26410, 68},
    {{35'212'200, 128'980'600}, 26440, 43},
    {{35'176'200, 129'079'800}, 26470, 62},
    {{35'145'500, 129'113'100}, 26500, 51},
    {{35'152'600, 128'991'100}, 26530, 61},
    {{35'244'500, 129'222'200}, 26710, 52},
}};

// A kind of visit: how many there are a day, how long, in which part of the day.
struct Kind {
  int count;
  std::array<Time, 3> durations;
  BitSet skills;
  Time from;
  Time to;
};
constexpr std::array<Kind, 4> kKinds{{
    {200, {2 * kHour, 3 * kHour, 4 * kHour}, kNursing, 9 * kHour, 13 * kHour},         // discharge
    {400, {kHour, 3 * kHour / 2, 2 * kHour}, kHousework, 9 * kHour, 16 * kHour},       // housework
    {1'200, {30 * kMinute, 45 * kMinute, kHour}, 0, 9 * kHour, 17 * kHour},            // activist
    {600, {10 * kMinute, 10 * kMinute, 10 * kMinute}, kMeals, 10 * kHour, 14 * kHour}  // meals
}};
constexpr int kPairs = 150;
constexpr int kTrips = 100;
constexpr int kTripsByCar = 24;
static_assert(200 + 400 + 1'200 + 600 + 2 * kPairs + 3 * kTrips == 3'000);

class CityDay {
 public:
  explicit CityDay(std::uint64_t seed) : places_(seed, "places"), chance_(seed, "visits") {}

  optimiser::Problem make() {
    for (const District& district : kDistricts) points_.push_back({district.office, district.code});
    add_workers();
    for (const Kind& kind : kKinds)
      for (int i = 0; i < kind.count; ++i) add_visit(kind);
    for (int i = 0; i < kPairs; ++i) add_pair();
    for (int i = 0; i < kTrips; ++i) add_trip(/*by_car=*/i < kTripsByCar);
    for (Index worker = 0; worker < kWorkers; ++worker) add_lunch(worker);
    for (const geo::Mode mode : {geo::Mode::transit, geo::Mode::car}) add_matrix(mode);
    problem_.load_dimensions = 1;
    CHECK(problem_.activities.size() == 3'000 + kWorkers);
    CHECK(!optimiser::find_fault(problem_));
    return std::move(problem_);
  }

 private:
  Index some_district() {
    std::array<std::int64_t, kDistricts.size()> weights{};
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = kDistricts[i].weight;
    return static_cast<Index>(places_.weighted(weights));
  }

  // A home within about two kilometres of the district's office: the sum of two chances is likelier
  // in the middle. Every third is in a block of flats where somebody else is visited too.
  Index add_place(Index district) {
    std::vector<Index>& known = homes_[static_cast<std::size_t>(district)];
    if (!known.empty() && places_.chance(33 * kPercent))
      return places_.pick(std::span<const Index>(known));
    const District& home = kDistricts[static_cast<std::size_t>(district)];
    const auto offset = [this] {
      return static_cast<std::int32_t>(places_.between(-11'000, 11'000) +
                                       places_.between(-11'000, 11'000));
    };
    points_.push_back({{home.office.lat_e6 + offset(), home.office.lng_e6 + offset()}, home.code});
    known.push_back(static_cast<Index>(points_.size()) - 1);
    return known.back();
  }

  void add_workers() {
    for (Index i = 0; i < kWorkers; ++i) {
      const Index office = i < kCars ? i % Index{kDistricts.size()} : some_district();
      optimiser::Worker worker{.start_place = office,
                               .end_place = office,
                               .shift_start = 9 * kHour - (i % 3) * kHour / 2,
                               .shift_end = 18 * kHour - (i % 3) * kHour / 2,
                               .overtime_max = kHour,
                               .mode = kTransit,
                               .can_drive = i < kCars || chance_.chance(25 * kPercent),
                               .capacity = {15}};
      if (chance_.chance(45 * kPercent)) worker.skills |= kNursing;
      if (i % 5 == 0) worker.skills |= kMeals;
      if (i < kCars || chance_.chance(40 * kPercent)) worker.skills |= kEscort;
      if (chance_.chance(60 * kPercent)) worker.skills |= kHousework;
      problem_.workers.push_back(worker);
    }
    for (Index i = 0; i < kCars; ++i)
      problem_.vehicles.push_back({.home = i % Index{kDistricts.size()},
                                   .mode = kCar,
                                   .traits = kHasCar | (i % 3 == 0 ? kHasRamp : 0),
                                   .capacity = {40}});
  }

  // Half of all may come within three hours, the others within one; every third may be late.
  Activity some_activity(Index place, const Kind& kind) {
    Activity activity{.place = place,
                      .duration = kind.durations[static_cast<std::size_t>(chance_.below(3))]};
    const Time width = chance_.chance(50 * kPercent) ? 3 * kHour : kHour;
    const Time begin =
        kind.from +
        15 * kMinute * chance_.below((kind.to - kind.from - width) / (15 * kMinute) + 1);
    activity.windows = {{begin, begin + width}};
    activity.is_due_soft = chance_.chance(33 * kPercent);
    activity.skills = kind.skills;
    activity.is_optional = chance_.chance(5 * kPercent);
    if (kind.skills == kMeals) activity.loads = {1};
    if (chance_.chance(60 * kPercent)) prefer_somebody(activity);
    return activity;
  }

  // Somebody of another day, whom the visited person knows, with the skills.
  void prefer_somebody(Activity& activity) {
    const auto known = static_cast<Index>(chance_.below(kWorkers));
    if ((activity.skills & ~problem_.workers[static_cast<std::size_t>(known)].skills) != 0) return;
    activity.preference_default = 1;
    activity.preferences = {{known, 0}};
  }

  void add_visit(const Kind& kind) {
    problem_.activities.push_back(some_activity(add_place(some_district()), kind));
  }

  Index last() const { return static_cast<Index>(problem_.activities.size()) - 1; }

  // Two at once: a heavy person, a first visit.
  void add_pair() {
    Activity activity = some_activity(add_place(some_district()), kKinds[2]);
    activity.is_optional = false;
    problem_.activities.push_back(activity);
    activity.preferences.clear();
    activity.preference_default = 0;
    problem_.activities.push_back(std::move(activity));
    problem_.links.push_back({last() - 1, last(), 0, 0, WorkerRelation::different});
  }

  // In the own district, or in another that is not too far: a trip of hours is nobody's promise.
  Index add_hospital(Index district, Index home) {
    constexpr Time kWayMax = 75 * kMinute;
    const Index wished = add_place(chance_.chance(70 * kPercent) ? district : some_district());
    const auto place_of = [this](Index place) { return points_[static_cast<std::size_t>(place)]; };
    const auto way = geo::estimate_way(geo::busan_estimate(), place_of(home), place_of(wished),
                                       geo::Mode::transit);
    return way.duration_s <= kWayMax ? wished : add_place(district);
  }

  // From home to the hospital and back with one worker; a third of those by car need a ramp.
  void add_trip(bool by_car) {
    const Index district = some_district();
    const Index home = add_place(district);
    const Index hospital = add_hospital(district, home);
    const BitSet traits = by_car ? kHasCar | (chance_.chance(33 * kPercent) ? kHasRamp : 0) : 0;
    const Time appointment = 10 * kHour + 15 * kMinute * chance_.below(15);
    const Time treatment = kHour + 30 * kMinute * chance_.below(3);
    const auto part = [&](Index place, Time duration) {
      problem_.activities.push_back(
          {.place = place, .duration = duration, .skills = kEscort, .traits = traits});
      return last();
    };
    const Index fetch = part(home, 10 * kMinute);
    const Index stay = part(hospital, treatment);
    problem_.activities.back().windows = {{appointment - 30 * kMinute, appointment}};
    const Index bring = part(home, 10 * kMinute);
    problem_.links.push_back({fetch, stay, 0, 3 * kHour, WorkerRelation::same});
    problem_.links.push_back({stay, bring, treatment, treatment + 2 * kHour, WorkerRelation::same});
  }

  void add_lunch(Index worker) {
    Activity lunch{.duration = 30 * kMinute, .is_break = true};
    lunch.windows = {{11 * kHour + 30 * kMinute, 14 * kHour}};
    lunch.pin = optimiser::Pin{.worker = worker, .start = std::nullopt};
    problem_.activities.push_back(std::move(lunch));
  }

  // Without distances: durations are what plans cost, and two matrices of 2,000 places are large.
  void add_matrix(geo::Mode mode) {
    geo::TravelTimes times = geo::estimate_travel(geo::busan_estimate(), points_, mode);
    problem_.travel.push_back({times.size, std::move(times.duration_s), {}});
  }

  seed::Random places_;
  seed::Random chance_;
  std::vector<geo::Place> points_;
  std::array<std::vector<Index>, kDistricts.size()> homes_;
  optimiser::Problem problem_;
};

}  // namespace

optimiser::Problem make_city_day(std::uint64_t seed) { return CityDay(seed).make(); }

optimiser::Problem without_worker(optimiser::Problem problem, const optimiser::Plan& plan,
                                  Index worker) {
  constexpr Time kTolerance = 15 * kMinute;
  for (const optimiser::PlannedRoute& route : plan.routes)
    for (const optimiser::PlannedVisit& visit : route.visits)
      problem.activities[static_cast<std::size_t>(visit.activity)].published =
          optimiser::Published{route.worker, visit.start, kTolerance};
  // No time to leave and be back: nothing finds a place in such a shift.
  optimiser::Worker& ill = problem.workers.at(static_cast<std::size_t>(worker));
  ill.shift_end = ill.shift_start;
  ill.overtime_max = 0;
  return problem;
}

}  // namespace olive
