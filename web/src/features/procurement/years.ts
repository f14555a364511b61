import type { Tone } from '@ui';
import type { BodyYear } from './types';

const kYearsShown = 5;

/** The years that can be looked at, the present one first. */
export function years_until(today: string): string[] {
  const last = Number(today.slice(0, 4));
  return Array.from({ length: kYearsShown }, (_, index) => String(last - index));
}

/** A year from an address; the present one when it is none. */
export function year_of(text: string | null, today: string): number {
  const year = Number(text);
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : Number(today.slice(0, 4));
}

/** Parts of a million as a share: `12500` is 0.0125. */
export function share_of(ppm: number): number {
  return ppm / 1_000_000;
}

export type Standing = 'met' | 'not_met' | 'outdated' | 'unknown';

/** How a body stands; unknown as long as nobody entered all that it bought, outdated when more was
 *  bought since. */
export function standing_of(row: Pick<BodyYear, 'is_met' | 'total_won'>): Standing {
  if (row.is_met === null || row.is_met === undefined)
    return row.total_won ? 'outdated' : 'unknown';
  return row.is_met ? 'met' : 'not_met';
}

const tones: Record<Standing, Tone> = {
  met: 'good',
  not_met: 'bad',
  outdated: 'warn',
  unknown: 'neutral',
};
export function standing_tone(standing: Standing): Tone {
  return tones[standing];
}

/** How much was bought against the year before, for a trend; nothing to compare: none. */
export function change_of(now_won: number, before_won: number): number | null {
  return before_won > 0 ? (now_won - before_won) / before_won : null;
}
