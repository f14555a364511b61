#include "ledger/month.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "canonical.h"
#include "journal.h"
#include "month_tree.h"
#include "posting_index.h"
#include "row_writer.h"

namespace ledger {

namespace {

constexpr std::uint8_t kLeafPrefix = 0x00;
constexpr std::uint8_t kBalanceFormat = 2;  // an entry's leaf has 1: neither passes for the other
constexpr std::string_view kSealColumns =
    "SELECT month_end, size, balances, root, note, sealed_at FROM ledger_month_seal"
    " WHERE ledger_id = $1";

MonthSeal seal_at(const db::Rows& rows, std::size_t row) {
  return {.month_end = date_at(rows, row, 0),
          .size = rows.integer(row, 1),
          .balances = rows.integer(row, 2),
          .root = array_at<32>(rows, row, 3),
          .note = rows.text(row, 4),
          .sealed_at = {rows.integer(row, 5)}};
}

using Balances = std::map<std::int64_t, MonthBalance>;  // by account

void subtract(db::Transaction& tx, std::string_view sql, LedgerId ledger_id, base::Date month_end,
              std::int64_t mark, std::int64_t sign, Balances& balances) {
  const db::Rows rows = tx.rows(sql, ledger_id, month_end, mark);
  for (std::size_t i = 0; i < rows.size(); ++i)
    balances.at(rows.integer(i, 0)).balance -= sign * rows.integer(i, 1);
}

// Counted back from today's balances: what came later is mostly less than what came before.
std::vector<MonthBalance> balances_at(db::Transaction& tx, LedgerId ledger_id,
                                      base::Date month_end) {
  Balances balances;
  const db::Rows rows = tx.rows(
      "SELECT a.id, a.asset, b.posted FROM ledger_account a"
      " JOIN ledger_balance b ON b.ledger_id = a.ledger_id AND b.account_id = a.id"
      " WHERE a.ledger_id = $1",
      ledger_id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    balances[rows.integer(i, 0)] = {{rows.integer(i, 0)}, rows.text(i, 1), rows.integer(i, 2)};
  const std::int64_t mark = posting_mark(tx, ledger_id);
  subtract(tx,
           "SELECT account_id, SUM(change) FROM ledger_posting"
           " WHERE ledger_id = $1 AND effective_on > $2 AND seq <= $3 GROUP BY account_id",
           ledger_id, month_end, mark, 1, balances);
  subtract(tx,
           "SELECT credit, SUM(amount) FROM ledger_transfer"
           " WHERE ledger_id = $1 AND effective_on > $2 AND seq > $3 GROUP BY credit",
           ledger_id, month_end, mark, 1, balances);
  subtract(tx,
           "SELECT debit, SUM(amount) FROM ledger_transfer"
           " WHERE ledger_id = $1 AND effective_on > $2 AND seq > $3 GROUP BY debit",
           ledger_id, month_end, mark, -1, balances);
  std::vector<MonthBalance> found;
  for (auto& [id, balance] : balances)
    if (balance.balance != 0) found.push_back(std::move(balance));
  return found;
}

void refuse_sums(const std::vector<MonthBalance>& balances) {
  std::map<std::string, std::int64_t> sums;
  for (const MonthBalance& each : balances) sums[each.asset] += each.balance;
  for (const auto& [asset, sum] : sums)
    if (sum != 0) throw db::Error("XX001", "ledger: a month of " + asset + " is not zero");
}

void store(db::Transaction& tx, LedgerId ledger_id, const MonthSeal& seal,
           const std::vector<MonthBalance>& balances) {
  const std::int64_t added = tx.execute(
      "INSERT INTO ledger_month_seal (ledger_id, month_end, size, balances, root, note, sealed_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ledger_id, month_end) DO NOTHING",
      ledger_id, seal.month_end, seal.size, seal.balances,
      db::Bytes{std::string(bytes_of(seal.root))}, seal.note, seal.sealed_at);
  if (added == 0) return;  // somebody else was here first, with the same figures
  RowWriter rows("ledger_month_balance", {"ledger_id", "month_end", "account_id", "balance"});
  for (const MonthBalance& each : balances)
    rows.integer(ledger_id.value)
        .integer(seal.month_end.days)
        .integer(each.account_id.value)
        .integer(each.balance);
  rows.flush(tx);
}

}  // namespace

Digest month_leaf(LedgerId ledger_id, base::Date month_end, const MonthBalance& balance) {
  Encoder encoder;
  encoder.byte(kLeafPrefix);
  encoder.byte(kBalanceFormat);
  encoder.integer(ledger_id.value);
  encoder.date(month_end);
  encoder.integer(balance.account_id.value);
  encoder.integer(balance.balance);
  encoder.text(balance.asset);
  return sha256(encoder.bytes());
}

MonthTree::MonthTree(LedgerId ledger_id, base::Date month_end,
                     const std::vector<MonthBalance>& balances) {
  std::vector<Digest> leaves;
  for (const MonthBalance& each : balances)
    leaves.push_back(month_leaf(ledger_id, month_end, each));
  levels_.push_back(std::move(leaves));
  while (levels_.back().size() > 1) {
    const std::vector<Digest>& below = levels_.back();
    std::vector<Digest> level;
    for (std::size_t i = 0; i + 1 < below.size(); i += 2)
      level.push_back(merkle_node(below[i], below[i + 1]));
    levels_.push_back(std::move(level));
  }
}

std::vector<base::Date> unsealed_months(db::Transaction& tx, LedgerId ledger_id) {
  const db::Rows rows = tx.rows(
      "SELECT c.month_end FROM ledger_closed_month c LEFT JOIN ledger_month_seal s"
      " ON s.ledger_id = c.ledger_id AND s.month_end = c.month_end"
      " WHERE c.ledger_id = $1 AND s.month_end IS NULL ORDER BY c.month_end",
      ledger_id);
  std::vector<base::Date> months;
  for (std::size_t i = 0; i < rows.size(); ++i) months.push_back(date_at(rows, i, 0));
  return months;
}

void seal_month(db::Database& database, const Notary& notary, LedgerId ledger_id,
                base::Date month_end, base::Instant now) {
  MonthSeal seal{.month_end = month_end, .sealed_at = now};
  std::vector<MonthBalance> balances;
  database.read([&](db::Transaction& tx) {
    CHECK(tx.integer("SELECT COUNT(*) FROM ledger_closed_month"
                     " WHERE ledger_id = $1 AND month_end >= $2",
                     ledger_id, month_end) > 0);  // an open month would not stand still
    balances = balances_at(tx, ledger_id, month_end);
    seal.size = tx.integer("SELECT MAX(seq) FROM ledger_transfer WHERE ledger_id = $1", ledger_id)
                    .value_or(0);
  });
  refuse_sums(balances);
  seal.balances = static_cast<std::int64_t>(balances.size());
  const MonthTree tree(ledger_id, month_end, balances);
  seal.root = merkle_root(seal.balances, tree.reader());
  // The fourth line is ours: later entries of the journal may not reach into the month.
  seal.note = notary.sign_text(notary.origin() + "/month/" + base::format_date(month_end) + "\n" +
                               std::to_string(seal.balances) + "\n" +
                               crypto::to_base64(bytes_of(seal.root)) + "\nentries " +
                               std::to_string(seal.size) + "\n");
  database.write([&](db::Transaction& tx) { store(tx, ledger_id, seal, balances); });
}

std::optional<MonthSeal> find_month_seal(db::Transaction& tx, LedgerId ledger_id,
                                         base::Date month_end) {
  static const std::string sql = std::string(kSealColumns) + " AND month_end = $2";
  const db::Rows rows = tx.rows(sql, ledger_id, month_end);
  if (rows.empty()) return std::nullopt;
  return seal_at(rows, 0);
}

std::vector<MonthSeal> list_month_seals(db::Transaction& tx, LedgerId ledger_id) {
  static const std::string sql = std::string(kSealColumns) + " ORDER BY month_end DESC";
  const db::Rows rows = tx.rows(sql, ledger_id);
  std::vector<MonthSeal> seals;
  for (std::size_t i = 0; i < rows.size(); ++i) seals.push_back(seal_at(rows, i));
  return seals;
}

std::vector<MonthBalance> month_balances(db::Transaction& tx, LedgerId ledger_id,
                                         base::Date month_end) {
  const db::Rows rows = tx.rows(
      "SELECT m.account_id, a.asset, m.balance FROM ledger_month_balance m"
      " JOIN ledger_account a ON a.ledger_id = m.ledger_id AND a.id = m.account_id"
      " WHERE m.ledger_id = $1 AND m.month_end = $2 ORDER BY m.account_id",
      ledger_id, month_end);
  std::vector<MonthBalance> balances;
  for (std::size_t i = 0; i < rows.size(); ++i)
    balances.push_back({{rows.integer(i, 0)}, rows.text(i, 1), rows.integer(i, 2)});
  return balances;
}

std::optional<BalanceProof> prove_balance(db::Transaction& tx, LedgerId ledger_id,
                                          base::Date month_end, AccountId account_id) {
  auto seal = find_month_seal(tx, ledger_id, month_end);
  if (!seal) return std::nullopt;
  const std::vector<MonthBalance> balances = month_balances(tx, ledger_id, month_end);
  const auto found = std::ranges::find(balances, account_id, &MonthBalance::account_id);
  if (found == balances.end()) return std::nullopt;
  const MonthTree tree(ledger_id, month_end, balances);
  BalanceProof proof{.seal = *std::move(seal), .balance = *found};
  proof.index = found - balances.begin();
  proof.hashes = inclusion_proof(proof.index, tree.size(), tree.reader());
  return proof;
}

}  // namespace ledger
