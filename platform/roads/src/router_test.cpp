// The router against a twin of it that can be slow, broken, talk nonsense or know no way.
#include "roads/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "http/server.h"

namespace roads {
namespace {

using geo::Mode;
using geo::Place;
using geo::TravelTimes;

enum class Mood { well, slow, broken, nonsense, wrong_size, no_way };

// Answers like OSRM and Valhalla: the way from source i to target j takes 100 · i + j + 1 seconds
// of one block, and a tenth of that in kilometres.
class FakeRouter {
 public:
  FakeRouter() : server_({.port = 0}, routes()) { server_.start(); }

  [[nodiscard]] RouterOptions options(RouterKind kind) const {
    return {.address = "http://127.0.0.1:" + std::to_string(server_.port()),
            .kind = kind,
            .profiles = usual_profiles(kind),
            .timeout_ms = 200,
            .retry_after_s = 3600};
  }
  std::vector<std::string> asked() {
    const std::scoped_lock lock(mutex_);
    return asked_;
  }

  std::atomic<Mood> mood = Mood::well;

 private:
  std::vector<http::Route> routes() {
    const auto answer = [this](std::size_t sources, std::size_t targets, bool is_osrm) {
      return http::Response{.status = mood == Mood::broken ? 500 : 200,
                            .body = is_osrm ? osrm(sources, targets) : valhalla(sources, targets)};
    };
    return {{http::Method::get, "/table/v1/{profile}/{places}", http::Run::on_pool, 1024,
             [this, answer](http::Request&& request, http::Responder respond) {
               note(request.target);
               respond(answer(base::split(request.query["sources"], ';').size(),
                              base::split(request.query["destinations"], ';').size(), true));
             }},
            {http::Method::post, "/sources_to_targets", http::Run::on_pool, 100'000,
             [this, answer](http::Request&& request, http::Responder respond) {
               note(request.body);
               const auto count = [&](std::string_view from, std::string_view to) {
                 const std::string part = request.body.substr(
                     request.body.find(from), request.body.find(to) - request.body.find(from));
                 return base::split(part, '{').size() - 1;
               };
               respond(answer(count("sources", "targets"), count("targets", "costing"), false));
             }}};
  }
  void note(const std::string& what) {
    {
      const std::scoped_lock lock(mutex_);
      asked_.push_back(what);
    }
    if (mood == Mood::slow) std::this_thread::sleep_for(std::chrono::milliseconds(600));
  }
  std::string rows(std::size_t sources, std::size_t targets,
                   const std::function<std::string(std::size_t)>& cell) const {
    std::string text = "[";
    for (std::size_t i = 0; i < sources; ++i) {
      text += i ? ",[" : "[";
      for (std::size_t j = 0; j < targets; ++j)
        text += (j ? "," : "") + (mood == Mood::no_way ? "null" : cell(100 * i + j + 1));
      text += "]";
    }
    return text + "]";
  }
  std::string osrm(std::size_t sources, std::size_t targets) const {
    if (mood == Mood::nonsense) return "<html>welcome</html>";
    if (mood == Mood::wrong_size) sources += 1;
    const auto number = [](std::size_t n) { return std::to_string(n); };
    return R"({"code":"Ok","durations":)" + rows(sources, targets, number) + R"(,"distances":)" +
           rows(sources, targets, [](std::size_t n) { return std::to_string(100 * n); }) + "}";
  }
  std::string valhalla(std::size_t sources, std::size_t targets) const {
    return R"({"sources_to_targets":)" +
           rows(sources, targets,
                [](std::size_t n) {
                  return "{\"time\":" + std::to_string(n) + ",\"distance\":" + std::to_string(n) +
                         "}";
                }) +
           "}";
  }

