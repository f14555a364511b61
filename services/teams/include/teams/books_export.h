/// Tables that are typed again, or read in, by the national self-sufficiency system: its columns in
/// its order, every figure as it is in our books, nothing left to compute (data.go.kr 15138277:
/// attendance and pay; 15138296: sales account).
#pragma once

#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "teams/pay.h"
#include "teams/quarter.h"

namespace teams {

/// The character set of a file: for today's spreadsheets, or for those and forms that want the old
/// Korean one.
enum class Encoding { utf8, cp949 };
BOOST_DESCRIBE_ENUM(Encoding, utf8, cp949)

/// A table before it is written.
struct ExportTable {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

/// Headings are the national system's, hence Korean whatever the reader's language.
[[nodiscard]] ExportTable quarter_table(const std::vector<QuarterAccount>& accounts,
                                        const std::vector<QuarterFigures>& figures,
                                        const std::vector<people::Organisation>& centres,
                                        const i18n::Catalogue& catalogue);
/// A month's attendance of a centre: one row a person and day, by person and day.
[[nodiscard]] ExportTable attendance_table(db::Transaction& tx, RegionId region_id,
                                           OrganisationId centre_id, base::Date month,
                                           const i18n::Catalogue& catalogue);
/// A pay run: one row a person and team. Names are masked; the number tells who it is.
[[nodiscard]] ExportTable pay_table(db::Transaction& tx, RegionId region_id, const PayRun& run,
                                    const i18n::Catalogue& catalogue);

/// CSV with CRLF. UTF-8 begins with a byte order mark, so that spreadsheets know it; what CP949
/// lacks becomes `?`.
[[nodiscard]] std::string write_table(const ExportTable& table, Encoding encoding);

}  // namespace teams
