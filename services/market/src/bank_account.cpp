#include <algorithm>
#include <array>

#include "base/check.h"
#include "documents/table.h"
#include "market/bank.h"

namespace market {
namespace {

constexpr std::size_t kDigitsMin = 10;
constexpr std::size_t kDigitsMax = 16;
constexpr std::size_t kShownDigits = 4;

// Institutions that take part in the clearing of small transfers.
// See: 금융결제원, 은행공동코드 (as of 2026).
constexpr auto kBanks = std::to_array<std::string_view>(
    {"002", "003", "004", "007", "011", "012", "020", "023", "027", "031", "032", "034", "035",
     "037", "039", "045", "048", "050", "064", "071", "081", "088", "089", "090", "092"});

constexpr std::string_view kSelect =
    "SELECT id, shop_id, bank_code, number_end, holder, set_at, verified_at "
    "FROM market_bank_account WHERE region_id = $1 AND ";

/// The digits of an account number; empty when there is anything but digits, dashes and spaces.
std::string digits_of(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c == '-' || c == ' ') continue;
    if (c < '0' || c > '9') return {};
    digits += c;
  }
  return digits;
}

bool has_shop(db::Transaction& tx, RegionId region_id, OrganisationId shop_id) {
  return find_shop(tx, region_id, shop_id).has_value();
}

}  // namespace

std::span<const base::Rule> BankAccountForm::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "bank_code", .min_length = 3, .max_length = 3},
      {.field = "number", .min_length = 10, .max_length = 24},
      {.field = "holder", .min_length = 2, .max_length = 30},
  }};
  return kRules;
}

BankResult<BankAccountId> set_bank_account(db::Transaction& tx, RegionId region_id,
                                           OrganisationId shop_id, const BankAccountForm& form,
                                           const crypto::Sealer& sealer, PersonId set_by,
                                           base::Instant now) {
  if (!has_shop(tx, region_id, shop_id)) return base::refuse(BankRefusal::shop_not_found);
  if (std::ranges::find(kBanks, form.bank_code) == kBanks.end())
    return base::refuse(BankRefusal::bank_unknown);
  const std::string digits = digits_of(form.number);
  if (digits.size() < kDigitsMin || digits.size() > kDigitsMax)
    return base::refuse(BankRefusal::account_number_malformed);
  if (!documents::encode_cp949(form.holder)) return base::refuse(BankRefusal::holder_not_printable);
  const auto id = tx.make_id<BankAccountId>();
  const std::string context = "market_bank_account.number:" + std::to_string(id.value);
  tx.execute(
      "INSERT INTO market_bank_account (region_id, id, shop_id, bank_code, number_sealed, "
      "number_end, holder, set_by, set_at, verified_by) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
      region_id, id, shop_id, form.bank_code, db::Bytes{sealer.seal(digits, context)},
      digits.substr(digits.size() - kShownDigits), form.holder, set_by, now);
  return id;
}

BankResult<void> verify_bank_account(db::Transaction& tx, RegionId region_id,
                                     BankAccountId bank_account_id, PersonId verified_by,
                                     base::Instant now) {
  const auto account =
      tx.query_one<BankAccount>(std::string(kSelect) + "id = $2", region_id, bank_account_id);
  if (!account) return base::refuse(BankRefusal::bank_account_not_found);
  if (account->verified_at) return base::refuse(BankRefusal::bank_account_verified_already);
  const std::int64_t changed = tx.execute(
      "UPDATE market_bank_account SET verified_by = $3, verified_at = $4 "
      "WHERE region_id = $1 AND id = $2 AND set_by <> $3",
      region_id, bank_account_id, verified_by, now);
  if (changed == 0) return base::refuse(BankRefusal::four_eyes_required);
  return {};
}

std::vector<BankAccount> bank_accounts_of(db::Transaction& tx, RegionId region_id,
                                          OrganisationId shop_id) {
  return tx.query<BankAccount>(std::string(kSelect) + "shop_id = $2 ORDER BY id DESC", region_id,
                               shop_id);
}

}  // namespace market
