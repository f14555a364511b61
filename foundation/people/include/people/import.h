/// Imports persons with their role from a table, all or nothing unless asked otherwise.
#pragma once

#include <string_view>

#include "db/database.h"
#include "documents/table.h"
#include "people/organisation.h"

namespace people {

/// Columns: name, born_on, gender, phone, road_address, district_code (code or name), dong_code,
/// management_number, organisation (name or id), role, valid_from, note; Korean headings are taken.
/// Per row, besides the faults of documents::read_table: every PersonRefusal and
/// OrganisationRefusal by its name, `organisation_not_found`, `duplicate_row` (same management
/// number, or same name, birth date and phone, earlier in the file) and `already_registered` (the
/// same in the region).
/// Nothing is recorded when a row is bad, unless options.skips_bad_rows. Runs in the caller's
/// transaction; a dry run is rolled back to where it began. Roles are given by `actor_id`; 0: the
/// system.
[[nodiscard]] documents::ImportReport import_people(db::Transaction& tx, RegionId region_id,
                                                    std::string_view file,
                                                    const documents::ImportOptions& options,
                                                    base::Instant now, PersonId actor_id = {});

}  // namespace people
