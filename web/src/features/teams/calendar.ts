import { days_of_month, weekday } from '@platform/months';
import type { AttendanceDay, AttendanceKind, WorkType } from './types';

const kWeek = 7;
const kMonday = 1;

/** Whole weeks, Monday first, around the days of a month; null outside of it. */
export function weeks_of(month: string): (string | null)[][] {
  const days: (string | null)[] = days_of_month(month);
  const before = (weekday(month) - kMonday + kWeek) % kWeek;
  const cells = [...Array<null>(before).fill(null), ...days];
  while (cells.length % kWeek !== 0) cells.push(null);
  return Array.from({ length: cells.length / kWeek }, (_, week) =>
    cells.slice(week * kWeek, (week + 1) * kWeek),
  );
}

export function day_of(days: AttendanceDay[], date: string): AttendanceDay | undefined {
  return days.find((day) => day.worked_on === date);
}

/** Attendance by person and day, for a grid. */
export function by_person(days: AttendanceDay[]): Map<string, Map<string, AttendanceDay>> {
  const persons = new Map<string, Map<string, AttendanceDay>>();
  for (const day of days) {
    const own = persons.get(day.person_id) ?? new Map<string, AttendanceDay>();
    persons.set(day.person_id, own.set(day.worked_on, day));
  }
  return persons;
}

export function count_kind(
  days: Map<string, AttendanceDay> | undefined,
  kind: AttendanceKind,
): number {
  return [...(days?.values() ?? [])].filter((day) => day.kind === kind).length;
}

const kDayMinutes = 480;
const kShortDayMinutes = 300;

/** Minutes of a day set by hand: a full day's, five hours for work maintenance, none off work. */
export function minutes_for(kind: AttendanceKind, type: WorkType): number {
  if (kind !== 'work') return 0;
  return type === 'work_maintenance' ? kShortDayMinutes : kDayMinutes;
}

const kMinutesPerDay = 1440;

/** Hours as the form holds them: what nobody entered is left out, leaving before coming is on the
 * next day. */
export function hours_of(
  came_min: number | null,
  left_min: number | null,
): { came_min?: number; left_min?: number } {
  const is_next_day = came_min !== null && left_min !== null && left_min < came_min;
  return {
    ...(came_min === null ? {} : { came_min }),
    ...(left_min === null ? {} : { left_min: is_next_day ? left_min + kMinutesPerDay : left_min }),
  };
}

/** Where an arrow key leads in a grid; null when the key means nothing there. */
export function moved(
  key: string,
  at: { row: number; column: number },
  size: { rows: number; columns: number },
): { row: number; column: number } | null {
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1);
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -size.columns],
    End: [0, size.columns],
  };
  const step = steps[key];
  if (!step) return null;
  return {
    row: clamp(at.row + step[0], size.rows),
    column: clamp(at.column + step[1], size.columns),
  };
}
