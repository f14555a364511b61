import { describe, expect, it } from 'vitest';
import {
  figure_groups,
  first_of_quarter,
  last_of_quarter,
  percent_of,
  ppm_of,
  quarter_parts,
  quarters_after,
  recent_quarters,
  surplus_won,
} from './quarters';
import type { QuarterFigures } from './types';

describe('quarters', () => {
  it.each([
    ['2026-01-01', '2026-01-01', '2026-03-31'],
    ['2026-02-28', '2026-01-01', '2026-03-31'],
    ['2026-11-30', '2026-10-01', '2026-12-31'],
    ['2026-06-30', '2026-04-01', '2026-06-30'],
  ])('%s lies between %s and %s', (day, first, last) => {
    expect(first_of_quarter(day)).toBe(first);
    expect(last_of_quarter(day)).toBe(last);
  });

  it.each([
    ['2026-11-30', -1, '2026-07-01'],
    ['2026-01-15', -1, '2025-10-01'],
    ['2026-10-01', 1, '2027-01-01'],
    ['2026-10-01', -8, '2024-10-01'],
  ])('%s and %i quarters is %s', (day, count, quarter) => {
    expect(quarters_after(day, count)).toBe(quarter);
  });

  it('have a number in their year', () => {
    expect(quarter_parts('2026-07-01')).toEqual({ year: '2026', number: '3' });
  });

  it('are offered newest first', () => {
    expect(recent_quarters('2026-11-30', 3)).toEqual(['2026-10-01', '2026-07-01', '2026-04-01']);
  });
});

describe('figures', () => {
  it('are listed once each', () => {
    const names = figure_groups.flatMap((group) => [...group.figures]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('leave what is shared', () => {
    const names = figure_groups.flatMap((group) => [...group.figures]);
    const zero = Object.fromEntries(names.map((name) => [name, 0]));
    const figures = { ...zero, carried_won: 5, sales_won: 100, spent_direct_won: 30 };
    expect(surplus_won(figures as unknown as QuarterFigures)).toBe(75);
  });
});

describe('shares', () => {
  it.each([
    ['40', 400_000],
    ['33.3333', 333_333],
    ['100', 1_000_000],
    ['0', 0],
    ['100.0001', null],
    ['-1', null],
    ['4,5', null],
    ['', null],
  ])('%s percent are %s parts of a million', (percent, ppm) => {
    expect(ppm_of(percent)).toBe(ppm);
  });

  it('are shown in percent', () => {
    expect([percent_of(400_000), percent_of(333_333), percent_of(0)]).toEqual([
      '40%',
      '33.3333%',
      '0%',
    ]);
  });
});
