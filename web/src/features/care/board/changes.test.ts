// @vitest-environment node
import { expect, it } from 'vitest';
import { chosen_ids, groups_of, with_choice } from './changes';
import type { ProposedChange } from './types';

function change(change_id: string, group: number, start_min: number, more = {}): ProposedChange {
  const nobody = { worker_id: '0', worker_name: '', vehicle_id: '0', vehicle_name: '' };
  return {
    change_id,
    group,
    visit_id: change_id,
    visit_version: 1,
    client_name: '',
    service: 'meals',
    kind: 'worker_changed',
    from: { ...nobody, start_min },
    to: { ...nobody, start_min },
    length_min: 30,
    travel_min: 0,
    wait_min: 0,
    is_regular: false,
    sentence: '',
    state: 'open',
    ...more,
  };
}
const groups = groups_of([
  change('1', 7, 900),
  change('2', 0, 600),
  change('3', 7, 660),
  change('4', 0, 700, { state: 'applied' }),
]);

it('puts linked changes together and sorts by time', () => {
  expect(groups.map((group) => group.changes.map((each) => each.change_id))).toEqual([
    ['2'],
    ['3', '1'],
    ['4'],
  ]);
});
it('names no ids when everything open is in', () => {
  expect(chosen_ids(groups, new Set())).toBeUndefined();
});
it('takes groups whole and leaves out what is done', () => {
  expect(chosen_ids(groups, new Set(['alone-2']))).toEqual(['3', '1']);
  expect(chosen_ids(groups, new Set(['7']))).toEqual(['2']);
  expect(chosen_ids(groups, new Set(['7', 'alone-2']))).toEqual([]);
});
it('leaves out and takes back in', () => {
  const out = with_choice(new Set(['7']), 'alone-2', false);
  expect([...out]).toEqual(['7', 'alone-2']);
  expect([...with_choice(out, '7', true)]).toEqual(['alone-2']);
});
