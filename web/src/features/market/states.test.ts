import { describe, expect, it } from 'vitest';
import { may_refund, sale_state, sale_tone, settlement_tone } from './states';

describe('a sale', () => {
  it.each([
    [3000, 0, undefined, 'sold', true],
    [3000, 1000, undefined, 'part_refunded', true],
    [3000, 3000, undefined, 'refunded', false],
    [3000, 0, '42', 'settled', false],
    [3000, 1000, '42', 'settled', false],
    [3000, 3000, '42', 'refunded', false],
  ])(
    'of %i points, %i given back, settlement %s',
    (points, refunded, settlement_id, state, may) => {
      const sale = { points, refunded, settlement_id };
      expect(sale_state(sale)).toBe(state);
      expect(may_refund(sale)).toBe(may);
    },
  );
});

describe('tones', () => {
  it('say what waits and what is done', () => {
    expect(settlement_tone('draft')).toBe('warn');
    expect(settlement_tone('approved')).toBe('good');
    expect(sale_tone('refunded')).toBe('neutral');
  });
});
