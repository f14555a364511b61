// The Fiscal Data Package: a descriptor, a table of plans and a table of published spendings.
// See: https://specs.frictionlessdata.io/fiscal-data-package, openspending/os-types
#include <array>

#include "base/check.h"
#include "base/csv.h"
#include "crypto/crypto.h"
#include "funds/publication.h"
#include "json_text.h"

namespace funds {
namespace {

// A column: its name, its Table Schema type, its meaning among OpenSpending's column types.
struct FiscalColumn {
  std::string_view name, type, meaning;
};

constexpr std::array kBudget{
    FiscalColumn{"line_id", "string", "budget-line-id"},
    FiscalColumn{"year", "integer", "date:fiscal-year"},
    FiscalColumn{"programme_code", "string", "activity:generic:program:code"},
    FiscalColumn{"programme", "string", "activity:generic:program:label"},
    FiscalColumn{"goal", "string", "functional-classification:generic:code"},
    FiscalColumn{"phase", "string", "phase:id"},
    FiscalColumn{"plan_won", "number", "value"},
};
constexpr std::array kSpending{
    FiscalColumn{"spending_id", "string", "transaction-id:code"},
    FiscalColumn{"spent_on", "date", "date:generic"},
    FiscalColumn{"year", "integer", "date:fiscal-year"},
    FiscalColumn{"line_id", "string", "budget-line-id"},
    FiscalColumn{"programme", "string", "activity:generic:program:label"},
    FiscalColumn{"goal", "string", "functional-classification:generic:code"},
    FiscalColumn{"source", "string", "fin-source:generic:code"},
    FiscalColumn{"funder", "string", "fin-source:generic:label"},
    FiscalColumn{"payee", "string", "supplier:generic:name"},
    FiscalColumn{"purpose", "string", "unknown:string"},
    FiscalColumn{"evidence_sha256", "string", "unknown:string"},
    FiscalColumn{"ledger_seq", "integer", "unknown:integer"},
    FiscalColumn{"phase", "string", "phase:id"},
    FiscalColumn{"amount_won", "number", "value"},
};

template <class Columns>
std::string heading(const Columns& columns) {
  std::vector<std::string> names;
  for (const FiscalColumn& column : columns) names.emplace_back(column.name);
  return base::format_csv_row(names);
}

template <class Columns>
std::string schema_json(const Columns& columns, std::string_view key) {
  std::vector<std::string> fields;
  for (const FiscalColumn& column : columns)
    fields.push_back(JsonText()
                         .text("name", column.name)
                         .text("type", column.type)
                         .text("columnType", column.meaning)
                         .str());
  return JsonText()
      .raw("fields", json_list(fields))
      .raw("primaryKey", "[\"" + std::string(key) + "\"]")
      .str();
}

// `bytes` and `hash` let a reader see that the table is the one that the descriptor speaks of.
std::string resource_json(std::string_view name, std::string_view schema, std::string_view csv) {
  return JsonText()
      .text("name", name)
      .text("path", std::string(name) + ".csv")
      .text("profile", "tabular-data-resource")
      .text("format", "csv")
      .text("mediatype", "text/csv")
      .text("encoding", "utf-8")
      .number("bytes", std::ssize(csv))
      .text("hash", "sha256:" + crypto::to_hex(crypto::sha256(csv)))
      .raw("schema", schema)
      .str();
}

std::string measure_json(std::string_view source, std::string_view resource,
                         std::string_view phase) {
  return JsonText()
      .text("source", source)
      .text("resource", resource)
      .text("currency", "KRW")
      .text("direction", "expenditure")
      .text("phase", phase)
      .str();
}

// A dimension with one attribute that is its key.
std::string dimension_json(std::string_view source, std::string_view resource,
                           std::string_view type) {
  const std::string attribute = JsonText().text("source", source).text("resource", resource).str();
  return JsonText()
      .raw("attributes", JsonText().raw(source, attribute).str())
      .text("primaryKey", source)
      .text("dimensionType", type)
      .str();
}

std::string model_json() {
  return JsonText()
      .raw("measures", JsonText()
                           .raw("planned", measure_json("plan_won", "budget", "approved"))
                           .raw("spent", measure_json("amount_won", "spending", "executed"))
                           .str())
      .raw("dimensions",
           JsonText()
               .raw("year", dimension_json("year", "budget", "datetime"))
               .raw("programme", dimension_json("programme_code", "budget", "activity"))
               .raw("goal", dimension_json("goal", "spending", "classification"))
               .raw("source", dimension_json("source", "spending", "classification"))
               .raw("payee", dimension_json("payee", "spending", "entity"))
               .str())
      .str();
}

// The first document stands for all: a table has one cell for it.
std::string digest_of(db::Transaction& tx, RegionId region_id, SpendingId spending_id) {
  const auto evidence = published_evidence(tx, region_id, spending_id);
  CHECK_REQUEST(!evidence.empty());  // nothing is paid without
  return evidence.front().sha256;
}

// From the first programme's beginning to the last one's end.
std::string period_json(db::Transaction& tx, RegionId region_id, base::Instant now) {
  Date first = base::korean_date(now);
  Date last = first;
  for (const Programme& programme : list_programmes(tx, region_id)) {
    first = std::min(first, programme.starts_on);
    last = std::max(last, programme.ends_on);
  }
  return JsonText()
      .text("start", base::format_date(first))
      .text("end", base::format_date(last))
      .str();
}

}  // namespace

std::string fiscal_budget_csv(db::Transaction& tx, RegionId region_id) {
  std::string csv = heading(kBudget);
  for (const Programme& programme : list_programmes(tx, region_id)) {
    if (programme.state != StepState::approved) continue;
    for (const BudgetLine& line : lines_of(tx, region_id, programme.id))
      csv += base::format_csv_row({std::to_string(line.id.value), std::to_string(line.year),
                                   programme.code, programme.name,
                                   std::string(base::name_of(line.goal)), "approved",
                                   std::to_string(line.planned_won + line.moved_won)});
  }
  return csv;
}

std::string fiscal_spending_csv(db::Transaction& tx, RegionId region_id) {
  std::string csv = heading(kSpending);
  for (const PublicSpending& each : published_spendings(tx, region_id, {}))
    csv += base::format_csv_row(
        {std::to_string(each.id.value), base::format_date(each.spent_on), std::to_string(each.year),
         std::to_string(each.line_id.value), each.programme_name,
         std::string(base::name_of(each.goal)), std::string(base::name_of(each.source)),
         each.funder_name, each.payee, each.purpose, digest_of(tx, region_id, each.id),
         std::to_string(each.seq), "executed", std::to_string(each.amount_won)});
  return csv;
}

std::string fiscal_package_json(db::Transaction& tx, RegionId region_id, base::Instant now) {
  const std::string budget = fiscal_budget_csv(tx, region_id);
  const std::string spending = fiscal_spending_csv(tx, region_id);
  return JsonText()
      .text("profile", "tabular-data-package")
      .text("name", "olive-funds")
      .text("title", "Funds of the Olive programme: plans and published spendings")
      .text("created", base::format_instant(now))
      .text("countryCode", "KR")
      .text("granularity", "transactional")
      .raw("fiscalPeriod", period_json(tx, region_id, now))
      .raw("model", model_json())
      .raw("resources",
           json_list(std::vector{
               resource_json("budget", schema_json(kBudget, "line_id"), budget),
               resource_json("spending", schema_json(kSpending, "spending_id"), spending)}))
      .str();
}

}  // namespace funds
