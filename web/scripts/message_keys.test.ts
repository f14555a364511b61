// @vitest-environment node
import { expect, it } from 'vitest';
import { differences, places } from './message_keys.mjs';

it('finds the places of a message once each', () => {
  expect(places('{name}{name:이/가} {count}')).toEqual(['count', 'name']);
});

it.each([
  [{ a: '가' }, { a: 'A' }, []],
  [{ a: '가' }, {}, ['a: English is missing']],
  [{}, { a: 'A' }, ['a: Korean is missing']],
  [{ a: '{n}개' }, { a: 'some' }, ['a: places differ: {n} and {}']],
  [{ a: '가' }, { a: '가' }, ['a: Hangul in the English message']],
  [{ language_ko: '한국어' }, { language_ko: '한국어' }, []],
])('compares %o with %o', (ko, en, expected) => {
  expect(differences(ko as Record<string, string>, en as Record<string, string>)).toEqual(expected);
});
