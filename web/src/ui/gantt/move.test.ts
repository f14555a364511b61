// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { is_moved, next_move, type Move, type MoveEvent, type MoveLimits } from './move';
import type { GanttBar } from './types';

const limits: MoveLimits = { lane_ids: ['pool', 'kim', 'lee'], from_min: 420, to_min: 1200 };
const visit: GanttBar = {
  id: 'v',
  lane_id: 'kim',
  start_min: 542,
  length_min: 60,
  title: 'v',
  label: 'v',
  tone: 'olive',
  may_move: true,
};

function after(...events: MoveEvent[]): Move | null {
  return events.reduce<Move | null>((move, event) => next_move(move, event, limits), null);
}
const by_key: MoveEvent = { kind: 'lift', bar: visit, by: 'keyboard' };

describe('a bar in hand', () => {
  it('starts where it was, and dropping it there changes nothing', () => {
    const move = after(by_key);
    expect(move?.to).toEqual({ lane_id: 'kim', start_min: 542 });
    expect(move && is_moved(move)).toBe(false);
  });
  it('is not taken when it may not move', () => {
    expect(after({ kind: 'lift', bar: { ...visit, may_move: false }, by: 'pointer' })).toBeNull();
  });
  it('steps onto the raster of five minutes, then along it', () => {
    const right: MoveEvent = { kind: 'step', minutes: 5 };
    expect(after(by_key, right)?.to.start_min).toBe(545);
    expect(after(by_key, right, right)?.to.start_min).toBe(550);
    expect(after(by_key, { kind: 'step', minutes: -5 })?.to.start_min).toBe(540);
  });
  it('keeps its time when it only changes hands', () => {
    expect(after(by_key, { kind: 'step', lanes: 1 })?.to).toEqual({
      lane_id: 'lee',
      start_min: 542,
    });
  });
  it('stays on the board', () => {
    const far = after(by_key, { kind: 'step', lanes: 9 }, { kind: 'step', minutes: 5000 });
    expect(far?.to).toEqual({ lane_id: 'lee', start_min: 1140 });
    const near = after(by_key, { kind: 'step', lanes: -9 }, { kind: 'step', minutes: -5000 });
    expect(near?.to).toEqual({ lane_id: 'pool', start_min: 420 });
  });
  it('follows the pointer from where it was grabbed, snapped', () => {
    const lift: MoveEvent = { kind: 'lift', bar: visit, by: 'pointer', grab_min: 20 };
    const move = after(lift, { kind: 'point', lane_id: 'lee', at_min: 623 });
    expect(move?.to).toEqual({ lane_id: 'lee', start_min: 605 });
    expect(move && is_moved(move)).toBe(true);
  });
  it('is the same move while the hand trembles inside a step', () => {
    const lift: MoveEvent = { kind: 'lift', bar: visit, by: 'pointer' };
    const move = after(lift, { kind: 'point', lane_id: 'lee', at_min: 600 });
    expect(next_move(move, { kind: 'point', lane_id: 'lee', at_min: 602 }, limits)).toBe(move);
  });
  it('ignores a lane that is not there', () => {
    const lift: MoveEvent = { kind: 'lift', bar: visit, by: 'pointer' };
    expect(after(lift, { kind: 'point', lane_id: 'gone', at_min: 600 })?.to.lane_id).toBe('kim');
  });
  it('is put back by cancel', () => {
    expect(after(by_key, { kind: 'step', minutes: 5 }, { kind: 'cancel' })).toBeNull();
  });
  it('cannot be moved without being taken', () => {
    expect(after({ kind: 'step', minutes: 5 })).toBeNull();
  });
});
