#include "market/donation.h"

#include <array>

#include "base/check.h"
#include "ledger/points.h"
#include "people/consent.h"

namespace market {
namespace {

/// A donation as stored.
struct Stored {
  DonationId id;
  std::int64_t points = 0;
  std::string text_version;
  std::int64_t seq = 0;
  std::int64_t won_seq = 0;
  base::Date donated_on;
  std::optional<base::Instant> cancelled_at;
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (id, points, text_version, seq, won_seq, donated_on, cancelled_at))

constexpr std::string_view kSelect =
    "SELECT id, points, text_version, seq, won_seq, donated_on, cancelled_at FROM market_donation "
    "WHERE region_id = $1 AND person_id = $2 ";

base::Date last_day(db::Transaction& tx, RegionId region_id, base::Date donated_on) {
  const auto days = settings::integer(tx, region_id, kDonationCancelDays, donated_on);
  return donated_on.plus_days(static_cast<std::int32_t>(days));
}

void record_consent(db::Transaction& tx, RegionId region_id, PersonId person_id, bool is_given,
                    const std::string& text_version, base::Instant now) {
  people::record_consent(tx, region_id, person_id,
                         {.purpose = people::ConsentPurpose::donation,
                          .is_given = is_given,
                          .text_version = text_version,
                          .channel = people::ConsentChannel::screen,
                          .recorded_by = person_id,
                          .recorded_at = now});
}

base::Result<void, DonationRefusal> check_form(db::Transaction& tx, RegionId region_id,
                                               const DonationForm& form, base::Date today) {
  if (!form.is_consented) return base::refuse(DonationRefusal::consent_missing);
  if (form.text_version != settings::text(tx, region_id, kDonationText, today))
    return base::refuse(DonationRefusal::consent_text_stale);
  if (form.points < settings::integer(tx, region_id, kDonationPointsMin, today))
    return base::refuse(DonationRefusal::donation_too_small);
  return {};
}

/// The two entries of a donation: the points, and the won that had backed them.
struct Posted {
  std::int64_t seq = 0;
  std::int64_t won_seq = 0;
};

base::Result<Posted, DonationRefusal> post(ledger::Batch& batch, DonationId id, PersonId person_id,
                                           std::int64_t points) {
  const std::string reference = "donation:" + std::to_string(id.value);
  const auto given = batch.transfer(
      {.key = ledger::key_of("donation", id.value),
       .debit = batch.account(ledger::wallet_account(person_id), ledger::wallet_terms()),
       .credit =
           batch.account(donated_points_account(), {.account_class = ledger::AccountClass::equity}),
       .amount = points,
       .code = "donation",
       .effective_on = batch.today(),
       .actor = person_id,
       .reference = reference});
  if (!given) return base::refuse(DonationRefusal::points_insufficient);
  const auto won = batch.transfer(
      {.key = ledger::key_of("donation_won", id.value),
       .debit = batch.account(ledger::point_backing_account(), ledger::point_backing_terms()),
       .credit = batch.account(donation_fund_account(), {.balance_min = 0}),
       .amount = points * ledger::kWonPerPoint,
       .code = "donation_won",
       .effective_on = batch.today(),
       .actor = person_id,
       .reference = reference});
  CHECK_REQUEST(won.has_value());  // every point that somebody holds is backed
  return Posted{given->seq, won->seq};
}

}  // namespace

std::span<const base::Rule> DonationForm::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "points", .minimum = 1, .maximum = 10'000'000},
      {.field = "text_version", .min_length = 1, .max_length = 40},
  }};
  return kRules;
}

base::Result<DonationId, DonationRefusal> donate(db::Transaction& tx, ledger::Batch& batch,
                                                 RegionId region_id, PersonId person_id,
                                                 const DonationForm& form) {
  OLIVE_TRY_VOID(check_form(tx, region_id, form, batch.today()));
  const auto id = tx.make_id<DonationId>();
  OLIVE_TRY(posted, post(batch, id, person_id, form.points));
  record_consent(tx, region_id, person_id, true, form.text_version, batch.now());
  tx.execute(
      "INSERT INTO market_donation (region_id, id, person_id, points, text_version, seq, won_seq, "
      "donated_on, donated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      region_id, id, person_id, form.points, form.text_version, posted.seq, posted.won_seq,
      batch.today(), batch.now());
  return id;
}

base::Result<void, DonationRefusal> cancel_donation(db::Transaction& tx, ledger::Batch& batch,
                                                    RegionId region_id, PersonId person_id,
                                                    DonationId donation_id) {
  const auto found =
      tx.query_one<Stored>(std::string(kSelect) + "AND id = $3", region_id, person_id, donation_id);
  if (!found) return base::refuse(DonationRefusal::donation_not_found);
  if (found->cancelled_at) return base::refuse(DonationRefusal::donation_cancelled);
  if (last_day(tx, region_id, found->donated_on) < batch.today())
    return base::refuse(DonationRefusal::donation_stays);
  const auto won = batch.reverse(found->won_seq, std::nullopt,
                                 ledger::key_of("donation_won_cancel", donation_id.value),
                                 "donation_won_cancel", person_id);
  if (!won) return base::refuse(DonationRefusal::donation_spent);
  const auto points =
      batch.reverse(found->seq, std::nullopt, ledger::key_of("donation_cancel", donation_id.value),
                    "donation_cancel", person_id);
  CHECK_REQUEST(points.has_value());  // donated points stay where they are
  record_consent(tx, region_id, person_id, false, found->text_version, batch.now());
  tx.execute("UPDATE market_donation SET cancelled_at = $3 WHERE region_id = $1 AND id = $2",
             region_id, donation_id, batch.now());
  return {};
}

std::vector<Donation> donations_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                   base::Date today) {
  std::vector<Donation> donations;
  for (const Stored& each :
       tx.query<Stored>(std::string(kSelect) + "ORDER BY id DESC", region_id, person_id)) {
    Donation donation{.id = each.id,
                      .points = each.points,
                      .text_version = each.text_version,
                      .donated_on = each.donated_on,
                      .is_cancelled = each.cancelled_at.has_value()};
    const base::Date until = last_day(tx, region_id, each.donated_on);
    if (!donation.is_cancelled && until >= today) donation.cancel_until = until;
    donations.push_back(std::move(donation));
  }
  return donations;
}

ledger::AccountKey donated_points_account() {
  return {ledger::kOlive, ledger::OwnerKind::fund, 0, "donated_points"};
}

ledger::AccountKey donation_fund_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "donation_fund"};
}

}  // namespace market
