import { care } from '@features/care/feature';
import { fairs } from '@features/fairs/feature';
import { funds } from '@features/funds/feature';
import { gallery } from '@features/gallery/feature';
import { insight } from '@features/insight/feature';
import { market } from '@features/market/feature';
import { netting } from '@features/netting/feature';
import { office } from '@features/office/feature';
import { procurement } from '@features/procurement/feature';
import { teams } from '@features/teams/feature';
import {
  may_enter,
  type Feature,
  type Frame,
  type MenuItem,
  type Role,
  type Route,
} from '@platform/feature';
import type { PlainKey } from '@platform/i18n/language.svelte';
import { shell } from './shell';

/** All features of the product, in no particular order. Nothing registers itself. */
export const features: Feature[] = [
  shell,
  care,
  insight,
  market,
  fairs,
  funds,
  netting,
  procurement,
  office,
  teams,
  gallery,
];

export const routes: Route[] = features.flatMap((feature) => feature.routes);

const owners = new Map(
  features.flatMap((feature) => feature.routes.map((route) => [route, feature.name])),
);

export function feature_of(route: Route): string {
  return owners.get(route) ?? '';
}

const areas = new Map(
  features.flatMap((feature) => feature.menu.map((item) => [item, feature.area])),
);

/** The menu by areas: the one that a role uses first comes first, and so do its items. */
export function areas_of(menu: MenuItem[]): { area: PlainKey; items: MenuItem[] }[] {
  const grouped = new Map<PlainKey, MenuItem[]>();
  for (const item of menu) {
    const area = areas.get(item);
    if (area === undefined) throw new Error(`no feature has the menu item ${item.path}`);
    grouped.set(area, [...(grouped.get(area) ?? []), item]);
  }
  return [...grouped].map(([area, items]) => ({ area, items }));
}

/** What a role finds in its menu, the most used first. */
export function menu_of(role: Role | null): MenuItem[] {
  return features
    .flatMap((feature) => feature.menu)
    .filter((item) => may_enter(item.audience, role))
    .sort((a, b) => a.order - b.order);
}

/** The first screen after signing in: the first item made for this role, not for everybody. */
export function home_of(role: Role): string {
  return menu_of(role).find((item) => item.audience !== 'everybody')?.path ?? '/';
}

/** The frame a role lives in, for screens that all roles share. */
export function frame_of(role: Role | null): Exclude<Frame, 'auto'> {
  if (role === null || role === 'citizen') return 'public';
  if (role === 'care_worker' || role === 'participant') return 'phone';
  return role === 'shop_keeper' ? 'till' : 'console';
}
