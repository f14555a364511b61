import { beforeEach, expect, it } from 'vitest';
import ko from '../messages/ko.json';
import en from '../messages/en.json';
import { i18n } from './language.svelte';
import { day, distance, duration, percent, time, today, won } from './units';

beforeEach(async () => {
  await i18n.need('units', async (language) => (language === 'ko' ? ko : en));
  await i18n.choose('ko');
});

it.each([
  [0, '0원'],
  [12300, '12,300원'],
  [-500, '−500원'],
])('writes %d won as %s', (amount_won, expected) => {
  expect(won(amount_won)).toBe(expected);
});

it.each([
  [0, '0분'],
  [29, '0분'],
  [1800, '30분'],
  [7200, '2시간'],
  [9000, '2시간 30분'],
])('writes %d seconds as %s', (duration_s, expected) => {
  expect(duration(duration_s)).toBe(expected);
});

it.each([
  [999, '999 m'],
  [1000, '1 km'],
  [12340, '12.3 km'],
])('writes %d metres as %s', (distance_m, expected) => {
  expect(distance(distance_m)).toBe(expected);
});

it('shows instants in Korean time wherever the reader is', () => {
  expect(time('2026-03-01T23:05:00Z')).toContain('08:05');
  expect(today(new Date('2026-03-01T15:30:00Z'))).toBe('2026-03-02');
});

it('changes units with the language', async () => {
  await i18n.choose('en');
  expect(won(12300)).toBe('₩12,300');
  expect(duration(5400)).toBe('1 h 30 min');
  expect(percent(0.125)).toBe('12.5%');
  expect(day('2026-03-02')).toContain('March');
});
