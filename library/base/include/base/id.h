/// Application-made identifiers: 63 bit, ordered by time, strings in JSON.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace base {

/// An identifier of one kind of thing; `Tag` keeps kinds apart. 0 means "none".
/// JSON and URLs carry it as a decimal string, because 63 bits do not fit a JavaScript number.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr auto operator<=>(const Id&) const = default;
  constexpr explicit operator bool() const { return value != 0; }
};

/// The tenant: a city or a province. Leads every key of every table.
using RegionId = Id<struct RegionTag>;
/// A human being, whatever their roles.
using PersonId = Id<struct PersonTag>;
/// A centre, team, hospital, shop, office or funder.
using OrganisationId = Id<struct OrganisationTag>;

/// Composes an identifier: 42 bits of milliseconds since 2020-01-01, 21 bits that tell apart what
/// is made in the same millisecond. Requires: `unix_ms` not before 2020.
[[nodiscard]] std::int64_t compose_id(std::int64_t unix_ms, std::uint32_t distinguisher);

}  // namespace base

template <class Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(base::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
