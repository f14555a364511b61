const kFirstSyllable = 0xac00;
const kLastSyllable = 0xd7a3;
/** Syllables that share one initial consonant. */
const kPerInitial = 588;
/** The nineteen initial consonants as letters of their own, in the order of the syllables. */
const kInitials = [
  0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146, 0x3147,
  0x3148, 0x3149, 0x314a, 0x314b, 0x314c, 0x314d, 0x314e,
];

/** The initial consonants of a text; what is no Korean syllable stays. */
export function initials(text: string): string {
  return [...text].map((letter) => initial_of(letter)).join('');
}

/**
 * Whether `text` contains what somebody typed: as written, or by initial consonants. Spaces and
 * case do not count.
 */
export function contains(text: string, typed: string): boolean {
  const wanted = plain(typed);
  return plain(text).includes(wanted) || initials(plain(text)).includes(wanted);
}

function plain(text: string): string {
  return text.replace(/\s/g, '').toLowerCase();
}

function initial_of(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code < kFirstSyllable || code > kLastSyllable) return letter;
  return String.fromCharCode(kInitials[Math.floor((code - kFirstSyllable) / kPerInitial)] ?? code);
}
