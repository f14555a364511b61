/// Point cards on paper, to cut out: number, QR code, whose card it is, what to do when it is lost.
#pragma once

#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "market/card.h"

namespace market {

/// What is printed of a card. The PIN never is.
struct PrintedCard {
  std::string number;
  std::string holder;  ///< masked: a lost card must not tell whose it is
};

/// Active cards of some persons, in their order.
[[nodiscard]] std::vector<PrintedCard> printed_cards(db::Transaction& tx, RegionId region_id,
                                                     const std::vector<PersonId>& person_ids);

/// A PDF with ten cards of 85.6 × 54 mm (ISO/IEC 7810 ID-1) on each page of A4.
/// Requires: at least one card.
[[nodiscard]] std::string write_card_sheet(const std::vector<PrintedCard>& cards,
                                           const i18n::Catalogue& catalogue,
                                           i18n::Language language, base::Date today);

}  // namespace market
