import type { IconName } from './icons';

/** A line of the side bar or the bottom bar, already in the reader's language. */
export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  is_here: boolean;
}
