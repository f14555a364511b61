import type { Route } from './feature';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The first route that fits `path`; fixed segments win over places by order in the list. */
export function match_route(routes: Route[], path: string): Match | null {
  for (const route of routes) {
    const params = match_path(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

/** The places of `pattern` filled from `path`, or null when it does not fit. */
export function match_path(pattern: string, path: string): Record<string, string> | null {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const value = given[index] ?? '';
    if (want.startsWith(':')) params[want.slice(1)] = decode(value);
    else if (want !== value) return null;
  }
  return params;
}

/** Whether the menu item at `item_path` is where the reader is, or above it. */
export function is_within(path: string, item_path: string): boolean {
  return path === item_path || (item_path !== '/' && path.startsWith(`${item_path}/`));
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

// A malformed escape in an address is shown as it is rather than breaking the page.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
