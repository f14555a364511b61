// Random deeds for tests: the same deed can be carried out on any Batch, and says in text what it
// got, so that an engine and the reference can be compared line by line.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "testing/reference.h"

namespace ledger {

enum class OpKind {
  transfer,
  hold,
  post_hold,
  void_hold,
  reverse,
  expire,
  close_month,
  close_account,
  open_account,
};

struct Op {
  OpKind kind{};
  TransferRequest request{};
  base::Instant expires_at{};
  std::int64_t target = 0;  // hold, entry or account
  std::optional<std::int64_t> amount{};
  int grace_days = 30;
  AccountKey account{kOlive, OwnerKind::person, 1, "spare"};
};

// Several operations of one linked group.
struct RandomDeed {
  std::vector<Op> ops;
  bool stops_at_refusal = false;  // and rejects
  bool rejects_at_end = false;
};

inline std::string text_of(const Entry& e) {
  return fmt::format("#{}/{} {}>{} {} {} {} {} {} r{}{}", e.seq, e.group_seq, e.debit.value,
                     e.credit.value, e.amount, e.code, e.effective_on.days, e.recorded_at.micros,
                     e.reference, e.reverses, e.is_replay ? " again" : "");
}

inline std::string text_of(const Batch& batch, AccountId id) {
  const Balance b = batch.balance(id);
  std::string text = fmt::format(" [{}: {} {} {}", id.value, b.posted, b.held, b.incoming);
  for (const Lot& lot : batch.lots(id))
    text += fmt::format(" L{}:{}/{}/{}@{}{}", lot.id.value, lot.remaining, lot.held, lot.issued,
                        lot.expires_on.days, lot.source);
  return text + "]";
}

inline std::string refused(TransferRefusal refusal) {
  return "refused " + std::string(base::name_of(refusal));
}
inline std::string answer(Batch& batch, const Posting<Entry>& result) {
  if (!result) return refused(result.error());
  std::string text =
      text_of(*result) + text_of(batch, result->debit) + text_of(batch, result->credit);
  for (const LotUse& use : batch.lot_uses(result->seq))
    text +=
        fmt::format(" u{}:{}@{}{}", use.lot_id.value, use.amount, use.expires_on.days, use.source);
  return text;
}
inline std::string answer(const Posting<void>& result) {
  return result ? "done" : refused(result.error());
}

inline std::string carry_out(Batch& batch, const Op& op) {
  const TransferRequest& r = op.request;
  switch (op.kind) {
    case OpKind::transfer: return answer(batch, batch.transfer(r));
    case OpKind::hold: {
      const Posting<HoldId> result = batch.hold(r, op.expires_at);
      if (!result) return refused(result.error());
      return fmt::format("hold {}", result->value) + text_of(batch, r.debit) +
             text_of(batch, r.credit);
    }
    case OpKind::post_hold: return answer(batch, batch.post_hold({op.target}, r.amount, r.key));
    case OpKind::void_hold: return answer(batch.void_hold({op.target}));
    case OpKind::reverse:
      return answer(batch,
                    batch.reverse(op.target, op.amount, r.key, r.code, r.actor, op.grace_days));
    case OpKind::expire: {
      std::string text = "expired";
      for (const Entry& entry : batch.expire_lots(r.credit, r.effective_on))
        text += " " + text_of(entry);
      return text;
    }
    case OpKind::close_month: batch.close_month(r.effective_on); return "closed";
    case OpKind::close_account: return answer(batch.close_account({op.target}));
    case OpKind::open_account:
      return fmt::format("account {}", batch.account(op.account, {}).value);
  }
  CHECK(false);
}

// The answers of the ops that ran, and whether the deed commits.
struct DeedResult {
  std::vector<std::string> answers;
  bool commits = false;
};
inline DeedResult carry_out(Batch& batch, const RandomDeed& deed) {
  DeedResult result;
  for (const Op& op : deed.ops) {
    result.answers.push_back(carry_out(batch, op));
    if (deed.stops_at_refusal && result.answers.back().starts_with("refused")) return result;
  }
  result.commits = !deed.rejects_at_end;
  return result;
}

// Makes deeds that are mostly possible and often at the edge. Opens these accounts first:
// 1 fund · 2–4 wallets with lots · 5 capped wallet · 6 shop · 7 team · 8 overdraft · 9, 10 won.
class DeedMaker {
 public:
  explicit DeedMaker(std::uint64_t seed) : random_(seed) {}

