import type { IconName } from '../icons';
import type { Tone } from '../tones';

/** A stretch of a lane's day: at work, away, or resting. */
export interface GanttSpan {
  from_min: number;
  to_min: number;
  kind: 'work' | 'away' | 'rest';
}

/** One row of the board: whose day it is. */
export interface GanttLane {
  id: string;
  title: string;
  note: string;
  /** A second note that needs attention, shown in its tone. */
  warning?: string;
  spans: GanttSpan[];
}

/** Something with a beginning and a length in a lane. Times are minutes since midnight. */
export interface GanttBar {
  id: string;
  lane_id: string;
  start_min: number;
  length_min: number;
  title: string;
  /** After the title where there is room. */
  note?: string;
  /** What is spoken and shown as a tip: everything the bar stands for, in one sentence. */
  label: string;
  tone: Tone;
  /** Before the time. */
  icon?: IconName;
  /** Needs attention: drawn with a thick edge. */
  is_marked?: boolean;
  /** Recedes behind the others: filtered out, or over. */
  is_dim?: boolean;
  /** Stands out from the others: found, changed. */
  is_lit?: boolean;
  may_move?: boolean;
  /** Where it was in the other plan: drawn as a dashed outline, out of the keyboard's way. */
  is_outline?: boolean;
}

/** A place on the board. */
export interface GanttSpot {
  lane_id: string;
  start_min: number;
}
