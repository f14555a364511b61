import { expect, test } from 'vitest';
import type { Role } from '@platform/feature';
import { areas_of, features, home_of, menu_of } from './features';

const roles: Role[] = ['coordinator', 'metro_centre', 'shop_keeper', 'auditor', 'participant'];

test.each(roles)('every menu item of a %s stands in one area', (role) => {
  const menu = menu_of(role);
  const grouped = areas_of(menu).flatMap((group) => group.items);
  expect(new Set(grouped)).toEqual(new Set(menu));
  expect(grouped).toHaveLength(menu.length);
});

test('the area of the first screen comes first, and no area twice', () => {
  for (const role of roles) {
    const own = menu_of(role).filter((item) => item.audience !== 'everybody');
    const areas = areas_of(own);
    expect(areas[0]?.items[0]?.path).toBe(home_of(role));
    expect(new Set(areas.map((group) => group.area)).size).toBe(areas.length);
  }
});

test('items keep their order within an area', () => {
  for (const { items } of areas_of(menu_of('metro_centre')))
    expect(items.map((item) => item.order)).toEqual(
      items.map((item) => item.order).toSorted((a, b) => a - b),
    );
});

test('what no feature has is a bug', () => {
  const [item] = features.flatMap((feature) => feature.menu);
  expect(() => areas_of([{ ...item!, path: '/nowhere' }])).toThrow('/nowhere');
});
