import { describe, expect, it } from 'vitest';
import { by_person, count_kind, day_of, minutes_for, moved, weeks_of, hours_of } from './calendar';
import type { AttendanceDay, AttendanceKind } from './types';

function day(person_id: string, worked_on: string, kind: AttendanceKind = 'work'): AttendanceDay {
  return { person_id, worked_on, team_id: '1', kind, minutes: 480, late_min: 0, night_min: 0 };
}

describe('the weeks of a month', () => {
  it('start on Monday and keep every day in its column', () => {
    const weeks = weeks_of('2026-11-01');
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)?.slice(0, 2)).toEqual(['2026-11-30', null]);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('are four when a February begins on Monday', () => {
    expect(weeks_of('2027-02-01')).toHaveLength(4);
  });
});

describe('attendance', () => {
  const days = [
    day('7', '2026-11-02'),
    day('7', '2026-11-03', 'leave'),
    day('8', '2026-11-02'),
    day('7', '2026-11-04'),
  ];

  it('is found by day, and by person and day', () => {
    expect(day_of(days, '2026-11-03')?.kind).toBe('leave');
    expect(day_of(days, '2026-11-05')).toBeUndefined();
    const persons = by_person(days);
    expect(persons.get('7')?.get('2026-11-03')?.kind).toBe('leave');
    expect(persons.get('8')?.size).toBe(1);
  });

  it('is counted by kind; nobody has no days', () => {
    const own = by_person(days).get('7');
    expect([count_kind(own, 'work'), count_kind(own, 'leave'), count_kind(own, 'absent')]).toEqual([
      2, 1, 0,
    ]);
    expect(count_kind(undefined, 'work')).toBe(0);
  });

  it.each([
    ['work', 'social_service', 480],
    ['work', 'work_maintenance', 300],
    ['leave', 'social_service', 0],
    ['absent', 'work_maintenance', 0],
  ] as const)('set by hand as %s in %s has %i minutes', (kind, type, minutes) => {
    expect(minutes_for(kind, type)).toBe(minutes);
  });
});

describe('an arrow key in the grid', () => {
  const size = { rows: 3, columns: 30 };
  it.each([
    ['ArrowRight', 0, 0, 0, 1],
    ['ArrowLeft', 0, 0, 0, 0],
    ['ArrowDown', 2, 5, 2, 5],
    ['ArrowUp', 2, 5, 1, 5],
    ['Home', 1, 12, 1, 0],
    ['End', 1, 12, 1, 29],
  ])('%s at row %i, column %i', (key, row, column, to_row, to_column) => {
    expect(moved(key, { row, column }, size)).toEqual({ row: to_row, column: to_column });
  });

  it('is only one that moves', () => {
    expect(moved('Enter', { row: 0, column: 0 }, size)).toBeNull();
  });
});

describe('hours', () => {
  it.each([
    [null, null, {}],
    [540, null, { came_min: 540 }],
    [540, 1080, { came_min: 540, left_min: 1080 }],
    [0, 60, { came_min: 0, left_min: 60 }],
    [1320, 360, { came_min: 1320, left_min: 1800 }],
    [540, 540, { came_min: 540, left_min: 540 }],
  ])('of %s and %s', (came, left, sent) => {
    expect(hours_of(came, left)).toEqual(sent);
  });
});
