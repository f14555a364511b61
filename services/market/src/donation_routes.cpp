#include "ledger/ledger.h"
#include "ledger/route.h"
#include "market/donation.h"
#include "routes.h"

namespace market {
namespace {

/// What the donation screen shows: the terms, and what the caller has given.
struct DonationSheet {
  std::string text_version;
  std::int64_t points_min = 0;
  std::int64_t cancel_days = 0;
  std::int64_t fund_won = 0;  ///< of everybody, not given on yet
  std::vector<Donation> items;
};
BOOST_DESCRIBE_STRUCT(DonationSheet, (), (text_version, points_min, cancel_days, fund_won, items))

DonationSheet sheet_of(db::Transaction& tx, const api::Context& context) {
  const RegionId region_id = context.region_id();
  const base::Date today = context.today();
  DonationSheet sheet{.text_version = settings::text(tx, region_id, kDonationText, today),
                      .points_min = settings::integer(tx, region_id, kDonationPointsMin, today),
                      .cancel_days = settings::integer(tx, region_id, kDonationCancelDays, today),
                      .items = donations_of(tx, region_id, context.principal.person_id, today)};
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  if (const auto fund = ledger::find_account(tx, ledger_id, donation_fund_account()))
    sheet.fund_won = ledger::read_balance(tx, ledger_id, fund->id).posted;
  return sheet;
}

/// Balances in the tables are those of before this deed; the batch knows better.
DonationSheet sheet_in(db::Transaction& tx, ledger::Batch& batch, const api::Context& context) {
  DonationSheet sheet = sheet_of(tx, context);
  if (const auto fund = batch.find_account(donation_fund_account()))
    sheet.fund_won = batch.balance(*fund).posted;
  return sheet;
}

api::Answer<DonationSheet> get_sheet(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return sheet_of(tx, context);
}

api::Answer<DonationSheet> post_donation(db::Transaction& tx, ledger::Batch& batch,
                                         const api::Context& context, const DonationForm& in) {
  const auto id = donate(tx, batch, context.region_id(), context.principal.person_id, in);
  if (!id) {
    const bool is_of_consent = id.error() == DonationRefusal::consent_missing ||
                               id.error() == DonationRefusal::consent_text_stale;
    return api::refused(id.error(), is_of_consent ? "/is_consented" : "/points");
  }
  return sheet_in(tx, batch, context);
}

api::Answer<DonationSheet> post_cancellation(db::Transaction& tx, ledger::Batch& batch,
                                             const api::Context& context, const base::Nothing&) {
  if (const auto done = cancel_donation(tx, batch, context.region_id(), context.principal.person_id,
                                        context.path_id<DonationId>("id"));
      !done)
    return api::refused(done.error());
  return sheet_in(tx, batch, context);
}

}  // namespace

std::vector<api::Route> donation_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, DonationSheet>(
          "/api/v1/me/donations",
          {.operation = "list_my_donations",
           .permission = "signed_in",
           .tag = "market",
           .summary = "Terms of donating points, and what the caller has given"},
          get_sheet),
      ledger::deed<DonationForm, DonationSheet>(
          ledger, "/api/v1/me/donations",
          {.operation = "donate_points",
           .permission = "signed_in",
           .tag = "market",
           .summary = "Gives points of the caller's wallet to the donation fund",
           .success_status = 201},
          post_donation),
      ledger::deed<base::Nothing, DonationSheet>(
          ledger, "/api/v1/me/donations/{id}/cancellation",
          {.operation = "cancel_donation",
           .permission = "signed_in",
           .tag = "market",
           .summary = "Takes a donation back within the days for it"},
          post_cancellation),
  };
}

}  // namespace market
