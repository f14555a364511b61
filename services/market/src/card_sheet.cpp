#include "market/card_sheet.h"

#include "base/check.h"
#include "paper/document.h"
#include "people/person.h"

namespace market {
namespace {

constexpr std::size_t kColumns = 2;
constexpr std::size_t kRows = 5;
constexpr paper::Millimetres kCardWidth = 85.6;
constexpr paper::Millimetres kCardHeight = 54;
constexpr paper::Millimetres kLeft = (paper::kA4Width - kColumns * kCardWidth) / 2;
constexpr paper::Millimetres kTop = (paper::kA4Height - kRows * kCardHeight) / 2;
constexpr paper::Millimetres kMargin = 6;
constexpr paper::Millimetres kCodeSize = 30;

/// `9410 1234 5678 9012`, as people read it out.
std::string in_groups(const std::string& number) {
  std::string text;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += ' ';
    text += number[i];
  }
  return text;
}

struct Words {
  std::string name, slogan, holder, lost;
};

void draw_card(paper::Document& document, paper::Millimetres x, paper::Millimetres y,
               const PrintedCard& card, const Words& words) {
  using paper::Weight;
  document.frame({x, y, kCardWidth, kCardHeight}, 3, 0.6);  // where to cut
  document.text(x + kMargin, y + 11, words.name, {.size_pt = 15, .weight = Weight::bold});
  document.text(x + kMargin, y + 16.5, words.slogan, {.size_pt = 7.5, .grey = 0.3});
  document.qr_code(x + kCardWidth - kCodeSize - 3, y + 3, kCodeSize, card.number);
  document.text(x + kMargin, y + 38, in_groups(card.number),
                {.size_pt = 15, .weight = Weight::bold});
  document.text(x + kMargin, y + 44, words.holder + " " + card.holder, {.size_pt = 8.5});
  document.text(x + kMargin, y + 49, words.lost, {.size_pt = 7.5, .grey = 0.3});
}

}  // namespace

std::vector<PrintedCard> printed_cards(db::Transaction& tx, RegionId region_id,
                                       const std::vector<PersonId>& person_ids) {
  std::vector<PrintedCard> printed;
  for (const PersonId person_id : person_ids)
    for (const Card& card : cards_of(tx, region_id, person_id)) {
      if (card.state != CardState::active) continue;
      auto person = people::find_person(tx, region_id, person_id);
      CHECK_REQUEST(person.has_value());  // cards are issued to persons only
      printed.push_back({card.number, people::masked(*std::move(person)).name});
    }
  return printed;
}

std::string write_card_sheet(const std::vector<PrintedCard>& cards,
                             const i18n::Catalogue& catalogue, i18n::Language language,
                             base::Date today) {
  CHECK_REQUEST(!cards.empty());
  const auto word = [&](std::string_view key) { return catalogue.text(language, key); };
  const Words words{word("market.card_sheet.name"), word("market.card_sheet.slogan"),
                    word("market.card_sheet.holder"), word("market.card_sheet.lost")};
  paper::Document document({.title = words.name, .created_on = base::format_date(today)});
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const std::size_t place = i % (kColumns * kRows);
    if (i > 0 && place == 0) document.next_page();
    draw_card(document, kLeft + kCardWidth * static_cast<double>(place % kColumns),
              kTop + kCardHeight * static_cast<double>(place / kColumns), cards[i], words);
  }
  return document.finish();
}

}  // namespace market
