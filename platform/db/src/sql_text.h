// Small text work on SQL.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace db {

// The statements of a migration file, without comments and the `;` that end them.
std::vector<std::string> split_statements(std::string_view sql);

// Replaces `{{json}}` and `{{blob}}` by the dialect's type.
std::string with_dialect_types(std::string_view sql, Dialect dialect);

// Replaces `$n IS NULL` and `$n IS NOT NULL` by TRUE or FALSE, as the parameters have it.
// PostgreSQL cannot tell the type of a parameter from such a test and would refuse the statement.
std::string fold_null_tests(std::string_view sql, std::span<const Value> parameters);

}  // namespace db
