// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { apply_event } from './events';
import { a_board, a_visit, an_event } from './sample_day';

const board = a_board({ visits: [a_visit('10', { worker_id: '5' }), a_visit('11')] });
const visit_after = (event: Parameters<typeof an_event>[0]) =>
  apply_event(board, an_event(event)).board.visits[0];

describe('an event of the day', () => {
  it('changes its visit and no other', () => {
    const done = apply_event(board, an_event({ state: 'checked_in', worker_id: '5' }));
    expect(done.board.visits[0]).toMatchObject({ state: 'checked_in', version: 2 });
    expect(done.board.visits[1]).toBe(board.visits[1]);
    expect(done.reload).toBe('nothing');
    expect(done.board.cursor).toBe('8');
  });
  it('may come twice', () => {
    const event = an_event({ state: 'checked_in', worker_id: '5' });
    const once = apply_event(board, event).board;
    expect(apply_event(once, event).board.visits).toEqual(once.visits);
  });
  it('does not undo a newer version', () => {
    const newer = a_board({ visits: [a_visit('10', { version: 3, state: 'completed' })] });
    expect(apply_event(newer, an_event({ state: 'checked_in' })).board).toBe(newer);
  });
  it('asks for the ways again when the visit went elsewhere', () => {
    expect(apply_event(board, an_event({ worker_id: '6' })).reload).toBe('board');
    expect(apply_event(board, an_event({ worker_id: '5', start_min: 615 })).reload).toBe('board');
  });
  it('sets an alert once, and takes it away', () => {
    const late = an_event({
      kind: 'visit_alert',
      version: 1,
      alert: 'not_checked_in',
      late_min: 12,
    });
    const first = apply_event(board, late);
    expect(first.alerted).toMatchObject({ visit_id: '10', alert: 'not_checked_in', late_min: 12 });
    expect(apply_event(first.board, late).alerted).toBeUndefined();
    const over = apply_event(first.board, an_event({ kind: 'visit_alert_over', version: 1 }));
    expect(over.board.visits[0]).toMatchObject({ alert: null, late_min: 0, worker_id: '5' });
  });
  it('of another day changes nothing', () => {
    expect(apply_event(board, an_event({ on: '2026-11-21' }))).toEqual({
      board,
      reload: 'nothing',
    });
  });
  it('of a visit that is new asks for the board, of another centre for nothing', () => {
    expect(apply_event(board, an_event({ visit_id: '99' })).reload).toBe('board');
    const foreign = an_event({ visit_id: '99', centre_id: '2' });
    expect(apply_event(board, foreign).reload).toBe('nothing');
  });
  it.each([
    ['plan_changed', 'board'],
    ['disruption_recorded', 'board'],
    ['proposal_made', 'proposals'],
    ['proposal_decided', 'board'],
  ] as const)('%s loads the %s again', (kind, reload) => {
    expect(apply_event(board, an_event({ kind })).reload).toBe(reload);
  });
  it('keeps the state when it does not tell one', () => {
    expect(visit_after({ worker_id: '5' })).toMatchObject({ state: 'assigned' });
  });
});
