import { describe, expect, it } from 'vitest';
import { change_of, share_of, standing_of, standing_tone, year_of, years_until } from './years';

const today = '2026-11-20';

describe('years', () => {
  it('go back from the present', () => {
    expect(years_until(today)).toEqual(['2026', '2025', '2024', '2023', '2022']);
  });
  it.each([
    ['2024', 2024],
    [null, 2026],
    ['', 2026],
    ['1999', 2026],
    ['2024.5', 2026],
    ['soon', 2026],
  ])('of %s is %d', (text, year) => {
    expect(year_of(text, today)).toBe(year);
  });
});

describe('standing', () => {
  it.each([
    [true, 900, 'met', 'good'],
    [false, 900, 'not_met', 'bad'],
    [null, 900, 'outdated', 'warn'],
    [null, null, 'unknown', 'neutral'],
  ] as const)('of %s with %s won in all', (is_met, total_won, standing, tone) => {
    expect(standing_of({ is_met, total_won })).toBe(standing);
    expect(standing_tone(standing)).toBe(tone);
  });
});

describe('comparisons', () => {
  it('read parts of a million', () => {
    expect(share_of(12_500)).toBe(0.0125);
  });
  it('have no trend without a year before', () => {
    expect(change_of(100, 0)).toBeNull();
    expect(change_of(150, 100)).toBe(0.5);
    expect(change_of(50, 100)).toBe(-0.5);
  });
});
