// What masking must never show, whatever the name or number looks like (rule R4).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"

namespace base {
namespace {

std::string any_name() {
  const auto numbers = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(
      rc::gen::inRange<std::uint32_t>(U'가', U'힣' + 1), rc::gen::inRange<std::uint32_t>('A', 'Z'),
      rc::gen::just<std::uint32_t>(' '), rc::gen::just<std::uint32_t>(U'漢')));
  return encode_utf8(std::u32string(numbers.begin(), numbers.end()));
}

RC_GTEST_PROP(MaskName, ShowsFirstAndLastAtMost, ()) {
  const std::u32string name = decode_utf8(any_name());
  const std::u32string masked = decode_utf8(mask_name(encode_utf8(name)));
  const std::size_t length = name.size();
  RC_ASSERT(masked.size() == length);
  for (std::size_t i = 0; i < length; ++i) {
    const bool may_show = length >= 2 && (i == 0 || (i == length - 1 && length >= 3));
    const bool is_right = may_show ? masked[i] == name[i] : masked[i] == U'*';
    RC_ASSERT(is_right);
  }
}

RC_GTEST_PROP(MaskName, MaskingTwiceChangesNothing, ()) {
  const std::string once = mask_name(any_name());
  RC_ASSERT(mask_name(once) == once);
}

RC_GTEST_PROP(MaskPhone, HidesAtLeastAllButPrefixAndFour, ()) {
  const auto phone = *rc::gen::container<std::string>(
      rc::gen::element('0', '1', '2', '5', '8', '9', '-', ' ', '+'));
  const std::string masked = mask_phone(phone);
  RC_ASSERT(masked.size() == phone.size());
  int shown = 0;
  for (std::size_t i = 0; i < phone.size(); ++i) {
    const bool is_digit = phone[i] >= '0' && phone[i] <= '9';
    if (is_digit) RC_ASSERT(masked[i] == phone[i] || masked[i] == '*');
    else RC_ASSERT(masked[i] == phone[i]);
    shown += is_digit && masked[i] != '*';
  }
  RC_ASSERT(shown <= 7);  // three of a prefix, four at the end
  const auto digits = std::ranges::count_if(phone, [](char c) { return c >= '0' && c <= '9'; });
  if (digits > 0) RC_ASSERT(masked.find('*') != std::string::npos);
}

RC_GTEST_PROP(HasResidentNumber, IsNotFooledByMaskedOnes, ()) {
  const std::string birth = *rc::gen::element<std::string>("900101", "000229", "850315");
  const int shown = *rc::gen::inRange(0, 7);
  const std::string rest = "1234567";
  const std::string masked = rest.substr(0, static_cast<std::size_t>(shown)) +
                             std::string(static_cast<std::size_t>(7 - shown), '*');
  RC_ASSERT(!has_resident_number(birth + "-" + masked));
}

// A whole table survives: that is what export and import of an office rely on.
RC_GTEST_PROP(Csv, TablesAreReadBackRowByRow, ()) {
  const auto cell = rc::gen::container<std::string>(
      rc::gen::element('a', ',', '"', '\n', '\r', '0', ' ', ';', '.'));
  const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell)));
  std::string text = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
  for (const auto& row : table) text += format_csv_row(row);
  const auto rows = parse_csv(text);
  RC_ASSERT(rows.has_value());
  RC_ASSERT(rows->size() == table.size());
  int line = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::vector<std::string> expected = table[i];
    for (std::string& one : expected)
      if (is_formula(one)) one.insert(0, "'");
    RC_ASSERT((*rows)[i].cells == expected);
    RC_ASSERT((*rows)[i].line > line);
    line = (*rows)[i].line;
  }
}

}  // namespace
}  // namespace base
