import { describe, expect, it } from 'vitest';
import { digest_of, payments_of, plan_rows } from './plan';
import type { PublicSpending } from './types';

describe('the plan of a programme', () => {
  it('is a row a goal, a column a year', () => {
    const rows = plan_rows([
      { year: 2024, goal: 'brand', plan_won: 30 },
      { year: 2024, goal: 'manuals', plan_won: 24 },
      { year: 2025, goal: 'brand', plan_won: 20 },
    ]);
    expect(rows).toEqual([
      { goal: 'brand', by_year: { 2024: 30, 2025: 20 }, total_won: 50 },
      { goal: 'manuals', by_year: { 2024: 24 }, total_won: 24 },
    ]);
    expect(plan_rows([])).toEqual([]);
  });

  it('knows the payments of a line', () => {
    const payment = (id: string, line_id: string) => ({ id, line_id }) as PublicSpending;
    const all = [payment('1', 'a'), payment('2', 'b'), payment('3', 'a')];
    expect(payments_of(all, 'a').map(({ id }) => id)).toEqual(['1', '3']);
  });
});

it('finds the digest of a file', async () => {
  const file = { arrayBuffer: () => Promise.resolve(new TextEncoder().encode('abc').buffer) };
  expect(await digest_of(file as Blob)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
