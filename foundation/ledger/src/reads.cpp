// Reads from the tables, for pages and reports; any process may use them.
#include <algorithm>

#include "crypto/crypto.h"
#include "journal.h"
#include "ledger/ledger.h"
#include "posting_index.h"

namespace ledger {

namespace {

constexpr std::string_view kAccountColumns =
    "SELECT id, asset, owner_kind, owner_id, purpose, account_class, balance_min, balance_max,"
    " has_lots, opened_on, closed_on FROM ledger_account ";

template <class E>
E enum_at(const db::Rows& rows, std::size_t row, std::size_t column) {
  const auto value = base::parse_enum<E>(rows.text(row, column));
  CHECK(value.has_value());
  return *value;
}

Account account_at(const db::Rows& rows, std::size_t row) {
  Account account;
  account.id = {rows.integer(row, 0)};
  account.key = {rows.text(row, 1), enum_at<OwnerKind>(rows, row, 2), rows.integer(row, 3),
                 rows.text(row, 4)};
  account.terms.account_class = enum_at<AccountClass>(rows, row, 5);
  if (rows.integer(row, 6) != kNoMinimum) account.terms.balance_min = rows.integer(row, 6);
  if (rows.integer(row, 7) != kNoMaximum) account.terms.balance_max = rows.integer(row, 7);
  account.terms.has_lots = rows.integer(row, 8) != 0;
  account.opened_on = date_at(rows, row, 9);
  if (date_at(rows, row, 10) != kNoDate) account.closed_on = date_at(rows, row, 10);
  return account;
}

// Up to `mark` from the postings, after it from the journal: what is recorded meanwhile moves
// neither part.
std::int64_t sum_since(db::Transaction& tx, LedgerId ledger_id, AccountId account_id,
                       base::Date from, std::int64_t mark) {
  const auto posted = tx.integer(
      "SELECT SUM(change) FROM ledger_posting"
      " WHERE ledger_id = $1 AND account_id = $2 AND effective_on >= $3 AND seq <= $4",
      ledger_id, account_id, from, mark);
  const auto recent = tx.integer(
      "SELECT SUM(CASE WHEN credit = $2 THEN amount ELSE -amount END) FROM ledger_transfer"
      " WHERE ledger_id = $1 AND seq > $4 AND (debit = $2 OR credit = $2) AND effective_on >= $3",
      ledger_id, account_id, from, mark);
  return posted.value_or(0) + recent.value_or(0);
}

void append_lines(const db::Rows& rows, AccountId account_id, std::vector<StatementLine>& lines) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    StatementLine line{.entry = entry_at(rows, i)};
    const bool is_credit = line.entry.credit == account_id;
    CHECK(is_credit != (line.entry.debit == account_id));
    line.other = is_credit ? line.entry.debit : line.entry.credit;
    line.change = is_credit ? line.entry.amount : -line.entry.amount;
    lines.push_back(std::move(line));
  }
}

}  // namespace

std::optional<Account> find_account(db::Transaction& tx, LedgerId ledger_id,
                                    const AccountKey& key) {
  static const std::string sql = std::string(kAccountColumns) +
                                 "WHERE ledger_id = $1 AND owner_kind = $2 AND owner_id = $3"
                                 " AND asset = $4 AND purpose = $5";
  const db::Rows rows =
      tx.rows(sql, ledger_id, key.owner_kind, key.owner_id, key.asset, key.purpose);
  if (rows.empty()) return std::nullopt;
  return account_at(rows, 0);
}

std::vector<Account> accounts_of(db::Transaction& tx, LedgerId ledger_id, OwnerKind owner_kind,
                                 std::int64_t owner_id) {
  static const std::string sql =
      std::string(kAccountColumns) +
      "WHERE ledger_id = $1 AND owner_kind = $2 AND owner_id = $3 ORDER BY id";
  const db::Rows rows = tx.rows(sql, ledger_id, owner_kind, owner_id);
  std::vector<Account> accounts;
  for (std::size_t i = 0; i < rows.size(); ++i) accounts.push_back(account_at(rows, i));
  return accounts;
}

