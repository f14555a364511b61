import type { Component } from 'svelte';
import { Problem } from '@platform/api/problem';
import {
  may_enter,
  type Frame,
  type Role,
  type Route,
  type ScreenLoad,
  type ScreenProps,
} from '@platform/feature';
import { i18n } from '@platform/i18n/language.svelte';
import { match_route } from '@platform/match';
import { session } from '@platform/session.svelte';
import { feature_catalogue } from './catalogues';
import { feature_of, frame_of, routes } from './features';

/** What the shell shows: a screen with its frame. */
export interface View {
  Screen: Component<ScreenProps>;
  params: Record<string, string>;
  frame: Exclude<Frame, 'auto'>;
  route: Route | null;
  /** Screens are made afresh when this changes. */
  key: string;
}

/** The view of an address for a reader; loads code and messages of its feature. */
export async function view_of(path: string, role: Role | null): Promise<View> {
  const match = match_route(routes, path);
  if (!match) return own_screen(path, role, () => import('./screens/NotFound.svelte'));
  const { route, params } = match;
  if (!may_enter(route.audience, role)) {
    // A care worker who is a participant too opens either screen without choosing a role first.
    if (role !== null && session.act_where((held) => may_enter(route.audience, held)))
      return view_of(path, session.role?.role ?? null);
    return refuse(path, role, route);
  }
  const name = feature_of(route);
  const [module] = await Promise.all([route.load(), i18n.need(name, feature_catalogue(name))]);
  const frame = route.frame === 'auto' ? frame_of(role) : route.frame;
  const Screen = module.default as Component<ScreenProps>;
  return { Screen, params, frame, route, key: `${path}@${role}` };
}

// Nobody is signed in: the sign-in screen at this very address, so that signing in leads here.
async function refuse(path: string, role: Role | null, route: Route): Promise<View> {
  if (role !== null) return own_screen(path, role, () => import('./screens/Forbidden.svelte'));
  const view = await own_screen(path, role, () => import('./screens/SignIn.svelte'));
  return { ...view, frame: 'bare', route };
}

async function own_screen(path: string, role: Role | null, load: ScreenLoad): Promise<View> {
  const Screen = (await load()).default as Component<ScreenProps>;
  return { Screen, params: {}, frame: frame_of(role), route: null, key: `${path}!${role}` };
}

/** A chunk that did not arrive: the network is gone, or a new version replaced the old files. */
export function chunk_problem(): Problem {
  return new Problem({ status: 0, code: 'offline', detail: '', fields: [] });
}
