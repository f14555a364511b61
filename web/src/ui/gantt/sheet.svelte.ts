import { first_focus, kept_focus, next_focus, type GanttFocus } from './focus';
import {
  bar_top,
  height_of_all,
  kBarHeight_px,
  minutes_at,
  row_at,
  rows_within,
  stack_lanes,
  type LaneRow,
  type Scale,
} from './layout';
import { next_move, type Move, type MoveEvent } from './move';
import type { GanttBar, GanttLane } from './types';

/** What the board is given; read anew whenever it changes. */
export interface SheetInput {
  lanes: GanttLane[];
  pool?: GanttLane;
  bars: GanttBar[];
  from_min: number;
  to_min: number;
}

/** The pool shows three tracks and a half, so that one sees there is more. */
const kPoolMost_px = 140;
const kSpareRows = 4;

/** The board's state: the sheet of lanes, the part of it in sight, the focus, what is in hand. */
export class Sheet {
  /** Of the scroller, at the normal text size. */
  view = $state({ width_px: 0, height_px: 0, top_px: 0, pool_top_px: 0 });
  #spare = $state(0);
  focus = $state.raw<GanttFocus | null>(null);
  move = $state.raw<Move | null>(null);
  zoom = $state(1);
  #input: () => SheetInput;

  constructor(input: () => SheetInput) {
    this.#input = input;
  }

  readonly head_px = 150;
  input = $derived.by(() => this.#input());
  scale = $derived.by<Scale>(() => {
    const { from_min, to_min } = this.input;
    const fit = (this.view.width_px - this.head_px) / (to_min - from_min);
    return { from_min, to_min, px_per_min: Math.max(fit, 0.6) * this.zoom };
  });
  pool = $derived.by<LaneRow | null>(() =>
    this.input.pool ? (stack_lanes([this.input.pool], this.input.bars)[0] ?? null) : null,
  );
  rows = $derived.by(() => stack_lanes(this.input.lanes, this.input.bars));
  /** All that the keyboard walks through, in order. */
  all_rows = $derived.by(() => (this.pool ? [this.pool, ...this.rows] : this.rows));
  width_px = $derived.by(() => (this.scale.to_min - this.scale.from_min) * this.scale.px_per_min);
  height_px = $derived.by(() => height_of_all(this.rows));
  pool_height_px = $derived.by(() => Math.min(this.pool?.height_px ?? 0, kPoolMost_px));
  stop = $derived.by(() => kept_focus(this.all_rows, this.focus));
  drawn = $derived.by(() => {
    const kept = [this.stop?.lane_id, this.move?.bar.lane_id].filter((id) => id !== undefined);
    if (this.view.width_px === 0) return [];
    return rows_within(this.rows, this.view, this.#spare, kept);
  });
  /** The pool can be long before a day is planned: only what is in sight is drawn. */
  drawn_pool = $derived.by(() => {
    const { pool_top_px, width_px } = this.view;
    if (width_px === 0) return [];
    const bottom_px = pool_top_px + this.pool_height_px;
    return this.pool?.bars.filter(({ bar, track }) => {
      const top_px = bar_top(track);
      const is_seen = top_px + kBarHeight_px >= pool_top_px && top_px <= bottom_px;
      return is_seen || bar.id === this.stop?.bar_id;
    });
  });

  resize(width_px: number, height_px: number): void {
    this.view.width_px = width_px;
    this.view.height_px = height_px;
  }

  /** From now on a few rows more than those in sight are drawn. */
  warm_up(): void {
    this.#spare = kSpareRows;
  }

  bar(id: string): GanttBar | undefined {
    return this.input.bars.find((bar) => bar.id === id);
  }

  row_of(lane_id: string): LaneRow | undefined {
    return this.all_rows.find((row) => row.lane.id === lane_id);
  }

  /** Place of a row in the grid, whose first row is the axis. */
  index_of(row: LaneRow): number {
    return this.all_rows.indexOf(row) + 2;
  }

  send(event: MoveEvent): void {
    const { from_min, to_min } = this.input;
    const lane_ids = this.all_rows.map((row) => row.lane.id);
    this.move = next_move(this.move, event, { lane_ids, from_min, to_min });
  }

  /** The pointer at a place of the sheet; `is_pool` when it is over the pool. */
  point(x_px: number, y_px: number, is_pool: boolean): void {
    const row = is_pool ? this.pool : this.rows[row_at(this.rows, y_px)];
    if (row)
      this.send({ kind: 'point', lane_id: row.lane.id, at_min: minutes_at(this.scale, x_px) });
  }

  minutes_at(x_px: number): number {
    return minutes_at(this.scale, x_px);
  }

  /** Moves the focus by a key; false when the key does not. */
  walk(key: string): boolean {
    const at = this.stop ?? first_focus(this.all_rows);
    const next = at && next_focus(this.all_rows, at, key);
    if (next) this.focus = next;
    return Boolean(next);
  }

  /** Puts the focus on a bar, wherever it is; false when it is not on the board. */
  go_to(bar_id: string): boolean {
    const bar = this.bar(bar_id);
    if (bar) this.focus = { lane_id: bar.lane_id, bar_id };
    return Boolean(bar);
  }
}
