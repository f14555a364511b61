/** Values for the `{place}`s of a message. */
export type Arguments = Record<string, string | number>;

/**
 * Fills `{place}`, and puts one of two words for `{place:first/second}`: in Korean by the final
 * consonant of the value (`{name}{name:i/ga}`), in English by number (`{count} {count:day/days}`).
 */
export function fill(text: string, args: Arguments, language: 'ko' | 'en'): string {
  return text.replace(/\{([a-z_]+)(?::([^}/]*)\/([^}]*))?\}/g, (whole, place, first, second) => {
    const value = args[place];
    if (value === undefined) return whole;
    const shown = typeof value === 'number' ? value.toLocaleString(language) : value;
    if (first === undefined) return shown;
    if (language === 'en') return String(value) === '1' ? first : second;
    return takes_first(final_consonant(shown), second) ? first : second;
  });
}

/** Final consonants by their index in a syllable block: 0 is none, 8 is rieul. */
const kRieul = 8;
/** The syllable "ro": the particle "by, to", whose longer form is not used after rieul. */
const kRo = 0xb85c;

function takes_first(final: number, second: string): boolean {
  return final !== 0 && !(final === kRieul && second.charCodeAt(0) === kRo);
}

/** Digits as read aloud: yeong, il, i, sam, sa, o, yuk, chil, pal, gu. */
const kDigitFinals = [21, 8, 0, 16, 0, 0, 1, 8, 8, 0];

function final_consonant(text: string): number {
  const last = text.at(-1) ?? '';
  const code = last.charCodeAt(0);
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28;
  return kDigitFinals[Number.parseInt(last, 10)] ?? 0;
}
