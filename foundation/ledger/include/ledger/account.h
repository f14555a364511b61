/// Accounts of the ledger: who holds how much of what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"

namespace ledger {

/// One book with one writer and one gapless sequence: a city, or a centre of its own.
using LedgerId = base::Id<struct LedgerTag>;
using AccountId = base::Id<struct AccountTag>;
using HoldId = base::Id<struct HoldTag>;
using LotId = base::Id<struct LotTag>;

/// The ledger of a region.
[[nodiscard]] constexpr LedgerId ledger_of(base::RegionId region_id) { return {region_id.value}; }

/// The assets of the programme. Amounts are int64 in the smallest unit (all have scale 0).
inline constexpr const char* kWon = "KRW";
inline constexpr const char* kOlive = "OLIVE";  ///< Olive points
/// Stock units have the asset `SKU:<product id>`.

enum class AccountClass { asset, liability, equity, income, expense, stock };
BOOST_DESCRIBE_ENUM(AccountClass, asset, liability, equity, income, expense, stock)

enum class OwnerKind { region, person, organisation, fund, product };
BOOST_DESCRIBE_ENUM(OwnerKind, region, person, organisation, fund, product)

/// What identifies an account: the same four always name the same account.
struct AccountKey {
  std::string asset;  ///< kWon, kOlive, `SKU:…`
  OwnerKind owner_kind = OwnerKind::region;
  std::int64_t owner_id = 0;  ///< id of the person, organisation … (0: the region)
  std::string purpose;        ///< `wallet`, `sales`, `benefit_fund` …

  auto operator<=>(const AccountKey&) const = default;
};

/// How an account behaves. Balances are credits minus debits: what the owner may claim is positive.
struct AccountTerms {
  AccountClass account_class = AccountClass::liability;
  std::optional<std::int64_t> balance_min{};  ///< lowest balance after holds; 0 forbids overdraft
  std::optional<std::int64_t> balance_max{};
  /// Credits make a lot with an expiry date; debits use lots, earliest expiry first, then lot id.
  bool has_lots = false;
};

struct Account {
  AccountId id;
  AccountKey key;
  AccountTerms terms;
  base::Date opened_on;
  std::optional<base::Date> closed_on;
};

struct Balance {
  std::int64_t posted = 0;    ///< credits minus debits
  std::int64_t held = 0;      ///< debits reserved by open holds
  std::int64_t incoming = 0;  ///< credits that open holds would bring
  [[nodiscard]] std::int64_t available() const { return posted - held; }
};

/// A part of a wallet with its own source and expiry.
struct Lot {
  LotId id;
  AccountId account_id;
  std::int64_t source_seq = 0;  ///< the transfer that issued it
  std::string source;           ///< funding source, for example `fund:17`
  std::int64_t issued = 0;
  std::int64_t remaining = 0;  ///< neither used nor held
  base::Date expires_on;       ///< last day on which it can be spent
  std::int64_t held = 0;       ///< locked by open holds
};

}  // namespace ledger
