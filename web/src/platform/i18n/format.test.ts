// @vitest-environment node
import { expect, it } from 'vitest';
import { fill } from './format';

it.each([
  ['{name}{name:이/가}', { name: '다온' }, '다온이'],
  ['{name}{name:이/가}', { name: '수미' }, '수미가'],
  ['{count}건{count:을/를}', { count: 3 }, '3건을'],
  ['{count}{count:을/를}', { count: 2 }, '2를'],
  ['{place}{place:으로/로}', { place: '센터' }, '센터로'],
  ['{place}{place:으로/로}', { place: '병원' }, '병원으로'],
  ['{place}{place:으로/로}', { place: '서울' }, '서울로'],
  ['{name}{name:은/는}', { name: 'Daon' }, 'Daon는'],
])('Korean: %s with %o is %s', (text, args, expected) => {
  expect(fill(text, args, 'ko')).toBe(expected);
});

it.each([
  ['{count} {count:visit/visits}', { count: 1 }, '1 visit'],
  ['{count} {count:visit/visits}', { count: 0 }, '0 visits'],
  ['{count} {count:visit/visits}', { count: 1200 }, '1,200 visits'],
  ['no places', {}, 'no places'],
  ['{unknown} stays', {}, '{unknown} stays'],
])('English: %s with %o is %s', (text, args, expected) => {
  expect(fill(text, args, 'en')).toBe(expected);
});
