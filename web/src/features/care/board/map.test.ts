// @vitest-environment node
import { expect, it } from 'vitest';
import { map_of, stops_of, type MapWords } from './map';
import { a_board, a_visit, a_worker } from './sample_day';

const words: MapWords = {
  base: (name) => name,
  visit: (visit) => ({ label: visit.client_name, tone: 'olive' }),
};
const board = a_board({
  workers: [a_worker('5')],
  visits: [
    a_visit('1', { worker_id: '5', start_min: 700 }),
    a_visit('2', { worker_id: '5', start_min: 600, alert: 'missing', late_min: 40 }),
    a_visit('3', { worker_id: '6' }),
    a_visit('4', { worker_id: '5', state: 'cancelled' }),
  ],
});

it('numbers the stops in the order of the day', () => {
  expect(stops_of(board, '5').map((visit) => visit.visit_id)).toEqual(['2', '1']);
  const { points, routes } = map_of(board, '5', words);
  expect(points.filter((point) => point.sign).map((point) => [point.sign, point.id])).toEqual([
    ['1', '2'],
    ['2', '1'],
  ]);
  expect(routes).toEqual([{ id: '5', point_ids: ['centre-1', '2', '1'], tone: 'olive' }]);
});
it('marks what is late and keeps the others as dots', () => {
  const { points } = map_of(board, '5', words);
  expect(points.find((point) => point.id === '2')?.is_marked).toBe(true);
  expect(points.find((point) => point.id === '3')).toMatchObject({ is_faint: true });
  expect(points.some((point) => point.id === '4')).toBe(false);
});
it('draws no way through visits that nobody has', () => {
  expect(map_of(a_board({ visits: [a_visit('1')] }), '0', words).routes).toEqual([]);
});
it('turns millionths into degrees', () => {
  expect(map_of(board, '5', words).points.at(-1)).toMatchObject({ lat: 35.18, lng: 129.07 });
});
