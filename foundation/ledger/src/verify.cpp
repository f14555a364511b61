// Recomputes everything from the journal and compares it with what the tables say.
#include <map>
#include <tuple>
#include <unordered_map>

#include "chain_reader.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "month_audit.h"
#include "posting_index.h"
#include "tree_table.h"

namespace ledger {

namespace {

constexpr std::int64_t kPageRows = 5'000;

std::string numbered(std::string_view what, std::int64_t id) {
  return std::string(what) + " " + std::to_string(id);
}

class Verifier {
 public:
  Verifier(db::Transaction& tx, LedgerId ledger_id)
      : tx_(tx), ledger_id_(ledger_id), months_(tx, ledger_id) {}

  Verification run() {
    load_accounts();
    load_roots();
    using Check = void (Verifier::*)();
    constexpr Check kChecks[] = {&Verifier::check_journal,  &Verifier::check_blocks,
                                 &Verifier::check_tree,     &Verifier::check_end,
                                 &Verifier::check_holds,    &Verifier::check_lots,
                                 &Verifier::check_balances, &Verifier::check_totals,
                                 &Verifier::check_months,   &Verifier::check_postings};
    for (const Check check : kChecks)
      if (is_sound()) (this->*check)();
    result_.is_sound = is_sound();
    return result_;
  }

 private:
  struct AccountSums {
    std::string asset;
    bool has_lots = false;
    std::int64_t balance_min = 0;
    std::int64_t posted = 0;
    std::int64_t held = 0;
    std::int64_t incoming = 0;
    std::int64_t in_lots = 0;
  };
  struct LotSums {
    std::int64_t left = 0;
    std::int64_t held = 0;
  };
  using TotalKey = std::tuple<std::int32_t, std::string, std::string>;

  void load_accounts();
  void load_roots();
  void check_journal();
  void add_to_tree(const Digest& leaf);
  void check_tree();
  void check_entry(const StoredEntry& stored);
  void check_shares(const StoredEntry& stored, const AccountSums& debit, const AccountSums& credit);
  void check_reversal(const Entry& entry);
  void add_to_totals(const Entry& entry, const std::string& code, const std::string& asset);
  void check_blocks();
  void check_end();
  void check_lots();
  void check_holds();
  void check_balances();
  void check_totals();
  void check_months();
  void check_postings();
  AccountSums& account(AccountId id, std::int64_t seq);
  // Notes the first broken rule; seq 0 when it is not one entry's.
  void fail(std::int64_t seq, std::string finding);
  [[nodiscard]] bool is_sound() const { return result_.finding.empty(); }

