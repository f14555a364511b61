// @vitest-environment node
import { expect, it } from 'vitest';
import { is_within, match_path, match_route } from './match';
import type { Route } from './feature';

it.each([
  ['/', '/', {}],
  ['/care/visits', '/care/visits/', {}],
  ['/care/visits/:visit_id', '/care/visits/12', { visit_id: '12' }],
  ['/care/visits/:visit_id', '/care/visits/a%20b', { visit_id: 'a b' }],
  ['/care/visits/:visit_id', '/care/visits/%zz', { visit_id: '%zz' }],
  ['/care/visits/:visit_id', '/care/visits', null],
  ['/care/visits', '/care/visits/12', null],
  ['/care', '/market', null],
])('%s against %s gives %o', (pattern, path, expected) => {
  expect(match_path(pattern, path)).toEqual(expected);
});

it('takes the first route that fits', () => {
  const routes = ['/visits/new', '/visits/:visit_id'].map((path) => ({ path })) as Route[];
  expect(match_route(routes, '/visits/new')?.route.path).toBe('/visits/new');
  expect(match_route(routes, '/visits/7')?.params).toEqual({ visit_id: '7' });
  expect(match_route(routes, '/other')).toBeNull();
});

it.each([
  ['/market/till', '/market', true],
  ['/market', '/market', true],
  ['/markets', '/market', false],
  ['/market', '/', false],
])('%s is within %s: %s', (path, item, expected) => {
  expect(is_within(path, item)).toBe(expected);
});
