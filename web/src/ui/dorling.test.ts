// @vitest-environment node
import { expect, it } from 'vitest';
import { dorling } from './dorling';

const field = { width: 480, height: 420, radius_min: 27, radius_max: 62 };
/** The crowded middle of Busan, with far corners. */
const places = [
  ['Jung', 35.1063, 129.0323, 41],
  ['Seo', 35.0979, 129.0241, 63],
  ['Dong', 35.1293, 129.0454, 50],
  ['Yeongdo', 35.0911, 129.0679, 96],
  ['Busanjin', 35.1629, 129.0531, 178],
  ['Haeundae', 35.163, 129.1636, 210],
  ['Gijang', 35.2445, 129.2222, 0],
  ['Gangseo', 35.2122, 128.9805, 52],
].map(([name, lat, lng, value]) => ({ name, lat, lng, value }) as never) as {
  name: string;
  lat: number;
  lng: number;
  value: number;
}[];

it('keeps circles apart and inside', () => {
  const bubbles = dorling(places, field);
  for (const [index, a] of bubbles.entries()) {
    expect(a.x - a.radius).toBeGreaterThanOrEqual(-0.01);
    expect(a.x + a.radius).toBeLessThanOrEqual(field.width + 0.01);
    for (const b of bubbles.slice(index + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius - 0.5);
  }
});

it('draws area by value, never smaller than a finger', () => {
  const bubbles = dorling(places, field);
  const radius = (name: string) => bubbles.find((bubble) => bubble.name === name)?.radius ?? 0;
  expect(radius('Haeundae')).toBe(62);
  expect(radius('Busanjin')).toBeCloseTo(62 * Math.sqrt(178 / 210));
  expect(radius('Gijang')).toBe(27);
});

it('keeps west left and north up', () => {
  const at = Object.fromEntries(dorling(places, field).map((bubble) => [bubble.name, bubble]));
  expect(at['Gangseo']!.x).toBeLessThan(at['Gijang']!.x);
  expect(at['Gijang']!.y).toBeLessThan(at['Yeongdo']!.y);
});

it('gives the same picture every time', () => {
  expect(dorling(places, field)).toEqual(dorling(places, field));
});
