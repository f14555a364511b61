#include "db/value.h"

#include <algorithm>

namespace db {

std::int64_t Rows::integer(std::size_t row, std::size_t column) const {
  const Value& cell = at(row, column);
  if (const bool* flag = std::get_if<bool>(&cell)) return *flag ? 1 : 0;
  const std::int64_t* number = std::get_if<std::int64_t>(&cell);
  CHECK_REQUEST(number != nullptr);
  return *number;
}

const std::string& Rows::text(std::size_t row, std::size_t column) const {
  const std::string* text = std::get_if<std::string>(&at(row, column));
  CHECK_REQUEST(text != nullptr);
  return *text;
}

const std::string& Rows::bytes(std::size_t row, std::size_t column) const {
  const Bytes* bytes = std::get_if<Bytes>(&at(row, column));
  CHECK_REQUEST(bytes != nullptr);
  return bytes->data;
}

namespace {

using base::Kind;
using base::TypeInfo;

std::int64_t enumerator_index(const TypeInfo& type, const std::string& name) {
  const auto found = std::ranges::find(type.names, std::string_view(name));
  CHECK_REQUEST(found != type.names.end());  // a name in the table that this program never wrote
  return found - type.names.begin();
}

void read_cell(const Rows& rows, std::size_t row, std::size_t column, const TypeInfo& type,
               void* target) {
  switch (type.kind) {
    case Kind::boolean:
    case Kind::integer:
    case Kind::date:
    case Kind::instant:
    case Kind::id: return type.set_integer(target, rows.integer(row, column));
    case Kind::text: *static_cast<std::string*>(target) = rows.text(row, column); return;
    case Kind::enumeration:
      return type.set_integer(target, enumerator_index(type, rows.text(row, column)));
    case Kind::optional:
      if (rows.is_null(row, column)) return type.clear(target);
      return read_cell(rows, row, column, type.element(), type.emplace(target));
    case Kind::real:
    case Kind::list:
    case Kind::object: break;
  }
  const bool is_column_type = false;  // a column holds one value, and never floating point
  CHECK_REQUEST(is_column_type);
}

// Columns mostly stand in the order of the fields, so the field of the same number is tried first.
const base::FieldInfo& field_of(const TypeInfo& type, std::string_view name, std::size_t guess) {
  if (guess < type.fields.size() && type.fields[guess].name == name) return type.fields[guess];
  const auto found = std::ranges::find(type.fields, name, &base::FieldInfo::name);
  CHECK_REQUEST(found != type.fields.end());
  return *found;
}

}  // namespace

void read_row(const Rows& rows, std::size_t row, const TypeInfo& type, void* target) {
  const std::vector<std::string>& columns = rows.columns();
  CHECK_REQUEST(type.kind == Kind::object);
  CHECK_REQUEST(columns.size() == type.fields.size());
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const base::FieldInfo& field = field_of(type, columns[column], column);
    read_cell(rows, row, column, field.type(), field.member(target));
  }
}

}  // namespace db
