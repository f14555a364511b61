import { afterEach, expect, test, vi } from 'vitest';
import { unread } from './unread.svelte';

function answers(...counts: number[]): void {
  const queue = counts.map((count) => Response.json({ unread: count }));
  vi.stubGlobal('fetch', () => Promise.resolve(queue.shift() ?? Response.error()));
}

afterEach(() => {
  vi.unstubAllGlobals();
  unread.set(0);
});

test('the server says how many wait', async () => {
  answers(3);
  await unread.refresh();
  expect(unread.count).toBe(3);
});

test('a number that came with another answer is newer', async () => {
  answers(3);
  const asked = unread.refresh();
  unread.set(2);
  await asked;
  expect(unread.count).toBe(2);
});

test('without an answer the old number stays', async () => {
  unread.set(4);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await unread.refresh();
  expect(unread.count).toBe(4);
});
