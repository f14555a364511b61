import { describe, expect, it } from 'vitest';
import { bar_of, longest_of, sums_of, waiting_won } from './bars';
import type { LineFigures } from './types';

function line(changes: Partial<LineFigures>): LineFigures {
  const none = { allocated_won: 0, committed_won: 0, spent_won: 0, returned_won: 0, left_won: 0 };
  const budget = { id: '1', programme_id: '1', year: 2026, goal: 'brand' as const };
  return { line: { ...budget, planned_won: 0, moved_won: 0 }, plan_won: 0, ...none, ...changes };
}

describe('the bar of a line', () => {
  const brand = line({
    plan_won: 100,
    allocated_won: 80,
    spent_won: 30,
    committed_won: 20,
    left_won: 30,
  });

  it('shows spent, committed, left, and what waits for money', () => {
    const bar = bar_of(brand, 200);
    expect(bar.map(({ part, amount_won }) => [part, amount_won])).toEqual([
      ['spent', 30],
      ['committed', 20],
      ['left', 30],
      ['waiting', 20],
    ]);
    expect(bar.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(0.5);
  });

  it('shows what went back to the funder', () => {
    const settled = line({ plan_won: 50, allocated_won: 50, spent_won: 45, returned_won: 5 });
    expect(bar_of(settled, 50).map(({ part }) => part)).toEqual(['spent', 'returned']);
  });

  it('is never longer than the board, also when more was allocated than planned', () => {
    const moved = line({ plan_won: 10, allocated_won: 15, left_won: 15 });
    expect(waiting_won(moved)).toBe(0);
    expect(longest_of([brand, moved])).toBe(100);
    expect(longest_of([moved])).toBe(15);
    expect(longest_of([])).toBe(0);
    expect(bar_of(line({}), 0)).toEqual([]);
  });

  it('adds up over the board', () => {
    expect(sums_of([brand, brand])).toEqual({
      plan_won: 200,
      spent_won: 60,
      committed_won: 40,
      left_won: 60,
    });
  });
});
