import type { GanttBar } from '@ui';
import { bars_of, kNobody, type Filter, type Words } from './day';
import type { DispatchBoard, PlanComparison, Proposal } from './types';

/** The plan as it stands, among plans that could be compared. */
export const kNow = 'now';

/** The board as it would be with a proposal's open changes carried out. */
export function board_with(board: DispatchBoard, proposal: Proposal | null): DispatchBoard {
  const to = new Map(
    (proposal?.changes ?? [])
      .filter((change) => change.state === 'open')
      .map((change) => [change.visit_id, change.to]),
  );
  const visits = board.visits.map((visit) => {
    const place = to.get(visit.visit_id);
    if (!place) return visit;
    const { worker_id, vehicle_id, start_min } = place;
    const state = worker_id === kNobody ? 'planned' : visit.state;
    return { ...visit, worker_id, vehicle_id, start_min, state };
  });
  return { ...board, visits };
}

/** Plan B's day: what differs stands out, and a dashed outline shows where A has it. */
export function compared_bars(
  b: DispatchBoard,
  comparison: PlanComparison,
  filter: Filter,
  words: Words,
): GanttBar[] {
  const before = new Map(comparison.differing.map((each) => [each.visit_id, each.from]));
  const bars = bars_of(b, filter, new Map(), words).map((bar) => ({
    ...bar,
    may_move: false,
    is_lit: before.has(bar.id),
    is_dim: !before.has(bar.id),
  }));
  const outlines = bars.flatMap((bar): GanttBar[] => {
    const from = before.get(bar.id);
    if (!from) return [];
    const { worker_id, start_min } = from;
    const id = `${bar.id}-before`;
    return [{ ...bar, id, lane_id: worker_id, start_min, is_outline: true, is_lit: false }];
  });
  return [...outlines, ...bars];
}
