#include <unistd.h>

#include <cstdio>
#include <memory>

#include "commands.h"
#include "json/json.h"
#include "seed.h"

namespace olive {

namespace {

struct SeedOptions {
  Installation installation;
  std::string city = "busan";
  double scale = 1.0;
  std::uint64_t seed = 1;
  int months = 6;
  std::string today;
  bool is_json = false;
};

// The city's present: now, or noon of the day that was asked for.
base::Instant present(const SeedOptions& options) {
  if (options.today.empty()) return system_now();
  const auto day = base::parse_date(options.today);
  if (!day) throw CLI::ValidationError("--today", "must be a date such as 2026-11-22");
  const base::Instant noon = base::korean_instant(*day, 12 * 3600);
  if (noon > system_now()) throw CLI::ValidationError("--today", "must not be in the future");
  return noon;
}

void show_progress(const std::string& what, int percent) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\r\033[K%3d %%  %s", percent, what.c_str());
  std::fflush(stderr);
}

void print(const seed::Report& report) {
  std::printf(
      "%lld people, %lld teams, %lld visits, %lld sales, %lld ledger entries\n\n",
      static_cast<long long>(report.counts.persons), static_cast<long long>(report.counts.teams),
      static_cast<long long>(report.counts.visits), static_cast<long long>(report.counts.sales),
      static_cast<long long>(report.counts.ledger_entries));
  for (const seed::Login& login : report.logins)
    std::printf("%-13s %-17s %s, %s\n", login.login.c_str(), login.role.c_str(), login.name.c_str(),
                login.organisation.c_str());
  std::printf("\nPassword of all: %s\nPoint card of %s: %s, PIN %s\n", report.password.c_str(),
              report.card.login.c_str(), report.card.number.c_str(), report.card.pin.c_str());
}

int run_seed(const SeedOptions& options) {
  seed::Options wanted{.scale_ppm = static_cast<std::int64_t>(options.scale * seed::kMillion + 0.5),
                       .seed = options.seed,
                       .months = options.months,
                       .now = present(options),
                       .progress = show_progress};
  const seed::Report report = seed::seed_busan(options.installation, wanted);
  if (isatty(STDERR_FILENO) != 0) std::fprintf(stderr, "\r\033[K");
  if (options.is_json) std::printf("%s\n", json::write(report).c_str());
  else print(report);
  return kDone;
}

}  // namespace

std::function<int()> add_seed(CLI::App& command) {
  auto options = std::make_shared<SeedOptions>();
  add_installation_options(command, options->installation);
  command.add_option("--city", options->city, "Which city")->check(CLI::IsMember({"busan"}));
  command.add_option("--scale", options->scale, "Size, 1 is the whole city")
      ->check(CLI::Range(0.01, 2.0));
  command.add_option("--seed", options->seed, "Another city of the same kind");
  command.add_option("--months", options->months, "Length of the history")
      ->check(CLI::Range(1, 24));
  command.add_option("--today", options->today, "The city's last day instead of today");
  command.add_flag("--json", options->is_json, "Print logins, card and counts as JSON");
  command.footer("Example: olive seed --data ./data --city busan --scale 0.05");
  return [options] { return run_seed(*options); };
}

}  // namespace olive
