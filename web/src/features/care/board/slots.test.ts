// @vitest-environment node
import { expect, it } from 'vitest';
import { booking_of, missing_of, search_of, type SlotDraft } from './slots';

const draft: SlotDraft = {
  centre_id: '1',
  entitlement_id: '7',
  client_id: '3',
  service: 'housekeeping',
  length_min: 90,
  from_on: '2026-11-20',
  to_on: '2026-11-27',
  day_part: 'any',
  needs_car: false,
  is_double: false,
};

it('names what is missing', () => {
  expect(missing_of(draft)).toEqual([]);
  expect(missing_of({ ...draft, entitlement_id: '', length_min: null })).toEqual([
    'entitlement_id',
    'length_min',
  ]);
  expect(missing_of({ ...draft, to_on: '2026-11-19' })).toEqual(['to_on']);
});
it('asks for opening hours unless a part of the day is wished', () => {
  expect(search_of(draft)).not.toHaveProperty('windows');
  expect(search_of({ ...draft, day_part: 'morning' }).windows).toEqual([
    { earliest_min: 480, latest_min: 720 },
  ]);
  expect(search_of({ ...draft, is_double: true }).staff).toBe(2);
});
it('moves those who give way along with the promise', () => {
  const place = { worker_id: '5', worker_name: '', vehicle_id: '0', vehicle_name: '' };
  const booking = booking_of(draft, {
    on: '2026-11-23',
    start_min: 600,
    placements: [{ ...place, start_min: 600 }],
    travel_added_min: 0,
    late_added_min: 0,
    cost_added: 0,
    displaced: [
      {
        visit_id: '8',
        client_name: '',
        service: 'meals',
        from: { ...place, start_min: 640 },
        to: { ...place, start_min: 665 },
        sentence: '',
      },
    ],
    sentence: '',
  });
  expect(booking.displaced).toEqual([{ visit_id: '8', start_min: 665 }]);
});
it('books for each worker what was offered, and no car that is none', () => {
  const place = { worker_name: '', vehicle_name: '', start_min: 600 };
  const booking = booking_of(draft, {
    on: '2026-11-23',
    start_min: 600,
    placements: [
      { ...place, worker_id: '5', vehicle_id: '0' },
      { ...place, worker_id: '6', vehicle_id: '9' },
    ],
    travel_added_min: 0,
    late_added_min: 0,
    cost_added: 0,
    displaced: [],
    sentence: '',
  });
  expect(booking).toMatchObject({ entitlement_id: '7', on: '2026-11-23', length_min: 90 });
  expect(booking.placements).toEqual([
    { worker_id: '5', start_min: 600 },
    { worker_id: '6', start_min: 600, vehicle_id: '9' },
  ]);
});
