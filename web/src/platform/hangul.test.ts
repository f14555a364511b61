import { describe, expect, it } from 'vitest';
import { contains, initials } from './hangul';

describe('initial consonants', () => {
  it('are taken from every syllable; the rest stays', () => {
    expect(initials('올리브 도시락 2호')).toBe('ㅇㄹㅂ ㄷㅅㄹ 2ㅎ');
    expect(initials('까치')).toBe('ㄲㅊ');
    expect(initials('힣')).toBe('ㅎ');
    expect(initials('Cafe')).toBe('Cafe');
  });
});

describe('a search', () => {
  it.each([
    ['올리브 도시락', '도시락', true],
    ['올리브 도시락', 'ㄷㅅㄹ', true],
    ['올리브 도시락', 'ㅂㄷㅅ', true],
    ['올리브 도시락', '브도', true],
    ['Olive Cafe', 'CAFE', true],
    ['올리브 도시락', 'ㄷㄹ', false],
    ['올리브', '', true],
  ])('of %s for %s finds: %s', (text, typed, found) => {
    expect(contains(text, typed)).toBe(found);
  });
});
