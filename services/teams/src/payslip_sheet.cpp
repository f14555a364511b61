// Payslips on paper: large type, plain Korean, the sum first.
#include <algorithm>

#include "base/check.h"
#include "paper_table.h"
#include "teams/payslip.h"

namespace teams {
namespace {

constexpr std::int64_t kMinutesPerHour = 60;

class Sheet {
 public:
  Sheet(const i18n::Catalogue& catalogue, i18n::Language language, base::Date today)
      : catalogue_(catalogue),
        language_(language),
        document_({.title = word("title"), .created_on = base::format_date(today)}) {}

  std::string write(const std::vector<PersonPayslip>& payslips) {
    for (std::size_t i = 0; i < payslips.size(); ++i) {
      if (i > 0) document_.next_page();
      write_page(payslips[i]);
    }
    return document_.finish();
  }

 private:
  [[nodiscard]] std::string word(std::string_view name, const i18n::Arguments& given = {}) const {
    return catalogue_.text(language_, "teams.payslip." + std::string(name), given);
  }
  [[nodiscard]] std::string won(std::int64_t amount) const {
    return word("won", {{"amount", with_commas(amount)}});
  }

  void write_page(const PersonPayslip& slip) {
    using paper::Weight;
    const base::YearMonthDay month = base::split_date(slip.month);
    document_.text(kPaperLeft, 28,
                   word("of_month", {{"year", std::to_string(month.year)},
                                     {"month", std::to_string(month.month)}}),
                   {.size_pt = 22, .weight = Weight::bold});
    document_.text(kPaperLeft, 38, word("for", {{"name", slip.name}}), {.size_pt = 14});
    document_.text(kPaperLeft, 45, word("number", {{"number", slip.management_number}}),
                   {.size_pt = 10, .grey = 0.35});
    document_.frame({kPaperLeft, 52, kPaperRight - kPaperLeft, 22}, 3, 0.5);
    document_.text(kPaperLeft + 6, 65.5, word("total"), {.size_pt = 14});
    document_.text(kPaperRight - 6, 66, won(slip.total_won),
                   {.size_pt = 20, .weight = Weight::bold, .align = paper::Align::right});
    write_notes(slip, write_items(slip));
  }

  paper::Millimetres write_items(const PersonPayslip& slip) {
    const std::vector<PaperColumn> columns{{word("what"), kPaperLeft, paper::Align::left},
                                           {word("how_much"), 112, paper::Align::right},
                                           {word("rate"), 148, paper::Align::right},
                                           {word("amount"), kPaperRight, paper::Align::right}};
    std::vector<std::vector<std::string>> rows;
    for (const PayslipItem& item : slip.items)
      rows.push_back(
          {label(item), count(item), item.rate_won > 0 ? rate(item) : "", won(item.won)});
    rows.push_back({word("sum"), "", "", won(slip.total_won)});
    return write_table(document_, 88, columns, rows);
  }

  [[nodiscard]] std::string label(const PayslipItem& item) const {
    return word("item_" + std::string(base::name_of(item.kind)));
  }
  [[nodiscard]] std::string rate(const PayslipItem& item) const {
    if (!counts_minutes(item.kind)) return won(item.rate_won);
    return word("an_hour", {{"amount", with_commas(item.rate_won)}});
  }
  [[nodiscard]] std::string count(const PayslipItem& item) const {
    if (item.count == 0) return "";
    if (!counts_minutes(item.kind)) return word("days", {{"count", std::to_string(item.count)}});
    return word("hours", {{"hours", std::to_string(item.count / kMinutesPerHour)},
                          {"minutes", std::to_string(item.count % kMinutesPerHour)}});
  }

  // Only what this payslip holds is explained.
  void write_notes(const PersonPayslip& slip, paper::Millimetres y) {
    y += 6;
    std::vector<std::string> notes;
    for (const PayslipItem& item : slip.items) {
      const std::string note = word("note_" + std::string(base::name_of(item.kind)));
      if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    }
    for (const std::string& note : notes) {
      document_.text(kPaperLeft, y, "· " + note, {.size_pt = 10, .grey = 0.25});
      y += 6.5;
    }
    document_.text(kPaperLeft, paper::kA4Height - 24,
                   word("ask", {{"centre", slip.centre_name}, {"phone", slip.centre_phone}}),
                   {.size_pt = 10, .grey = 0.25});
  }

  const i18n::Catalogue& catalogue_;
  i18n::Language language_;
  paper::Document document_;
};

}  // namespace

std::string write_payslips(const std::vector<PersonPayslip>& payslips,
                           const i18n::Catalogue& catalogue, i18n::Language language,
                           base::Date today) {
  CHECK_REQUEST(!payslips.empty());
  return Sheet(catalogue, language, today).write(payslips);
}

}  // namespace teams
