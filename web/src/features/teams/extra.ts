import type { ExtraMinutes, NamedExtraWork } from './types';

const kDay = 24 * 60; // minutes

export const extra_kinds = [
  'overtime_min',
  'holiday_work_min',
  'holiday_over_min',
  'weekly_min',
  'night_min',
] as const satisfies readonly (keyof ExtraMinutes)[];

/** The kinds that a day holds, with their minutes. */
export function parts_of(extra: ExtraMinutes): { kind: keyof ExtraMinutes; minutes: number }[] {
  return extra_kinds.flatMap((kind) => (extra[kind] > 0 ? [{ kind, minutes: extra[kind] }] : []));
}

export function total_min(extra: ExtraMinutes): number {
  return extra_kinds.reduce((sum, kind) => sum + extra[kind], 0);
}

/** What the caller may approve at once: everything that waits, but for own entries. */
export function open_of(items: NamedExtraWork[]): { days: number; extra_min: number } {
  const open = items.filter((item) => item.may_decide && item.work.state === 'waiting');
  return {
    days: open.length,
    extra_min: open.reduce((sum, item) => sum + total_min(item.work.extra), 0),
  };
}

/** How many days wait for somebody else, because the caller entered their hours. */
export function own_days_of(items: NamedExtraWork[]): number {
  return items.filter((item) => !item.may_decide && item.work.state === 'waiting').length;
}

/** When somebody left, after midnight on the next day. */
export function left_at(left_min: number): { minutes: number; is_next_day: boolean } {
  const is_next_day = left_min > kDay;
  return { minutes: is_next_day ? left_min - kDay : left_min, is_next_day };
}
