import { describe, expect, it } from 'vitest';
import { may_refund, sale_state, sale_tone, settlement_tone } from './states';

describe('a sale', () => {
  it.each([
    [3000, 0, 0, 0, undefined, 'sold', true],
    [3000, 1000, 0, 0, undefined, 'part_refunded', true],
    [3000, 3000, 0, 0, undefined, 'refunded', false],
    [3000, 3000, 500, 0, undefined, 'part_refunded', true],
    [3000, 3000, 500, 500, undefined, 'refunded', false],
    [3000, 0, 500, 500, undefined, 'part_refunded', true],
    [3000, 0, 0, 0, '42', 'settled', true],
    [3000, 1000, 0, 0, '42', 'part_refunded', true],
    [3000, 3000, 0, 0, '42', 'refunded', false],
  ])(
    'of %i points (%i back) and %i won (%i back), settlement %s',
    (points, refunded, paid_won, refunded_won, settlement_id, state, may) => {
      const sale = { points, refunded, paid_won, refunded_won, settlement_id };
      expect(sale_state(sale)).toBe(state);
      expect(may_refund(sale)).toBe(may);
    },
  );
});

describe('tones', () => {
  it('say what waits and what is done', () => {
    expect(settlement_tone('draft')).toBe('warn');
    expect(settlement_tone('paid')).toBe('good');
    expect(settlement_tone('objected')).toBe('bad');
    expect(sale_tone('refunded')).toBe('neutral');
  });
});
