import type { DispatchBoard, DispatchEvent, DispatchVisit, DispatchWorker } from './types';

// Small days for tests of what the board computes.

export function a_worker(worker_id: string, more: Partial<DispatchWorker> = {}): DispatchWorker {
  return {
    worker_id,
    centre_id: '1',
    name: `name ${worker_id}`,
    shifts: [{ from_min: 540, to_min: 1080 }],
    absences: [],
    lacks_rest: false,
    services: ['housekeeping'],
    certificates: [],
    can_drive: false,
    vehicle_id: '0',
    visits: 0,
    booked_min: 0,
    travel_min: 0,
    ...more,
  };
}

export function a_visit(visit_id: string, more: Partial<DispatchVisit> = {}): DispatchVisit {
  return {
    visit_id,
    version: 1,
    centre_id: '1',
    client_id: `c${visit_id}`,
    client_name: `client ${visit_id}`,
    service: 'housekeeping',
    state: 'assigned',
    worker_id: '0',
    vehicle_id: '0',
    start_min: 600,
    length_min: 60,
    windows: [{ earliest_min: 540, latest_min: 900 }],
    needs_car: false,
    mobility: 'walks',
    destination_name: '',
    lat_e6: 35_180_000,
    lng_e6: 129_070_000,
    position: 0,
    travel_min: 0,
    wait_min: 0,
    expected_start_min: 600,
    expected_end_min: 660,
    late_min: 0,
    may_move: true,
    link_group: '0',
    ...more,
  };
}

export function a_board(more: Partial<DispatchBoard> = {}): DispatchBoard {
  return {
    on: '2026-11-20',
    as_of: '2026-11-20T01:00:00Z',
    cursor: '7',
    centres: [
      {
        centre_id: '1',
        name: 'centre',
        district_code: '26350',
        lat_e6: 35_160_000,
        lng_e6: 129_160_000,
        may_dispatch: true,
        late_after_min: 10,
        missing_after_min: 30,
      },
    ],
    workers: [],
    visits: [],
    vehicles: [],
    links: [],
    disruptions: [],
    ...more,
  };
}

export function an_event(more: Partial<DispatchEvent> = {}): DispatchEvent {
  return {
    event_id: '8',
    kind: 'visit_changed',
    centre_id: '1',
    on: '2026-11-20',
    visit_id: '10',
    proposal_id: '0',
    version: 2,
    worker_id: '0',
    vehicle_id: '0',
    start_min: 600,
    late_min: 0,
    at: '2026-11-20T01:00:00Z',
    ...more,
  };
}
