// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  alerts_of,
  bars_of,
  hours_shown,
  lanes_of,
  workers_of,
  type Filter,
  type Words,
} from './day';
import { a_board, a_visit, a_worker } from './sample_day';

const nothing: Filter = { service: '', typed: '', client_ids: new Set() };
const words: Words = {
  lane: () => ({ note: '' }),
  bar: (visit) => ({ title: visit.client_name, label: visit.worker_id, tone: 'olive' }),
};

describe('the lanes', () => {
  const off = a_worker('1', { name: 'A', shifts: [] });
  const board = a_board({
    workers: [off, a_worker('2', { name: 'B' }), a_worker('3', { name: 'C', services: ['meals'] })],
    visits: [a_visit('9', { worker_id: '2', service: 'meals' })],
  });
  it('show who works first, then who is off', () => {
    expect(workers_of(board, nothing).map((worker) => worker.worker_id)).toEqual(['2', '3', '1']);
  });
  it('of a service are of those who offer it or do it today', () => {
    const meals = workers_of(board, { ...nothing, service: 'meals' });
    expect(meals.map((worker) => worker.worker_id)).toEqual(['2', '3']);
  });
  it('show shifts, rest and absence', () => {
    const worker = a_worker('1', {
      rest: { from_min: 720, to_min: 780 },
      absences: [{ from_min: 540, to_min: 1080 }],
    });
    const [lane] = lanes_of(a_board({ workers: [worker] }), nothing, words);
    expect(lane?.spans.map((span) => span.kind)).toEqual(['work', 'rest', 'away']);
  });
});

describe('the bars', () => {
  it('are all visits but those cancelled', () => {
    const board = a_board({ visits: [a_visit('1'), a_visit('2', { state: 'cancelled' })] });
    expect(bars_of(board, nothing, new Map(), words).map((bar) => bar.id)).toEqual(['1']);
  });
  it('stand where they are going while the server is asked', () => {
    const board = a_board({ visits: [a_visit('1')] });
    const pending = new Map([['1', { worker_id: '4', start_min: 700 }]]);
    expect(bars_of(board, nothing, pending, words)[0]).toMatchObject({
      lane_id: '4',
      start_min: 700,
      label: '4',
    });
  });
  it('are lit when found, by name or by the server, and the others recede', () => {
    const board = a_board({ visits: [a_visit('1'), a_visit('2'), a_visit('33')] });
    const filter = { ...nothing, typed: 'client 33', client_ids: new Set(['c1']) };
    const lit = bars_of(board, filter, new Map(), words).filter((bar) => bar.is_lit);
    expect(lit.map((bar) => bar.id)).toEqual(['1', '33']);
    expect(bars_of(board, filter, new Map(), words)[1]?.is_dim).toBe(true);
  });
  it('cannot be moved by who may not dispatch', () => {
    const [centre] = a_board().centres;
    const centres = centre ? [{ ...centre, may_dispatch: false }] : [];
    const board = a_board({ centres, visits: [a_visit('1')] });
    expect(bars_of(board, nothing, new Map(), words)[0]?.may_move).toBe(false);
  });
});

describe('the day', () => {
  it('is as long as its visits and shifts, in full hours', () => {
    const board = a_board({ visits: [a_visit('1', { start_min: 425, length_min: 30 })] });
    expect(hours_shown(board)).toEqual({ from_min: 420, to_min: 1140 });
    expect(hours_shown(a_board())).toEqual({ from_min: 480, to_min: 1140 });
  });
  it('names what needs looking at, missing people first', () => {
    const board = a_board({
      visits: [
        a_visit('1', { alert: 'will_be_late', late_min: 20 }),
        a_visit('2', { alert: 'missing', late_min: 5 }),
        a_visit('3'),
        a_visit('4', { alert: 'overrun', late_min: 40 }),
      ],
    });
    expect(alerts_of(board).map((visit) => visit.visit_id)).toEqual(['2', '4', '1']);
  });
});
