import { expect, test } from 'vitest';
import { instant_at } from './instant';

test('a minute of a day is an instant in Korea', () => {
  expect(instant_at('2026-11-23', 845)).toBe('2026-11-23T14:05:00+09:00');
  expect(new Date(instant_at('2026-11-23', 0)).toISOString()).toBe('2026-11-22T15:00:00.000Z');
});
