#include "loader.h"

#include <algorithm>
#include <unordered_map>

#include "chain_reader.h"
#include "tree_table.h"

namespace ledger {

namespace {

constexpr std::int64_t kPageRows = 10'000;
static_assert(kPageRows > 0);
constexpr std::int64_t kTailEntries = 1'000;  // recomputed at start: about one group commit

[[noreturn]] void contradiction(const std::string& what) {
  throw db::Error("XX001", "ledger: " + what);
}

template <class E>
E enum_at(const db::Rows& rows, std::size_t row, std::size_t column) {
  const auto value = base::parse_enum<E>(rows.text(row, column));
  if (!value) contradiction("unknown name '" + rows.text(row, column) + "'");
  return *value;
}

class Loader {
 public:
  Loader(db::Transaction& tx, LedgerId ledger_id, State& state, KeyFilter& keys)
      : tx_(tx), ledger_id_(ledger_id), state_(state), keys_(keys) {
    CHECK(state_.accounts().size() == 0);
  }

  Position load() {
    load_accounts();
    load_lots();
    load_holds();
    load_keys(
        "SELECT idem_key FROM ledger_transfer WHERE ledger_id = $1 AND idem_key > $2"
        " ORDER BY idem_key LIMIT $3");
    load_keys(
        "SELECT idem_key FROM ledger_hold WHERE ledger_id = $1 AND idem_key > $2"
        " ORDER BY idem_key LIMIT $3");
    load_closed_through();
    const Position position = load_position();
    check_sums();
    check_tail(position);
    CHECK(state_.mark() == 0);  // loading notes nothing
    return position;
  }

 private:
  void load_accounts();
  void load_account(const db::Rows& rows, std::size_t row);
  void load_lots();
  void load_holds();
  void load_locked_lots(HoldState& hold);
  void load_keys(std::string_view sql);
  void load_closed_through();
  Position load_position();
  void check_sums() const;
  void check_tail(const Position& position);

