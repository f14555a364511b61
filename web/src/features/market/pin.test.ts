import { describe, expect, it } from 'vitest';
import { pin_problem } from './pin';

describe('a PIN typed twice', () => {
  it.each([
    ['2468', '2468', null],
    ['2468', '2469', 'pin_differs'],
    ['246', '246', 'pin_malformed'],
    ['24680', '24680', 'pin_malformed'],
    ['24a8', '24a8', 'pin_malformed'],
    ['', '', 'pin_malformed'],
  ])('%s and %s: %s', (pin, again, problem) => {
    expect(pin_problem(pin, again)).toBe(problem);
  });
});
