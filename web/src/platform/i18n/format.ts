/** Values for the `{place}`s of a message. */
export type Arguments = Record<string, string | number>;

/**
 * Fills `{place}` and chooses in `{place:first/second}`: in Korean by the final consonant of the
 * value (`{name:이/가}`), in English by number (`{count:visit/visits}` is `visit` for 1).
 */
export function fill(text: string, args: Arguments, language: 'ko' | 'en'): string {
  return text.replace(/\{([a-z_]+)(?::([^}/]*)\/([^}]*))?\}/g, (whole, place, first, second) => {
    const value = args[place];
    if (value === undefined) return whole;
    const shown = typeof value === 'number' ? value.toLocaleString(language) : value;
    if (first === undefined) return shown;
    const takes_first = language === 'ko' ? ends_in_consonant(shown) : String(value) === '1';
    return takes_first ? first : second;
  });
}

/** Digits read aloud in Korean that end in a consonant: 0 yeong, 1 il, 3 sam, 6 yuk, 7 chil, 8 pal. */
const kConsonantDigits = '013678';

function ends_in_consonant(text: string): boolean {
  const last = text.at(-1) ?? '';
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28 !== 0;
  return kConsonantDigits.includes(last);
}