  db::Transaction& tx_;
  LedgerId ledger_id_;
  Verification result_;
  AccountSums unknown_;  // stands in for an account that is not there
  std::unordered_map<AccountId, AccountSums> accounts_;
  std::unordered_map<LotId, LotSums> lots_;
  MonthAudit months_;
  MerkleEdge edge_;
  std::map<std::pair<int, std::int64_t>, Digest> nodes_;     // of the stored levels, recomputed
  std::map<std::int64_t, Digest> roots_;                     // size → root of its checkpoint
  std::unordered_map<std::int64_t, std::int64_t> reversed_;  // seq → amount undone so far
  std::map<TotalKey, std::pair<std::int64_t, std::int64_t>> totals_;
};

void Verifier::fail(std::int64_t seq, std::string finding) {
  CHECK(!finding.empty());
  if (!is_sound()) return;
  result_.first_bad_seq = seq;
  result_.finding = std::move(finding);
}

Verifier::AccountSums& Verifier::account(AccountId id, std::int64_t seq) {
  const auto found = accounts_.find(id);
  if (found != accounts_.end()) return found->second;
  fail(seq, numbered("no account", id.value));
  return unknown_;
}

void Verifier::load_accounts() {
  for (std::int64_t after = 0;;) {
    const db::Rows rows = tx_.rows(
        "SELECT id, asset, has_lots, balance_min FROM ledger_account"
        " WHERE ledger_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        ledger_id_, after, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      after = rows.integer(i, 0);
      accounts_[{after}] = {.asset = rows.text(i, 1),
                            .has_lots = rows.integer(i, 2) != 0,
                            .balance_min = rows.integer(i, 3)};
    }
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
  }
}

// Nothing that the tables sum up is believed: all is added up again from the entries alone.
void Verifier::check_journal() {
  ChainReader chain(tx_, ledger_id_, 0, first_link(ledger_id_), [this](AccountId id) {
    const auto found = accounts_.find(id);
    return found == accounts_.end() ? std::string_view() : std::string_view(found->second.asset);
  });
  while (const StoredEntry* stored = chain.next()) {
    const std::string finding = chain.finding();
    if (!finding.empty()) return fail(result_.entries + 1, finding);
    ++result_.entries;
    check_entry(*stored);
    if (is_sound()) add_to_tree(stored->leaf);
    if (!is_sound()) return;
    result_.head = crypto::to_hex(bytes_of(chain.head()));
  }
  if (result_.entries == 0) result_.head = crypto::to_hex(bytes_of(first_link(ledger_id_)));
}

void Verifier::check_entry(const StoredEntry& stored) {
  const Entry& entry = stored.entry;
  AccountSums& debit = account(entry.debit, entry.seq);
  AccountSums& credit = account(entry.credit, entry.seq);
  if (entry.amount <= 0) return fail(entry.seq, "amount_not_positive");
  if (debit.asset != credit.asset) return fail(entry.seq, "asset_mismatch");
  if (entry.group_seq < 1 || entry.group_seq > entry.seq) return fail(entry.seq, "group_seq_wrong");
  check_shares(stored, debit, credit);
  if (std::string finding = months_.add(entry); !finding.empty())
    return fail(entry.seq, std::move(finding));
  debit.posted -= entry.amount;
  credit.posted += entry.amount;
  if (entry.reverses != 0) check_reversal(entry);
  else add_to_totals(entry, entry.code, debit.asset);
}

void Verifier::check_shares(const StoredEntry& stored, const AccountSums& debit,
                            const AccountSums& credit) {
  std::int64_t used = 0;
  std::int64_t given = 0;
  for (const LotShare& lot : stored.lots) {
    (lot.change < 0 ? used : given) += lot.change;
    lots_[lot.lot_id].left += lot.change;
  }
  if (used != (debit.has_lots ? -stored.entry.amount : 0))
    return fail(stored.entry.seq, "lots_used_differ");
  if (given != (credit.has_lots ? stored.entry.amount : 0))
    return fail(stored.entry.seq, "lots_issued_differ");
}

void Verifier::check_reversal(const Entry& entry) {
  const std::optional<Entry> original = find_entry(tx_, ledger_id_, entry.reverses);
  if (!original || original->seq >= entry.seq || original->reverses != 0)
    return fail(entry.seq, "reverses_nothing");
  if (original->debit != entry.credit || original->credit != entry.debit)
    return fail(entry.seq, "reverses_other_accounts");
  if ((reversed_[original->seq] += entry.amount) > original->amount)
    return fail(entry.seq, "reversal_above_original");
  add_to_totals(entry, original->code, account(entry.debit, entry.seq).asset);
}

void Verifier::add_to_totals(const Entry& entry, const std::string& code,
                             const std::string& asset) {
  auto& [count, amount] = totals_[{entry.effective_on.days, code, asset}];
  count += entry.reverses == 0 ? 1 : 0;
  amount += entry.reverses == 0 ? entry.amount : -entry.amount;
}

// What was signed must be what is said to have been.
void Verifier::load_roots() {
  const db::Rows rows =
      tx_.rows("SELECT size, root, note FROM ledger_checkpoint WHERE ledger_id = $1 ORDER BY size",
               ledger_id_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto note = parse_checkpoint(rows.text(i, 2));
    if (!note || note->size != rows.integer(i, 0) || bytes_of(note->root) != rows.bytes(i, 1))
      return fail(rows.integer(i, 0), "checkpoint_differs");
    roots_[note->size] = note->root;
  }
}

void Verifier::add_to_tree(const Digest& leaf) {
  edge_.add(leaf, [this](int level, std::int64_t position, const Digest& hash) {
    if (is_stored_level(level)) nodes_[{level, position}] = hash;
  });
  const auto sealed = roots_.find(edge_.size());
  if (sealed != roots_.end() && sealed->second != edge_.root())
    fail(edge_.size(), "checkpoint_differs");
}

// The nodes that proofs are made from, and checkpoints of entries that are gone.
void Verifier::check_tree() {
  if (!roots_.empty() && roots_.rbegin()->first > result_.entries)
    return fail(result_.entries + 1, "journal_ends_before_checkpoint");
  std::size_t count = 0;
  for (std::pair<std::int64_t, std::int64_t> after{0, 0};;) {
    const db::Rows rows = tx_.rows(
        "SELECT level, position, hash FROM ledger_tree_node WHERE ledger_id = $1"
        " AND (level, position) > ($2, $3) ORDER BY level, position LIMIT $4",
        ledger_id_, after.first, after.second, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      after = {rows.integer(i, 0), rows.integer(i, 1)};
      const auto found = nodes_.find({static_cast<int>(after.first), after.second});
      if (found == nodes_.end() || rows.bytes(i, 2) != bytes_of(found->second))
        return fail(0, numbered("tree_node_differs: level", after.first));
    }
    count += rows.size();
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) break;
  }
  if (count != nodes_.size()) fail(0, "tree_node_missing");
}

// Blocks cover the journal without gaps, each goes on where the one before ended.
void Verifier::check_blocks() {
  std::int64_t covered = 0;
  Digest head = first_link(ledger_id_);
  for (;;) {
    const db::Rows rows = tx_.rows(
        "SELECT b.first_seq, b.last_seq, b.prev, b.head, t.link FROM ledger_block b"
        " JOIN ledger_transfer t ON t.ledger_id = b.ledger_id AND t.seq = b.last_seq"
        " WHERE b.ledger_id = $1 AND b.first_seq > $2 ORDER BY b.first_seq LIMIT $3",
        ledger_id_, covered, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int64_t first = covered + 1;
      if (rows.integer(i, 0) != first || rows.integer(i, 1) < first)
        return fail(first, "block_missing");
      if (rows.bytes(i, 2) != bytes_of(head)) return fail(first, "block_chain_broken");
      if (rows.bytes(i, 3) != rows.bytes(i, 4))
        return fail(rows.integer(i, 1), "block_head_differs");
      head = array_at<32>(rows, i, 4);  // of an entry that has been verified
      covered = rows.integer(i, 1);
    }
    if (rows.empty()) break;
  }
  if (covered != result_.entries)
    return fail(std::min(covered, result_.entries) + 1, "block_missing");
}

// A journal whose end was cut off is sound in itself; its writer knows better.
void Verifier::check_end() {
  const auto noted =
      tx_.integer("SELECT last_seq FROM ledger_writer WHERE ledger_id = $1", ledger_id_)
          .value_or(0);
  if (noted != result_.entries)
    return fail(std::min(noted, result_.entries) + 1, "journal_ends_early");
}

// Lots that no entry knows fail as well: their sum is 0 and what they claim to hold is not.
void Verifier::check_lots() {
  for (std::int64_t after = 0;;) {
    const db::Rows rows = tx_.rows(
        "SELECT id, account_id, remaining, held FROM ledger_lot"
        " WHERE ledger_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        ledger_id_, after, kPageRows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      after = rows.integer(i, 0);
      const LotSums& sums = lots_[{after}];
      const std::int64_t left = rows.integer(i, 2) + rows.integer(i, 3);
      if (sums.left != left) return fail(0, numbered("lot_sum_differs: lot", after));
      if (sums.held != rows.integer(i, 3)) return fail(0, numbered("lot_held_differs: lot", after));
      account({rows.integer(i, 1)}, 0).in_lots += left;
    }
    if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
  }
}

void Verifier::check_holds() {
  const db::Rows rows = tx_.rows(
      "SELECT debit, credit, amount FROM ledger_hold WHERE ledger_id = $1 AND status = 'open'",
      ledger_id_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    account({rows.integer(i, 0)}, 0).held += rows.integer(i, 2);
    account({rows.integer(i, 1)}, 0).incoming += rows.integer(i, 2);
  }
  const db::Rows locked = tx_.rows(
      "SELECT k.lot_id, k.amount FROM ledger_hold h"
      " JOIN ledger_hold_lot k ON k.ledger_id = h.ledger_id AND k.hold_id = h.id"
      " WHERE h.ledger_id = $1 AND h.status = 'open'",
      ledger_id_);
  for (std::size_t i = 0; i < locked.size(); ++i)
    lots_[{locked.integer(i, 0)}].held += locked.integer(i, 1);
}

void Verifier::check_balances() {
  std::map<std::string, std::int64_t> sum_of_asset;
  for (const auto& [id, sums] : accounts_) {
    const Balance stored = read_balance(tx_, ledger_id_, id);
    const std::int64_t number = id.value;
    if (stored.posted != sums.posted) return fail(0, numbered("balance_differs: account", number));
    if (stored.held != sums.held || stored.incoming != sums.incoming)
      return fail(0, numbered("holds_differ: account", number));
    if (sums.has_lots && sums.in_lots != sums.posted)
      return fail(0, numbered("lots_differ: account", number));
    if (stored.available() < sums.balance_min)
      return fail(0, numbered("balance_below_minimum: account", number));
    sum_of_asset[sums.asset] += stored.posted;
  }
  for (const auto& [asset, sum] : sum_of_asset)
    if (sum != 0) return fail(0, "sum_not_zero: " + asset);
}

// Public figures come from these rows and must be what the journal says.
void Verifier::check_totals() {
  const db::Rows rows = tx_.rows(
      "SELECT effective_on, code, asset, count, amount FROM ledger_day_total"
      " WHERE ledger_id = $1",
      ledger_id_);
  if (rows.size() != totals_.size()) return fail(0, "day_totals_differ");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TotalKey key{static_cast<std::int32_t>(rows.integer(i, 0)), rows.text(i, 1),
                       rows.text(i, 2)};
    const auto found = totals_.find(key);
    if (found == totals_.end() ||
        found->second != std::pair(rows.integer(i, 3), rows.integer(i, 4)))
      return fail(0, "day_totals_differ: " + rows.text(i, 1));
  }
}

