import { kLeap_min, kSnap_min } from './move';
import type { Sheet } from './sheet.svelte';
import type { GanttBar } from './types';

/** What keys make the board do or say. */
export interface GanttCalls {
  /** The focus has moved: bring it into sight. */
  follow: () => void;
  open: (bar_id: string) => void;
  lane: (lane_id: string) => void;
  drop: () => void;
  cancel: () => void;
  lifted: (bar: GanttBar) => void;
  fixed: (bar: GanttBar) => void;
  stepped: () => void;
}

/** A key on the board: with a bar in hand the arrows move it, otherwise they move the focus. */
export function press(
  event: KeyboardEvent,
  sheet: Sheet,
  calls: GanttCalls,
  is_movable: boolean,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const is_taken = sheet.move ? carry(event, sheet, calls) : walk(event, sheet, calls, is_movable);
  if (is_taken) event.preventDefault();
}

function carry(event: KeyboardEvent, sheet: Sheet, calls: GanttCalls): boolean {
  const minutes = event.shiftKey ? kLeap_min : kSnap_min;
  const step = {
    ArrowRight: { minutes },
    ArrowLeft: { minutes: -minutes },
    ArrowDown: { lanes: 1 },
    ArrowUp: { lanes: -1 },
  }[event.key];
  if (step) {
    sheet.send({ kind: 'step', ...step });
    calls.stepped();
  } else if (event.key === 'Enter' || event.key === ' ') {
    calls.drop();
    calls.follow();
  } else if (event.key === 'Escape') calls.cancel();
  else if (event.key === 'Tab') {
    calls.cancel();
    return false;
  }
  return true;
}

function walk(event: KeyboardEvent, sheet: Sheet, calls: GanttCalls, is_movable: boolean): boolean {
  const at = sheet.stop;
  const bar = at?.bar_id ? sheet.bar(at.bar_id) : undefined;
  if (event.key === 'Enter' && bar) calls.open(bar.id);
  else if (event.key === 'Enter' && at) calls.lane(at.lane_id);
  else if (event.key === ' ' && bar && is_movable) lift(sheet, bar, calls);
  else if (sheet.walk(event.key)) calls.follow();
  else return false;
  return true;
}

function lift(sheet: Sheet, bar: GanttBar, calls: GanttCalls): void {
  if (!bar.may_move) return calls.fixed(bar);
  sheet.send({ kind: 'lift', bar, by: 'keyboard' });
  calls.lifted(bar);
}
