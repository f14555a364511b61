#include <algorithm>
#include <map>
#include <tuple>

#include "netting/obligation.h"

namespace netting {
namespace {

struct ObligationLine {
  std::string debtor;
  std::string creditor;
  std::int64_t amount_won = 0;
  Date invoiced_on;
  std::optional<Date> due_on;
  std::string evidence_number;
  std::string item;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 100'000'000'000},
        {.field = "evidence_number", .min_length = 1, .max_length = 40},
        {.field = "item", .min_length = 1, .max_length = 100}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ObligationLine, (),
                      (debtor, creditor, amount_won, invoiced_on, due_on, evidence_number, item))

const std::vector<documents::Column>& columns() {
  static const std::vector<documents::Column> kColumns{
      {"debtor", true, {"공급받는자", "줄 곳", "구매처"}},
      {"creditor", true, {"공급자", "받을 곳", "판매처"}},
      {"amount_won", true, {"합계금액", "금액"}},
      {"invoiced_on", true, {"작성일자", "거래일"}},
      {"due_on", false, {"결제기한", "지급기한"}},
      {"evidence_number", true, {"승인번호", "증빙번호"}},
      {"item", true, {"품목", "내용"}},
  };
  return kColumns;
}

/// What is wrong with a row: field and code.
struct LineFault {
  std::string field;
  std::string code;
};

/// Parties by name; a name that two of them have names nobody.
class PartyNames {
 public:
  PartyNames(db::Transaction& tx, RegionId region_id) {
    using people::OrganisationKind;
    for (const OrganisationKind kind :
         {OrganisationKind::team, OrganisationKind::enterprise, OrganisationKind::shop})
      for (const people::Organisation& each : people::organisations_of_kind(tx, region_id, kind)) {
        const auto [found, is_new] = ids_.try_emplace(each.name, each.id);
        if (!is_new) found->second = kTwice;
      }
  }
  [[nodiscard]] base::Result<OrganisationId, std::string> find(const std::string& name,
                                                               std::string_view role) const {
    const auto found = ids_.find(name);
    if (found == ids_.end()) return std::unexpected(std::string(role) + "_not_found");
    if (found->second == kTwice) return std::unexpected(std::string("party_name_twice"));
    return found->second;
  }

 private:
  static constexpr OrganisationId kTwice{-1};
  std::map<std::string, OrganisationId, std::less<>> ids_;
};

/// Which cell a refusal is about.
std::string field_of(ObligationRefusal refusal) {
  switch (refusal) {
    case ObligationRefusal::debtor_not_found:
    case ObligationRefusal::parties_same: return "debtor";
    case ObligationRefusal::creditor_not_found: return "creditor";
    case ObligationRefusal::invoice_in_future:
    case ObligationRefusal::invoice_too_old: return "invoiced_on";
    case ObligationRefusal::due_before_invoice: return "due_on";
    case ObligationRefusal::evidence_number_taken: return "evidence_number";
    default: return "amount_won";
  }
}

/// One import under way.
struct Import {
  db::Transaction& tx;
  ledger::Batch& batch;
  RegionId region_id;
  PersonId entered_by;
  const PartyNames& names;
  const std::function<bool(const NewObligation&)>& may_enter;

  [[nodiscard]] std::optional<LineFault> record(const ObligationLine& line) const {
    const auto debtor = names.find(line.debtor, "debtor");
    if (!debtor) return LineFault{"debtor", debtor.error()};
    const auto creditor = names.find(line.creditor, "creditor");
    if (!creditor) return LineFault{"creditor", creditor.error()};
    const NewObligation given{*debtor,
                              *creditor,
                              line.amount_won,
                              line.invoiced_on,
                              line.due_on.value_or(line.invoiced_on.plus_days(30)),
                              line.evidence_number,
                              line.item};
    if (!may_enter(given)) return LineFault{"creditor", "party_not_own"};
    const auto id = record_obligation(tx, batch, region_id, given, entered_by);
    if (!id) return LineFault{field_of(id.error()), std::string(base::name_of(id.error()))};
    return std::nullopt;
  }
};

}  // namespace

documents::ImportReport import_obligations(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, std::string_view file,
    const documents::ImportOptions& options, PersonId entered_by,
    const std::function<bool(const NewObligation&)>& may_enter) {
  documents::ImportReport report{.is_dry_run = options.is_dry_run};
  auto table = documents::read_table(file, columns());
  if (!table) {
    report.faults = std::move(table.error());
    return report;
  }
  report.rows = table->row_count;
  report.faults = std::move(table->faults);
  if (report.rows > kImportRowsMax) {
    report.faults = {{1, "", "too_many_rows", std::to_string(kImportRowsMax)}};
    return report;
  }
  const PartyNames names(tx, region_id);
  const Import import{tx, batch, region_id, entered_by, names, may_enter};
  for (const documents::TableRow& row : table->rows) {
    const auto line = documents::read_row<ObligationLine>(row);
    if (!line) {
      std::ranges::copy(line.error(), std::back_inserter(report.faults));
      continue;
    }
    const auto fault = import.record(*line);
    if (fault) report.faults.push_back({row.line, fault->field, fault->code, {}});
    else ++report.imported;
  }
  if (!report.faults.empty() && !options.skips_bad_rows) report.imported = 0;
  std::ranges::sort(report.faults, {}, [](const documents::RowFault& fault) {
    return std::tie(fault.line, fault.field, fault.code);
  });
  return report;
}

bool keeps(const documents::ImportReport& report) {
  return report.imported > 0 && !report.is_dry_run;
}

}  // namespace netting
