import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Pages, type Page } from './pages.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));

function watch(answers: Record<string, Page<string> | Error>) {
  let pages!: Pages<string>;
  const stop = $effect.root(() => {
    pages = new Pages(async (cursor) => {
      const answer = answers[cursor ?? 'first'];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    });
  });
  flushSync();
  return { pages, stop };
}

it('adds page after page until there is no cursor', async () => {
  const { pages, stop } = watch({
    first: { items: ['a', 'b'], next_cursor: 'c1' },
    c1: { items: ['c'], next_cursor: null },
  });
  await settle();
  expect(pages.items).toEqual(['a', 'b']);
  expect(pages.has_more).toBe(true);
  await pages.more();
  expect(pages.items).toEqual(['a', 'b', 'c']);
  expect(pages.has_more).toBe(false);
  await pages.more();
  expect(pages.items).toHaveLength(3);
  stop();
});

it('drops the following pages when the first is loaded again', async () => {
  const { pages, stop } = watch({
    first: { items: ['a'], next_cursor: 'c1' },
    c1: { items: ['b'] },
  });
  await settle();
  await pages.more();
  pages.first.set({ items: ['z'], next_cursor: 'c1' });
  expect(pages.items).toEqual(['z']);
  expect(pages.has_more).toBe(true);
  stop();
});

it('keeps what is there when a following page fails', async () => {
  const { pages, stop } = watch({
    first: { items: ['a'], next_cursor: 'c1' },
    c1: new Error('lost'),
  });
  await settle();
  await pages.more();
  expect(pages.items).toEqual(['a']);
  expect(pages.has_more).toBe(true);
  expect(pages.is_loading).toBe(false);
  stop();
});
