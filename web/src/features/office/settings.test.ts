import { beforeAll, describe, expect, it } from 'vitest';
import { i18n } from '@platform/i18n/language.svelte';
import office from './messages/ko.json';
import platform from '../../platform/messages/ko.json';
import { group_of, group_rank, is_json, readable, setting_name, value_text } from './settings';

beforeAll(() => i18n.need('test', () => Promise.resolve({ ...platform, ...office })));

describe('the name of a setting', () => {
  it.each([
    ['auth.idle_s', '자동 로그아웃 시간'],
    ['care.meals.price', '식사지원 · 제공 가격'],
    ['care.new_service.price', 'new_service · 제공 가격'],
    ['auth.unheard_of', 'auth.unheard_of'],
  ])('%s is %s', (key, name) => expect(setting_name(key)).toBe(name));

  it('stands with its module, strangers last', () => {
    const keys = ['new.thing', 'auth.idle_s', 'care.meals.price', 'market.split_rule'];
    const sorted = [...keys].sort((a, b) => group_rank(a) - group_rank(b));
    expect(sorted).toEqual(['care.meals.price', 'market.split_rule', 'auth.idle_s', 'new.thing']);
  });

  it('begins with its module', () => expect(group_of('care.meals.price')).toBe('care'));
});

describe('a value in words', () => {
  const tariff = (basis: string) =>
    JSON.stringify({ basis, amount_won: 12000, extra_unit_won: 6000, block_min: 90 });
  it.each([
    ['integer', 'second', '1800', '30분'],
    ['integer', 'minute', '14400', '240시간'],
    ['integer', 'point', '200000', '200,000점'],
    ['integer', 'won', '27800', '27,800원'],
    ['integer', 'visit', '52', '52회'],
    ['integer', '', '5', '5'],
    ['text', '', 'plain', 'plain'],
    ['table', 'won', tariff('free'), '무료'],
    ['table', 'won', tariff('per_visit'), '한 번에 12,000원'],
    ['table', 'won', tariff('per_block'), '90분마다 12,000원'],
    ['table', 'won', '{"rates":[]}', '표'],
  ] as const)('%s of %s: %s is %s', (kind, unit, value, words) =>
    expect(value_text({ kind, unit }, value)).toBe(words),
  );
});

describe('a table', () => {
  it('is laid out for people', () => expect(readable('{"a":[1]}')).toContain('\n  "a": ['));
  it('that is no JSON stays as typed', () => expect(readable('{"a"')).toBe('{"a"'));
  it('is checked for being JSON', () => {
    expect(is_json('{"a":1}')).toBe(true);
    expect(is_json('{a:1}')).toBe(false);
  });
});
