import type { LaneRow } from './layout';

/** Where the keyboard is: at a lane's head (no bar) or at a bar. */
export interface GanttFocus {
  lane_id: string;
  bar_id: string | null;
}

/**
 * Where an arrow, Home or End leads: along the lane from its head through its bars, or to the lane
 * above or below, there to the bar nearest in time. Null when the key is none of these.
 */
export function next_focus(rows: LaneRow[], at: GanttFocus, key: string): GanttFocus | null {
  const index = rows.findIndex((row) => row.lane.id === at.lane_id);
  const row = rows[index];
  if (!row) return null;
  if (key === 'ArrowDown') return beside(row, rows[index + 1], at);
  if (key === 'ArrowUp') return beside(row, rows[index - 1], at);
  const ids = [null, ...stops_of(row)];
  const here = ids.indexOf(at.bar_id);
  const step = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: ids.length - 1 }[key];
  if (step === undefined) return null;
  const clamped = Math.max(0, Math.min(step, ids.length - 1));
  return { lane_id: at.lane_id, bar_id: ids[clamped] ?? null };
}

/** The one tab stop of a board nobody has been on yet: the first bar, else the first lane. */
export function first_focus(rows: LaneRow[]): GanttFocus | null {
  const row = rows.find((each) => stops_of(each).length > 0) ?? rows[0];
  return row ? { lane_id: row.lane.id, bar_id: stops_of(row)[0] ?? null } : null;
}

/** Where the focus goes when what had it has moved to another lane or left the board. */
export function kept_focus(rows: LaneRow[], at: GanttFocus | null): GanttFocus | null {
  if (!at) return first_focus(rows);
  const has_bar = (row: LaneRow) => row.bars.some(({ bar }) => bar.id === at.bar_id);
  const row = at.bar_id ? rows.find(has_bar) : undefined;
  if (row) return { lane_id: row.lane.id, bar_id: at.bar_id };
  if (rows.some((each) => each.lane.id === at.lane_id)) return { ...at, bar_id: null };
  return first_focus(rows);
}

function stops_of(row: LaneRow): string[] {
  return row.bars.filter(({ bar }) => !bar.is_outline).map(({ bar }) => bar.id);
}

function beside(from: LaneRow, to: LaneRow | undefined, at: GanttFocus) {
  if (!to) return at;
  const start_min = from.bars.find(({ bar }) => bar.id === at.bar_id)?.bar.start_min;
  if (start_min === undefined) return { lane_id: to.lane.id, bar_id: null };
  const distance = (id: string) =>
    Math.abs((to.bars.find(({ bar }) => bar.id === id)?.bar.start_min ?? 0) - start_min);
  const [nearest = null] = stops_of(to).sort((a, b) => distance(a) - distance(b));
  return { lane_id: to.lane.id, bar_id: nearest };
}
