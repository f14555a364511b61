import { i18n } from '@platform/i18n/language.svelte';
import { is_within } from '@platform/match';
import type { MenuItem, Role } from '@platform/feature';
import type { IconName } from '@ui/icons';
import type { NavigationGroup, NavigationItem } from '@ui/navigation';
import { areas_of, menu_of } from '../features';

/** A role's own menu, without what the public header has anyway. */
export function items_of(role: Role | null, path: string): NavigationItem[] {
  return to_items(own_menu(role), path);
}

/** The same by areas, for the side bar. */
export function groups_of(role: Role | null, path: string): NavigationGroup[] {
  const lines = new Map(items_of(role, path).map((item) => [item.href, item]));
  return areas_of(own_menu(role)).map(({ area, items }) => ({
    label: i18n.text(area),
    items: items.flatMap((item) => lines.get(item.path) ?? []),
  }));
}

function own_menu(role: Role | null): MenuItem[] {
  return menu_of(role).filter((item) => item.audience !== 'everybody');
}

/** What anybody may open, for the public header. */
export function public_items(role: Role | null, path: string): NavigationItem[] {
  const menu = menu_of(role)
    .filter((item) => item.audience === 'everybody' || role === 'citizen')
    .filter((item) => item.path !== '/my/notices'); // the bell leads there
  return to_items(menu, path);
}

// The longest fitting address is where the reader is.
function to_items(menu: MenuItem[], path: string): NavigationItem[] {
  const here = menu
    .filter((item) => is_within(path, item.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return menu.map((item) => ({
    href: item.path,
    label: i18n.text(item.label),
    icon: item.icon as IconName,
    is_here: item === here,
  }));
}
