import { i18n } from '@platform/i18n/language.svelte';
import { is_within } from '@platform/match';
import type { MenuItem, Role } from '@platform/feature';
import type { IconName } from '@ui/icons';
import type { NavigationItem } from '@ui/navigation';
import { menu_of } from '../features';

/** A role's own menu, without what the public header has anyway. */
export function items_of(role: Role | null, path: string): NavigationItem[] {
  return to_items(
    menu_of(role).filter((item) => item.audience !== 'everybody'),
    path,
  );
}

/** What anybody may open, for the public header. */
export function public_items(role: Role | null, path: string): NavigationItem[] {
  const menu = menu_of(role).filter((item) => item.audience === 'everybody' || role === 'citizen');
  return to_items(menu, path);
}

// The longest fitting address is where the reader is.
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
