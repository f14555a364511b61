import { describe, expect, it } from 'vitest';
import { share_of, sides_of, state_tone, sum_of } from './states';
import type { NettingLine } from './types';

function line(debtor_id: string, creditor_id: string, set_off_won: number): NettingLine {
  return {
    obligation_id: `${debtor_id}-${creditor_id}`,
    debtor_id,
    debtor_name: debtor_id,
    creditor_id,
    creditor_name: creditor_id,
    evidence_number: 'T-1',
    item: '납품',
    due_on: '2026-11-30',
    owed_won: set_off_won,
    set_off_won,
    seq: 0,
  };
}

describe('sides_of', () => {
  const lines = [line('1', '2', 300), line('2', '3', 200), line('2', '4', 100), line('3', '1', 50)];

  it('tells claims given up from debts taken away', () => {
    const { given, freed } = sides_of(lines, '2');
    expect(sum_of(given)).toBe(300);
    expect(sum_of(freed)).toBe(300);
    expect(freed.map((each) => each.creditor_id)).toEqual(['3', '4']);
  });

  it('leaves out what is between others', () => {
    const { given, freed } = sides_of(lines, '9');
    expect([...given, ...freed]).toEqual([]);
    expect(sum_of([])).toBe(0);
  });
});

describe('state_tone', () => {
  it('is good only for what is done', () => {
    expect(state_tone('posted')).toBe('good');
    expect(state_tone('open')).toBe('warn');
    expect(state_tone('declined')).toBe('bad');
  });
});

describe('share_of', () => {
  it('reads parts of a million', () => {
    expect(share_of(409_090)).toBeCloseTo(0.40909);
  });
});
