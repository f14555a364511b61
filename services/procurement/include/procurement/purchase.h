/// Priority purchase (우선구매): what public bodies buy from the programme, and their yearly
/// report.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "i18n/catalogue.h"
#include "people/organisation.h"
#include "settings/settings.h"

namespace procurement {

using base::Date;
using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using BodyId = base::Id<struct PublicBodyTag>;
using PurchaseId = base::Id<struct PriorityPurchaseTag>;

/// The share of its purchases that a public body should make here; a body's own target is set with
/// its id as scope. The law names none, so 1 % is a start that the city sets right.
inline constexpr settings::Definition kTargetShare{.key = "procurement.target_share",
                                                   .value = "10000",
                                                   .unit = "ppm",
                                                   .minimum = 0,
                                                   .maximum = 1'000'000};

enum class BodyKind { city, district, education, corporation, other };
BOOST_DESCRIBE_ENUM(BodyKind, city, district, education, corporation, other)

struct NewPublicBody {
  std::string name;
  BodyKind kind = BodyKind::other;
  std::optional<OrganisationId> organisation_id{};  ///< whose officers enter for it

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewPublicBody, (), (name, kind, organisation_id))

struct PublicBody {
  BodyId id;
  std::string name;
  BodyKind kind = BodyKind::other;
  OrganisationId organisation_id;  ///< 0: none
};
BOOST_DESCRIBE_STRUCT(PublicBody, (), (id, name, kind, organisation_id))

/// What proves a purchase.
enum class PurchaseBasis { contract, tax_invoice, order };
BOOST_DESCRIBE_ENUM(PurchaseBasis, contract, tax_invoice, order)

struct NewPriorityPurchase {
  BodyId body_id;
  OrganisationId seller_id;  ///< a team, an enterprise or a shop
  Date bought_on;
  std::string item;
  std::int64_t amount_won = 0;  ///< with value-added tax
  PurchaseBasis basis = PurchaseBasis::tax_invoice;
  std::string evidence_number;  ///< of the contract, invoice or order

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewPriorityPurchase, (),
                      (body_id, seller_id, bought_on, item, amount_won, basis, evidence_number))

struct PriorityPurchase {
  PurchaseId id;
  BodyId body_id;
  std::string body_name;
  OrganisationId seller_id;
  std::string seller_name;
  Date bought_on;
  std::string item;
  std::int64_t amount_won = 0;
  PurchaseBasis basis = PurchaseBasis::tax_invoice;
  std::string evidence_number;
  bool is_withdrawn = false;
  std::string note;         ///< why it was withdrawn
  bool is_ordered = false;  ///< taken over from an order in the market, not entered
};
BOOST_DESCRIBE_STRUCT(PriorityPurchase, (),
                      (id, body_id, body_name, seller_id, seller_name, bought_on, item, amount_won,
                       basis, evidence_number, is_withdrawn, note, is_ordered))

enum class PurchaseRefusal {
  body_name_missing,
  body_name_taken,
  body_office_not_found,
  body_not_found,
  seller_not_found,
  purchase_amount_not_positive,
  purchase_in_future,
  purchase_proved_before,
  purchase_not_found,
  purchase_withdrawn_already,
  year_in_future,
  total_below_purchases,
};
BOOST_DESCRIBE_ENUM(PurchaseRefusal, body_name_missing, body_name_taken, body_office_not_found,
                    body_not_found, seller_not_found, purchase_amount_not_positive,
                    purchase_in_future, purchase_proved_before, purchase_not_found,
                    purchase_withdrawn_already, year_in_future, total_below_purchases)

template <class T>
using PurchaseResult = base::Result<T, PurchaseRefusal>;

[[nodiscard]] PurchaseResult<BodyId> add_body(db::Transaction& tx, RegionId region_id,
                                              const NewPublicBody& body);
[[nodiscard]] std::optional<PublicBody> find_body(db::Transaction& tx, RegionId region_id,
                                                  BodyId body_id);
/// The city first, then by kind and name.
[[nodiscard]] std::vector<PublicBody> list_bodies(db::Transaction& tx, RegionId region_id);

[[nodiscard]] PurchaseResult<PurchaseId> enter_purchase(db::Transaction& tx, RegionId region_id,
                                                        const NewPriorityPurchase& purchase,
                                                        PersonId entered_by, base::Instant now);
/// Takes a purchase back that was entered by mistake.
[[nodiscard]] PurchaseResult<void> withdraw_purchase(db::Transaction& tx, RegionId region_id,
                                                     PurchaseId purchase_id, std::string_view note);
[[nodiscard]] std::optional<PriorityPurchase> find_purchase(db::Transaction& tx, RegionId region_id,
                                                            PurchaseId purchase_id);
/// Of a year, the latest first; `body_id` 0: of all bodies.
[[nodiscard]] std::vector<PriorityPurchase> purchases_of(db::Transaction& tx, RegionId region_id,
                                                         std::int32_t year, BodyId body_id);

/// Records all that a body bought in a year, from anybody; a later figure replaces an earlier one.
[[nodiscard]] PurchaseResult<void> set_total(db::Transaction& tx, RegionId region_id,
                                             BodyId body_id, std::int32_t year,
                                             std::int64_t total_won, PersonId entered_by,
                                             base::Instant now);

/// A body's year. Shares are parts of a million, rounded down. A total below what was bought here
/// is out of date: it gives no share until somebody sets it right.
struct BodyYear {
  BodyId body_id;
  std::string name;
  BodyKind kind = BodyKind::other;
  std::int64_t purchases = 0;
  std::int64_t bought_won = 0;            ///< from the programme
  std::int64_t ordered_won = 0;           ///< of that, taken over from orders in the market
  std::int64_t before_won = 0;            ///< the same of the year before
  std::optional<std::int64_t> total_won;  ///< from anybody
  std::optional<std::int64_t> share_ppm;
  std::int64_t target_ppm = 0;
  std::optional<bool> is_met;
};
BOOST_DESCRIBE_STRUCT(BodyYear, (),
                      (body_id, name, kind, purchases, bought_won, ordered_won, before_won,
                       total_won, share_ppm, target_ppm, is_met))

/// The year of all bodies. The common share is that of the bodies whose own share is known.
struct PurchaseReport {
  std::int32_t year = 0;
  std::int64_t purchases = 0;
  std::int64_t bought_won = 0;
  std::int64_t ordered_won = 0;  ///< of that, taken over from orders
  std::int64_t before_won = 0;
  std::int64_t total_won = 0;
  std::optional<std::int64_t> share_ppm;
  std::int64_t bodies_met = 0;
  std::int64_t bodies_known = 0;  ///< whose share is known
  std::vector<BodyYear> items;
};
BOOST_DESCRIBE_STRUCT(PurchaseReport, (),
                      (year, purchases, bought_won, ordered_won, before_won, total_won, share_ppm,
                       bodies_met, bodies_known, items))
/// `body_id` 0: of all bodies.
[[nodiscard]] PurchaseReport report_of(db::Transaction& tx, RegionId region_id, std::int32_t year,
                                       BodyId body_id);
/// The report as CSV in UTF-8 with a byte order mark, with headings of the language.
[[nodiscard]] std::string report_csv(const PurchaseReport& report, const i18n::Catalogue& catalogue,
                                     i18n::Language language);
/// The purchases behind it, withdrawn ones left out.
[[nodiscard]] std::string purchases_csv(const std::vector<PriorityPurchase>& purchases,
                                        const i18n::Catalogue& catalogue, i18n::Language language);

}  // namespace procurement
