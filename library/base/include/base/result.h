/// The return type of operations that may be refused for a named reason.
#pragma once

#include <expected>

namespace base {

/// A value, or the named reason why there is none. `E` is an enum of one operation's refusals,
/// described with BOOST_DESCRIBE_ENUM so that its names serve C++, JSON and messages alike.
template <class T, class E>
using Result = std::expected<T, E>;

/// `return refuse(TransferRefusal::debit_account_not_found);`
template <class E>
[[nodiscard]] constexpr std::unexpected<E> refuse(E reason) {
  return std::unexpected<E>(reason);
}

}  // namespace base

/// Evaluates a Result; on refusal returns it from the enclosing function, else yields the value.
#define OLIVE_TRY(variable, expression)                                                   \
  auto variable##_result_ = (expression);                                                 \
  if (!variable##_result_) return std::unexpected(std::move(variable##_result_).error()); \
  auto variable = std::move(variable##_result_).value()

/// The same for a Result<void, E>, or one whose value is not needed.
#define OLIVE_TRY_VOID(expression)                                  \
  do {                                                              \
    if (auto olive_try_result_ = (expression); !olive_try_result_)  \
      return std::unexpected(std::move(olive_try_result_).error()); \
  } while (false)