void Verifier::check_months() {
  std::string finding = months_.finish([this](AccountId id) { return account(id, 0).asset; });
  if (!finding.empty()) fail(0, std::move(finding));
}

// Up to the mark two for each entry, and each says what the entry says.
void Verifier::check_postings() {
  const std::int64_t mark = posting_mark(tx_, ledger_id_);
  if (mark > result_.entries) return fail(result_.entries + 1, "posting_mark_differs");
  const auto wrong = tx_.integer(
      "SELECT MIN(p.seq) FROM ledger_posting p LEFT JOIN ledger_transfer t"
      " ON t.ledger_id = p.ledger_id AND t.seq = p.seq AND t.effective_on = p.effective_on"
      " AND ((t.debit = p.account_id AND p.change = -t.amount)"
      " OR (t.credit = p.account_id AND p.change = t.amount))"
      " WHERE p.ledger_id = $1 AND t.seq IS NULL",
      ledger_id_);
  if (wrong) return fail(*wrong, "posting_differs");
  const auto count = tx_.integer(
      "SELECT COUNT(*) FROM ledger_posting WHERE ledger_id = $1 AND seq <= $2", ledger_id_, mark);
  if (count != 2 * mark) fail(0, "posting_missing");
}

}  // namespace

Verification verify(db::Transaction& tx, LedgerId ledger_id) {
  return Verifier(tx, ledger_id).run();
}

}  // namespace ledger
