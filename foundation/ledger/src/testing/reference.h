// A naive ledger for tests: flat vectors, no batching, no caching, no overlay, written from the
// contract and not from the engine. What it says is right.
#pragma once

#include <algorithm>
#include <map>
#include <ranges>
#include <string>
#include <vector>

#include "base/check.h"
#include "ledger/batch.h"

namespace ledger {

class Reference final : public Batch {
 public:
  explicit Reference(LedgerId ledger_id) : ledger_id_(ledger_id) {}

  void begin_group(base::Instant now) {
    now_ = std::max(now, now_);
    for (Hold& hold : holds_)
      if (hold.state == "open" && hold.expires_at <= now_) free_hold(hold, "expired");
  }
  void begin_deed() { group_seq_ = static_cast<std::int64_t>(entries_.size()) + 1; }
  [[nodiscard]] std::int64_t entry_count() const {
    return static_cast<std::int64_t>(entries_.size());
  }
  [[nodiscard]] std::int64_t hold_count() const { return static_cast<std::int64_t>(holds_.size()); }
  [[nodiscard]] std::int64_t account_count() const {
    return static_cast<std::int64_t>(accounts_.size());
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  [[nodiscard]] LedgerId ledger_id() const override { return ledger_id_; }
  [[nodiscard]] base::Instant now() const override { return now_; }

  AccountId account(const AccountKey& key, const AccountTerms& terms) override {
    if (const auto found = find_account(key)) return *found;
    accounts_.push_back({key, terms, {}, false});
    return {account_count()};
  }
  [[nodiscard]] std::optional<AccountId> find_account(const AccountKey& key) const override {
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      if (accounts_[i].key == key) return AccountId{static_cast<std::int64_t>(i) + 1};
    return std::nullopt;
  }
  [[nodiscard]] Balance balance(AccountId id) const override {
    return exists(id) ? at(id).balance : Balance{};
  }
  [[nodiscard]] std::vector<Lot> lots(AccountId id) const override {
    std::vector<Lot> found;
    for (const Lot& lot : lots_)
      if (lot.account_id == id && lot.remaining + lot.held > 0) found.push_back(lot);
    std::ranges::sort(found, {}, [](const Lot& lot) { return std::pair(lot.expires_on, lot.id); });
    return found;
  }

  Posting<Entry> transfer(const TransferRequest& r) override {
    const std::string body = text_of(r);
    if (keys_.contains(r.key) && keys_[r.key].body == "transfer" + body) return again(r.key);
    if (const auto wrong = wrong_with(r, base::Instant{INT64_MAX})) return base::refuse(*wrong);
    keys_[r.key] = {"transfer" + body, entry_count() + 1};
    std::map<std::int64_t, std::int64_t> uses = take(r.debit, r.amount, r.effective_on);
    if (r.expires_on) issue(r.credit, r.amount, *r.expires_on, r.lot_source);
    return book(r, r.amount, std::move(uses), 0);
  }

  Posting<HoldId> hold(const TransferRequest& r, base::Instant expires_at) override {
    const std::string body = "hold" + text_of(r) + "|" + std::to_string(expires_at.micros);
    if (keys_.contains(r.key) && keys_[r.key].body == body) return HoldId{keys_[r.key].number};
    if (const auto wrong = wrong_with(r, expires_at)) return base::refuse(*wrong);
    keys_[r.key] = {body, hold_count() + 1};
    Hold hold{r, expires_at, "open", take(r.debit, r.amount, r.effective_on)};
    for (const auto& [lot, amount] : hold.locked) lot_at(lot).held += amount;
    at(r.debit).balance.held += r.amount;
    at(r.credit).balance.incoming += r.amount;
    holds_.push_back(std::move(hold));
    return HoldId{hold_count()};
  }

  Posting<Entry> post_hold(HoldId id, std::int64_t amount, TransferKey key) override {
    const std::string body = "post" + std::to_string(id.value) + "|" + std::to_string(amount);
    if (keys_.contains(key) && keys_[key].body == body) return again(key);
    if (amount <= 0) return base::refuse(TransferRefusal::amount_not_positive);
    if (amount > kLargest) return base::refuse(TransferRefusal::amount_too_large);
    if (const auto wrong = wrong_with_hold(id)) return base::refuse(*wrong);
    Hold& hold = holds_[static_cast<std::size_t>(id.value - 1)];
    const TransferRequest r = hold.request;
    if (amount > r.amount) return base::refuse(TransferRefusal::amount_above_hold);
    if (const auto wrong = not_open(r.debit, r.credit, r.effective_on)) return base::refuse(*wrong);
    if (keys_.contains(key)) return base::refuse(TransferRefusal::idempotency_conflict);
    keys_[key] = {body, entry_count() + 1};
    std::map<std::int64_t, std::int64_t> uses;
    std::int64_t left = amount;
    const std::vector<std::int64_t> order = by_expiry(hold.locked);
    const auto locked = hold.locked;
    free_hold(hold, "posted");
    for (const std::int64_t lot : order) {
      const std::int64_t used = std::min(left, locked.at(lot));
      left -= used;
      lot_at(lot).remaining -= used;
      if (used > 0) uses[lot] = used;
    }
    if (r.expires_on) issue(r.credit, amount, *r.expires_on, r.lot_source);
    return book(r, amount, std::move(uses), 0);
  }

  Posting<void> void_hold(HoldId id) override {
    if (const auto wrong = wrong_with_hold(id)) return base::refuse(*wrong);
    free_hold(holds_[static_cast<std::size_t>(id.value - 1)], "voided");
    return {};
  }

  Posting<Entry> reverse(std::int64_t seq, std::optional<std::int64_t> amount, TransferKey key,
                         std::string_view code, base::PersonId actor, int grace) override {
    const std::string body = "reverse" + std::to_string(seq) + "|" +
                             (amount ? std::to_string(*amount) : "all") + "|" + std::string(code) +
                             "|" + std::to_string(actor.value) + "|" + std::to_string(grace);
    if (keys_.contains(key) && keys_[key].body == body) return again(key);
    if (amount && *amount <= 0) return base::refuse(TransferRefusal::amount_not_positive);
    if (amount && *amount > kLargest) return base::refuse(TransferRefusal::amount_too_large);
    if (seq < 1 || seq > entry_count()) return base::refuse(TransferRefusal::transfer_not_found);
    const Entry original = entries_[static_cast<std::size_t>(seq - 1)];
    std::int64_t undone = 0;
    for (const Entry& entry : entries_)
      if (entry.reverses == seq) undone += entry.amount;
    const std::int64_t left = original.amount - undone;
    if (left == 0 || amount.value_or(left) > left)
      return base::refuse(TransferRefusal::reversal_above_original);
    if (original.reverses) return base::refuse(TransferRefusal::reversal_of_reversal);
    const std::int64_t back = amount.value_or(left);
    if (const auto wrong = not_open(original.credit, original.debit, today()))
      return base::refuse(*wrong);
    if (keys_.contains(key)) return base::refuse(TransferRefusal::idempotency_conflict);
    if (const auto wrong = over_limit(original.credit, original.debit, back))
      return base::refuse(*wrong);
    Lot* const given = issued_by(seq);
    const bool takes_lots = at(original.credit).terms.has_lots;
    if (takes_lots && (given == nullptr || given->remaining < back))
      return base::refuse(TransferRefusal::lots_insufficient);
    keys_[key] = {body, entry_count() + 1};
    std::map<std::int64_t, std::int64_t> uses;
    if (takes_lots) {
      given->remaining -= back;
      uses[given->id.value] = back;
    }
    give_back(seq, undone, back, grace);
    TransferRequest r;
    r.debit = original.credit;
    r.credit = original.debit;
    r.code = code;
    r.effective_on = today();
    r.reference = original.reference;
    return book(r, back, std::move(uses), seq);
  }

  std::vector<Entry> expire_lots(AccountId credit, base::Date day) override {
    std::vector<Entry> out;
    if (!exists(credit)) return out;
    for (std::int64_t id = 1; id <= account_count(); ++id)
      for (const Lot& lot : lots({id})) {
        TransferRequest r;
        r.debit = {id};
        r.credit = credit;
        r.amount = lot.remaining;
        r.code = "point_expiry";
        r.effective_on = day;
        r.reference = "lot:" + std::to_string(lot.id.value);
        const bool fits = at(r.debit).key.asset == at(credit).key.asset && id != credit.value &&
                          !at(credit).terms.has_lots;
        if (lot.expires_on >= day || lot.remaining == 0 || !fits) continue;
        if (not_open(r.debit, credit, day) || over_limit(r.debit, credit, r.amount)) continue;
        lot_at(lot.id.value).remaining = 0;
        out.push_back(book(r, r.amount, {{lot.id.value, lot.remaining}}, 0));
      }
    return out;
  }

  [[nodiscard]] std::vector<LotUse> lot_uses(std::int64_t seq) override {
    std::vector<LotUse> uses;
    if (seq < 1 || seq > entry_count()) return uses;
    for (const auto& [lot, amount] : uses_[static_cast<std::size_t>(seq - 1)])
      uses.push_back({{lot}, amount, lot_at(lot).expires_on, lot_at(lot).source});
    std::ranges::sort(uses, {},
                      [](const LotUse& use) { return std::pair(use.expires_on, use.lot_id); });
    return uses;
  }

  void close_month(base::Date day) override {
    closed_through_ = std::max(closed_through_, base::last_of_month(day));
  }
  Posting<void> close_account(AccountId id) override {
    if (!exists(id)) return base::refuse(TransferRefusal::debit_account_not_found);
    Account& account = at(id);
    if (account.is_closed) return base::refuse(TransferRefusal::account_closed);
    if (account.balance.posted - account.balance.held < 0 || account.balance.held > 0)
      return base::refuse(TransferRefusal::balance_below_minimum);
    if (account.balance.posted > 0 || account.balance.incoming > 0)
      return base::refuse(TransferRefusal::balance_above_maximum);
    account.is_closed = true;
    return {};
  }

 private:
  static constexpr std::int64_t kLargest = 1'000'000'000'000'000;

  struct Account {
    AccountKey key;
    AccountTerms terms;
    Balance balance;
    bool is_closed;
  };
  struct Hold {
    TransferRequest request;
    base::Instant expires_at;
    std::string state;
    std::map<std::int64_t, std::int64_t> locked;  // lot → amount
  };
  struct Key {
    std::string body;
    std::int64_t number;  // seq or hold id
  };

  [[nodiscard]] bool exists(AccountId id) const {
    return id.value >= 1 && id.value <= account_count();
  }
  [[nodiscard]] Account& at(AccountId id) {
    return accounts_[static_cast<std::size_t>(id.value - 1)];
  }
  [[nodiscard]] const Account& at(AccountId id) const {
    return accounts_[static_cast<std::size_t>(id.value - 1)];
  }
  [[nodiscard]] Lot& lot_at(std::int64_t id) { return lots_[static_cast<std::size_t>(id - 1)]; }
  [[nodiscard]] Lot* issued_by(std::int64_t seq) {
    for (Lot& lot : lots_)
      if (lot.source_seq == seq) return &lot;
    return nullptr;
  }
  static std::string text_of(const TransferRequest& r) {
    std::string text;
    for (const std::int64_t n :
         {r.debit.value, r.credit.value, r.amount, r.actor.value, std::int64_t{r.effective_on.days},
          r.expires_on ? std::int64_t{r.expires_on->days} : INT64_MIN})
      text += "|" + std::to_string(n);
    return text + "|" + r.code + "|" + r.reference + "|" + r.memo + "|" + r.lot_source;
  }
  Entry again(const TransferKey& key) {
    Entry entry = entries_[static_cast<std::size_t>(keys_[key].number - 1)];
    entry.is_replay = true;
    return entry;
  }

  using Wrong = std::optional<TransferRefusal>;
  Wrong not_open(AccountId debit, AccountId credit, base::Date effective_on) const {
    if (at(debit).is_closed || at(credit).is_closed) return TransferRefusal::account_closed;
    if (effective_on <= closed_through_) return TransferRefusal::month_closed;
    return {};
  }
  Wrong over_limit(AccountId debit, AccountId credit, std::int64_t amount) const {
    const Account& from = at(debit);
    const Account& to = at(credit);
    const std::int64_t lowest = from.terms.balance_min.value_or(-1'000 * kLargest);
    const std::int64_t highest = to.terms.balance_max.value_or(1'000 * kLargest);
    if (from.balance.posted - from.balance.held - amount < lowest)
      return TransferRefusal::balance_below_minimum;
    if (to.balance.posted + to.balance.incoming + amount > highest)
      return TransferRefusal::balance_above_maximum;
    return {};
  }
  Wrong wrong_with(const TransferRequest& r, base::Instant hold_ends) const {
    using enum TransferRefusal;
    if (r.amount <= 0) return amount_not_positive;
    if (r.amount > kLargest) return amount_too_large;
    if (!exists(r.debit)) return debit_account_not_found;
    if (!exists(r.credit)) return credit_account_not_found;
    if (r.debit == r.credit) return same_account;
    if (at(r.debit).key.asset != at(r.credit).key.asset) return asset_mismatch;
    if (const Wrong wrong = not_open(r.debit, r.credit, r.effective_on)) return wrong;
    if (keys_.contains(r.key)) return idempotency_conflict;
    const bool has_lots = at(r.credit).terms.has_lots;
    if (has_lots && !r.expires_on) return expiry_required;
    if (has_lots && *r.expires_on < r.effective_on) return expiry_in_the_past;
    if (!has_lots && r.expires_on) return expiry_not_allowed;
    if (hold_ends <= now_) return expiry_in_the_past;
    if (const Wrong wrong = over_limit(r.debit, r.credit, r.amount)) return wrong;
    std::int64_t usable = 0;
    for (const Lot& lot : lots(r.debit))
      if (lot.expires_on >= r.effective_on) usable += lot.remaining;
    if (at(r.debit).terms.has_lots && usable < r.amount) return lots_insufficient;
    return {};
  }
  Wrong wrong_with_hold(HoldId id) const {
    if (id.value < 1 || id.value > hold_count()) return TransferRefusal::hold_not_found;
    const std::string& state = holds_[static_cast<std::size_t>(id.value - 1)].state;
    if (state == "expired") return TransferRefusal::hold_expired;
    if (state != "open") return TransferRefusal::hold_already_resolved;
    return {};
  }

  // Takes from lots and says how much from which.
  std::map<std::int64_t, std::int64_t> take(AccountId id, std::int64_t amount, base::Date day) {
    std::map<std::int64_t, std::int64_t> uses;
    for (const Lot& lot : lots(id)) {
      const std::int64_t used = std::min(amount, lot.remaining);
      if (lot.expires_on < day || used == 0) continue;
      lot_at(lot.id.value).remaining -= used;
      uses[lot.id.value] = used;
      amount -= used;
    }
    return uses;
  }
  void issue(AccountId id, std::int64_t amount, base::Date expires_on, const std::string& source) {
    lots_.push_back({.id = {static_cast<std::int64_t>(lots_.size()) + 1},
                     .account_id = id,
                     .source_seq = entry_count() + 1,
                     .source = source,
                     .issued = amount,
                     .remaining = amount,
                     .expires_on = expires_on});
  }
  std::vector<std::int64_t> by_expiry(const std::map<std::int64_t, std::int64_t>& uses) {
    std::vector<std::int64_t> order;
    for (const auto& [lot, amount] : uses) order.push_back(lot);
    std::ranges::sort(order, {},
                      [&](std::int64_t lot) { return std::pair(lot_at(lot).expires_on, lot); });
    return order;
  }
  // Unit by unit, from the one used last; the first `undone` units went back before.
  void give_back(std::int64_t seq, std::int64_t undone, std::int64_t back, int grace) {
    const auto uses = uses_[static_cast<std::size_t>(seq - 1)];
    std::vector<std::int64_t> order = by_expiry(uses);
    if (!at(entries_[static_cast<std::size_t>(seq - 1)].debit).terms.has_lots) return;
    std::ranges::reverse(order);
    std::int64_t position = 0;
    for (const std::int64_t lot : order) {
      const std::int64_t from = std::max(position, undone);
      const std::int64_t to = std::min(position + uses.at(lot), undone + back);
      position += uses.at(lot);
      if (to <= from) continue;
      const Lot used = lot_at(lot);
      if (used.expires_on < today())
        issue(used.account_id, to - from, today().plus_days(grace), used.source);
      else lot_at(lot).remaining += to - from;
    }
  }
  void free_hold(Hold& hold, const std::string& state) {
    hold.state = state;
    at(hold.request.debit).balance.held -= hold.request.amount;
    at(hold.request.credit).balance.incoming -= hold.request.amount;
    for (const auto& [lot, amount] : hold.locked) {
      lot_at(lot).held -= amount;
      lot_at(lot).remaining += amount;
    }
  }
  Entry book(const TransferRequest& r, std::int64_t amount,
             std::map<std::int64_t, std::int64_t> uses, std::int64_t reverses) {
    at(r.debit).balance.posted -= amount;
    at(r.credit).balance.posted += amount;
    Entry entry{.seq = entry_count() + 1,
                .group_seq = group_seq_,
                .debit = r.debit,
                .credit = r.credit,
                .amount = amount,
                .code = r.code,
                .effective_on = r.effective_on,
                .recorded_at = now_,
                .reference = r.reference,
                .reverses = reverses};
    entries_.push_back(entry);
    uses_.push_back(std::move(uses));
    return entry;
  }

  LedgerId ledger_id_;
  base::Instant now_{};
  base::Date closed_through_{INT32_MIN};
  std::int64_t group_seq_ = 0;
  std::vector<Account> accounts_;
  std::vector<Entry> entries_;
  std::vector<std::map<std::int64_t, std::int64_t>> uses_;  // of entry seq - 1: lot → used
  std::vector<Lot> lots_;
  std::vector<Hold> holds_;
  std::map<TransferKey, Key> keys_;
};

}  // namespace ledger
