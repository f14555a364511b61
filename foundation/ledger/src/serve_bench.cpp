// Payments over HTTP: a route of the API whose work is a deed, as a till has it — JSON read and
// checked, permission, Idempotency-Key remembered with the payment, answered after the commit. Only
// sign-in is left out: whoever asks is the same caller.
#include <cstdio>
#include <memory>

#include "api/testing.h"
#include "http/server.h"
#include "ledger/route.h"
#include "testing/bench_load.h"
#include "testing/test_ledger.h"

namespace ledger::bench {

namespace {

struct PaymentForm {
  std::int64_t wallet = 0;
  std::int64_t shop = 0;
  std::int64_t amount = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "wallet", .minimum = 0, .maximum = kWallets - 1},
        {.field = "shop", .minimum = 0, .maximum = kShops - 1},
        {.field = "amount", .minimum = 1}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(PaymentForm, (), (wallet, shop, amount))

struct PaymentReceipt {
  std::int64_t seq = 0;
  std::int64_t points_left = 0;
};
BOOST_DESCRIBE_STRUCT(PaymentReceipt, (), (seq, points_left))

AccountKey wallet_key(std::int64_t i) { return {kOlive, OwnerKind::person, i, "wallet"}; }
AccountKey shop_key(std::int64_t i) { return {kOlive, OwnerKind::organisation, i, "sales"}; }

void fill(TestLedger& ledger) {
  ledger.run([&](Batch& batch) {
    const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
    for (std::int64_t i = 0; i < kShops; ++i) batch.account(shop_key(i), {});
    for (std::int64_t i = 0; i < kWallets; ++i)
      CHECK(batch
                .transfer(
                    {.key = key_of("fill", i),
                     .debit = fund,
                     .credit = batch.account(wallet_key(i), {.balance_min = 0, .has_lots = true}),
                     .amount = 1'000'000,
                     .code = "grant",
                     .effective_on = kFirstDay,
                     .expires_on = kFirstDay.plus_days(90)})
                .has_value());
    return true;
  });
}

api::Answer<PaymentReceipt> pay(db::Transaction&, Batch& batch, const api::Context& context,
                                const PaymentForm& in) {
  const AccountId wallet = *batch.find_account(wallet_key(in.wallet));
  const auto entry = batch.transfer({.key = key_of("pay", context.idempotency_key),
                                     .debit = wallet,
                                     .credit = *batch.find_account(shop_key(in.shop)),
                                     .amount = in.amount,
                                     .code = "purchase",
                                     .effective_on = batch.today(),
                                     .actor = context.principal.person_id});
  if (!entry) return api::refused(entry.error());
  return PaymentReceipt{entry->seq, batch.balance(wallet).available()};
}

}  // namespace

void serve_payments(bool on_postgresql) {
  TestLedger ledger(on_postgresql ? db::Dialect::postgresql : db::Dialect::sqlite);
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(ledger.database(), schemas);
  fill(ledger);
  i18n::Catalogue catalogue;
  catalogue.add(api::embedded::messages());
  const api::Services services{&ledger.database(), &catalogue, [&] { return ledger.now(); }, {1}};
  const api::Principal caller{{1}, {7}, {1}, {{"shop_keeper", {}}}};
  std::vector<api::Route> routes{deed<PaymentForm, PaymentReceipt>(
      *ledger, "/payments", {.operation = "pay", .permission = "till.pay", .success_status = 201},
      pay)};
  http::Server server({.port = 0}, api::http_routes(routes, {{"till.pay", {"shop_keeper"}}},
                                                    services, [caller](const http::Request&) {
                                                      return api::Answer<api::Principal>(caller);
                                                    }));
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  server.stop();
  ledger->drain();
  CHECK(ledger.verified().is_sound);
}

}  // namespace ledger::bench
