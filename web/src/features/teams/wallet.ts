import { days_between } from '@platform/months';
import type { Tone } from '@ui';
import type { WalletLot } from './types';

/** From how many days before the end people are warned, and how loudly. */
const kWarnings: { days: number; tone: Tone }[] = [
  { days: 7, tone: 'bad' },
  { days: 30, tone: 'warn' },
  { days: 60, tone: 'info' },
];

export interface Expiry {
  expires_on: string;
  points: number;
  /** Days left, today not counted. */
  days_left: number;
  tone: Tone;
}

/** What expires when, the earliest first; lots of one day are one. */
export function expiries(lots: WalletLot[], today: string): Expiry[] {
  const by_day = new Map<string, number>();
  for (const lot of lots)
    by_day.set(lot.expires_on, (by_day.get(lot.expires_on) ?? 0) + lot.remaining);
  return [...by_day]
    .filter(([, points]) => points > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([expires_on, points]) => {
      const days_left = days_between(today, expires_on);
      return { expires_on, points, days_left, tone: tone_of(days_left) };
    });
}

/** How loudly so many days left speak. */
export function tone_of(days_left: number): Tone {
  return kWarnings.find((warning) => days_left <= warning.days)?.tone ?? 'olive';
}

/** The expiry to warn about now, if any. */
export function warning_of(list: Expiry[]): Expiry | undefined {
  return list.find((expiry) => expiry.tone !== 'olive');
}
