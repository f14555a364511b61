// What clients do in the tests that kill, cut and break: each deed follows from three numbers, so
// that it can be sent again.
#pragma once

#include <fmt/format.h>

#include "ledger/ledger.h"

namespace ledger::crash {

inline constexpr base::Date kDay{20'454};  // 2026-01-01

struct Work {
  std::int64_t round = 0;
  std::int64_t client = 0;
  std::int64_t n = 0;

  [[nodiscard]] TransferRequest part(int i, AccountId debit, AccountId credit) const {
    return {.key = key_of("crash", round * 100 + client, n, i),
            .debit = debit,
            .credit = credit,
            .amount = 10 + i,
            .code = "crash",
            .effective_on = kDay,
            .reference = reference()};
  }
  [[nodiscard]] std::string reference() const {
    return fmt::format("{}:{}:{}:{}", is_linked() ? "linked" : "single", round, client, n);
  }
  [[nodiscard]] bool is_linked() const { return n % 3 == 0; }
};

// A single transfer, or a grant, two payments from its lot and an SQL row that belong together.
inline Posting<Entry> carry_out(db::Transaction& tx, Batch& batch, const Work& work) {
  const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
  const AccountId shop = batch.account({kOlive, OwnerKind::organisation, work.client, "sales"}, {});
  if (!work.is_linked()) return batch.transfer(work.part(0, fund, shop));
  const AccountId wallet = batch.account({kOlive, OwnerKind::person, work.client, "wallet"},
                                         {.balance_min = 0, .has_lots = true});
  TransferRequest grant = work.part(20, fund, wallet);
  grant.expires_on = kDay.plus_days(365);
  OLIVE_TRY(first, batch.transfer(grant));
  OLIVE_TRY(second, batch.transfer(work.part(1, wallet, shop)));
  OLIVE_TRY(third, batch.transfer(work.part(2, wallet, shop)));
  if (!first.is_replay)
    tx.execute("INSERT INTO crash_row (ledger_id, reference, seq) VALUES ($1, $2, $3)",
               batch.ledger_id(), work.reference(), third.seq);
  return first;
}

inline Posting<Entry> send(Ledger& ledger, const Work& work) {
  return ledger.execute(
      [&](db::Transaction& tx, Batch& batch) { return carry_out(tx, batch, work); });
}

// The table of the side rows, besides the ledger's.
inline void make_tables(db::Database& database) {
  const db::ModuleSchema schemas[] = {schema()};
  db::migrate(database, schemas);
  database.write([](db::Transaction& tx) {
    tx.rows(
        "CREATE TABLE crash_row (ledger_id BIGINT NOT NULL, reference TEXT NOT NULL,"
        " seq BIGINT NOT NULL, PRIMARY KEY (ledger_id, reference))");
  });
}

// Groups whose rows are not all there: three entries and one side row, with the same reference.
inline std::int64_t partial_groups(db::Transaction& tx, std::int64_t ledger_id) {
  const auto count = [&](std::string_view sql) { return tx.integer(sql, ledger_id).value_or(0); };
  const std::int64_t entries = count(
      "SELECT COUNT(*) FROM ledger_transfer WHERE ledger_id = $1 AND reference LIKE 'linked:%'");
  const std::int64_t rows = count("SELECT COUNT(*) FROM crash_row WHERE ledger_id = $1");
  const std::int64_t ends = count(
      "SELECT COUNT(*) FROM crash_row r JOIN ledger_transfer t ON t.ledger_id = r.ledger_id"
      " AND t.seq = r.seq AND t.reference = r.reference AND t.group_seq = t.seq - 2"
      " WHERE r.ledger_id = $1");
  return std::abs(entries - 3 * rows) + std::abs(ends - rows);
}

}  // namespace ledger::crash
