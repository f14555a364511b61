import type { GanttFocus } from './focus';
import { bar_top, kBarHeight_px, x_of } from './layout';
import type { Sheet } from './sheet.svelte';

/** Pixels of the screen for one of the layout: 1 at the normal text size. */
export function text_unit(): number {
  const kNormal_px = 10;
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / kNormal_px || 1;
}

const kAxis_px = 28;
const kMargin_px = 12;

/** A point of the viewport as a place on the sheet. */
export function to_sheet(scroller: HTMLElement, sheet: Sheet, x: number, y: number) {
  const unit = text_unit();
  const box = scroller.getBoundingClientRect();
  const below_top = (y - box.top) / unit - kAxis_px;
  return {
    x_px: (x - box.left + scroller.scrollLeft) / unit - sheet.head_px,
    y_px: below_top - sheet.pool_height_px + scroller.scrollTop / unit,
    is_pool: sheet.pool !== null && below_top < sheet.pool_height_px,
  };
}

/** Scrolls so that a bar, or a lane's head, is in sight below the axis and the pool. */
export function reveal(
  scroller: HTMLElement,
  sheet: Sheet,
  at: GanttFocus & { start_min?: number },
): void {
  const unit = text_unit();
  const row = sheet.row_of(at.lane_id);
  if (!row) return;
  const placed = row.bars.find(({ bar }) => bar.id === at.bar_id);
  const start_min = at.start_min ?? placed?.bar.start_min;
  if (start_min !== undefined) {
    const x_px = x_of(sheet.scale, start_min);
    const length_px = (placed?.bar.length_min ?? 60) * sheet.scale.px_per_min;
    const left = scroller.scrollLeft / unit;
    const room = scroller.clientWidth / unit - sheet.head_px;
    if (x_px < left) scroller.scrollLeft = (x_px - kMargin_px) * unit;
    else if (x_px + length_px > left + room)
      scroller.scrollLeft = (x_px + length_px - room + kMargin_px) * unit;
  }
  if (row === sheet.pool) return reveal_pool(scroller, placed?.track ?? 0);
  const top = scroller.scrollTop / unit;
  const room = scroller.clientHeight / unit - kAxis_px - sheet.pool_height_px;
  if (row.top_px < top) scroller.scrollTop = (row.top_px - kMargin_px) * unit;
  else if (row.top_px + row.height_px > top + room)
    scroller.scrollTop = (row.top_px + row.height_px - room + kMargin_px) * unit;
}

function reveal_pool(scroller: HTMLElement, track: number): void {
  const pool = scroller.querySelector<HTMLElement>('.pool');
  if (!pool) return;
  const unit = text_unit();
  const top_px = bar_top(track);
  if (top_px * unit < pool.scrollTop) pool.scrollTop = (top_px - kMargin_px) * unit;
  else if ((top_px + kBarHeight_px) * unit > pool.scrollTop + pool.clientHeight)
    pool.scrollTop = (top_px + kBarHeight_px + kMargin_px) * unit - pool.clientHeight;
}
