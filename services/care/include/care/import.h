/// Imports requests for care from a table, all or nothing unless asked otherwise.
#pragma once

#include <string_view>

#include "care/referral.h"
#include "documents/table.h"

namespace care {

/// Columns: name, born_on, gender, phone, road_address, district_code (code or name), service,
/// income_band, mobility, lives_alone, has_other_service, discharged_on, wished_from,
/// visits_per_month, visit_min, purpose, health_note, organisation (name or id); Korean headings
/// and words are taken. Somebody with the same name, birth date and phone is the same person,
/// others are recorded as new.
/// Per row, besides the faults of documents::read_table: every PersonRefusal and ReferralRefusal by
/// its name, `duplicate_request` (same person and service earlier in the file),
/// `organisation_not_found`, `discharged_in_the_future`, `wished_in_the_past`.
/// Nothing is recorded when a row is bad, unless options.skips_bad_rows. Runs in the caller's
/// transaction; a dry run is rolled back to where it began.
[[nodiscard]] documents::ImportReport import_requests(db::Transaction& tx, RegionId region_id,
                                                      std::string_view file,
                                                      const documents::ImportOptions& options,
                                                      const crypto::Sealer& sealer,
                                                      PersonId actor_id, base::Instant now);

}  // namespace care
