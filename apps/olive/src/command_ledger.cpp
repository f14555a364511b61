#include <cstdio>
#include <memory>

#include "application.h"
#include "commands.h"
#include "json/json.h"

namespace olive {

namespace {

struct VerifyOptions {
  Installation installation;
  bool is_json = false;
};

// What `ledger verify --json` prints.
struct VerifyReport {
  bool is_sound = false;
  std::int64_t entries = 0;
  std::int64_t first_bad_seq = 0;
  std::string finding;
  std::string chain_head;
};
BOOST_DESCRIBE_STRUCT(VerifyReport, (), (is_sound, entries, first_bad_seq, finding, chain_head))

void print(const VerifyReport& report) {
  std::printf("%lld entries, head %s\n", static_cast<long long>(report.entries),
              report.chain_head.c_str());
  if (report.is_sound) std::printf("Chain, balances, lots, holds and zero sums agree.\n");
  else
    std::printf("Broken at entry %lld: %s\n", static_cast<long long>(report.first_bad_seq),
                report.finding.c_str());
}

// Reads only, so that it may run beside a server.
int verify(const VerifyOptions& options) {
  const auto database = open_existing(options.installation);
  const ledger::Verification found = database->read(
      [](db::Transaction& tx) { return ledger::verify(tx, ledger::ledger_of(kRegion)); });
  const VerifyReport report{found.is_sound, found.entries, found.first_bad_seq, found.finding,
                            found.head};
  if (options.is_json) std::printf("%s\n", json::write(report).c_str());
  else print(report);
  return report.is_sound ? kDone : kRefused;
}

}  // namespace

std::function<int()> add_ledger(CLI::App& command) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* subcommand = command.add_subcommand(
      "verify", "Recompute chain, balances, lots, holds and sums from the journal");
  add_installation_options(*subcommand, options->installation);
  subcommand->add_flag("--json", options->is_json, "Print the result as JSON");
  command.require_subcommand(1);
  command.footer("Example: olive ledger verify --data ./data");
  return [options] { return verify(*options); };
}

}  // namespace olive
