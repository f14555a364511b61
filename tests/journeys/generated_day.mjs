// A generated day in the shape of the API, far larger than the demo city: what the board must bear.
const kServices = ['discharge_care', 'hospital_accompaniment', 'care_activist', 'housekeeping',
  'meals'];
const kFirst_min = 540;
const kDay_min = 540;

/** The same numbers in every run. */
function sequence(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function visit_of(id, worker_id, start_min, random) {
  return {
    visit_id: String(id),
    version: 1,
    centre_id: '1',
    client_id: String(id * 7),
    client_name: `이${id % 10}*${id % 7}`,
    service: kServices[id % kServices.length],
    state: worker_id === '0' ? 'planned' : 'assigned',
    worker_id,
    vehicle_id: '0',
    start_min,
    length_min: 30 + Math.floor(random() * 4) * 5,
    windows: [{ earliest_min: start_min, latest_min: start_min + 60 }],
    needs_car: random() < 0.1,
    mobility: 'walks',
    destination_name: '',
    lat_e6: 35_180_000 + Math.floor((random() - 0.5) * 120_000),
    lng_e6: 129_075_000 + Math.floor((random() - 0.5) * 160_000),
    position: 1,
    travel_min: 10,
    wait_min: 0,
    expected_start_min: start_min,
    expected_end_min: start_min + 40,
    late_min: 0,
    may_move: true,
    link_group: '0',
  };
}

/** `workers` × `per_worker` visits and `open` ones that nobody has. */
export function generated_day(on, { workers = 150, per_worker = 10, open = 40 } = {}) {
  const random = sequence(7);
  const step_min = Math.floor(kDay_min / per_worker);
  const crew = Array.from({ length: workers }, (_, index) => ({
    worker_id: String(100 + index),
    centre_id: '1',
    name: `김하늘${index}`,
    shifts: [{ from_min: kFirst_min, to_min: kFirst_min + kDay_min }],
    absences: [],
    lacks_rest: false,
    services: kServices,
    certificates: [],
    can_drive: false,
    vehicle_id: '0',
    visits: per_worker,
    booked_min: per_worker * 40,
    travel_min: 60,
  }));
  let id = 1000;
  const assigned = crew.flatMap(({ worker_id }) =>
    Array.from({ length: per_worker }, (_, index) =>
      visit_of(id++, worker_id, kFirst_min + index * step_min, random)));
  const unassigned = Array.from({ length: open }, () =>
    visit_of(id++, '0', kFirst_min + Math.floor(random() * 90) * 5, random));
  return {
    on,
    as_of: `${on}T01:00:00Z`,
    cursor: '1',
    centres: [{ centre_id: '1', name: '생성된 센터', district_code: '26230', lat_e6: 35_163_000,
      lng_e6: 129_053_000, may_dispatch: true, late_after_min: 10, missing_after_min: 30 }],
    workers: crew,
    visits: [...assigned, ...unassigned],
    vehicles: [],
    links: [],
    disruptions: [],
  };
}

/** Serves the day in place of the server's; no events come. */
export async function serve_day(page, day) {
  const json = (body) => ({ contentType: 'application/json', body: JSON.stringify(body) });
  await page.route('**/api/v1/care/board?*', (route) => route.fulfill(json(day)));
  await page.route('**/api/v1/care/proposals?*', (route) => route.fulfill(json({ items: [] })));
  await page.route('**/api/v1/care/dispatch-events?*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'event: ping\ndata: {}\n\n' }));
}
