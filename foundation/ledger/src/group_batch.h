// The Batch of one group commit: evaluates deeds one after the other on the state in memory and
// collects the journal rows that the commit will write.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstring>
#include <vector>

#include "canonical.h"
#include "journal.h"
#include "key_filter.h"
#include "ledger/batch.h"
#include "ledger/merkle.h"
#include "state.h"

namespace ledger {

// Largest amount of one entry, and largest balance: sums of a thousand accounts still fit int64.
inline constexpr std::int64_t kAmountMax = 1'000'000'000'000'000;
inline constexpr std::int64_t kBalanceLimit = 1'000 * kAmountMax;
static_assert(kBalanceLimit / kAmountMax == 1'000);
static_assert(kBalanceLimit < std::numeric_limits<std::int64_t>::max() / 4,
              "sums of a balance, its holds and an amount cannot overflow");
inline constexpr base::Instant kNever{std::numeric_limits<std::int64_t>::max()};

// A change of a lot as collected; the texts of expiry and source come from the state.
struct RecordedLot {
  LotId lot_id;
  std::int64_t change = 0;
  base::Date expires_on;
  Names::Number source = 0;
};

static_assert(sizeof(RecordedLot) == 24);

// An entry on its way to the journal.
struct Record {
  Entry entry;
  TransferKey key;
  Fingerprint fingerprint{};
  base::PersonId actor;
  HoldId hold_id;
  std::string memo{};
  std::string total_code{};  // under which code it counts in totals; reversals: the original's
  Names::Number asset = 0;
  std::uint32_t lots_first = 0;  // its part of the group's lot changes
  std::uint32_t lots_count = 0;
};

// Where the ledger stands: what the last durable commit left.
struct Position {
  std::int64_t last_seq = 0;
  Digest head{};              // link of the last entry
  base::Instant recorded_at;  // of the last commit: time never runs backwards
  std::int64_t last_lot_id = 0;
  std::int64_t last_hold_id = 0;
  MerkleEdge tree{};             // over the leaves of all entries
  std::int64_t sealed_size = 0;  // of the last signed checkpoint
};

class GroupBatch final : public Batch {
 public:
  GroupBatch(LedgerId ledger_id, State& state, KeyFilter& keys)
      : ledger_id_(ledger_id), state_(state), filter_(keys) {}

  /// Starts a group commit, or starts it again, from the durable state.
  void start(const Position& position, base::Instant now);
  /// Treats holds as void whose time is over.
  void release_expired_holds();
  /// The commit will sign the tree as it is after this group.
  void ask_for_seal() { is_seal_asked_ = true; }
  [[nodiscard]] bool is_seal_asked() const { return is_seal_asked_; }

  struct Mark {
    std::size_t changes = 0, records = 0, lots = 0, keys = 0;
    std::int64_t last_lot_id = 0, last_hold_id = 0;
  };
  Mark begin_deed(db::Transaction& tx);
  void undo_to(const Mark& mark);

  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  [[nodiscard]] const std::vector<RecordedLot>& lot_changes() const { return lots_; }
  [[nodiscard]] bool is_empty() const { return records_.empty() && state_.changes().empty(); }
  [[nodiscard]] std::int64_t last_lot_id() const { return last_lot_id_; }
  [[nodiscard]] std::int64_t last_hold_id() const { return last_hold_id_; }

  // Batch
  [[nodiscard]] LedgerId ledger_id() const override { return ledger_id_; }
  [[nodiscard]] base::Instant now() const override { return now_; }
  AccountId account(const AccountKey& key, const AccountTerms& terms) override;
  [[nodiscard]] std::optional<AccountId> find_account(const AccountKey& key) const override;
  [[nodiscard]] Balance balance(AccountId account_id) const override;
  [[nodiscard]] std::vector<Lot> lots(AccountId account_id) const override;
  Posting<Entry> transfer(const TransferRequest& request) override;
  Posting<HoldId> hold(const TransferRequest& request, base::Instant expires_at) override;
  Posting<Entry> post_hold(HoldId hold_id, std::int64_t amount, TransferKey key) override;
  Posting<void> void_hold(HoldId hold_id) override;
  Posting<Entry> reverse(std::int64_t seq, std::optional<std::int64_t> amount, TransferKey key,
                         std::string_view code, base::PersonId actor,
                         int expired_grace_days) override;
  std::vector<Entry> expire_lots(AccountId credit, base::Date today) override;
  [[nodiscard]] std::vector<LotUse> lot_uses(std::int64_t seq) override;
  void close_month(base::Date month_end) override;
  Posting<void> close_account(AccountId account_id) override;

 private:
  struct Legs {
    Slot debit = 0;
    Slot credit = 0;
  };
  struct KeyHash {
    using is_avalanching = void;
    std::size_t operator()(const TransferKey& key) const;
  };
  // An entry that is being reversed.
  struct Original {
    Entry entry;
    std::int64_t reversed = 0;
    std::vector<LotShare> lots{};
  };

  // Rules: each names the first thing wrong (group_rules.cpp).
  static Posting<void> check_amount(std::int64_t amount);
  Posting<Legs> check_legs(AccountId debit, AccountId credit) const;
  Posting<void> check_open(const Legs& legs, base::Date effective_on) const;
  Posting<void> check_expiry(const TransferRequest& request, const Legs& legs) const;
  Posting<void> check_balances(const Legs& legs, std::int64_t amount) const;
  Posting<void> check_lots(Slot debit, std::int64_t amount, base::Date effective_on) const;
  Posting<void> check_issued(Slot slot, std::int64_t amount, std::int64_t source_seq) const;
  Posting<Legs> check_request(const TransferRequest& request, bool is_key_taken,
                              base::Instant hold_ends = kNever) const;
  Posting<const HoldState*> open_hold(HoldId hold_id);
  static Posting<std::int64_t> check_reversal(const Original& original,
                                              std::optional<std::int64_t> amount);

  // Keys and entries, pending or stored.
  std::optional<KnownKey> find_key(const TransferKey& key);
  void remember(const TransferKey& key, const KnownKey& known);
  Posting<Entry> replayed(std::int64_t seq);
  std::optional<Entry> find_entry(std::int64_t seq);
  std::optional<Original> find_original(std::int64_t seq);
  std::vector<LotShare> lot_shares(std::int64_t seq);

  // Effects. An entry is begun, its lots are changed, then it is finished.
  Record& begin_record(const TransferKey& key, const Fingerprint& fingerprint);
  Entry finish_record();
  void move(const Legs& legs, std::int64_t amount);
  void check_shares(const Record& record) const;
  void note_lot(LotId lot_id, std::int64_t change, base::Date expires_on, Names::Number source);
  void use_lots(Slot slot, std::int64_t amount, base::Date effective_on);
  void issue_lot(Slot slot, std::int64_t amount, base::Date expires_on, Names::Number source);
  void take_back_issued(Slot slot, std::int64_t amount, std::int64_t source_seq);
  void restore_lots(Slot slot, std::int64_t amount, const Original& original, int grace_days);
  void restore_lot(Slot slot, const LotShare& share, std::int64_t amount, int grace_days);
  std::vector<LockedLot> lock_lots(Slot slot, std::int64_t amount, base::Date effective_on);
  void unlock_lots(Slot slot, const HoldState& hold, std::int64_t used);
  void reserve(const Legs& legs, std::int64_t amount);
  void release(const HoldState& hold, HoldStatus status);
  Legs legs_of(const HoldState& hold) const;
  std::optional<Entry> expire_lot(Slot slot, LotId lot_id, AccountId credit, base::Date today);

  LedgerId ledger_id_;
  State& state_;
  KeyFilter& filter_;
  db::Transaction* tx_ = nullptr;  // of the deed that runs
  base::Instant now_;
  std::int64_t first_seq_ = 0;  // of this group commit
  std::int64_t group_seq_ = 0;  // of the deed that runs
  std::int64_t last_lot_id_ = 0;
  std::int64_t last_hold_id_ = 0;
  bool is_seal_asked_ = false;
  std::vector<Record> records_;
  std::vector<RecordedLot> lots_;
  boost::unordered_flat_map<TransferKey, KnownKey, KeyHash> keys_;  // used in this group commit
  std::vector<TransferKey> key_log_;                                // the same, in order
  Encoder scratch_;
};

}  // namespace ledger
