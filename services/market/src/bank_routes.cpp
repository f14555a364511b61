#include "ledger/route.h"
#include "market/bank.h"
#include "routes.h"

namespace market {
namespace {

struct BankAccountList {
  std::vector<BankAccount> items;
};
BOOST_DESCRIBE_STRUCT(BankAccountList, (), (items))

struct BankFileList {
  std::vector<BankFile> items;
};
BOOST_DESCRIBE_STRUCT(BankFileList, (), (items))

struct PaymentForm {
  base::Date paid_on;
};
BOOST_DESCRIBE_STRUCT(PaymentForm, (), (paid_on))

struct ReturnForm {
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ReturnForm, (), (reason))

std::string field_of(BankRefusal refusal) {
  switch (refusal) {
    case BankRefusal::bank_unknown: return "/bank_code";
    case BankRefusal::account_number_malformed: return "/number";
    case BankRefusal::holder_not_printable: return "/holder";
    case BankRefusal::paid_in_the_future: return "/paid_on";
    default: return "";
  }
}

api::Answer<BankAccountList> get_accounts(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  if (!context.scope.covers(shop_id)) return api::refused(BankRefusal::shop_not_found);
  return BankAccountList{bank_accounts_of(tx, context.region_id(), shop_id)};
}

api::Answer<BankAccountList> post_verification(db::Transaction& tx, const api::Context& context,
                                               const base::Nothing&) {
  const auto shop_id = context.path_id<OrganisationId>("id");
  const auto verified =
      verify_bank_account(tx, context.region_id(), context.path_id<BankAccountId>("account_id"),
                          context.principal.person_id, context.now);
  if (!verified) return api::refused(verified.error());
  return BankAccountList{bank_accounts_of(tx, context.region_id(), shop_id)};
}

api::Answer<BankFileList> get_files(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  return BankFileList{list_bank_files(tx, context.region_id())};
}

api::Answer<base::Nothing> post_return(db::Transaction& tx, const api::Context& context,
                                       const ReturnForm& in) {
  const auto returned =
      return_payment(tx, context.region_id(), context.path_id<SettlementId>("id"), in.reason);
  if (!returned) return api::refused(returned.error());
  return base::Nothing{};
}

api::Answer<BankFile> post_payment(db::Transaction& tx, ledger::Batch& batch,
                                   const api::Context& context, const PaymentForm& in) {
  const auto file =
      record_payment(tx, batch, context.region_id(), context.path_id<BankFileId>("id"), in.paid_on,
                     context.principal.person_id);
  if (!file) return api::refused(file.error(), field_of(file.error()));
  return *file;
}

/// The file for the bank, which is no JSON.
api::Route download(const crypto::Sealer& sealer) {
  return api::raw(
      http::Method::get, "/api/v1/bank-files/{id}/content",
      {.operation = "download_bank_file",
       .permission = "market.manage",
       .tag = "market",
       .summary = "The bank file as CSV in CP949",
       .gives = "text/csv"},
      [&sealer](const api::Services& services, const std::shared_ptr<const api::Context>& context,
                const api::Done& done) {
        const auto id = context->path_id<BankFileId>("id");
        auto content = services.database->read([&](db::Transaction& tx) {
          return write_bank_file(tx, context->region_id(), id, sealer);
        });
        if (!content)
          return done(
              api::reply_problem(services, *context, api::refused(content.error()).error()));
        const std::string name = "olive-" + std::to_string(id.value) + ".csv";
        done({200,
              "text/csv; charset=cp949",
              *std::move(content),
              {{"content-disposition", "attachment; filename=\"" + name + "\""}}});
      });
}

std::vector<api::Route> account_routes(const crypto::Sealer& sealer) {
  const auto post_account = [&sealer](db::Transaction& tx, const api::Context& context,
                                      const BankAccountForm& in) -> api::Answer<BankAccountList> {
    const auto shop_id = context.path_id<OrganisationId>("id");
    if (!context.scope.covers(shop_id)) return api::refused(BankRefusal::shop_not_found);
    const auto id = set_bank_account(tx, context.region_id(), shop_id, in, sealer,
                                     context.principal.person_id, context.now);
    if (!id) return api::refused(id.error(), field_of(id.error()));
    return BankAccountList{bank_accounts_of(tx, context.region_id(), shop_id)};
  };
  return {
      api::get<base::Nothing, BankAccountList>("/api/v1/shops/{id}/bank-accounts",
                                               {.operation = "list_bank_accounts",
                                                .permission = "market.bank_view",
                                                .tag = "market",
                                                .summary = "Where a shop is paid, newest first"},
                                               get_accounts),
      api::post<BankAccountForm, BankAccountList>("/api/v1/shops/{id}/bank-accounts",
                                                  {.operation = "set_bank_account",
                                                   .permission = "market.bank",
                                                   .tag = "market",
                                                   .summary = "Records a shop's bank account",
                                                   .success_status = 201},
                                                  post_account),
      api::post<base::Nothing, BankAccountList>(
          "/api/v1/shops/{id}/bank-accounts/{account_id}/verification",
          {.operation = "verify_bank_account",
           .permission = "market.manage",
           .tag = "market",
           .summary = "A second person has compared the account with the bank book"},
          post_verification),
  };
}

}  // namespace

std::vector<api::Route> bank_routes(ledger::Ledger& ledger, const crypto::Sealer& sealer) {
  const auto post_file = [&sealer](db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) -> api::Answer<BankFile> {
    const auto file =
        make_bank_file(tx, context.region_id(), sealer, context.principal.person_id, context.now);
    if (!file) return api::refused(file.error());
    return *file;
  };
  std::vector<api::Route> routes = account_routes(sealer);
  routes.push_back(download(sealer));
  routes.push_back(api::get<base::Nothing, BankFileList>("/api/v1/bank-files",
                                                         {.operation = "list_bank_files",
                                                          .permission = "market.oversee",
                                                          .tag = "market",
                                                          .summary = "Bank files, newest first"},
                                                         get_files));
  routes.push_back(api::post<base::Nothing, BankFile>(
      "/api/v1/bank-files",
      {.operation = "make_bank_file",
       .permission = "market.manage",
       .tag = "market",
       .summary = "Orders the payment of all approved settlements",
       .success_status = 201},
      post_file));
  routes.push_back(
      ledger::deed<PaymentForm, BankFile>(ledger, "/api/v1/bank-files/{id}/payment",
                                          {.operation = "record_bank_payment",
                                           .permission = "market.manage",
                                           .tag = "market",
                                           .summary = "Records that the bank has paid a file"},
                                          post_payment));
  routes.push_back(
      api::post<ReturnForm, base::Nothing>("/api/v1/settlements/{id}/return",
                                           {.operation = "return_payment",
                                            .permission = "market.manage",
                                            .tag = "market",
                                            .summary = "The bank could not pay a settlement"},
                                           post_return));
  return routes;
}

}  // namespace market
