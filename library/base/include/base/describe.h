/// Describes plain structs at run time, so that JSON, SQL rows and OpenAPI are written once for
/// every type, without templates. A type takes part through BOOST_DESCRIBE_STRUCT or
/// BOOST_DESCRIBE_ENUM.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace base {

enum class Kind {
  boolean,
  integer,
  real,
  text,
  date,
  instant,
  id,
  enumeration,
  optional,
  list,
  object,
};

struct TypeInfo;

/// Limits of a field, shared by the validator and the OpenAPI document. A struct states them in
/// `static std::span<const base::Rule> rules()`; fields without a rule have none.
struct Rule {
  std::string_view field;
  std::optional<std::int64_t> minimum{};    ///< integers
  std::optional<std::int64_t> maximum{};    ///< integers
  std::optional<std::size_t> min_length{};  ///< text: code points; lists: elements
  std::optional<std::size_t> max_length{};
  std::string_view pattern{};  ///< ECMAScript, anchored by the author
};

struct FieldInfo {
  std::string_view name;
  const TypeInfo& (*type)();
  void* (*member)(void* object);  ///< address of the field in an object
  const Rule* rule = nullptr;
};

/// Everything that a generic reader or writer needs to know about a type. Only the members that the
/// kind names are set.
struct TypeInfo {
  Kind kind{};
  std::string_view name{};                             ///< unqualified C++ name
  std::span<const FieldInfo> fields{};                 ///< object
  std::span<const std::string_view> names{};           ///< enumeration: name of value i
  const TypeInfo& (*element)() = nullptr;              ///< optional, list
  std::int64_t (*get_integer)(const void*) = nullptr;  ///< boolean … id, enumeration (index)
  void (*set_integer)(void*, std::int64_t) = nullptr;
  bool (*has_value)(const void*) = nullptr;    ///< optional
  void* (*emplace)(void*) = nullptr;           ///< optional: engages it; list: appends an element
  void (*clear)(void*) = nullptr;              ///< optional, list
  std::size_t (*size)(const void*) = nullptr;  ///< list
  const void* (*at)(const void*, std::size_t) = nullptr;  ///< list; optional: its value, index 0
};

template <class T>
const TypeInfo& type_info();

namespace describe_detail {

template <class T>
constexpr std::string_view raw_name() {
  return __PRETTY_FUNCTION__;
}

/// The unqualified name of T, from the compiler's spelling `… [T = ns::Name]`.
template <class T>
constexpr std::string_view type_name() {
  std::string_view text = raw_name<T>();
  const std::size_t start = text.find("T = ");
  text.remove_prefix(start + 4);
  text = text.substr(0, text.find_first_of("];"));
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class T>
struct is_id<Id<T>> : std::true_type {};

template <class T>
concept HasRules = requires {
  { T::rules() } -> std::convertible_to<std::span<const Rule>>;
};

template <class T>
const Rule* rule_of(std::string_view field) {
  if constexpr (HasRules<T>) {
    for (const Rule& rule : T::rules())
      if (rule.field == field) return &rule;
  }
  return nullptr;
}

template <class T, class Descriptor>
FieldInfo field_info(Descriptor) {
  using Member = std::remove_cvref_t<decltype(std::declval<T&>().*Descriptor::pointer)>;
  return {Descriptor::name, &type_info<Member>,
          [](void* object) -> void* { return &(static_cast<T*>(object)->*Descriptor::pointer); },
          rule_of<T>(Descriptor::name)};
}

template <class T>
std::span<const FieldInfo> field_table() {
  using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
  static const auto table = []<class... D>(boost::mp11::mp_list<D...>) {
    return std::array<FieldInfo, sizeof...(D)>{field_info<T>(D{})...};
  }(boost::mp11::mp_rename<Members, boost::mp11::mp_list>{});
  return table;
}

template <class T>
std::span<const std::string_view> enum_table() {
  static constexpr auto table = []<class... D>(boost::mp11::mp_list<D...>) {
    return std::array<std::string_view, sizeof...(D)>{D::name...};
  }(boost::mp11::mp_rename<boost::describe::describe_enumerators<T>, boost::mp11::mp_list>{});
  return table;
}

template <class T>
constexpr auto enum_values() {
  return []<class... D>(boost::mp11::mp_list<D...>) {
    return std::array<T, sizeof...(D)>{D::value...};
  }(boost::mp11::mp_rename<boost::describe::describe_enumerators<T>, boost::mp11::mp_list>{});
}

template <class T>
std::int64_t integer_of(const void* p) {
  const T& value = *static_cast<const T*>(p);
  if constexpr (std::same_as<T, Date>) return value.days;
  else if constexpr (std::same_as<T, Instant>) return value.micros;
  else if constexpr (is_id<T>::value) return value.value;
  else return static_cast<std::int64_t>(value);
}

template <class T>
void assign_integer(void* p, std::int64_t n) {
  T& value = *static_cast<T*>(p);
  if constexpr (std::same_as<T, Date>) value.days = static_cast<std::int32_t>(n);
  else if constexpr (std::same_as<T, Instant>) value.micros = n;
  else if constexpr (is_id<T>::value) value.value = n;
  else value = static_cast<T>(n);
}

template <class T>
std::int64_t enum_index(const void* p) {
  static constexpr auto values = enum_values<T>();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] == *static_cast<const T*>(p)) return static_cast<std::int64_t>(i);
  return -1;
}

