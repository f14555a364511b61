/// The words of a Korean bank's form for bulk transfers. See: docs/formats/bank_file.md.
#pragma once

#include <string>
#include <vector>

namespace market {

inline std::vector<std::string> bank_headings() {
  return {"은행코드", "계좌번호", "예금주", "금액", "받는통장표시", "내통장표시", "정산번호"};
}

/// What the shop's bank book shows: banks cut it after seven Korean characters.
inline std::string bank_mark(std::int32_t month) { return "올리브" + std::to_string(month) + "월"; }

}  // namespace market