  std::mutex mutex_;
  std::vector<std::string> asked_;
  http::Server server_;
};

std::vector<Place> places(int count) {
  std::vector<Place> found;
  for (int i = 0; i < count; ++i) found.push_back({{35'100'000 + i, 129'000'000}, 26440});
  return found;
}

// Every way takes 9,999 s and m.
TravelTimes fallback(std::span<const Place> places, Mode) {
  TravelTimes times = geo::make_travel_times(static_cast<std::int32_t>(places.size()));
  for (std::int32_t i = 0; i < times.size * times.size; ++i)
    if (i / times.size != i % times.size)
      times.duration_s[static_cast<std::size_t>(i)] =
          times.distance_m[static_cast<std::size_t>(i)] = 9'999;
  return times;
}

class RouterTest : public ::testing::Test {
 protected:
  geo::TravelSource source(RouterKind kind = RouterKind::osrm, std::int32_t block = 50) {
    RouterOptions options = twin_.options(kind);
    options.block_places = block;
    return router_source(options, fallback,
                         [this](std::string_view code) { failures_.emplace_back(code); });
  }
  FakeRouter twin_;
  std::vector<std::string> failures_;
};

TEST_F(RouterTest, OsrmAnswers) {
  const TravelTimes times = source()(places(3), Mode::car);
  EXPECT_THAT(times.duration_s, ::testing::ElementsAre(0, 2, 3, 101, 0, 103, 201, 202, 0));
  EXPECT_EQ(times.distance_at(0, 1), 200);
  EXPECT_THAT(twin_.asked(),
              ::testing::ElementsAre("/table/v1/driving/129.000000,35.100000;129.000000,35.100001;"
                                     "129.000000,35.100002;129.000000,35.100000;129.000000,"
                                     "35.100001;129.000000,35.100002?annotations=duration,distance"
                                     "&sources=0;1;2&destinations=3;4;5"));
  EXPECT_THAT(failures_, ::testing::IsEmpty());
}

TEST_F(RouterTest, ValhallaAnswers) {
  const TravelTimes times = source(RouterKind::valhalla)(places(2), Mode::walk);
  EXPECT_THAT(times.duration_s, ::testing::ElementsAre(0, 2, 101, 0));
  EXPECT_EQ(times.distance_at(0, 1), 2000);
  EXPECT_THAT(twin_.asked().at(0), ::testing::HasSubstr("\"costing\":\"pedestrian\""));
}

TEST_F(RouterTest, AsksInBlocksAndOnlyOnce) {
  const geo::TravelSource ask = source(RouterKind::osrm, 2);
  const TravelTimes times = ask(places(5), Mode::car);
  EXPECT_EQ(twin_.asked().size(), 9u - 1);  // the last block is one place to itself
  EXPECT_EQ(times.duration_at(4, 3), 2);    // source 0, target 1 of its block
  EXPECT_EQ(ask(places(4), Mode::car).duration_at(0, 1), 2);
  EXPECT_EQ(twin_.asked().size(), 8u);
  ask(places(4), Mode::walk);
  EXPECT_EQ(twin_.asked().size(), 12u);  // another mode is another question
}

TEST_F(RouterTest, ModesThatItDoesNotKnowAreEstimated) {
  EXPECT_EQ(source()(places(2), Mode::transit).duration_at(0, 1), 9'999);
  EXPECT_TRUE(twin_.asked().empty());
}

TEST_F(RouterTest, PlacesItCannotReachAreEstimated) {
  twin_.mood = Mood::no_way;
  for (const RouterKind kind : {RouterKind::osrm, RouterKind::valhalla}) {
    const TravelTimes times = source(kind)(places(2), Mode::car);
    EXPECT_THAT(times.duration_s, ::testing::ElementsAre(0, 9'999, 9'999, 0));
  }
  EXPECT_THAT(failures_, ::testing::IsEmpty());
}

TEST_F(RouterTest, AFailingRouterIsNamedAndLeftAlone) {
  for (const auto& [mood, code] : {std::pair(Mood::broken, "status_500"),
                                   {Mood::nonsense, "malformed_json"},
                                   {Mood::wrong_size, "wrong_size"},
                                   {Mood::slow, "timed_out"}}) {
    twin_.mood = mood;
    failures_.clear();
    const std::size_t before = twin_.asked().size();
    const geo::TravelSource ask = source(RouterKind::osrm, 2);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i)
      EXPECT_EQ(ask(places(6), Mode::car).duration_at(5, 0), 9'999) << code;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500)) << code;
    EXPECT_THAT(failures_, ::testing::ElementsAre(code));
    EXPECT_EQ(twin_.asked().size(), before + 1) << code;
  }
}

TEST_F(RouterTest, AfterThePauseItIsAskedAgain) {
  RouterOptions options = twin_.options(RouterKind::osrm);
  options.retry_after_s = 0;
  const geo::TravelSource ask = router_source(options, fallback);
  twin_.mood = Mood::broken;
  EXPECT_EQ(ask(places(2), Mode::car).duration_at(0, 1), 9'999);
  twin_.mood = Mood::well;
  EXPECT_EQ(ask(places(2), Mode::car).duration_at(0, 1), 2);
}

TEST_F(RouterTest, NobodyListens) {
  RouterOptions options = twin_.options(RouterKind::osrm);
  options.address = "http://127.0.0.1:1";
  std::vector<std::string> failures;
  const geo::TravelSource ask =
      router_source(options, fallback, [&](std::string_view code) { failures.emplace_back(code); });
  EXPECT_EQ(ask(places(2), Mode::car).duration_at(1, 0), 9'999);
  EXPECT_THAT(failures, ::testing::ElementsAre("not_connected"));
}

TEST_F(RouterTest, ForgetsWhenItKnowsTooMuch) {
  RouterOptions options = twin_.options(RouterKind::osrm);
  options.ways_max = 3;
  const geo::TravelSource ask = router_source(options, fallback);
  ask(places(2), Mode::car);
  ask(places(2), Mode::car);
  EXPECT_EQ(twin_.asked().size(), 2u);
}

}  // namespace
}  // namespace roads
