// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fit, scale_bar } from './projection';

const frame = { width: 600, height: 400, pad: 20 };
const city = { lat: 35.1796, lng: 129.0756 };
const beach = { lat: 35.1587, lng: 129.1604 };

describe('a map of places', () => {
  it('holds all of them inside its frame', () => {
    const places = [city, beach, { lat: 35.24, lng: 128.87 }, { lat: 35.05, lng: 128.96 }];
    const { point } = fit(places, frame);
    for (const place of places) {
      const { x, y } = point(place);
      expect(x).toBeGreaterThanOrEqual(19.9);
      expect(x).toBeLessThanOrEqual(580.1);
      expect(y).toBeGreaterThanOrEqual(19.9);
      expect(y).toBeLessThanOrEqual(380.1);
    }
  });
  it('keeps distances: 8.05 km from the city hall to the beach', () => {
    const { point, px_per_km } = fit([city, beach], frame);
    const [a, b] = [point(city), point(beach)];
    expect(Math.hypot(a.x - b.x, a.y - b.y) / px_per_km).toBeCloseTo(8.05, 1);
  });
  it('has north above and east to the right', () => {
    const { point } = fit([city, beach], frame);
    expect(point(city).y).toBeLessThan(point(beach).y);
    expect(point(city).x).toBeLessThan(point(beach).x);
  });
  it('puts a single place into the middle, and nothing breaks without any', () => {
    expect(fit([city], frame).point(city)).toEqual({ x: 300, y: 200 });
    expect(Number.isFinite(fit([], frame).px_per_km)).toBe(true);
  });
});

it.each([
  [10, 100, 10],
  [30, 100, 2],
  [100, 60, 0.5],
])('a bar at %i px/km within %i px is of %d km', (px_per_km, px, km) => {
  expect(scale_bar(px_per_km, px)).toEqual({ km, px: km * px_per_km });
});
