import type { GanttBar, GanttLane, GanttSpan } from '@ui';
import type { ServiceKind } from '../types';
import type { Pending } from './pending';
import { finds } from './search';
import type { DispatchBoard, DispatchVisit, DispatchWorker } from './types';

/** What a reader wants to see of a board. */
export interface Filter {
  service: ServiceKind | '';
  typed: string;
  /** Persons whom the server finds by their whole names. */
  client_ids: ReadonlySet<string>;
}

/** The pool's lane: id `0` is nobody, as everywhere in the API. */
export const kNobody = '0';
const kUsual = { from_min: 8 * 60, to_min: 19 * 60 };
const kHour_min = 60;
const kOver = new Set<DispatchVisit['state']>(['completed', 'cancelled']);

export function is_found(visit: DispatchVisit, { typed, client_ids }: Filter): boolean {
  return (
    typed.trim() !== '' && (client_ids.has(visit.client_id) || finds(visit.client_name, typed))
  );
}

/** Visits that stand on the board; what was cancelled has left it. */
export function visits_of(board: DispatchBoard): DispatchVisit[] {
  return board.visits.filter((visit) => visit.state !== 'cancelled');
}

/** The workers to show: with a filter those who offer the service or have a visit of it. */
export function workers_of(board: DispatchBoard, { service }: Filter): DispatchWorker[] {
  const busy = new Set(
    board.visits.filter((visit) => visit.service === service).map((visit) => visit.worker_id),
  );
  const shown = board.workers.filter(
    (worker) => !service || worker.services.includes(service) || busy.has(worker.worker_id),
  );
  const is_off = (worker: DispatchWorker) => Number(worker.shifts.length === 0 && !worker.visits);
  return shown.sort((a, b) => is_off(a) - is_off(b) || a.name.localeCompare(b.name, 'ko'));
}

/** The hours the board shows: the usual ones, and whatever the day needs more, in full hours. */
export function hours_shown(board: DispatchBoard): { from_min: number; to_min: number } {
  const visits = visits_of(board);
  const shifts = board.workers.flatMap((worker) => worker.shifts);
  const starts = [...visits.map((visit) => visit.start_min), ...shifts.map((s) => s.from_min)];
  const ends = [
    ...visits.map((visit) => visit.start_min + visit.length_min),
    ...shifts.map((shift) => shift.to_min),
  ];
  const least = (values: number[], usual: number) => values.reduce((a, b) => Math.min(a, b), usual);
  const most = (values: number[], usual: number) => values.reduce((a, b) => Math.max(a, b), usual);
  return {
    from_min: Math.floor(least(starts, kUsual.from_min) / kHour_min) * kHour_min,
    to_min: Math.ceil(most(ends, kUsual.to_min) / kHour_min) * kHour_min,
  };
}

export function spans_of(worker: DispatchWorker): GanttSpan[] {
  return [
    ...worker.shifts.map((span) => ({ ...span, kind: 'work' as const })),
    ...(worker.rest ? [{ ...worker.rest, kind: 'rest' as const }] : []),
    ...worker.absences.map((span) => ({ ...span, kind: 'away' as const })),
  ];
}

/** Words for lanes and bars, from the catalogue. */
export interface Words {
  lane: (worker: DispatchWorker) => Pick<GanttLane, 'note' | 'warning'>;
  bar: (
    visit: DispatchVisit,
  ) => Pick<GanttBar, 'title' | 'note' | 'label' | 'tone' | 'icon' | 'is_marked'>;
}

export function lanes_of(board: DispatchBoard, filter: Filter, words: Words): GanttLane[] {
  return workers_of(board, filter).map((worker) => ({
    id: worker.worker_id,
    title: worker.name,
    spans: spans_of(worker),
    ...words.lane(worker),
  }));
}

export function bars_of(
  board: DispatchBoard,
  filter: Filter,
  pending: Pending,
  words: Words,
): GanttBar[] {
  return visits_of(board).map((visit) => {
    const at = pending.get(visit.visit_id) ?? visit;
    const is_found_now = is_found(visit, filter);
    const is_other = filter.service !== '' && visit.service !== filter.service;
    return {
      id: visit.visit_id,
      lane_id: at.worker_id,
      start_min: at.start_min,
      length_min: visit.length_min,
      is_dim: is_other || kOver.has(visit.state) || (filter.typed.trim() !== '' && !is_found_now),
      is_lit: is_found_now,
      may_move: visit.may_move && may_dispatch(board, visit.centre_id),
      ...words.bar({ ...visit, ...at }),
    };
  });
}

export function may_dispatch(board: DispatchBoard, centre_id: string): boolean {
  return board.centres.some((centre) => centre.centre_id === centre_id && centre.may_dispatch);
}

/** Late and missing first, the longest first. */
export function alerts_of(board: DispatchBoard): DispatchVisit[] {
  const weight = (visit: DispatchVisit) => (visit.alert === 'missing' ? 1_000 : 0) + visit.late_min;
  return visits_of(board)
    .filter((visit) => visit.alert)
    .sort((a, b) => weight(b) - weight(a));
}
