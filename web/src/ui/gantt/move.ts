import { snap } from './layout';
import type { GanttBar, GanttSpot } from './types';

/** A bar in somebody's hand: by pointer and by keyboard it is the same thing. */
export interface Move {
  bar: GanttBar;
  by: 'pointer' | 'keyboard';
  to: GanttSpot;
  /** Where on the bar it was taken, so that it does not jump under the pointer. */
  grab_min: number;
}

export type MoveEvent =
  | { kind: 'lift'; bar: GanttBar; by: Move['by']; grab_min?: number }
  | { kind: 'point'; lane_id: string; at_min: number }
  | { kind: 'step'; minutes?: number; lanes?: number }
  | { kind: 'cancel' };

/** What a move may not leave: the lanes in their order, the day. */
export interface MoveLimits {
  lane_ids: string[];
  from_min: number;
  to_min: number;
}

export const kSnap_min = 5;
/** With Shift a step is this long. */
export const kLeap_min = 30;

/** The move after an event; null when nothing is in hand. Pure: a drop is sent elsewhere. */
export function next_move(move: Move | null, event: MoveEvent, limits: MoveLimits): Move | null {
  if (event.kind === 'cancel') return null;
  if (event.kind === 'lift') {
    const { bar, by, grab_min = 0 } = event;
    if (!bar.may_move) return move;
    return { bar, by, grab_min, to: { lane_id: bar.lane_id, start_min: bar.start_min } };
  }
  if (!move) return null;
  const wanted = event.kind === 'point' ? pointed(move, event) : stepped(move, event, limits);
  const to = within(move.bar, wanted, limits);
  const is_same = to.lane_id === move.to.lane_id && to.start_min === move.to.start_min;
  return is_same ? move : { ...move, to };
}

/** Whether letting go now would change anything. */
export function is_moved(move: Move): boolean {
  return move.to.lane_id !== move.bar.lane_id || move.to.start_min !== move.bar.start_min;
}

function pointed(move: Move, event: { lane_id: string; at_min: number }): GanttSpot {
  return { lane_id: event.lane_id, start_min: snap(event.at_min - move.grab_min, kSnap_min) };
}

// The first step lands on the raster: 09:02 goes to 09:05, and back to 09:00.
function stepped(
  move: Move,
  event: { minutes?: number; lanes?: number },
  limits: MoveLimits,
): GanttSpot {
  const { lane_id, start_min } = move.to;
  const lane = limits.lane_ids.indexOf(lane_id) + (event.lanes ?? 0);
  const minutes = event.minutes ?? 0;
  const raster = minutes > 0 ? Math.floor(start_min / kSnap_min) : Math.ceil(start_min / kSnap_min);
  return {
    lane_id: limits.lane_ids[clamp(lane, 0, limits.lane_ids.length - 1)] ?? lane_id,
    start_min: minutes === 0 ? start_min : raster * kSnap_min + minutes,
  };
}

function within(bar: GanttBar, spot: GanttSpot, limits: MoveLimits): GanttSpot {
  const is_lane = limits.lane_ids.includes(spot.lane_id);
  return {
    lane_id: is_lane ? spot.lane_id : bar.lane_id,
    start_min: clamp(spot.start_min, limits.from_min, limits.to_min - bar.length_min),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
