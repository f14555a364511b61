import type { DisruptionReason, Proposal } from './types';

/** How the day is looked at. */
export type BoardView = 'gantt' | 'list' | 'map';

export const kWideViews: readonly BoardView[] = ['gantt', 'list', 'map'];
/** Lanes over hours need width; a phone has the list. */
export const kNarrowViews: readonly BoardView[] = ['list', 'map'];

/** The view that was asked for if there is room for it, else the first there is. */
export function view_of(asked: string | null, is_wide: boolean): BoardView {
  const views = is_wide ? kWideViews : kNarrowViews;
  return views.find((view) => view === asked) ?? (is_wide ? 'gantt' : 'list');
}

/** What is open over the board. */
export type BoardDialog =
  | { kind: 'visit'; visit_id: string }
  | { kind: 'move'; visit_id: string }
  | { kind: 'disruption'; reason?: DisruptionReason; visit_id?: string; worker_id?: string }
  | { kind: 'proposal'; proposal_id: string; made?: Proposal }
  | { kind: 'slots' }
  | { kind: 'deeds' };
