import type { IconName } from './icons';

/** A line of the side bar or the bottom bar, already in the reader's language. */
export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  is_here: boolean;
}

/** Lines of one area, under its heading where the menu is long. */
export interface NavigationGroup {
  label: string;
  items: NavigationItem[];
}