  db::Transaction& tx_;
  LedgerId ledger_id_;
  State& state_;
  KeyFilter& keys_;
};

void Loader::load_accounts() {
  for (;;) {
    const db::Rows rows = tx_.rows(
        "SELECT a.id, a.asset, a.owner_kind, a.owner_id, a.purpose, a.account_class, a.balance_min,"
        " a.balance_max, a.has_lots, a.opened_on, a.closed_on, b.posted, b.held, b.incoming"
        " FROM ledger_account a"
        " JOIN ledger_balance b ON b.ledger_id = a.ledger_id AND b.account_id = a.id"
        " WHERE a.ledger_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3",
        ledger_id_, static_cast<std::int64_t>(state_.accounts().size()), kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) load_account(rows, i);
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
  }
}

void Loader::load_account(const db::Rows& rows, std::size_t row) {
  const auto expected = static_cast<std::int64_t>(state_.accounts().size()) + 1;
  if (rows.integer(row, 0) != expected)
    contradiction("account " + std::to_string(expected) + " or its balance is missing");
  AccountState account;
  account.asset = state_.accounts().intern(rows.text(row, 1));
  account.owner_kind = enum_at<OwnerKind>(rows, row, 2);
  account.owner_id = rows.integer(row, 3);
  account.purpose = state_.accounts().intern(rows.text(row, 4));
  account.account_class = enum_at<AccountClass>(rows, row, 5);
  account.balance_min = rows.integer(row, 6);
  account.balance_max = rows.integer(row, 7);
  account.opened_on = date_at(rows, row, 9);
  account.closed_on = date_at(rows, row, 10);
  account.balance = {rows.integer(row, 11), rows.integer(row, 12), rows.integer(row, 13)};
  state_.load_account(account, rows.integer(row, 8) != 0);
}

void Loader::load_lots() {
  static const std::string sql =
      "SELECT " + std::string(kLotColumns) +
      " FROM ledger_lot WHERE ledger_id = $1 AND id > $2 AND remaining + held > 0"
      " ORDER BY id LIMIT $3";
  std::int64_t after = 0;
  for (;;) {
    const db::Rows rows = tx_.rows(sql, ledger_id_, after, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      StoredLot stored = lot_at(rows, i);
      after = stored.lot.id.value;
      const auto slot = state_.accounts().find(stored.account_id);
      if (!slot || !state_.accounts().at(*slot).has_lots())
        contradiction("lot " + std::to_string(after) + " belongs to no wallet");
      stored.lot.source = state_.accounts().intern(stored.source);
      state_.load_lot(*slot, stored.lot);
    }
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
  }
}

void Loader::load_holds() {
  const db::Rows rows = tx_.rows(
      "SELECT id, idem_key, request_hash, debit, credit, amount, code, effective_on, actor,"
      " reference, memo, expires_on, lot_source, expires_at FROM ledger_hold"
      " WHERE ledger_id = $1 AND status = 'open' ORDER BY id",
      ledger_id_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    HoldState hold;
    hold.id = {rows.integer(i, 0)};
    hold.request.key.bytes = array_at<16>(rows, i, 1);
    hold.fingerprint = array_at<16>(rows, i, 2);
    hold.request.debit = {rows.integer(i, 3)};
    hold.request.credit = {rows.integer(i, 4)};
    hold.request.amount = rows.integer(i, 5);
    hold.request.code = rows.text(i, 6);
    hold.request.effective_on = date_at(rows, i, 7);
    hold.request.actor = {rows.integer(i, 8)};
    hold.request.reference = rows.text(i, 9);
    hold.request.memo = rows.text(i, 10);
    if (date_at(rows, i, 11) != kNoDate) hold.request.expires_on = date_at(rows, i, 11);
    hold.request.lot_source = rows.text(i, 12);
    hold.expires_at = {rows.integer(i, 13)};
    load_locked_lots(hold);
    state_.load_hold(std::move(hold));
  }
}

void Loader::load_locked_lots(HoldState& hold) {
  const db::Rows rows = tx_.rows(
      "SELECT h.lot_id, h.amount FROM ledger_hold_lot h"
      " JOIN ledger_lot l ON l.ledger_id = h.ledger_id AND l.id = h.lot_id"
      " WHERE h.ledger_id = $1 AND h.hold_id = $2 ORDER BY l.expires_on, l.id",
      ledger_id_, hold.id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    hold.lots.push_back({{rows.integer(i, 0)}, rows.integer(i, 1)});
}

// In pages by key, because keys are scattered: one query over all would hold them twice in memory.
void Loader::load_keys(std::string_view sql) {
  db::Bytes after;
  for (;;) {
    const db::Rows rows = tx_.rows(sql, ledger_id_, after, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) keys_.add({array_at<16>(rows, i, 0)});
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
    after.data = rows.bytes(rows.size() - 1, 0);
  }
}

void Loader::load_closed_through() {
  const auto last = tx_.integer(
      "SELECT MAX(month_end) FROM ledger_closed_month WHERE ledger_id = $1", ledger_id_);
  if (last) state_.load_closed_through({static_cast<std::int32_t>(*last)});
}

Position Loader::load_position() {
  Position position;
  position.last_seq =
      tx_.integer("SELECT MAX(seq) FROM ledger_transfer WHERE ledger_id = $1", ledger_id_)
          .value_or(0);
  // The writer notes its end in the same commit: a journal that was cut off shows here.
  const auto noted =
      tx_.integer("SELECT last_seq FROM ledger_writer WHERE ledger_id = $1", ledger_id_);
  if (noted != position.last_seq) contradiction("the journal does not end where its writer did");
  position.head = stored_link(tx_, ledger_id_, position.last_seq);
  position.recorded_at = {tx_.integer("SELECT recorded_at FROM ledger_transfer"
                                      " WHERE ledger_id = $1 AND seq = $2",
                                      ledger_id_, position.last_seq)
                              .value_or(0)};
  TreeTable tree(tx_, ledger_id_);
  position.tree = MerkleEdge(position.last_seq, tree.reader());
  position.sealed_size =
      tx_.integer("SELECT MAX(size) FROM ledger_checkpoint WHERE ledger_id = $1", ledger_id_)
          .value_or(0);
  if (position.sealed_size > position.last_seq) contradiction("the journal ends before its seal");
  position.last_lot_id =
      tx_.integer("SELECT MAX(id) FROM ledger_lot WHERE ledger_id = $1", ledger_id_).value_or(0);
  position.last_hold_id =
      tx_.integer("SELECT MAX(id) FROM ledger_hold WHERE ledger_id = $1", ledger_id_).value_or(0);
  return position;
}

// The whole journal is not recomputed at start (that is verify()), but no writer begins on tables
// that contradict each other: a wrong balance would be carried into every later entry.
void Loader::check_sums() const {
  std::unordered_map<Names::Number, std::int64_t> sum_of_asset;
  for (Slot slot = 0; slot < state_.accounts().size(); ++slot) {
    const AccountState& account = state_.accounts().at(slot);
    sum_of_asset[account.asset] += account.balance.posted;
    if (!account.has_lots()) continue;
    std::int64_t in_lots = 0;
    for (const LotState& lot : state_.book(slot)) in_lots += lot.remaining + lot.held;
    if (in_lots != account.balance.posted)
      contradiction("the lots of account " + std::to_string(slot + 1) + " are not its balance");
  }
  for (const auto& [asset, sum] : sum_of_asset)
    if (sum != 0) contradiction(state_.accounts().text_of(asset) + " does not add up to zero");
}

void Loader::check_tail(const Position& position) {
  const std::int64_t after = std::max<std::int64_t>(0, position.last_seq - kTailEntries);
  CHECK(after <= position.last_seq);
  ChainReader chain(tx_, ledger_id_, after, stored_link(tx_, ledger_id_, after),
                    [this](AccountId id) -> std::string_view {
                      const auto slot = state_.accounts().find(id);
                      if (!slot) return {};
                      return state_.accounts().text_of(state_.accounts().at(*slot).asset);
                    });
  while (const StoredEntry* stored = chain.next())
    if (const std::string finding = chain.finding(); !finding.empty())
      contradiction("entry " + std::to_string(stored->entry.seq) + ": " + finding);
  if (chain.head() != position.head) contradiction("the chain ends elsewhere");
}

}  // namespace

std::int64_t take_lease(db::Transaction& tx, LedgerId ledger_id) {
  const auto epoch = tx.integer(
      "INSERT INTO ledger_writer (ledger_id, epoch, last_seq) VALUES ($1, 1, 0)"
      " ON CONFLICT (ledger_id) DO UPDATE SET epoch = ledger_writer.epoch + 1 RETURNING epoch",
      ledger_id);
  CHECK(epoch.has_value() && *epoch >= 1);
  return *epoch;
}

Position load(db::Transaction& tx, LedgerId ledger_id, State& state, KeyFilter& keys) {
  return Loader(tx, ledger_id, state, keys).load();
}

}  // namespace ledger
