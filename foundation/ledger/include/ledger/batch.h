/// What a deed may do to the ledger. A batch lives inside the single writer's group commit.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "ledger/account.h"

namespace ledger {

/// 16 bytes that make a transfer happen once. Same key, same content: the first result again;
/// same key, other content: `idempotency_conflict`.
struct TransferKey {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const TransferKey&) const = default;
};

/// A key from what the deed is about: SHA-256 of the parts, first 16 bytes. The same visit, month
/// or order gives the same key, so a second run changes nothing.
[[nodiscard]] TransferKey key_of(std::string_view kind, std::int64_t a, std::int64_t b = 0,
                                 std::int64_t c = 0);
[[nodiscard]] TransferKey key_of(std::string_view kind, std::string_view text);

/// Refusals in the order in which they are checked.
enum class TransferRefusal {
  amount_not_positive,
  amount_too_large,
  debit_account_not_found,
  credit_account_not_found,
  same_account,
  asset_mismatch,
  account_closed,
  month_closed,
  idempotency_conflict,
  expiry_required,
  expiry_in_the_past,
  expiry_not_allowed,
  balance_below_minimum,
  balance_above_maximum,
  lots_insufficient,
  hold_not_found,
  hold_already_resolved,
  hold_expired,
  amount_above_hold,
  transfer_not_found,
  reversal_above_original,
  reversal_of_reversal,
};
BOOST_DESCRIBE_ENUM(TransferRefusal, amount_not_positive, amount_too_large, debit_account_not_found,
                    credit_account_not_found, same_account, asset_mismatch, account_closed,
                    month_closed, idempotency_conflict, expiry_required, expiry_in_the_past,
                    expiry_not_allowed, balance_below_minimum, balance_above_maximum,
                    lots_insufficient, hold_not_found, hold_already_resolved, hold_expired,
                    amount_above_hold, transfer_not_found, reversal_above_original,
                    reversal_of_reversal)

/// Moves `amount` from the debit to the credit account.
struct TransferRequest {
  TransferKey key;
  AccountId debit;
  AccountId credit;
  std::int64_t amount = 0;  ///< > 0, smallest unit
  std::string code;         ///< business meaning: `point_grant`, `purchase`, `wage` …
  base::Date effective_on;  ///< the day for which it counts
  base::PersonId actor{};   ///< who caused it; 0: the system
  std::string reference{};  ///< `visit:123`, `order:9`: the deed behind it, for drill-down
  std::string memo{};       ///< personal text; only its salted commitment is in the chain
  std::optional<base::Date> expires_on{};  ///< required when the credit account has lots
  std::string lot_source{};                ///< funding source of the lot that is issued
};

/// A transfer as recorded.
struct Entry {
  std::int64_t seq = 0;        ///< gapless in its ledger, from 1
  std::int64_t group_seq = 0;  ///< seq of the first entry of the same deed
  AccountId debit;
  AccountId credit;
  std::int64_t amount = 0;
  std::string code;
  base::Date effective_on;
  base::Instant recorded_at;
  std::string reference;
  std::int64_t reverses = 0;  ///< seq of the entry that this one undoes; 0: none
  bool is_replay = false;     ///< the key had been used: nothing was moved again
};

/// One lot's share of a transfer.
struct LotUse {
  LotId lot_id;
  std::int64_t amount = 0;
  base::Date expires_on;
  std::string source;
};

template <class T>
using Posting = base::Result<T, TransferRefusal>;

/// The writer's view during one deed: reads see what earlier deeds of the group commit did. All of
/// a deed's entries form one linked group: they are recorded together or not at all. Not copyable,
/// not to be kept after the deed returns. One thread.
class Batch {
 public:
  virtual ~Batch() = default;

  [[nodiscard]] virtual LedgerId ledger_id() const = 0;
  /// The clock reading of this group commit.
  [[nodiscard]] virtual base::Instant now() const = 0;
  [[nodiscard]] base::Date today() const { return base::korean_date(now()); }

  /// The account of `key`, opened with `terms` when it does not exist yet.
  virtual AccountId account(const AccountKey& key, const AccountTerms& terms) = 0;
  [[nodiscard]] virtual std::optional<AccountId> find_account(const AccountKey& key) const = 0;
  [[nodiscard]] virtual Balance balance(AccountId account_id) const = 0;
  /// Lots with something left, in the order in which they would be used.
  [[nodiscard]] virtual std::vector<Lot> lots(AccountId account_id) const = 0;

  virtual Posting<Entry> transfer(const TransferRequest& request) = 0;

  /// Reserves `amount` (and lots) until `expires_at`; resolved once by post_hold or void_hold.
  virtual Posting<HoldId> hold(const TransferRequest& request, base::Instant expires_at) = 0;
  /// Turns `amount` of the hold into a transfer and releases the rest.
  virtual Posting<Entry> post_hold(HoldId hold_id, std::int64_t amount, TransferKey key) = 0;
  virtual Posting<void> void_hold(HoldId hold_id) = 0;

  /// Undoes `amount` of entry `seq` (all that is left when nullopt), back to the same lots. A lot
  /// that expired meanwhile lives `expired_grace_days` from today.
  virtual Posting<Entry> reverse(std::int64_t seq, std::optional<std::int64_t> amount,
                                 TransferKey key, std::string_view code, base::PersonId actor,
                                 int expired_grace_days = 30) = 0;
  /// Moves what is left of lots that expired before `today` from their accounts to `credit` of the
  /// same asset; returns the entries. A second run finds nothing.
  virtual std::vector<Entry> expire_lots(AccountId credit, base::Date today) = 0;
  /// Lots that paid entry `seq`.
  [[nodiscard]] virtual std::vector<LotUse> lot_uses(std::int64_t seq) = 0;

  /// Refuses effective dates up to the end of `month_end`'s month from now on.
  virtual void close_month(base::Date month_end) = 0;
  virtual Posting<void> close_account(AccountId account_id) = 0;
};

}  // namespace ledger
