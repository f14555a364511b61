// 360Giving JSON: one grant an agreement.
// See: 360Giving Data Standard 1.1, https://standard.threesixtygiving.org
#include "base/check.h"
#include "funds/publication.h"
#include "json_text.h"

namespace funds {
namespace {

// Not a registered 360Giving prefix: identifiers are unique here, and say where they are from.
constexpr std::string_view kPrefix = "360G-olive-";
constexpr std::size_t kTitleMax = 140;  // characters, by the standard

std::string organisation_json(OrganisationId id, std::string_view name) {
  return json_list(
      std::vector{JsonText()
                      .text("id", std::string(kPrefix) + "org-" + std::to_string(id.value))
                      .text("name", name)
                      .str()});
}

// Who carries the programmes out: the metropolitan centre of the region.
std::string recipient_json(db::Transaction& tx, RegionId region_id) {
  const auto centres =
      people::organisations_of_kind(tx, region_id, people::OrganisationKind::metro_centre);
  if (centres.empty()) return organisation_json({}, "Olive");
  return organisation_json(centres.front().id, centres.front().name);
}

std::int64_t disbursed(db::Transaction& tx, RegionId region_id, AgreementId agreement_id) {
  return tx
      .integer(
          "SELECT SUM(amount_won) FROM funds_movement WHERE region_id = $1 AND agreement_id = $2 "
          "AND kind = 'payment' AND state = 'approved'",
          region_id, agreement_id)
      .value_or(0);
}

std::string dates_json(const Agreement& agreement) {
  return json_list(std::vector{JsonText()
                                   .text("startDate", base::format_date(agreement.starts_on))
                                   .text("endDate", base::format_date(agreement.ends_on))
                                   .str()});
}

std::string grant_json(db::Transaction& tx, RegionId region_id, const Agreement& agreement,
                       const Programme& programme, std::string_view recipient) {
  CHECK_REQUEST(agreement.signed_on.has_value());
  CHECK_REQUEST(agreement.name.size() <= 4 * kTitleMax);  // the form takes 100 characters
  const std::string description =
      agreement.conditions.empty() ? agreement.name : agreement.conditions;
  return JsonText()
      .text("id", std::string(kPrefix) + std::to_string(agreement.id.value))
      .text("title", agreement.name)
      .text("description", description)
      .text("currency", "KRW")
      .number("amountAwarded", agreement.amount_won)
      .number("amountDisbursed", disbursed(tx, region_id, agreement.id))
      .text("awardDate", base::format_date(*agreement.signed_on))
      .raw("plannedDates", dates_json(agreement))
      .raw("fundingOrganization", organisation_json(agreement.funder_id, agreement.funder_name))
      .raw("recipientOrganization", recipient)
      .raw("grantProgramme",
           json_list(std::vector{
               JsonText().text("code", programme.code).text("title", programme.name).str()}))
      .str();
}

}  // namespace

std::string giving_json(db::Transaction& tx, RegionId region_id) {
  const std::string recipient = recipient_json(tx, region_id);
  std::vector<std::string> grants;
  for (const Programme& programme : list_programmes(tx, region_id))
    for (const Agreement& agreement : list_agreements(tx, region_id, programme.id))
      if (agreement.signed_on)
        grants.push_back(grant_json(tx, region_id, agreement, programme, recipient));
  return JsonText().text("version", "1.1").raw("grants", json_list(grants)).str();
}

}  // namespace funds
