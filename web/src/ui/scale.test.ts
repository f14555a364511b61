// @vitest-environment node
import { expect, it } from 'vitest';
import { ticks } from './scale';

it.each([
  [0, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [480, [0, 200, 400, 600]],
  [95, [0, 50, 100]],
  [1_000_000, [0, 500_000, 1_000_000]],
])('levels up to %d', (most, expected) => {
  expect(ticks(most)).toEqual(expected);
});
