import { initials } from '@platform/hangul';

/** What the server puts for the letters it hides in lists. */
const kMask = '*';

/**
 * Whether a masked name may be the one somebody types, whole, in part or by initial consonants; a
 * masked letter may be any.
 */
export function finds(name: string, typed: string): boolean {
  const wanted = [...typed.replace(/\s/g, '').toLowerCase()];
  const letters = [...name.replace(/\s/g, '').toLowerCase()];
  if (wanted.length === 0) return false;
  const fits_from = (start: number) =>
    wanted.every((letter, index) => fits(letters[start + index], letter));
  // A name of nothing but masked letters would be everybody's.
  return letters.some(
    (letter, start) =>
      start + wanted.length <= letters.length &&
      (letter !== kMask || wanted.length > 1) &&
      fits_from(start),
  );
}

function fits(letter: string | undefined, wanted: string): boolean {
  if (letter === undefined) return false;
  return letter === kMask || letter === wanted || initials(letter) === wanted;
}
