#include "postgresql_value.h"

#include <endian.h>

#include <cstring>

#include "db/database.h"

namespace db::postgresql {

namespace {

constexpr int kBinary = 1;
constexpr char kTrue[] = "\1";
constexpr char kFalse[] = "\0";

template <class T>
T read_big_endian(std::string_view bytes, std::size_t at) {
  CHECK(at + sizeof(T) <= bytes.size());
  std::make_unsigned_t<T> number = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    number = static_cast<std::make_unsigned_t<T>>((std::uint64_t{number} << 8U) |
                                                  static_cast<unsigned char>(bytes[at + i]));
  return static_cast<T>(number);
}

template <class T>
void append_big_endian(std::string& out, T number) {
  const auto bits = static_cast<std::make_unsigned_t<T>>(number);
  for (int shift = 8 * (static_cast<int>(sizeof(T)) - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(bits >> shift);
}

struct ArrayType {
  Oid array;
  Oid element;
};

ArrayType array_type(const Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return {kInt8Array, kInt8};
  if (std::holds_alternative<bool>(value)) return {kBoolArray, kBool};
  if (std::holds_alternative<Bytes>(value)) return {kByteaArray, kBytea};
  CHECK(std::holds_alternative<std::string>(value));
  return {kTextArray, kText};
}

// One element of an array: its length and its binary form.
void append_element(std::string& out, const Value& value) {
  const auto add = [&out](std::string_view bytes) {
    append_big_endian(out, static_cast<std::int32_t>(bytes.size()));
    out += bytes;
  };
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    append_big_endian(out, std::int32_t{sizeof(*number)});
    append_big_endian(out, *number);
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    add({*flag ? kTrue : kFalse, 1});
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    add(*text);
  } else {
    add(std::get<Bytes>(value).data);
  }
}

[[noreturn]] void refuse_number(const char* why) { throw Error("22003", why); }

}  // namespace

Oid parameter_type(const Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return kInt8;
  if (std::holds_alternative<bool>(value)) return kBool;
  if (std::holds_alternative<Bytes>(value)) return kBytea;
  return 0;
}

Parameters::Parameters(std::span<const Value> values) {
  pointers.reserve(values.size());
  lengths.reserve(values.size());
  formats.reserve(values.size());
  numbers_.reserve(values.size());  // never grows: pointers into it stay valid
  const auto add = [&](const char* data, std::size_t size, int format) {
    pointers.push_back(data);
    lengths.push_back(static_cast<int>(size));
    formats.push_back(format);
  };
  for (const Value& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      numbers_.push_back(htobe64(static_cast<std::uint64_t>(*number)));
      add(reinterpret_cast<const char*>(&numbers_.back()), sizeof(std::uint64_t), kBinary);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      add(*flag ? kTrue : kFalse, 1, kBinary);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      add(text->c_str(), text->size(), 0);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      add(bytes->data.data(), bytes->data.size(), kBinary);
    } else {
      add(nullptr, 0, 0);
    }
  }
}

// As array_send in arrayfuncs.c: dimensions, whether there are nulls, type, size, lower bound.
void ArrayParameters::encode(std::span<const Value> cells, std::size_t width) {
  CHECK(width > 0 && !cells.empty() && cells.size() % width == 0);
  const std::size_t rows = cells.size() / width;
  arrays_.resize(width);
  pointers.resize(width);
  lengths.resize(width);
  formats.assign(width, kBinary);
  types.resize(width);
  for (std::size_t column = 0; column < width; ++column) {
    const Value& first = cells[column];
    const ArrayType type = array_type(first);
    std::string& out = arrays_[column];
    out.clear();
    for (const std::int32_t number :
         {1, 0, static_cast<std::int32_t>(type.element), static_cast<std::int32_t>(rows), 1})
      append_big_endian(out, number);
    for (std::size_t row = 0; row < rows; ++row) {
      const Value& cell = cells[row * width + column];
      CHECK(cell.index() == first.index());
      append_element(out, cell);
    }
    pointers[column] = out.data();
    lengths[column] = static_cast<int>(out.size());
    types[column] = type.array;
  }
}

std::int64_t read_numeric(std::string_view binary) {
  // Digits in base 10000, the first one of weight 10000^weight (numeric_send in numeric.c).
  constexpr std::int16_t kPositive = 0;
  constexpr std::int16_t kNegative = 0x4000;
  const auto digits = read_big_endian<std::int16_t>(binary, 0);
  const auto weight = read_big_endian<std::int16_t>(binary, 2);
  const auto sign = read_big_endian<std::int16_t>(binary, 4);
  if (sign != kPositive && sign != kNegative) refuse_number("not a number");
  std::int64_t total = 0;
  for (int place = 0; place < std::max<int>(digits, weight + 1); ++place) {
    const std::size_t at = 8 + 2 * static_cast<std::size_t>(place);
    const std::int64_t digit = place < digits ? read_big_endian<std::int16_t>(binary, at) : 0;
    if (place > weight) {
      if (digit != 0) throw Error("42804", "a column holds a fraction");
      continue;
    }
    // Summed on the negative side, where one more number fits.
    if (__builtin_mul_overflow(total, 10'000, &total) ||
        __builtin_sub_overflow(total, digit, &total))
      refuse_number("sum does not fit 64 bits");
  }
  if (sign == kNegative) return total;
  if (__builtin_sub_overflow(std::int64_t{0}, total, &total))
    refuse_number("sum does not fit 64 bits");
  return total;
}

Value read_cell(const PGresult& result, int row, int column) {
  if (PQgetisnull(&result, row, column) != 0) return {};
  const std::string_view raw(PQgetvalue(&result, row, column),
                             static_cast<std::size_t>(PQgetlength(&result, row, column)));
  switch (const Oid type = PQftype(&result, column)) {
    case kInt8: return read_big_endian<std::int64_t>(raw, 0);
    case kInt4: return std::int64_t{read_big_endian<std::int32_t>(raw, 0)};
    case kInt2: return std::int64_t{read_big_endian<std::int16_t>(raw, 0)};
    case kOid: return std::int64_t{read_big_endian<std::uint32_t>(raw, 0)};
    case kBool: return raw[0] != 0;
    case kNumeric: return read_numeric(raw);
    case kBytea: return Bytes{std::string(raw)};
    case kJsonb: return std::string(raw.substr(1));  // behind the version number
    case kText:
    case kVarchar:
    case kBpchar:
    case kName:
    case kJson:
    case kUnknown:
    case kVoid: return std::string(raw);
    default: throw Error("42804", "column type " + std::to_string(type) + " is not in use");
  }
}

}  // namespace db::postgresql