template <class T>
void enum_assign(void* p, std::int64_t i) {
  static constexpr auto values = enum_values<T>();
  *static_cast<T*>(p) = values[static_cast<std::size_t>(i)];
}

template <class T>
TypeInfo scalar_info(Kind kind) {
  return {.kind = kind,
          .name = type_name<T>(),
          .get_integer = &integer_of<T>,
          .set_integer = &assign_integer<T>};
}

template <class T>
TypeInfo optional_info() {
  using E = typename T::value_type;
  return {
      .kind = Kind::optional,
      .element = &type_info<E>,
      .has_value = [](const void* p) { return static_cast<const T*>(p)->has_value(); },
      .emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); },
      .clear = [](void* p) { static_cast<T*>(p)->reset(); },
      .at = [](const void* p, std::size_t) -> const void* { return &**static_cast<const T*>(p); }};
}

template <class T>
TypeInfo list_info() {
  using E = typename T::value_type;
  static_assert(!std::same_as<E, bool>, "vector<bool> has no addressable elements");
  return {.kind = Kind::list,
          .element = &type_info<E>,
          .emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); },
          .clear = [](void* p) { static_cast<T*>(p)->clear(); },
          .size = [](const void* p) { return static_cast<const T*>(p)->size(); },
          .at = [](const void* p, std::size_t i) -> const void* {
            return &(*static_cast<const T*>(p))[i];
          }};
}

template <class T>
TypeInfo make_type_info() {
  if constexpr (std::same_as<T, bool>) return scalar_info<T>(Kind::boolean);
  else if constexpr (std::same_as<T, std::int64_t> || std::same_as<T, std::int32_t>)
    return scalar_info<T>(Kind::integer);
  else if constexpr (std::same_as<T, double>) return {.kind = Kind::real, .name = "real"};
  else if constexpr (std::same_as<T, std::string>) return {.kind = Kind::text, .name = "text"};
  else if constexpr (std::same_as<T, Date>) return scalar_info<T>(Kind::date);
  else if constexpr (std::same_as<T, Instant>) return scalar_info<T>(Kind::instant);
  else if constexpr (is_id<T>::value) return scalar_info<T>(Kind::id);
  else if constexpr (std::is_enum_v<T>)
    return {.kind = Kind::enumeration,
            .name = type_name<T>(),
            .names = enum_table<T>(),
            .get_integer = &enum_index<T>,
            .set_integer = &enum_assign<T>};
  else if constexpr (is_optional<T>::value) return optional_info<T>();
  else if constexpr (is_vector<T>::value) return list_info<T>();
  else return {.kind = Kind::object, .name = type_name<T>(), .fields = field_table<T>()};
}

}  // namespace describe_detail

/// The description of T: bool, int32/int64, double, string, Date, Instant, Id, a described enum or
/// struct, and optional or vector of these. Lives as long as the program. Thread-safe.
template <class T>
const TypeInfo& type_info() {
  static const TypeInfo info = describe_detail::make_type_info<T>();
  return info;
}

/// An empty answer: `{}` in JSON.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// The name of an enumerator: the same in C++, JSON, SQL and message keys.
/// Requires: described enum.
template <class E>
[[nodiscard]] std::string_view name_of(E value) {
  const std::int64_t index = describe_detail::enum_index<E>(&value);
  return index < 0 ? std::string_view("?")
                   : describe_detail::enum_table<E>()[static_cast<std::size_t>(index)];
}

/// The enumerator called `name`, or nullopt.
template <class E>
[[nodiscard]] std::optional<E> parse_enum(std::string_view name) {
  static constexpr auto values = describe_detail::enum_values<E>();
  const auto names = describe_detail::enum_table<E>();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (names[i] == name) return values[i];
  return std::nullopt;
}

/// Every enumerator in order of declaration.
template <class E>
[[nodiscard]] constexpr auto all_of() {
  return describe_detail::enum_values<E>();
}

}  // namespace base
