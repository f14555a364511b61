#include "doctor.h"

#include <algorithm>
#include <filesystem>

#include "application.h"
#include "jobs/queue.h"
#include "ledger/points.h"
#include "wiring.h"

namespace olive {

namespace {

namespace fs = std::filesystem;

// The runner looks twice a second; ten minutes late means that none is running.
constexpr std::int64_t kLateSeconds = 600;

Finding check_migrations(db::Transaction& tx) {
  std::int64_t expected = 0;
  for (const db::ModuleSchema& schema : schemas())
    expected += static_cast<std::int64_t>(schema.files.size());
  const db::Rows rows = tx.rows("SELECT DISTINCT module, file FROM schema_migrations");
  const auto applied = static_cast<std::int64_t>(rows.size());
  return {"migrations", applied >= expected,
          std::to_string(applied) + " of " + std::to_string(expected) + " applied"};
}

// Reading the ring proves that it is well-formed; Sealer throws otherwise.
Finding check_keys(const Installation& installation) {
  const fs::path file = installation.key_file();
  if (!fs::exists(file)) return {"keys", false, "no key file; sealed fields cannot be opened"};
  const auto others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(file).permissions() & others) != fs::perms::none)
    return {"keys", false, "others may read the key file; chmod 600 " + file.string()};
  (void)crypto::Sealer(file);
  return {"keys", true, "readable by the owner only"};
}

Finding check_queue(db::Transaction& tx, base::Instant now) {
  const auto dead = jobs::list(tx, kRegion, jobs::State::dead, 1'000).size();
  const auto waiting = jobs::list(tx, kRegion, jobs::State::waiting, 1);
  const bool is_late = !waiting.empty() && waiting[0].due_at.plus_seconds(kLateSeconds) < now;
  if (dead == 0 && !is_late) return {"queue", true, "nothing failed, nothing late"};
  return {"queue", false,
          std::to_string(dead) + " tasks given up" +
              (is_late ? ", the first one waits since " + base::format_instant(waiting[0].due_at)
                       : "")};
}

// Recomputes the chain and every balance from the journal.
Finding check_ledger(db::Transaction& tx) {
  const ledger::Verification found = ledger::verify(tx, ledger::ledger_of(kRegion));
  if (found.is_sound)
    return {"ledger", true, std::to_string(found.entries) + " entries, head " + found.head};
  return {"ledger", false, found.finding + " at seq " + std::to_string(found.first_bad_seq)};
}

// Every point that somebody holds could be paid out today.
Finding check_point_cover(db::Transaction& tx) {
  const ledger::PointCover cover = ledger::read_point_cover(tx, ledger::ledger_of(kRegion));
  return {"points", cover.is_full(),
          std::to_string(cover.outstanding_points) + " points out, " +
              std::to_string(cover.backing_won) + " won set aside"};
}

}  // namespace

Diagnosis diagnose(const Installation& installation, base::Instant now) {
  const auto database = open_existing(installation);
  Diagnosis diagnosis;
  diagnosis.findings.push_back({"database", true, database->describe()});
  diagnosis.findings.push_back(check_keys(installation));
  database->read([&](db::Transaction& tx) {
    diagnosis.findings.push_back(check_migrations(tx));
    // Without its tables a module cannot be asked.
    if (!diagnosis.findings.back().is_sound) return;
    diagnosis.findings.push_back(check_queue(tx, now));
    diagnosis.findings.push_back(check_ledger(tx));
    diagnosis.findings.push_back(check_point_cover(tx));
  });
  diagnosis.is_sound = std::ranges::all_of(diagnosis.findings, &Finding::is_sound);
  return diagnosis;
}

}  // namespace olive
