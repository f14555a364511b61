// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  height_of_all,
  hours_of,
  minutes_at,
  pages_of,
  place_bars,
  row_at,
  rows_within,
  snap,
  stack_lanes,
  width_of,
  x_of,
  type Scale,
} from './layout';
import type { GanttBar, GanttLane } from './types';

const scale: Scale = { from_min: 420, to_min: 1200, px_per_min: 1.5 };

function bar(id: string, start_min: number, length_min: number, lane_id = 'a'): GanttBar {
  return { id, lane_id, start_min, length_min, title: id, label: id, tone: 'olive' };
}

function lane(id: string): GanttLane {
  return { id, title: id, note: '', spans: [] };
}

describe('time and place', () => {
  it('turns minutes into pixels and back', () => {
    expect(x_of(scale, 480)).toBe(90);
    expect(minutes_at(scale, 90)).toBe(480);
  });
  it('keeps what is before or after the day at its edge', () => {
    expect(x_of(scale, 0)).toBe(0);
    expect(x_of(scale, 5000)).toBe(1170);
  });
  it('never draws a bar that could not be seen', () => {
    expect(width_of(scale, { start_min: 480, length_min: 1 })).toBe(12);
    expect(width_of(scale, { start_min: 480, length_min: 60 })).toBe(90);
  });
  it.each([
    [482, 480],
    [483, 485],
    [485, 485],
  ])('snaps %i to %i', (minutes, snapped) => expect(snap(minutes, 5)).toBe(snapped));
  it('names the full hours inside the day', () => {
    expect(hours_of({ from_min: 430, to_min: 605, px_per_min: 1 })).toEqual([480, 540]);
  });
});

describe('bars of one lane', () => {
  it('share a track when one ends as the next begins', () => {
    const { bars, track_count } = place_bars([bar('b', 60, 30), bar('a', 0, 60)]);
    expect(bars.map((each) => [each.bar.id, each.track])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    expect(track_count).toBe(1);
  });
  it('stand on tracks of their own when they overlap', () => {
    const bars = Array.from({ length: 200 }, (_, i) =>
      bar(String(i), (i * 37) % 500, 20 + (i % 50)),
    );
    const placed = place_bars(bars).bars;
    for (const one of placed)
      for (const other of placed) {
        if (one === other || one.track !== other.track) continue;
        const apart =
          one.bar.start_min + one.bar.length_min <= other.bar.start_min ||
          other.bar.start_min + other.bar.length_min <= one.bar.start_min;
        expect(apart).toBe(true);
      }
  });
  it('are not pushed aside by an outline', () => {
    const outline = { ...bar('o', 0, 60), is_outline: true };
    expect(place_bars([outline, bar('a', 0, 60)]).track_count).toBe(1);
  });
});

describe('lanes', () => {
  const lanes = Array.from({ length: 150 }, (_, i) => lane(`w${i}`));
  const bars = lanes.flatMap(({ id }, i) =>
    Array.from({ length: 10 }, (_, j) => bar(`${id}-${j}`, 420 + j * 60, i % 7 ? 50 : 70, id)),
  );
  const rows = stack_lanes(lanes, bars);

  it('lie one below the other without gaps', () => {
    rows.forEach((row, i) => {
      const above = rows[i - 1];
      expect(row.top_px).toBe(above ? above.top_px + above.height_px : 0);
    });
    expect(rows.flatMap((row) => row.bars)).toHaveLength(1500);
  });
  it('are found by their height', () => {
    for (const row of rows) {
      expect(rows[row_at(rows, row.top_px)]).toBe(row);
      expect(rows[row_at(rows, row.top_px + row.height_px - 1)]).toBe(row);
    }
    expect(row_at(rows, -50)).toBe(0);
    expect(row_at(rows, 1e9)).toBe(149);
    expect(row_at([], 10)).toBe(-1);
  });
  it('are drawn when in sight, a few more, and those that are kept', () => {
    const view = { top_px: rows[50]?.top_px ?? 0, height_px: 300 };
    const drawn = rows_within(rows, view, 2, ['w3']);
    expect(drawn[0]?.lane.id).toBe('w3');
    expect(drawn[1]?.lane.id).toBe('w48');
    expect(drawn.length).toBeLessThan(16);
    const last = drawn.at(-1);
    expect((last?.top_px ?? 0) + (last?.height_px ?? 0)).toBeGreaterThan(view.top_px + 300);
  });
  it('leave bars of unknown lanes out', () => {
    expect(stack_lanes([lane('a')], [bar('x', 0, 5, 'gone')])[0]?.bars).toEqual([]);
    expect(height_of_all([])).toBe(0);
  });
  it('fill sheets of paper without being cut', () => {
    const pages = pages_of(rows, 900);
    expect(pages.flat()).toEqual(rows);
    for (const page of pages)
      expect(page.reduce((sum, row) => sum + row.height_px, 0)).toBeLessThanOrEqual(900);
    expect(pages.length).toBeLessThan(11);
    expect(pages_of(rows, 1)).toHaveLength(150);
    expect(pages_of([], 900)).toEqual([]);
  });
});
