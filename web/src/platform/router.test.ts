import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { router } from './router.svelte';

let stop: () => void;

beforeEach(() => {
  vi.stubGlobal('scrollTo', vi.fn());
  history.replaceState(null, '', '/start?tab=one');
  stop = router.start();
});
afterEach(() => stop());

function click(html: string, init: MouseEventInit = {}) {
  document.body.innerHTML = html;
  const event = new MouseEvent('click', { bubbles: true, cancelable: true, button: 0, ...init });
  document.body.firstElementChild?.dispatchEvent(event);
  return event.defaultPrevented;
}

it('reads the address bar', () => {
  expect(router.path).toBe('/start');
  expect(router.query.get('tab')).toBe('one');
});

it('follows links inside without loading a page', () => {
  const visits = router.visits;
  expect(click('<a href="/care/board?date=1">x</a>')).toBe(true);
  expect(router.path).toBe('/care/board');
  expect(router.query.get('date')).toBe('1');
  expect(router.visits).toBe(visits + 1);
});

it.each([
  ['<a href="https://example.org/">x</a>', {}],
  ['<a href="/report.csv" download>x</a>', {}],
  ['<a href="/other" target="_blank">x</a>', {}],
  ['<a href="/api/openapi.json">x</a>', {}],
  ['<a href="#main">x</a>', {}],
  ['<a href="/other">x</a>', { ctrlKey: true }],
  ['<button>x</button>', {}],
])('leaves %s %o to the browser', (html, init) => {
  addEventListener('click', (event) => event.preventDefault(), { once: true });
  click(html, init);
  expect(router.path).toBe('/start');
});

it('filters without a navigation', () => {
  const visits = router.visits;
  router.filter({ tab: undefined, state: 'done' });
  expect(location.search).toBe('?state=done');
  expect(router.visits).toBe(visits);
});
