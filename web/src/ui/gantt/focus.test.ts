// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { first_focus, kept_focus, next_focus } from './focus';
import { stack_lanes } from './layout';
import type { GanttBar, GanttLane } from './types';

function lane(id: string): GanttLane {
  return { id, title: id, note: '', spans: [] };
}
function bar(id: string, lane_id: string, start_min: number): GanttBar {
  return { id, lane_id, start_min, length_min: 30, title: id, label: id, tone: 'olive' };
}
const rows = stack_lanes(
  [lane('empty'), lane('kim'), lane('lee')],
  [
    bar('k1', 'kim', 500),
    { ...bar('ghost', 'kim', 550), is_outline: true },
    bar('k2', 'kim', 600),
    bar('l1', 'lee', 480),
    bar('l2', 'lee', 590),
  ],
);
const at = (lane_id: string, bar_id: string | null) => ({ lane_id, bar_id });

describe('the keyboard on the board', () => {
  it.each([
    [at('kim', null), 'ArrowRight', at('kim', 'k1')],
    [at('kim', 'k1'), 'ArrowRight', at('kim', 'k2')],
    [at('kim', 'k2'), 'ArrowRight', at('kim', 'k2')],
    [at('kim', 'k1'), 'ArrowLeft', at('kim', null)],
    [at('kim', 'k1'), 'End', at('kim', 'k2')],
    [at('kim', 'k2'), 'Home', at('kim', null)],
    [at('kim', 'k2'), 'ArrowDown', at('lee', 'l2')],
    [at('kim', 'k1'), 'ArrowDown', at('lee', 'l1')],
    [at('kim', 'k1'), 'ArrowUp', at('empty', null)],
    [at('kim', null), 'ArrowDown', at('lee', null)],
    [at('empty', null), 'ArrowUp', at('empty', null)],
    [at('lee', 'l1'), 'ArrowDown', at('lee', 'l1')],
  ])('from %j by %s to %j', (from, key, to) => {
    expect(next_focus(rows, from, key)).toEqual(to);
  });
  it('leaves other keys alone', () => expect(next_focus(rows, at('kim', 'k1'), 'x')).toBeNull());
});

describe('the tab stop', () => {
  it('is the first bar, or a lane when there are no bars', () => {
    expect(first_focus(rows)).toEqual(at('kim', 'k1'));
    expect(first_focus(stack_lanes([lane('only')], []))).toEqual(at('only', null));
    expect(first_focus([])).toBeNull();
  });
  it('follows a bar to its new lane', () => {
    expect(kept_focus(rows, at('kim', 'l1'))).toEqual(at('lee', 'l1'));
  });
  it('stays in the lane when the bar is gone', () => {
    expect(kept_focus(rows, at('kim', 'gone'))).toEqual(at('kim', null));
    expect(kept_focus(rows, at('gone', 'gone'))).toEqual(at('kim', 'k1'));
  });
});