  static void open_accounts(Batch& batch) {
    const auto open = [&](const char* asset, const char* purpose, AccountTerms terms) {
      batch.account({asset, OwnerKind::fund, 7, purpose}, terms);
    };
    open(kOlive, "fund", {});
    for (const char* purpose : {"wallet_a", "wallet_b", "wallet_c"})
      open(kOlive, purpose, {.balance_min = 0, .has_lots = true});
    open(kOlive, "capped", {.balance_min = 0, .balance_max = 2'000});
    open(kOlive, "shop", {.balance_min = 0});
    open(kOlive, "team", {});
    open(kOlive, "overdraft", {.balance_min = -300});
    open(kWon, "bank", {});
    open(kWon, "wages", {.balance_min = 0});
  }

  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  RandomDeed deed(const Reference& now) {
    RandomDeed deed;
    const std::size_t size = one_in(5) ? 2 + below(4) : 1;
    for (std::size_t i = 0; i < size; ++i) deed.ops.push_back(op(now));
    deed.stops_at_refusal = size > 1 && !one_in(3);
    deed.rejects_at_end = one_in(30);
    return deed;
  }

 private:
  Op op(const Reference& now) {
    Op op;
    const std::uint64_t dice = below(1'000);
    op.request = request(now);
    if (dice < 430) return again_sometimes(op);
    op.kind = dice < 530   ? OpKind::hold
              : dice < 620 ? OpKind::post_hold
              : dice < 680 ? OpKind::void_hold
              : dice < 830 ? OpKind::reverse
              : dice < 900 ? OpKind::transfer
              : dice < 950 ? OpKind::expire
              : dice < 953 ? OpKind::close_month
              : dice < 957 ? OpKind::close_account
              : dice < 970 ? OpKind::open_account
                           : OpKind::transfer;
    if (op.kind == OpKind::transfer) grant(op.request);
    if (op.kind == OpKind::hold)
      op.expires_at = now.now().plus_seconds(static_cast<std::int64_t>(below(7'200)) - 60);
    if (op.kind == OpKind::post_hold || op.kind == OpKind::void_hold)
      op.target = recent(now.hold_count());
    if (op.kind == OpKind::reverse) aim_reversal(op, now);
    if (op.kind == OpKind::expire) op.request.credit = {one_in(20) ? 77 : 1};
    if (op.kind == OpKind::expire) op.request.effective_on = now.today();
    if (op.kind == OpKind::close_month) op.request.effective_on = now.today().plus_days(-40);
    if (op.kind == OpKind::close_account) op.target = 1 + static_cast<std::int64_t>(below(14));
    if (op.kind == OpKind::open_account)
      op.account = {one_in(2) ? kOlive : kWon, OwnerKind::person,
                    static_cast<std::int64_t>(below(40)), "spare"};
    return again_sometimes(op);
  }

  // Sometimes an earlier request once more, sometimes its key with another body.
  Op again_sometimes(const Op& op) {
    if (!past_.empty() && one_in(12)) {
      Op old = past_[below(past_.size())];
      if (one_in(3)) old.request.amount += 1;
      if (one_in(6)) old.kind = op.kind;
      return old;
    }
    past_.push_back(op);
    if (past_.size() > 300) past_.erase(past_.begin(), past_.begin() + 100);
    return op;
  }

  TransferRequest request(const Reference& now) {
    TransferRequest r;
    r.key = key_of("random", static_cast<std::int64_t>(random_() >> 2U));
    r.debit = account();
    r.credit = account();
    if (r.debit.value >= 9) r.credit = {one_in(10) ? 3 : 19 - r.debit.value};
    if (r.debit.value < 9 && r.credit.value >= 9 && !one_in(10)) r.credit = {6};
    r.amount =
        one_in(60) ? amount_at_edge() : 1 + static_cast<std::int64_t>(below(one_in(4) ? 900 : 120));
    static constexpr const char* kCodes[] = {"purchase", "wage", "point_gift", "fee"};
    r.code = kCodes[below(4)];
    r.effective_on = now.today().plus_days(one_in(8) ? static_cast<int>(below(80)) - 60 : 0);
    r.actor = {static_cast<std::int64_t>(below(3))};
    if (one_in(2)) r.reference = "order:" + std::to_string(below(20));
    if (one_in(10)) r.memo = "감사합니다";
    const bool to_wallet = r.credit.value >= 2 && r.credit.value <= 4;
    if (to_wallet != one_in(25)) expire_somewhen(r);
    return r;
  }
  void grant(TransferRequest& r) {
    r.debit = {1};
    r.credit = {2 + static_cast<std::int64_t>(below(3))};
    r.amount = 50 + static_cast<std::int64_t>(below(600));
    r.code = "point_grant";
    expire_somewhen(r);
  }
  void expire_somewhen(TransferRequest& r) {
    r.expires_on = r.effective_on.plus_days(static_cast<int>(below(60)) - 3);
    r.lot_source = "fund:" + std::to_string(below(3));
  }
  void aim_reversal(Op& op, const Reference& now) {
    op.target = recent(now.entry_count());
    if (one_in(2)) op.amount = op.request.amount;
    op.request.code = "refund";
    op.grace_days = static_cast<int>(below(40));
  }
  AccountId account() {
    return {1 + static_cast<std::int64_t>(one_in(20) ? below(14) : below(10))};
  }
  std::int64_t amount_at_edge() {
    static constexpr std::int64_t kEdges[] = {
        0, -5, 1'000'000'000'000'000, 1'000'000'000'000'001, INT64_MAX, INT64_MIN};
    return kEdges[below(6)];
  }
  // Mostly one of the last, sometimes any or none.
  std::int64_t recent(std::int64_t count) {
    const auto any = static_cast<std::uint64_t>(count) + 2;
    if (one_in(4)) return static_cast<std::int64_t>(below(any));
    return std::max<std::int64_t>(0, count - static_cast<std::int64_t>(below(12)));
  }

  std::mt19937_64 random_;
  std::vector<Op> past_;
};

}  // namespace ledger
