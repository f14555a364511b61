import type { DispatchBoard, DispatchEvent, DispatchVisit } from './types';

/** Where a centre's events come from, or those of the whole scope, after an event's id. */
export function stream_address(centre_id: string, after: string): string {
  const query = new URLSearchParams({ ...(centre_id ? { centre_id } : {}), after });
  return `/api/v1/care/dispatch-events?${query}`;
}

/** What an event asks for besides its own change of the board. */
export type Reload = 'nothing' | 'board' | 'proposals';

export interface Applied {
  board: DispatchBoard;
  reload: Reload;
  /** A visit that has become late or missing by this event. */
  alerted?: DispatchVisit;
}

const kWhole: Partial<Record<DispatchEvent['kind'], Reload>> = {
  plan_changed: 'board',
  disruption_recorded: 'board',
  proposal_made: 'proposals',
  proposal_decided: 'board',
};

/**
 * The board after an event. Events may come twice and late: a visit of a newer version stays as it
 * is. What an event cannot tell (a visit not yet on the board, a new plan) is loaded again.
 */
export function apply_event(board: DispatchBoard, event: DispatchEvent): Applied {
  if (event.on !== board.on) return { board, reload: 'nothing' };
  const whole = kWhole[event.kind];
  if (whole) return { board, reload: whole };
  const before = board.visits.find((visit) => visit.visit_id === event.visit_id);
  if (!before) return { board, reload: is_ours(board, event) ? 'board' : 'nothing' };
  if (event.version < before.version) return { board, reload: 'nothing' };
  const after = patched(before, event);
  const visits = board.visits.map((visit) => (visit === before ? after : visit));
  const is_news = event.kind === 'visit_alert' && after.alert !== before.alert;
  // Places in the order of the day and ways between them come with the whole board only.
  const is_replaced = after.worker_id !== before.worker_id || after.start_min !== before.start_min;
  return {
    board: { ...board, visits, cursor: event.event_id },
    reload: is_replaced ? 'board' : 'nothing',
    ...(is_news ? { alerted: after } : {}),
  };
}

function is_ours(board: DispatchBoard, event: DispatchEvent): boolean {
  return board.centres.some((centre) => centre.centre_id === event.centre_id);
}

function patched(visit: DispatchVisit, event: DispatchEvent): DispatchVisit {
  if (event.kind === 'visit_alert_over') return { ...visit, alert: null, late_min: 0 };
  if (event.kind === 'visit_alert')
    return { ...visit, alert: event.alert ?? null, late_min: event.late_min };
  return {
    ...visit,
    version: event.version,
    state: event.state ?? visit.state,
    worker_id: event.worker_id,
    vehicle_id: event.vehicle_id,
    start_min: event.start_min,
    alert: event.alert ?? null,
    late_min: event.late_min,
  };
}
