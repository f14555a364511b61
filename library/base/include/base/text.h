/// Text helpers that know UTF-8 and Hangul. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// True when `text` is well-formed UTF-8 (no overlong forms, no surrogates; RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view text);
/// Code points of well-formed UTF-8. Requires: is_utf8(text).
[[nodiscard]] std::u32string decode_utf8(std::string_view text);
[[nodiscard]] std::string encode_utf8(std::u32string_view text);
/// Number of code points. Requires: is_utf8(text).
[[nodiscard]] std::size_t length_utf8(std::string_view text);

/// Without leading and trailing ASCII and ideographic white space.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// ASCII letters in lower case, all else unchanged.
[[nodiscard]] std::string to_lower(std::string_view text);
/// A decimal integer that fills all of `text`; nullopt otherwise, overflow included.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

/// The initial consonants (초성) of the Hangul syllables; other characters stay as they are:
/// `홍길동 2` → `ㅎㄱㄷ 2`. The stored form that 초성 search compares with.
[[nodiscard]] std::string hangul_initials(std::string_view text);
/// True when every character is a compatibility consonant (ㄱ…ㅎ): the user searches by 초성.
[[nodiscard]] bool is_initials_only(std::string_view text);
/// Chooses particles (조사) by the sound before them where a text leaves both written: `을(를)`,
/// `은(는)`, `이(가)`, `과(와)`, `(으)로`. Numbers, clock times (`10:30`) and Latin words are read
/// as Koreans read them. `이순신이(가) 10:30(으)로` → `이순신이 10:30으로`. Requires:
/// is_utf8(text).
[[nodiscard]] std::string fit_particles(std::string_view text);

/// `홍길동` → `홍*동`, `남궁` → `남*`, `John Smith` → `J********h` (rule R4).
[[nodiscard]] std::string mask_name(std::string_view name);
/// `010-1234-5678` → `010-****-5678` (rule R4).
[[nodiscard]] std::string mask_phone(std::string_view phone);

/// True when `text` holds a resident registration number (주민등록번호) or foreigner number:
/// 13 digits in the shape YYMMDD-SXXXXXX, with or without a separator, full-width digits included,
/// whose date exists. Numbers issued since October 2020 have no checksum, so the date decides
/// (rule R2). Cost: one pass.
[[nodiscard]] bool has_resident_number(std::string_view text);

}  // namespace base
