/// RFC 9457 problem details: how every refusal reaches the client.
#pragma once

#include <concepts>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "base/describe.h"
#include "i18n/catalogue.h"
#include "json/json.h"

namespace api {

/// Why a request was not carried out. `code` is the refusal's name, the message is
/// `refusal.<code>` of the catalogue, filled with `arguments`.
struct Problem {
  int status = 422;
  std::string code;
  json::Errors fields{};
  i18n::Arguments arguments{};
};

template <class T>
using Answer = std::expected<T, Problem>;

/// `return api::refused(TransferRefusal::insufficient_balance, "/amount_won");`
/// Names that end in `not_found` become 404, `not_permitted` 403, `conflict` or `stale` 409, all
/// others 422.
template <class E>
[[nodiscard]] std::unexpected<Problem> refused(E reason, std::string pointer = {},
                                               i18n::Arguments arguments = {}) {
  std::string code(base::name_of(reason));
  int status = 422;
  if (code.ends_with("not_found")) status = 404;
  if (code.ends_with("not_permitted")) status = 403;
  if (code.ends_with("conflict") || code.ends_with("stale")) status = 409;
  Problem problem{status, code, {}, std::move(arguments)};
  if (!pointer.empty()) problem.fields.push_back({std::move(pointer), code, {}});
  return std::unexpected(std::move(problem));
}

/// Turns a module's Result into an Answer.
template <class T, class E>
  requires std::is_enum_v<E>
[[nodiscard]] Answer<T> answer(std::expected<T, E> result) {
  if (!result) return refused(result.error());
  if constexpr (std::is_void_v<T>) return {};
  else return std::move(*result);
}

}  // namespace api
