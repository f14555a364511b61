// @vitest-environment node
import { expect, it } from 'vitest';
import type { Filter, Words } from './day';
import { board_with, compared_bars } from './plans';
import { a_board, a_visit } from './sample_day';
import type { Placement, Proposal } from './types';

const words: Words = {
  lane: () => ({ note: '' }),
  bar: (visit) => ({ title: visit.client_name, label: '', tone: 'olive' }),
};
const nothing: Filter = { service: '', typed: '', client_ids: new Set() };
const place = (worker_id: string, start_min: number): Placement => ({
  worker_id,
  worker_name: '',
  vehicle_id: '0',
  vehicle_name: '',
  start_min,
});
const board = a_board({
  visits: [a_visit('1', { worker_id: '5' }), a_visit('2', { worker_id: '5', start_min: 700 })],
});
const change = { visit_id: '1', to: place('6', 620), state: 'open' };

it('carries out what is open, and nothing else', () => {
  const proposal = {
    changes: [change, { visit_id: '2', to: place('0', 700), state: 'applied' }],
  } as Proposal;
  const { visits } = board_with(board, proposal);
  expect(visits[0]).toMatchObject({ worker_id: '6', start_min: 620 });
  expect(visits[1]).toBe(board.visits[1]);
  expect(board_with(board, null).visits).toEqual(board.visits);
});
it('opens a visit that loses its worker', () => {
  const proposal = { changes: [{ ...change, to: place('0', 600) }] } as Proposal;
  expect(board_with(board, proposal).visits[0]).toMatchObject({ state: 'planned' });
});
it('lights what differs and outlines where it was', () => {
  const differing = [
    {
      visit_id: '1',
      client_name: '',
      service: 'housekeeping' as const,
      from: place('5', 600),
      to: place('6', 620),
      sentence: '',
    },
  ];
  const comparison = {
    terms: [],
    cost_before: 0,
    cost_after: 0,
    served_before: 0,
    served_after: 0,
    differing,
  };
  const b = board_with(board, { changes: [change] } as Proposal);
  const bars = compared_bars(b, comparison, nothing, words);
  expect(bars.map((bar) => [bar.id, bar.lane_id, bar.is_lit, bar.is_outline ?? false])).toEqual([
    ['1-before', '5', false, true],
    ['1', '6', true, false],
    ['2', '5', false, false],
  ]);
  expect(bars.every((bar) => !bar.may_move)).toBe(true);
});
