#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "application.h"
#include "commands.h"
#include "json/json.h"
#include "ledger/export.h"
#include "ledger/memo.h"

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

struct ExportOptions {
  Installation installation;
  std::string file = "-";
};

// To standard output, or to a file that appears only when it is whole.
int write_export(const ExportOptions& options) {
  const auto database = open_existing(options.installation);
  const auto notary = make_notary(crypto::Sealer(options.installation.key_file()));
  std::ofstream file;
  const std::string unfinished = options.file + ".unfinished";
  if (options.file != "-") file.open(unfinished, std::ios::binary | std::ios::trunc);
  std::ostream& out = options.file == "-" ? std::cout : file;
  database->read([&](db::Transaction& tx) {
    ledger::write_export(tx, ledger::ledger_of(kRegion), *notary,
                         [&](std::string_view line) { out << line << '\n'; });
  });
  out.flush();
  if (!out) throw std::runtime_error("the export could not be written: " + options.file);
  if (options.file != "-") {
    file.close();
    std::filesystem::rename(unfinished, options.file);
  }
  return kDone;
}

struct ForgetOptions {
  Installation installation;
  std::int64_t entry = 0;
  std::int64_t person = 0;
};

// Works beside a running server: memos are read from the table only.
int forget(const ForgetOptions& options) {
  if ((options.entry > 0) == (options.person > 0)) {
    std::fprintf(stderr, "olive ledger forget: give --entry or --person\n");
    return kMisused;
  }
  const auto database = open_existing(options.installation);
  const ledger::LedgerId ledger_id = ledger::ledger_of(kRegion);
  const std::int64_t erased = database->write([&](db::Transaction& tx) {
    if (options.entry > 0)
      return std::int64_t{ledger::erase_memo(tx, ledger_id, options.entry) ? 1 : 0};
    return ledger::erase_memos_of(tx, ledger_id, ledger::OwnerKind::person, options.person);
  });
  std::printf("%lld texts erased; the journal is unchanged.\n", static_cast<long long>(erased));
  return kDone;
}

}  // namespace

std::function<int()> add_ledger(CLI::App& command) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* check = command.add_subcommand(
      "verify", "Recompute chain, tree, balances, lots, holds and sums from the journal");
  add_installation_options(*check, options->installation);
  check->add_flag("--json", options->is_json, "Print the result as JSON");
  auto exporting = std::make_shared<ExportOptions>();
  CLI::App* exports = command.add_subcommand(
      "export", "Write the ledger for tools/verify_ledger.py, without names and memos");
  add_installation_options(*exports, exporting->installation);
  exports->add_option("--file", exporting->file, "Where to; - is standard output")
      ->capture_default_str();
  auto forgetting = std::make_shared<ForgetOptions>();
  CLI::App* erase = command.add_subcommand(
      "forget", "Erase personal text of entries; chain and proofs stay whole");
  add_installation_options(*erase, forgetting->installation);
  erase->add_option("--entry", forgetting->entry, "Of one entry");
  erase->add_option("--person", forgetting->person, "Of all entries of a person's accounts");
  command.require_subcommand(1);
  command.footer(
      "Example: olive ledger verify --data ./data\n"
      "         olive ledger export --data ./data --file ledger.jsonl");
  return [=] {
    if (exports->parsed()) return write_export(*exporting);
    if (erase->parsed()) return forget(*forgetting);
    return verify(*options);
  };
}

}  // namespace olive
