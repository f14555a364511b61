// Measures the engine on the day of a whole city and prints one JSON object. Run by
// benchmarks/optimiser/run.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "json/json.h"
#include "optimiser/evaluate.h"
#include "optimiser/solve.h"
#include "optimiser/suggest.h"
#include "plan_city_day.h"
#include "plan_olive.h"
#include "plan_search.h"

namespace olive {
namespace {

using optimiser::Index;
using optimiser::Solution;
using optimiser::Term;

constexpr double kReplanSeconds = 0.45;

struct CityReport {
  std::int64_t activities = 0;
  std::int64_t workers = 0;
  double first_seconds = 0;  // CPU, until the first complete plan
  std::int64_t first_iterations = 0;
  std::int64_t first_unassigned = 0;
  std::int64_t first_total = 0;
  std::int64_t total = 0;  // after the seconds asked for
  std::int64_t unassigned = 0;
  std::int64_t violations = 0;
  std::int64_t iterations = 0;
  double replan_milliseconds = 0;  // CPU, after a sickness
  std::int64_t replan_unassigned = 0;
  double replan_moved_percent = 0;    // of all visits, with another worker or beyond the tolerance
  double slots_p95_milliseconds = 0;  // CPU, three slots for one more visit
  std::int64_t slots_empty = 0;       // of as many requests as were made
  double peak_megabytes = 0;
};
BOOST_DESCRIBE_STRUCT(CityReport, (),
                      (activities, workers, first_seconds, first_iterations, first_unassigned,
                       first_total, total, unassigned, violations, iterations, replan_milliseconds,
                       replan_unassigned, replan_moved_percent, slots_p95_milliseconds, slots_empty,
                       peak_megabytes))

Solution solve_for(const optimiser::Problem& problem, double seconds, optimiser::Options options) {
  if (seconds <= 0) options.iterations_max = 0;
  else options.iterations_max = 1'000'000'000'000;
  const double begin = cpu_seconds();
  return optimiser::solve(problem, options, [begin, seconds] {
    return static_cast<std::int32_t>(std::min(1.0, (cpu_seconds() - begin) / seconds) * 1'000);
  });
}

// Whoever has most to do falls ill.
Index busiest(const Solution& solution) {
  const optimiser::Route* found = &solution.routes.front();
  for (const optimiser::Route& route : solution.routes)
    if (route.visits.size() > found->visits.size()) found = &route;
  return found->worker;
}

void replan(const optimiser::Problem& problem, const Solution& solution, CityReport& report) {
  const optimiser::Plan plan = optimiser::plan_of(solution);
  const optimiser::Problem changed = without_worker(problem, plan, busiest(solution));
  const double begin = cpu_seconds();
  const Solution again =
      solve_for(changed, kReplanSeconds, {.weights = optimiser::default_weights(), .start = plan});
  report.replan_milliseconds = 1'000 * (cpu_seconds() - begin);
  report.replan_unassigned = again.terms[Term::unassigned];
  std::int64_t moved = 0;
  for (const optimiser::Route& route : again.routes)
    for (const optimiser::Visit& visit : route.visits)
      moved += visit.terms[Term::change_worker] > 0 || visit.terms[Term::change_time] > 0;
  report.replan_moved_percent =
      100.0 * static_cast<double>(moved) / static_cast<double>(problem.activities.size());
  report.violations +=
      static_cast<std::int64_t>(optimiser::validate(changed, optimiser::plan_of(again)).size());
}

// Every so many visits is taken out of the plan again, as if somebody had just rung to ask for it.
void suggest(const optimiser::Problem& problem, const Solution& solution, CityReport& report) {
  constexpr std::size_t kStep = 60;
  std::vector<std::uint8_t> is_tied(problem.activities.size(), 0);
  for (const optimiser::Link& link : problem.links)
    is_tied[static_cast<std::size_t>(link.from)] = is_tied[static_cast<std::size_t>(link.to)] = 1;
  std::vector<double> milliseconds;
  for (std::size_t a = 0; a < problem.activities.size(); a += kStep) {
    if (is_tied[a] || problem.activities[a].is_break) continue;
    const auto asked = static_cast<Index>(a);
    optimiser::Plan plan = optimiser::plan_of(solution);
    for (optimiser::PlannedRoute& route : plan.routes)
      std::erase_if(route.visits, [asked](const auto& visit) { return visit.activity == asked; });
    const double begin = cpu_seconds();
    const auto slots = optimiser::suggest_slots(problem, optimiser::default_weights(), plan,
                                                std::span(&asked, 1), {});
    milliseconds.push_back(1'000 * (cpu_seconds() - begin));
    report.slots_empty += slots.empty();
  }
  std::ranges::sort(milliseconds);
  if (!milliseconds.empty())
    report.slots_p95_milliseconds = milliseconds[milliseconds.size() * 95 / 100];
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
}

// The first plan, or when somebody is left out of it the shortest search, of four times as many
// iterations each, that leaves nobody out. A day that cannot be served in full keeps the last.
void find_complete(const optimiser::Problem& problem, CityReport& report) {
  constexpr std::int64_t kIterationsMax = 6'400;
  for (std::int64_t iterations = 0; iterations <= kIterationsMax;
       iterations = iterations == 0 ? 100 : 4 * iterations) {
    const double begin = cpu_seconds();
    const Solution first = optimiser::solve(
        problem, {.iterations_max = iterations, .weights = optimiser::default_weights()});
    report.first_seconds = cpu_seconds() - begin;
    report.first_iterations = iterations;
    report.first_unassigned = first.terms[Term::unassigned];
    report.first_total = first.total;
    if (report.first_unassigned == 0) return;
  }
}

int measure(double seconds, std::uint64_t seed, const std::string& folder) {
  const optimiser::Problem problem = make_city_day(seed);
  CityReport report{.activities = static_cast<std::int64_t>(problem.activities.size()),
                    .workers = static_cast<std::int64_t>(problem.workers.size())};
  find_complete(problem, report);
  const Solution best = solve_for(problem, seconds, {.weights = optimiser::default_weights()});
  report.total = best.total;
  report.unassigned = best.terms[Term::unassigned];
  report.iterations = best.iterations;
  report.violations =
      static_cast<std::int64_t>(optimiser::validate(problem, optimiser::plan_of(best)).size());
  report.peak_megabytes = peak_megabytes();
  replan(problem, best, report);
  suggest(problem, best, report);
  if (!folder.empty()) {
    const std::string file = write_olive_problem(problem, optimiser::default_weights());
    write_file(folder + "/city.json", file);
    const auto read = read_olive_plan(file);
    if (!read) return 1;
    write_file(folder + "/city.plan.json", read.value()->write(best));
  }
  std::printf("%s\n", json::write(report).c_str());
  return report.violations == 0 ? 0 : 1;
}

}  // namespace
}  // namespace olive

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: olive_bench SECONDS SEED [FOLDER for problem and plan]\n");
    return 2;
  }
  return olive::measure(std::atof(argv[1]), std::strtoull(argv[2], nullptr, 10),
                        argc > 3 ? argv[3] : "");
}
