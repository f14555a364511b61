import type { NavigationItem } from '@ui/navigation';

/** More would be too narrow for a thumb at 320px. */
export const kThumbItemsMax = 5;

/** What fits under a thumb: everything, or the first places and the way to the rest. */
export function thumb_items(items: NavigationItem[], more: NavigationItem): NavigationItem[] {
  if (items.length <= kThumbItemsMax) return items;
  const first = items.slice(0, kThumbItemsMax - 1);
  const rest = items.slice(kThumbItemsMax - 1);
  return [...first, { ...more, is_here: more.is_here || rest.some((item) => item.is_here) }];
}
