#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "application.h"
#include "care/import.h"
#include "commands.h"
#include "crypto/crypto.h"
#include "json/json.h"
#include "market/shop.h"
#include "people/import.h"
#include "wiring.h"

namespace olive {

namespace {

struct ImportCommandOptions {
  Installation installation;
  std::string what;
  std::filesystem::path file;
  documents::ImportOptions import;
  bool is_english = false;
  bool is_json = false;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// Neither Application nor ledger: an import beside a running server must not take its writer's
// lease away.
documents::ImportReport import_into(const crypto::Sealer& sealer, db::Transaction& tx,
                                    const ImportCommandOptions& options, const std::string& file) {
  const base::Instant now = system_now();
  if (options.what == "people")
    return people::import_people(tx, kRegion, file, options.import, now);
  if (options.what == "shops") return market::import_shops(tx, kRegion, file, options.import, now);
  return care::import_requests(tx, kRegion, file, options.import, sealer, {}, now);
}

// A fault's code is the name of a field error or of a refusal.
std::string reason_of(const i18n::Catalogue& catalogue, const documents::RowFault& fault,
                      i18n::Language language) {
  const i18n::Arguments arguments{{"expected", fault.expected}};
  for (const char* prefix : {"field.", "refusal."})
    if (catalogue.has(prefix + fault.code))
      return catalogue.text(language, prefix + fault.code, arguments);
  return fault.code;
}

void print(const ImportCommandOptions& options, const documents::ImportReport& report) {
  const auto language = options.is_english ? i18n::Language::en : i18n::Language::ko;
  const i18n::Catalogue catalogue = load_catalogue();
  for (const documents::RowFault& fault : report.faults) {
    const i18n::Arguments place{{"line", std::to_string(fault.line)}, {"field", fault.field}};
    const char* key = fault.field.empty() ? "olive.import.line" : "olive.import.cell";
    std::printf("%s %s\n", catalogue.text(language, key, place).c_str(),
                reason_of(catalogue, fault, language).c_str());
  }
  const char* key = report.is_dry_run ? "olive.import.would_import" : "olive.import.imported";
  std::printf("%s\n", catalogue
                          .text(language, key,
                                {{"imported", std::to_string(report.imported)},
                                 {"rows", std::to_string(report.rows)}})
                          .c_str());
}

int run_import(const ImportCommandOptions& options) {
  const std::string file = read_file(options.file);
  const auto database = open_existing(options.installation);
  db::migrate(*database, schemas());
  const crypto::Sealer sealer(options.installation.key_file());
  const documents::ImportReport report =
      database->write([&](db::Transaction& tx) { return import_into(sealer, tx, options, file); });
  if (options.is_json) std::printf("%s\n", json::write(report).c_str());
  else print(options, report);
  return report.faults.empty() ? kDone : kRefused;
}

}  // namespace

std::function<int()> add_import(CLI::App& command) {
  auto options = std::make_shared<ImportCommandOptions>();
  command.add_option("what", options->what, "people, requests or shops")
      ->required()
      ->check(CLI::IsMember({"people", "requests", "shops"}));
  command.add_option("file", options->file, "CSV in UTF-8 or CP949")
      ->required()
      ->check(CLI::ExistingFile);
  add_installation_options(command, options->installation);
  command.add_flag("--dry-run", options->import.is_dry_run, "Check only; record nothing");
  command.add_flag("--skip-bad-rows", options->import.skips_bad_rows,
                   "Import the good rows although others are bad");
  command.add_flag("--english", options->is_english, "Say what is wrong in English");
  command.add_flag("--json", options->is_json, "Print the report as JSON");
  command.footer("Example: olive import people people.csv --data ./data --dry-run");
  return [options] { return run_import(*options); };
}

}  // namespace olive
