import { describe, expect, it } from 'vitest';
import { may_decide, may_propose, may_see_documents, size_text, state_tone } from './states';

describe('deciding', () => {
  it.each([
    ['metro_centre', '1', '2', true],
    ['metro_centre', '1', '1', false],
    ['city_officer', '1', '2', true],
    ['auditor', '1', '2', false],
    ['centre_director', '1', '2', false],
    [undefined, undefined, '2', false],
  ])('%s %s of what %s proposed: %s', (role, person, proposed_by, may) => {
    expect(may_decide(role, person, proposed_by)).toBe(may);
  });

  it('is for those who run the programme; auditors look', () => {
    expect(may_propose('auditor')).toBe(false);
    expect(may_see_documents('auditor')).toBe(true);
    expect(may_see_documents('centre_director')).toBe(false);
  });
});

it('says what waits and what is done', () => {
  expect(state_tone('proposed')).toBe('warn');
  expect(state_tone('published')).toBe('olive');
});

it.each([
  [512, '512 B'],
  [12_300, '12 kB'],
  [1_440_000, '1.4 MB'],
])('writes %i bytes as %s', (size_bytes, text) => {
  expect(size_text(size_bytes)).toBe(text);
});
