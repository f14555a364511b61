import { describe, expect, it } from 'vitest';
import { read_degrees, to_fields, to_form, week_spans } from './pickup_points';
import type { PickupPoint } from './types';

const point: PickupPoint = {
  id: '1',
  name: 'desk',
  run_by: '3',
  road_address: 'road 1',
  district_code: '26470',
  lat_e6: 35_176_500,
  lng_e6: 129_079_000,
  is_open: true,
  terms: {
    valid_from: '2026-11-01',
    capacity: 40,
    openings: [{ weekday: 1, opens_minute: 600, closes_minute: 1080 }],
  },
};

describe('a week', () => {
  const open = (weekday: number, opens_minute: number, closes_minute: number) => ({
    weekday,
    opens_minute,
    closes_minute,
  });
  it('joins days with the same spans', () => {
    const days = [1, 2, 3, 5].map((day) => open(day, 600, 1080));
    const spans = week_spans([...days, open(6, 600, 840), open(6, 900, 960)]);
    expect(spans.map((each) => [each.first, each.last])).toEqual([
      [1, 3],
      [5, 5],
      [6, 6],
    ]);
    expect(spans[2]?.text).toContain(', ');
  });
  it('of nothing is empty', () => expect(week_spans([])).toEqual([]));
});

describe('coordinates', () => {
  it.each([
    ['35.1765', 35_176_500],
    [' ', 0],
    ['abc', null],
    ['12', null],
    ['91', null],
  ])('%j are %s', (text, expected) => expect(read_degrees(text, 33, 39)).toBe(expected));
});

describe('the form', () => {
  it('of a present point says all of it again', () => {
    const fields = to_fields(point, '2026-12-01');
    expect(to_form(fields, point.terms.openings)).toEqual({
      name: 'desk',
      run_by: '3',
      capacity: 40,
      openings: point.terms.openings,
      valid_from: '2026-12-01',
      place: {
        road_address: 'road 1',
        district_code: '26470',
        dong_code: '',
        lat_e6: 35_176_500,
        lng_e6: 129_079_000,
      },
    });
  });
  it('of a new one takes the place of its shop', () => {
    const fields = { ...to_fields(null, '2026-12-01'), name: 'new', run_by: '3' };
    expect(to_form(fields, point.terms.openings)).toEqual({
      name: 'new',
      run_by: '3',
      capacity: 0,
      openings: [],
      valid_from: '2026-12-01',
    });
  });
});
