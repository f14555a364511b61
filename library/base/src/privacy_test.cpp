#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "base/time.h"

namespace base {
namespace {

TEST(MaskName, Table) {
  EXPECT_EQ(mask_name("홍길동"), "홍*동");
  EXPECT_EQ(mask_name("남궁"), "남*");
  EXPECT_EQ(mask_name("남궁민수"), "남**수");
  EXPECT_EQ(mask_name("John Smith"), "J********h");
  EXPECT_EQ(mask_name("김"), "*");
  EXPECT_EQ(mask_name(""), "");
}

TEST(MaskPhone, Table) {
  const struct {
    std::string_view phone, masked;
  } kCases[] = {
      {"010-1234-5678", "010-****-5678"},
      {"01012345678", "010****5678"},
      {"02-123-4567", "02-***-4567"},
      {"051) 888-1234", "051) ***-1234"},
      {"1588-1234", "****-1234"},
      {"+82-10-1234-5678", "+82-**-****-5678"},
      {"010-5678", "***-5678"},
      {"1234", "****"},
      {"12", "**"},
      {"", ""},
      {"070 7777 8888 내선 3", "070 **** *888 내선 3"},
  };
  for (const auto& test : kCases) EXPECT_EQ(mask_phone(test.phone), test.masked) << test.phone;
}

TEST(HasResidentNumber, Table) {
  const struct {
    std::string_view text;
    bool is_found;
  } kCases[] = {
      {"900101-1234567", true},
      {"주민번호는 900101-1234567입니다", true},
      {"9001011234567", true},
      {"900101 1234567", true},
      {"900101 - 1234567", true},
      {"900101–1234567", true},
      {"900101.1234567", true},
      {"９００１０１－１２３４５６７", true},
      {"９００１０１１２３４５６７", true},
      {"a9001011234567b", true},
      {"000229-3234567", true},   // 2000 was a leap year
      {"000229-1234567", false},  // 1900 was not
      {"960229-9234567", true},   // 1896
      {"850315-5234567", true},   // foreigner, 1985
      {"010315-7234567", true},   // foreigner, 2001
      {"901301-1234567", false},  // month 13
      {"900132-1234567", false},  // day 32
      {"900100-1234567", false},  // day 0
      {"900101", false},
      {"900101-1", false},
      {"900101-1******", false},
      {"900101-123456", false},
      {"900101-12345678", false},    // eight digits after the gap
      {"1900101-1234567", false},    // seven before it
      {"90010112345678", false},     // fourteen in a row
      {"900101----1234567", false},  // a gap too long for one number
      {"900101\n1234567", false},    // two table cells
      {"900101번 1234567", false},
      {"010-1234-5678", false},
      {"051-888-1234 / 010-1234-5678", false},
      {"9410-1234-5678-9012", false},  // payment card
      {"9410123456789012", false},
      {"110-123-456789", false},  // bank account
      {"8809912345678", false},   // EAN-13, no such date
      {"130111-0006246", false},  // corporation: begins like a day, but with a 0
      {"법인등록번호 1801110912345", false},
      {"2026-11-22 05:32:33", false},
      {"전표 990230 1234567", false},
      {"참조 123456 900101-1234567", true},
      {"900101 900101-1234567", true},
      {"123456 9001011234567", true},
      {"110 900101-1234567", true},
      {"", false},
      {"\xFF\xFE", false},
  };
  for (const auto& test : kCases)
    EXPECT_EQ(has_resident_number(test.text), test.is_found) << test.text;
}

std::string two_digits(int n) {
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

// Every birth date from 1890 to 2099 is found in whatever ordinary text stands around it.
RC_GTEST_PROP(HasResidentNumber, FindsEveryDate, ()) {
  const Date first = *make_date(1890, 1, 1);
  const Date last = *make_date(2099, 12, 31);
  const YearMonthDay birth = split_date({*rc::gen::inRange(first.days, last.days + 1)});
  const std::string centuries = birth.year < 1900 ? "9" : birth.year < 2000 ? "1256" : "3478";
  std::string number = two_digits(birth.year % 100) + two_digits(birth.month) +
                       two_digits(birth.day) + *rc::gen::element<std::string>("", "-", " ", " - ");
  number += *rc::gen::elementOf(centuries);
  for (int i = 0; i < 6; ++i) number += *rc::gen::inRange('0', static_cast<char>('9' + 1));
  const auto word = rc::gen::element<std::string>("", "홍길동 ", "12-", "(", "전화 010-1234-5678, ",
                                                  "\xFF", "20260101 ", "123456 ");
  RC_ASSERT(has_resident_number(*word + number + *rc::gen::element<std::string>("", ".", " 끝")));
}

RC_GTEST_PROP(HasResidentNumber, NeedsThirteenDigits, ()) {
  const auto text = *rc::gen::container<std::string>(
      *rc::gen::inRange<std::size_t>(0, 12), rc::gen::element('0', '1', '2', '9', '-', ' ', 'x'));
  RC_ASSERT(!has_resident_number(text));
}

}  // namespace
}  // namespace base
