import { beforeAll, expect, it } from 'vitest';
import { i18n } from '@platform/i18n/language.svelte';
import en from './messages/en.json';
import ko from './messages/ko.json';
import { source_name } from './sources';

beforeAll(() => i18n.need('teams', async (language) => (language === 'ko' ? ko : en)));

it.each([
  ['ko', 'sponsor_2026', '2026년 후원금'],
  ['ko', 'city_fund_2025', '2025년 부산시 자활기금'],
  ['en', 'central_fund_2024', 'Central fund 2024'],
  ['ko', 'community_chest_2026', '2026년 공동모금회 지정기탁'],
  ['ko', 'sponsor', 'sponsor'],
  ['ko', 'moon_2026', 'moon_2026'],
  ['ko', '', ''],
] as const)('in %s, %s is %s', async (language, source, name) => {
  await i18n.choose(language);
  expect(source_name(source)).toBe(name);
});
