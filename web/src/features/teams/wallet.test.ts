import { describe, expect, it } from 'vitest';
import { expiries, warning_of } from './wallet';

const today = '2026-11-22';
function lot(expires_on: string, remaining = 1000) {
  return { expires_on, remaining, source: 'city_fund_2026' };
}

describe('what expires', () => {
  it('is one line a day, the earliest first, without what is used up', () => {
    const list = expiries(
      [
        lot('2027-12-31', 500),
        lot('2026-12-31', 300),
        lot('2026-12-31', 200),
        lot('2026-12-01', 0),
      ],
      today,
    );
    expect(list.map(({ expires_on, points }) => [expires_on, points])).toEqual([
      ['2026-12-31', 500],
      ['2027-12-31', 500],
    ]);
  });

  it.each([
    ['2026-11-22', 0, 'bad'],
    ['2026-11-29', 7, 'bad'],
    ['2026-11-30', 8, 'warn'],
    ['2026-12-22', 30, 'warn'],
    ['2026-12-23', 31, 'info'],
    ['2027-01-21', 60, 'info'],
    ['2027-01-22', 61, 'olive'],
  ])('on %s is %i days away: %s', (expires_on, days_left, tone) => {
    expect(expiries([lot(expires_on)], today)[0]).toMatchObject({ days_left, tone });
  });

  it('is warned about only when it is near', () => {
    expect(warning_of(expiries([lot('2027-12-31')], today))).toBeUndefined();
    const near = expiries([lot('2027-12-31'), lot('2026-12-31')], today);
    expect(warning_of(near)?.expires_on).toBe('2026-12-31');
    expect(warning_of([])).toBeUndefined();
  });
});
