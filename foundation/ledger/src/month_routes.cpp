#include "crypto/crypto.h"
#include "ledger/month.h"
#include "ledger/route.h"
#include "routes.h"
#include "sha256.h"

namespace ledger {

namespace {

enum class MonthRefusal { month_not_found, balance_not_found, month_still_open, month_closed };
BOOST_DESCRIBE_ENUM(MonthRefusal, month_not_found, balance_not_found, month_still_open,
                    month_closed)

struct ClosingForm {
  base::Date month_end;
};
BOOST_DESCRIBE_STRUCT(ClosingForm, (), (month_end))

/// A closed month; sealed within a minute of its closing.
struct ClosedMonth {
  base::Date month_end;
  std::int64_t size = 0;      ///< entries when it was sealed
  std::int64_t balances = 0;  ///< accounts that held something
  std::string root;           ///< base64
  std::string note;           ///< as signed
  std::optional<base::Instant> sealed_at;
};
BOOST_DESCRIBE_STRUCT(ClosedMonth, (), (month_end, size, balances, root, note, sealed_at))

struct ClosedMonths {
  std::vector<ClosedMonth> items;
};
BOOST_DESCRIBE_STRUCT(ClosedMonths, (), (items))

/// An account of the caller's own.
struct OwnAccount {
  AccountId account_id;
  std::string asset;
  std::string purpose;
  std::int64_t balance = 0;
};
BOOST_DESCRIBE_STRUCT(OwnAccount, (), (account_id, asset, purpose, balance))

struct OwnAccounts {
  std::vector<OwnAccount> items;
};
BOOST_DESCRIBE_STRUCT(OwnAccounts, (), (items))

/// That an account held a balance at the end of a month.
struct MonthProof {
  LedgerId ledger_id;
  base::Date month_end;
  AccountId account_id;
  std::string asset;
  std::int64_t balance = 0;
  std::int64_t index = 0;           ///< of the leaf
  std::int64_t size = 0;            ///< leaves of the month's tree
  std::vector<std::string> hashes;  ///< base64
  std::string note;                 ///< signed
};
BOOST_DESCRIBE_STRUCT(MonthProof, (),
                      (ledger_id, month_end, account_id, asset, balance, index, size, hashes, note))

LedgerId ledger_of(const api::Context& context) { return ledger::ledger_of(context.region_id()); }

ClosedMonth view_of(const MonthSeal& seal) {
  return {seal.month_end, seal.size,     seal.balances, crypto::to_base64(bytes_of(seal.root)),
          seal.note,      seal.sealed_at};
}

api::Answer<ClosedMonths> get_months(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  ClosedMonths months;
  for (const base::Date& each : unsealed_months(tx, ledger_of(context)))
    months.items.insert(months.items.begin(), ClosedMonth{.month_end = each});
  for (const MonthSeal& seal : list_month_seals(tx, ledger_of(context)))
    months.items.push_back(view_of(seal));
  return months;
}

// Closing reaches back: with October, every month before it is closed too.
api::Answer<ClosedMonth> post_month(db::Transaction& tx, Batch& batch, const api::Context&,
                                    const ClosingForm& in) {
  const base::Date month_end = base::last_of_month(in.month_end);
  if (month_end >= batch.today()) return api::refused(MonthRefusal::month_still_open, "/month_end");
  const auto closed = tx.integer(
      "SELECT MAX(month_end) FROM ledger_closed_month WHERE ledger_id = $1", batch.ledger_id());
  if (closed && *closed >= month_end.days)
    return api::refused(MonthRefusal::month_closed, "/month_end");
  batch.close_month(month_end);
  return ClosedMonth{.month_end = month_end};
}

api::Answer<OwnAccounts> get_accounts(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  OwnAccounts own;
  for (const Account& each :
       accounts_of(tx, ledger_of(context), OwnerKind::person, context.principal.person_id.value))
    own.items.push_back({each.id, each.key.asset, each.key.purpose,
                         read_balance(tx, ledger_of(context), each.id).posted});
  return own;
}

// Other people's accounts are not found, whether or not they exist.
api::Answer<MonthProof> get_balance_proof(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  const auto month_end = base::parse_date(context.path_text("month_end"));
  const AccountId account_id = context.path_id<AccountId>("account_id");
  const auto own =
      accounts_of(tx, ledger_of(context), OwnerKind::person, context.principal.person_id.value);
  const bool is_own = std::ranges::find(own, account_id, &Account::id) != own.end();
  if (!is_own && !is_auditor(context.principal))
    return api::refused(MonthRefusal::balance_not_found);
  if (!month_end || !find_month_seal(tx, ledger_of(context), *month_end))
    return api::refused(MonthRefusal::month_not_found);
  const auto proof = prove_balance(tx, ledger_of(context), *month_end, account_id);
  if (!proof) return api::refused(MonthRefusal::balance_not_found);
  return MonthProof{.ledger_id = ledger_of(context),
                    .month_end = *month_end,
                    .account_id = account_id,
                    .asset = proof->balance.asset,
                    .balance = proof->balance.balance,
                    .index = proof->index,
                    .size = proof->seal.balances,
                    .hashes = texts_of(proof->hashes),
                    .note = proof->seal.note};
}

}  // namespace

std::vector<api::Route> month_routes(Ledger& ledger) {
  return {
      api::get<base::Nothing, ClosedMonths>("/api/v1/ledger/months",
                                            {.operation = "list_ledger_months",
                                             .permission = "ledger.audit",
                                             .tag = "ledger",
                                             .summary = "Closed months and their seals"},
                                            get_months),
      deed<ClosingForm, ClosedMonth>(ledger, "/api/v1/ledger/months",
                                     {.operation = "close_ledger_month",
                                      .permission = "ledger.close",
                                      .tag = "ledger",
                                      .summary = "Closes a month to later entries",
                                      .success_status = 201},
                                     post_month),
      api::get<base::Nothing, OwnAccounts>("/api/v1/ledger/accounts",
                                           {.operation = "list_own_accounts",
                                            .permission = "signed_in",
                                            .tag = "ledger",
                                            .summary = "The caller's own accounts"},
                                           get_accounts),
      api::get<base::Nothing, MonthProof>(
          "/api/v1/ledger/months/{month_end}/balances/{account_id}/proof",
          {.operation = "get_balance_proof",
           .permission = "signed_in",
           .tag = "ledger",
           .summary = "That an account held a balance at the end of a month"},
          get_balance_proof),
  };
}

}  // namespace ledger
