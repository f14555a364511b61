import type { Component } from 'svelte';
import type { PlainKey } from './i18n/language.svelte';

/** The roles of the product; the same words as the server's grants. */
export type Role =
  | 'citizen'
  | 'participant'
  | 'care_worker'
  | 'shop_keeper'
  | 'coordinator'
  | 'case_manager'
  | 'centre_director'
  | 'hospital'
  | 'dong_officer'
  | 'district_officer'
  | 'city_officer'
  | 'metro_centre'
  | 'administrator'
  | 'auditor';

/**
 * The frame around a screen: `public` for everybody, `phone` with a bottom bar and large type,
 * `till` for a shop's counter, `console` with a side bar and compact density, `bare` without,
 * `auto` the frame of the reader's role.
 */
export type Frame = 'public' | 'phone' | 'till' | 'console' | 'bare' | 'auto';

/** Who may open a screen: everybody, whoever signed in, or holders of one of the roles. */
export type Audience = 'everybody' | 'signed_in' | readonly Role[];

export interface ScreenProps {
  params: Record<string, string>;
}

/** A screen may ask for no props at all; `never` accepts both kinds. */
export type Screen = Component<never>;
export type ScreenLoad = () => Promise<{ default: Screen }>;

export interface Route {
  /** `/care/visits/:visit_id`; a place matches one segment. */
  path: string;
  title: PlainKey;
  audience: Audience;
  frame: Frame;
  load: ScreenLoad;
}

export interface MenuItem {
  path: string;
  label: PlainKey;
  /** A name of ui/icons.ts. */
  icon: string;
  audience: Audience;
  /** Small numbers come first; the first item of a role is its home. */
  order: number;
}

/** How a kind of notice looks in the inbox, and where its reader does something about it. */
export interface NoticePlace {
  /** A name of ui/icons.ts. */
  icon: string;
  /** `:subject_id` is what the notice is about. */
  path: string;
}

/** What a feature gives to the shell: plain data, listed by hand in app/features.ts. */
export interface Feature {
  name: string;
  /** The heading of its menu items in a long menu; features of one area share it. */
  area: PlainKey;
  routes: Route[];
  menu: MenuItem[];
  /** By kind, as its service names it: `market.accepted`. */
  notices?: Record<string, NoticePlace>;
}

export function may_enter(audience: Audience, role: Role | null): boolean {
  if (audience === 'everybody') return true;
  if (role === null) return false;
  return audience === 'signed_in' || audience.includes(role);
}
