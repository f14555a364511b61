#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "base/check.h"
#include "commands.h"
#include "json/json.h"
#include "plan_files.h"
#include "plan_search.h"
#include "plan_travel.h"

namespace olive {

namespace {

constexpr double kSecondsByDefault = 10;

struct PlanOptions {
  std::filesystem::path file;
  std::string format;
  PlanBudget budget;
  std::filesystem::path travel;
  std::filesystem::path out;
  bool is_json = false;
};

struct PrintedTerm {
  std::string name;
  double amount = 0;
};
BOOST_DESCRIBE_STRUCT(PrintedTerm, (), (name, amount))

// What `plan --json` prints.
struct PlanReport {
  double cost = 0;
  std::vector<PrintedTerm> terms;
  bool is_complete = false;     // everything that must be done is
  std::int64_t violations = 0;  // by the exact validator; 0 unless the engine is wrong
  std::int64_t iterations = 0;
  double seconds = 0;  // CPU seconds of the process
  double wall_seconds = 0;
};
BOOST_DESCRIBE_STRUCT(PlanReport, (),
                      (cost, terms, is_complete, violations, iterations, seconds, wall_seconds))

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// Beside, then in place of the old one: whoever reads finds a whole file, whenever we are stopped.
void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path beside = path;
  beside += ".new";
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
  std::filesystem::rename(beside, path);
}

PlanFormat format_of(const PlanOptions& options, const std::string& text) {
  if (options.format == "hhcrsp") return PlanFormat::hhcrsp;
  if (options.format == "solomon") return PlanFormat::solomon;
  if (options.format == "olive") return PlanFormat::olive;
  CHECK(options.format.empty());
  return guess_plan_format(text);
}

PlanReport report_of(const PlanCase& plan_case, const PlanSearch& search) {
  PlanReport report;
  for (const CostTerm& term : plan_case.costs(search.best))
    report.terms.push_back({term.name, term.amount});
  CHECK(!report.terms.empty() && report.terms.back().name == "cost");
  report.cost = report.terms.back().amount;
  report.terms.pop_back();
  report.is_complete = search.best.terms[optimiser::Term::unassigned] == 0;
  report.violations = static_cast<std::int64_t>(
      optimiser::validate(plan_case.problem, optimiser::plan_of(search.best)).size());
  report.iterations = search.iterations;
  report.seconds = search.cpu_seconds;
  report.wall_seconds = search.wall_seconds;
  return report;
}

// At most three decimals, none without need.
std::string number_text(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", number);
  std::string shorter(text);
  shorter.erase(shorter.find_last_not_of('0') + 1);
  if (shorter.back() == '.') shorter.pop_back();
  return shorter;
}

void print(const PlanReport& report) {
  for (const PrintedTerm& term : report.terms)
    std::printf("%s %s\n", term.name.c_str(), number_text(term.amount).c_str());
  std::printf("cost %s\niterations %lld\nseconds %.2f\n", number_text(report.cost).c_str(),
              static_cast<long long>(report.iterations), report.seconds);
}

// A line on the terminal that counts up; nothing when errors go to a file.
std::function<void(int)> progress_line() {
  if (isatty(STDERR_FILENO) == 0) return {};
  auto shown = std::make_shared<int>(-1);
  return [shown](int thousandths) {
    const int percent = thousandths / 10;
    if (percent == *shown) return;
    *shown = percent;
    std::fprintf(stderr, "\r%3d %%%s", percent, percent >= 100 ? "\n" : "");
  };
}

int refuse(const std::filesystem::path& file, const PlanFaults& faults) {
  for (const PlanFault& fault : faults)
    std::fprintf(stderr, "olive: %s: %s %s\n", file.c_str(), fault.place.c_str(),
                 fault.what.c_str());
  return kRefused;
}

int run_plan(PlanOptions options) {
  if (options.budget.seconds <= 0 && options.budget.iterations <= 0)
    options.budget.seconds = kSecondsByDefault;
  const std::string text = read_file(options.file);
  const PlanCaseRead read = read_plan_case(text, format_of(options, text));
  if (!read) return refuse(options.file, read.error());
  PlanCase& plan_case = **read;
  if (!options.travel.empty())
    if (const PlanFaults faults = replace_travel(plan_case, read_file(options.travel));
        !faults.empty())
      return refuse(options.travel, faults);
  const PlanSearch search = search_plan(plan_case, options.budget, progress_line());
  if (!options.out.empty()) write_file(options.out, plan_case.write(search.best));
  const PlanReport report = report_of(plan_case, search);
  if (options.is_json) std::printf("%s\n", json::write(report).c_str());
  else print(report);
  if (!report.is_complete)
    std::fprintf(stderr, "olive: %s: not everything that must be done found a place\n",
                 options.file.c_str());
  return report.is_complete && report.violations == 0 ? kDone : kRefused;
}

}  // namespace

std::function<int()> add_plan(CLI::App& command) {
  auto options = std::make_shared<PlanOptions>();
  command.add_option("file", options->file, "The instance")->required()->check(CLI::ExistingFile);
  command.add_option("--format", options->format, "What the file is; without: judged by its text")
      ->check(CLI::IsMember({"hhcrsp", "solomon", "olive"}));
  command
      .add_option("--time", options->budget.seconds,
                  "CPU seconds of the process, per thread (10 when no budget is given)")
      ->check(CLI::Range(0.01, 86'400.0));
  command
      .add_option("--iterations", options->budget.iterations,
                  "Iterations per thread; equal seeds then give equal plans")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
  command.add_option("--seed", options->budget.seed, "Seed of the search")->capture_default_str();
  command
      .add_option("--threads", options->budget.threads,
                  "Searches at once, of which the best counts")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  command
      .add_option("--travel", options->travel,
                  "Ways by a road router for an olive problem: CSV from,to,duration_s,distance_m, "
                  "or OSRM's table answer")
      ->check(CLI::ExistingFile);
  command.add_option("--out", options->out, "Where to write the plan, in the format's own words");
  command.add_flag("--json", options->is_json, "Print the result as JSON");
  command.footer("Example: olive plan day.json --format olive --time 20 --out plan.json");
  return [options] { return run_plan(*options); };
}

}  // namespace olive
