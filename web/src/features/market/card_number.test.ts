import { describe, expect, it } from 'vitest';
import { card_text, digits_of, is_card_number, masked_card } from './card_number';

describe('a card number', () => {
  it.each([
    ['4539578763621486', true],
    ['4539578763621487', false],
    ['5439578763621486', false],
    ['453957876362148', false],
    ['0000000000000000', true],
    ['', false],
    ['453957876362148x', false],
  ])('%s has the right check digit: %s', (digits, right) => {
    expect(is_card_number(digits)).toBe(right);
  });

  it('is read whatever stands between the digits, and never longer than a card', () => {
    expect(digits_of('4539 5787-6362 1486\n')).toBe('4539578763621486');
    expect(digits_of('45395787636214869999')).toBe('4539578763621486');
  });

  it('is shown in groups, and masked but for its end', () => {
    expect(card_text('45395787')).toBe('4539 5787');
    expect(card_text('453')).toBe('453');
    expect(card_text('')).toBe('');
    expect(masked_card('4539578763621486')).toBe('•••• •••• •••• 1486');
  });
});
