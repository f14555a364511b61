import { clock } from '@platform/i18n/units';
import type { Opening, OrderWindow } from './types';

/** Monday … Sunday as the server counts them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** One weekday on the form: closed, or open from – to, perhaps with a break between. */
export interface DayForm {
  weekday: number;
  is_open: boolean;
  from: number | null;
  to: number | null;
  /** What the form does not show (a third span) stays as it was. */
  others: Opening[];
}

/** The week as the form shows it; a closed day proposes nine to six. */
export function to_days(openings: Opening[]): DayForm[] {
  return weekdays.map((weekday) => {
    const [first, ...others] = openings.filter((each) => each.weekday === weekday);
    return {
      weekday,
      is_open: first !== undefined,
      from: first?.opens_minute ?? 540,
      to: first?.closes_minute ?? 1080,
      others,
    };
  });
}

/** The openings of a form; null for a day whose times are none. */
export function to_openings(days: DayForm[]): Opening[] | null {
  const openings: Opening[] = [];
  for (const day of days) {
    if (!day.is_open) continue;
    if (day.from === null || day.to === null) return null;
    const first = { weekday: day.weekday, opens_minute: day.from, closes_minute: day.to };
    openings.push(first, ...day.others);
  }
  return openings;
}

/** The spans of one weekday as text: `09:00–12:00, 13:00–18:00`. */
export function spans_text(openings: Opening[], weekday: number): string {
  return openings
    .filter((each) => each.weekday === weekday)
    .map((each) => `${clock(each.opens_minute)}–${clock(each.closes_minute)}`)
    .join(', ');
}

/** A window that a shop adds: until Thursday 18:00 for Friday afternoon. */
export function new_window(): OrderWindow {
  return {
    closes_weekday: 4,
    closes_minute: 1080,
    ready_weekday: 5,
    from_minute: 840,
    to_minute: 1080,
  };
}
