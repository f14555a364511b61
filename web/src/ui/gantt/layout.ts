import type { GanttBar, GanttLane } from './types';

// Pixels here are those of the normal text size; `rem` makes them grow with the reader's choice.

/** How minutes become pixels. */
export interface Scale {
  from_min: number;
  to_min: number;
  px_per_min: number;
}

/** A bar with its place inside its lane: the lanes' bars never cover each other. */
export interface PlacedBar {
  bar: GanttBar;
  track: number;
}

/** A lane with its bars, its top and its height on the sheet. */
export interface LaneRow {
  lane: GanttLane;
  bars: PlacedBar[];
  track_count: number;
  top_px: number;
  height_px: number;
}

export const kBarHeight_px = 36;
export const kTrackGap_px = 3;
export const kLanePad_px = 4;
/** Narrower bars could not be hit; WCAG 2.2 asks for 24 unless there is another way, as here. */
export const kBarWidthMin_px = 12;

/** A length as CSS; the product counts 10 pixels to the rem. */
export function rem(px: number): string {
  return `${px / 10}rem`;
}

export function x_of(scale: Scale, minutes: number): number {
  const inside = Math.min(scale.to_min, Math.max(scale.from_min, minutes));
  return (inside - scale.from_min) * scale.px_per_min;
}

export function minutes_at(scale: Scale, x_px: number): number {
  return scale.from_min + x_px / scale.px_per_min;
}

/** The nearest multiple of `step_min`. */
export function snap(minutes: number, step_min: number): number {
  return Math.round(minutes / step_min) * step_min;
}

export function width_of(scale: Scale, bar: { start_min: number; length_min: number }): number {
  const width = x_of(scale, bar.start_min + bar.length_min) - x_of(scale, bar.start_min);
  return Math.max(kBarWidthMin_px, width);
}

/**
 * Places bars of one lane on as few tracks as possible, each on the first that is free when it
 * starts; outlines lie on the track of nobody and cost no room. See: interval partitioning.
 */
export function place_bars(bars: GanttBar[]): { bars: PlacedBar[]; track_count: number } {
  const sorted = [...bars].sort((a, b) => a.start_min - b.start_min || (a.id < b.id ? -1 : 1));
  const free_from: number[] = [];
  const placed = sorted.map((bar) => {
    if (bar.is_outline) return { bar, track: 0 };
    const found = free_from.findIndex((minute) => minute <= bar.start_min);
    const track = found === -1 ? free_from.length : found;
    free_from[track] = bar.start_min + bar.length_min;
    return { bar, track };
  });
  return { bars: placed, track_count: Math.max(1, free_from.length) };
}

export function height_of(track_count: number): number {
  return 2 * kLanePad_px + track_count * (kBarHeight_px + kTrackGap_px) - kTrackGap_px;
}

export function bar_top(track: number): number {
  return kLanePad_px + track * (kBarHeight_px + kTrackGap_px);
}

/** The lanes one below the other, with their bars placed. O(bars log bars). */
export function stack_lanes(lanes: GanttLane[], bars: GanttBar[]): LaneRow[] {
  const bars_of = new Map<string, GanttBar[]>(lanes.map((lane) => [lane.id, []]));
  for (const bar of bars) bars_of.get(bar.lane_id)?.push(bar);
  let top_px = 0;
  return lanes.map((lane) => {
    const { bars: placed, track_count } = place_bars(bars_of.get(lane.id) ?? []);
    const row = { lane, bars: placed, track_count, top_px, height_px: height_of(track_count) };
    top_px += row.height_px;
    return row;
  });
}

export function height_of_all(rows: LaneRow[]): number {
  const last = rows.at(-1);
  return last ? last.top_px + last.height_px : 0;
}

/** Index of the row at `y_px`, nearest at the ends; -1 without rows. O(log rows). */
export function row_at(rows: LaneRow[], y_px: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.top_px ?? 0) <= y_px) low = middle;
    else high = middle - 1;
  }
  return high;
}

/**
 * The rows to draw for a window of the sheet, `spare` more on each side, and those that must stay
 * whatever the window is: the one with the focus, or a screen reader would fall off the board.
 */
export function rows_within(
  rows: LaneRow[],
  window: { top_px: number; height_px: number },
  spare: number,
  kept: readonly string[],
): LaneRow[] {
  if (rows.length === 0) return [];
  const first = Math.max(0, row_at(rows, window.top_px) - spare);
  const last = Math.min(rows.length - 1, row_at(rows, window.top_px + window.height_px) + spare);
  return rows.filter(
    (row, index) => (index >= first && index <= last) || kept.includes(row.lane.id),
  );
}

/** The lanes spread over sheets of paper of this height; a lane is never cut. */
export function pages_of(rows: LaneRow[], height_px: number): LaneRow[][] {
  const pages: LaneRow[][] = [];
  let left_px = 0;
  for (const row of rows) {
    if (pages.length === 0 || row.height_px > left_px) {
      pages.push([]);
      left_px = height_px;
    }
    pages.at(-1)?.push(row);
    left_px -= row.height_px;
  }
  return pages;
}

/** The full hours of the axis. */
export function hours_of(scale: Scale): number[] {
  const kHour_min = 60;
  const first = Math.ceil(scale.from_min / kHour_min);
  const count = Math.floor(scale.to_min / kHour_min) - first;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * kHour_min);
}
