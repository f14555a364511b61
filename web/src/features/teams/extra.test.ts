import { describe, expect, it } from 'vitest';
import { left_at, open_of, own_days_of, parts_of, total_min } from './extra';
import type { ExtraMinutes, NamedExtraWork } from './types';

const none: ExtraMinutes = {
  overtime_min: 0,
  holiday_work_min: 0,
  holiday_over_min: 0,
  weekly_min: 0,
  night_min: 0,
};
function day(
  overtime_min: number,
  state: NamedExtraWork['work']['state'],
  may_decide = true,
): NamedExtraWork {
  const work = {
    person_id: '1',
    worked_on: '2026-11-02',
    team_id: '2',
    minutes: 480 + overtime_min,
    extra: { ...none, overtime_min },
    state,
    note: '',
    decided_by: '0',
    entered_by: '0',
  };
  return { work, name: '홍*동', team_name: '동행', may_decide };
}

describe('extra work', () => {
  it('names the kinds that a day holds', () => {
    expect(parts_of({ ...none, holiday_work_min: 480, holiday_over_min: 30 })).toEqual([
      { kind: 'holiday_work_min', minutes: 480 },
      { kind: 'holiday_over_min', minutes: 30 },
    ]);
    expect(parts_of(none)).toEqual([]);
  });
  it('adds up', () => {
    expect(total_min({ ...none, overtime_min: 20, weekly_min: 480 })).toBe(500);
    expect(total_min({ ...none, overtime_min: 120, night_min: 120 })).toBe(240);
  });
  it.each([
    [1080, 1080, false],
    [1440, 1440, false],
    [1800, 360, true],
  ])('that ends at minute %d is read on its day', (given, minutes, is_next_day) => {
    expect(left_at(given)).toEqual({ minutes, is_next_day });
  });
  it('is approved at once where it waits and is not the own entry', () => {
    const items = [
      day(60, 'waiting'),
      day(30, 'approved'),
      day(45, 'waiting', false),
      day(15, 'waiting'),
    ];
    expect(open_of(items)).toEqual({ days: 2, extra_min: 75 });
    expect(open_of([])).toEqual({ days: 0, extra_min: 0 });
    expect(own_days_of(items)).toBe(1);
    expect(own_days_of([day(30, 'approved', false)])).toBe(0);
  });
});