Balance read_balance(db::Transaction& tx, LedgerId ledger_id, AccountId account_id) {
  const db::Rows rows = tx.rows(
      "SELECT posted, held, incoming FROM ledger_balance WHERE ledger_id = $1 AND account_id = $2",
      ledger_id, account_id);
  if (rows.empty()) return {};
  return {rows.integer(0, 0), rows.integer(0, 1), rows.integer(0, 2)};
}

std::vector<Lot> read_lots(db::Transaction& tx, LedgerId ledger_id, AccountId account_id) {
  static const std::string sql = "SELECT " + std::string(kLotColumns) +
                                 " FROM ledger_lot WHERE ledger_id = $1 AND account_id = $2"
                                 " AND remaining + held > 0 ORDER BY expires_on, id";
  const db::Rows rows = tx.rows(sql, ledger_id, account_id);
  std::vector<Lot> lots;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StoredLot stored = lot_at(rows, i);
    lots.push_back({.id = stored.lot.id,
                    .account_id = account_id,
                    .source_seq = stored.lot.source_seq,
                    .source = stored.source,
                    .issued = stored.lot.issued,
                    .remaining = stored.lot.remaining,
                    .expires_on = stored.lot.expires_on,
                    .held = stored.lot.held});
  }
  return lots;
}

// The opening balance is counted back from today's: statements are mostly of recent months.
Statement statement(db::Transaction& tx, LedgerId ledger_id, AccountId account_id, base::Date from,
                    base::Date to) {
  static const std::string columns =
      "SELECT " + std::string(kEntryColumns) + " FROM ledger_transfer WHERE ledger_id = $1 AND ";
  static const std::string posted =
      columns +
      "seq IN (SELECT seq FROM ledger_posting WHERE ledger_id = $1 AND account_id = $2"
      " AND effective_on >= $3 AND effective_on <= $4 AND seq <= $5)";
  static const std::string recent =
      columns +
      "seq > $5 AND (debit = $2 OR credit = $2) AND effective_on >= $3 AND effective_on <= $4";
  const std::int64_t mark = posting_mark(tx, ledger_id);
  Statement statement;
  for (const std::string& sql : {posted, recent})
    append_lines(tx.rows(sql, ledger_id, account_id, from, to, mark), account_id, statement.lines);
  std::ranges::sort(statement.lines, {}, [](const StatementLine& line) {
    return std::pair(line.entry.effective_on, line.entry.seq);
  });
  statement.opening = read_balance(tx, ledger_id, account_id).posted -
                      sum_since(tx, ledger_id, account_id, from, mark);
  statement.closing = statement.opening;
  for (StatementLine& line : statement.lines) line.balance = statement.closing += line.change;
  return statement;
}

std::vector<Entry> entries_of(db::Transaction& tx, LedgerId ledger_id, std::string_view reference) {
  static const std::string sql =
      "SELECT " + std::string(kEntryColumns) +
      " FROM ledger_transfer WHERE ledger_id = $1 AND reference = $2 AND reference <> ''"
      " ORDER BY seq";
  const db::Rows rows = tx.rows(sql, ledger_id, reference);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < rows.size(); ++i) entries.push_back(entry_at(rows, i));
  return entries;
}

// From the day's sums, not from the journal: a year of a city is some ten thousand rows.
std::vector<Total> totals(db::Transaction& tx, LedgerId ledger_id, base::Date from, base::Date to) {
  const db::Rows rows = tx.rows(
      "SELECT code, asset, SUM(count), SUM(amount) FROM ledger_day_total"
      " WHERE ledger_id = $1 AND effective_on >= $2 AND effective_on <= $3"
      " GROUP BY code, asset ORDER BY code, asset",
      ledger_id, from, to);
  std::vector<Total> totals;
  for (std::size_t i = 0; i < rows.size(); ++i)
    totals.push_back({rows.text(i, 0), rows.text(i, 1), rows.integer(i, 2), rows.integer(i, 3)});
  return totals;
}

Head read_head(db::Transaction& tx, LedgerId ledger_id) {
  const db::Rows rows = tx.rows(
      "SELECT last_seq, head FROM ledger_block WHERE ledger_id = $1"
      " ORDER BY first_seq DESC LIMIT 1",
      ledger_id);
  if (rows.empty()) return {};
  return {rows.integer(0, 0), crypto::to_hex(rows.bytes(0, 1))};
}

}  // namespace ledger
