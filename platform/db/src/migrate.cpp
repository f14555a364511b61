#include <openssl/sha.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "db/database.h"
#include "sql_text.h"

namespace db {

namespace {

constexpr int kLeaseSeconds = 60;     // longer than any one statement may take
constexpr int kPatienceSeconds = 90;  // for another server's migration
constexpr std::string_view kLeaseName = "migration";

// These two tables belong to the whole database, not to a tenant.
constexpr std::string_view kOwnTables[] = {
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " module TEXT NOT NULL, file TEXT NOT NULL, checksum TEXT NOT NULL,"
    " steps_started BIGINT NOT NULL, steps_done BIGINT NOT NULL, changed_at BIGINT NOT NULL,"
    " PRIMARY KEY (module, file))",
    "CREATE TABLE IF NOT EXISTS schema_lease ("
    " name TEXT PRIMARY KEY, holder BIGINT NOT NULL, held_until BIGINT NOT NULL)",
};

std::int64_t now_micros() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

std::string sha256_hex(std::string_view text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

void make_own_tables(Database& database) {
  // When two servers start at once, PostgreSQL lets one of them fail in its own catalogue although
  // it was asked for IF NOT EXISTS; by then the other has committed, so the table is there.
  static constexpr std::string_view kMadeByOther[] = {"23505", "42P07", "42710"};
  for (const std::string_view sql : kOwnTables) {
    try {
      database.write([&](Transaction& tx) { tx.rows(sql); });
    } catch (const Error& error) {
      if (!std::ranges::count(kMadeByOther, error.sqlstate)) throw;
    }
  }
}

// Keeps other servers from migrating at the same time, for as long as it lives.
class MigrationLease {
 public:
  explicit MigrationLease(Database& database) : database_(database) {
    holder_ = database.write([](Transaction& tx) { return tx.make_id<base::RegionId>(); }).value;
    const std::int64_t deadline = now_micros() + kPatienceSeconds * base::kMicrosPerSecond;
    while (!take()) {
      if (now_micros() > deadline) throw Error("55P03", "another server is migrating the schema");
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  MigrationLease(const MigrationLease&) = delete;
  MigrationLease& operator=(const MigrationLease&) = delete;
  ~MigrationLease() {
    try {
      database_.write([&](Transaction& tx) {
        tx.execute("DELETE FROM schema_lease WHERE name = $1 AND holder = $2", kLeaseName, holder_);
      });
    } catch (const Error&) {  // it runs out by itself
    }
  }

  // Takes the lease when it is free or ours, and extends it.
  bool take() {
    const std::int64_t now = now_micros();
    return database_.write([&](Transaction& tx) {
      return tx.execute(
                 "INSERT INTO schema_lease (name, holder, held_until) VALUES ($1, $2, $3)"
                 " ON CONFLICT (name) DO UPDATE"
                 " SET holder = excluded.holder, held_until = excluded.held_until"
                 " WHERE schema_lease.held_until < $4 OR schema_lease.holder = $2",
                 kLeaseName, holder_, now + kLeaseSeconds * base::kMicrosPerSecond, now) == 1;
    });
  }

 private:
  Database& database_;
  std::int64_t holder_ = 0;
};

struct Progress {
  std::string checksum;
  std::int64_t steps_started = 0;
  std::int64_t steps_done = 0;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (checksum, steps_started, steps_done))

// One migration file on its way.
class Migration {
 public:
  Migration(Database& database, std::string_view module, const base::EmbeddedFile& file)
      : database_(database),
        module_(module),
        file_(file.name),
        checksum_(sha256_hex(file.content)),
        statements_(split_statements(with_dialect_types(file.content, database.dialect()))) {}

  // Throws when the file was changed after it had been applied, wholly or in part.
  [[nodiscard]] Progress progress() const {
    const auto found = database_.read([&](Transaction& tx) {
      return tx.query_one<Progress>(
          "SELECT checksum, steps_started, steps_done FROM schema_migrations"
          " WHERE module = $1 AND file = $2",
          module_, file_);
    });
    if (!found) return {};
    if (found->checksum != checksum_)
      throw Error("55000", std::string(module_) + "/" + std::string(file_) +
                               " was changed after it had been applied");
    return *found;
  }

  [[nodiscard]] bool is_done() const { return progress().steps_done == total(); }

  void apply(MigrationLease& lease) {
    Progress at = progress();
    while (at.steps_done < total()) {
      if (!lease.take()) throw Error("55P03", "the migration lease was lost");
      const bool was_started = at.steps_started > at.steps_done;
      at.steps_started = at.steps_done + 1;
      record(at);
      run_step(statements_[static_cast<std::size_t>(at.steps_done)], was_started);
      at.steps_done = at.steps_started;
      record(at);
    }
  }

 private:
  [[nodiscard]] std::int64_t total() const { return static_cast<std::int64_t>(statements_.size()); }

  // A step and its record are separate transactions (some databases do not mix DDL and DML), so a
  // crash between them leaves a step that is started, perhaps made, and not recorded as done.
  void run_step(const std::string& sql, bool was_started) {
    try {
      database_.write([&](Transaction& tx) { tx.rows(sql); });
    } catch (const Error& error) {
      const bool is_there = error.sqlstate == "42P07" || error.sqlstate == "42701";
      if (!was_started || !is_there)
        throw Error(error.sqlstate,
                    std::string(module_) + "/" + std::string(file_) + ": " + error.what());
    }
  }

  void record(const Progress& at) {
    database_.write([&](Transaction& tx) {
      tx.execute(
          "INSERT INTO schema_migrations"
          " (module, file, checksum, steps_started, steps_done, changed_at)"
          " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (module, file) DO UPDATE"
          " SET steps_started = excluded.steps_started, steps_done = excluded.steps_done,"
          " changed_at = excluded.changed_at",
          module_, file_, checksum_, at.steps_started, at.steps_done, now_micros());
    });
  }

  Database& database_;
  std::string_view module_;
  std::string_view file_;
  std::string checksum_;
  std::vector<std::string> statements_;
};

}  // namespace

void migrate(Database& database, std::span<const ModuleSchema> modules) {
  make_own_tables(database);
  std::vector<Migration> pending;
  for (const ModuleSchema& schema : modules) {
    std::vector<base::EmbeddedFile> files(schema.files.begin(), schema.files.end());
    std::ranges::sort(files, {}, &base::EmbeddedFile::name);
    for (const base::EmbeddedFile& file : files) {
      Migration migration(database, schema.module, file);
      if (!migration.is_done()) pending.push_back(std::move(migration));
    }
  }
  if (pending.empty()) return;
  MigrationLease lease(database);
  for (Migration& migration : pending) migration.apply(lease);
}

}  // namespace db
