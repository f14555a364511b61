/// Donation of points (기부 IN 올리브마켓). Points can be given to nobody else: they are neither
/// transferable nor seizable (국민기초생활보장법 제35조, 제36조), so a donation is an act of its
/// own, to the donation fund only, consented to each time and cancelled at will for some days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/batch.h"
#include "people/person.h"
#include "settings/settings.h"

namespace market {

using base::PersonId;
using base::RegionId;
using DonationId = base::Id<struct DonationTag>;

inline constexpr settings::Definition kDonationPointsMin{
    .key = "market.donation_points_min", .value = "100", .unit = "point", .minimum = 1};
/// Days within which a donation can be cancelled.
inline constexpr settings::Definition kDonationCancelDays{
    .key = "market.donation_cancel_days", .value = "7", .unit = "day", .minimum = 0, .maximum = 90};
/// Version of the text that donors consent to; the web shows the text of this version.
inline constexpr settings::Definition kDonationText{
    .key = "market.donation_text_version", .kind = settings::Kind::text, .value = "2026-1"};

struct Donation {
  DonationId id;
  std::int64_t points = 0;
  std::string text_version;
  base::Date donated_on;
  std::optional<base::Date> cancel_until;  ///< none: it stays
  bool is_cancelled = false;
};
BOOST_DESCRIBE_STRUCT(Donation, (),
                      (id, points, text_version, donated_on, cancel_until, is_cancelled))

enum class DonationRefusal {
  consent_missing,     ///< the donor did not say yes
  consent_text_stale,  ///< said yes to another text than the present one
  donation_too_small,
  points_insufficient,
  donation_not_found,
  donation_cancelled,
  donation_stays,  ///< the days for cancelling are over
  donation_spent,  ///< the fund has given it on
};
BOOST_DESCRIBE_ENUM(DonationRefusal, consent_missing, consent_text_stale, donation_too_small,
                    points_insufficient, donation_not_found, donation_cancelled, donation_stays,
                    donation_spent)

/// What a donor says.
struct DonationForm {
  std::int64_t points = 0;
  bool is_consented = false;
  std::string text_version;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(DonationForm, (), (points, is_consented, text_version))

/// Gives points of the person's own wallet, earliest expiry first; their won move from the backing
/// to the donation fund, as one linked group. The consent is recorded with it.
[[nodiscard]] base::Result<DonationId, DonationRefusal> donate(db::Transaction& tx,
                                                               ledger::Batch& batch,
                                                               RegionId region_id,
                                                               PersonId person_id,
                                                               const DonationForm& form);
/// Gives the points back to their lots, and the consent is withdrawn.
[[nodiscard]] base::Result<void, DonationRefusal> cancel_donation(db::Transaction& tx,
                                                                  ledger::Batch& batch,
                                                                  RegionId region_id,
                                                                  PersonId person_id,
                                                                  DonationId donation_id);
/// Newest first.
[[nodiscard]] std::vector<Donation> donations_of(db::Transaction& tx, RegionId region_id,
                                                 PersonId person_id, base::Date today);

/// Points that were given, and the won behind them that wait to be given on.
[[nodiscard]] ledger::AccountKey donated_points_account();
[[nodiscard]] ledger::AccountKey donation_fund_account();

}  // namespace market
