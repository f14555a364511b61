import { describe, expect, it } from 'vitest';
import {
  days_between,
  days_of_month,
  last_of_month,
  month_of,
  months_after,
  weekday,
} from './months';

describe('months', () => {
  it.each([
    ['2026-11-22', 1, '2026-12-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-31', -1, '2025-12-01'],
    ['2026-03-31', 0, '2026-03-01'],
  ])('%s and %i months is %s', (date, count, month) => {
    expect(months_after(date, count)).toBe(month);
  });

  it('know their first and last day', () => {
    expect(month_of('2026-11-22')).toBe('2026-11-01');
    expect(last_of_month('2026-02-10')).toBe('2026-02-28');
    expect(last_of_month('2028-02-10')).toBe('2028-02-29');
  });

  it('list their days in order', () => {
    const days = days_of_month('2026-11-22');
    expect(days).toHaveLength(30);
    expect([days[0], days.at(-1)]).toEqual(['2026-11-01', '2026-11-30']);
  });
});

describe('days', () => {
  it('have a weekday', () => {
    expect(weekday('2026-11-22')).toBe(0);
    expect(weekday('2026-11-28')).toBe(6);
  });

  it('are counted across months, and backwards', () => {
    expect(days_between('2026-11-22', '2026-12-31')).toBe(39);
    expect(days_between('2026-12-31', '2026-12-30')).toBe(-1);
  });
});
