import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Problem } from './api/problem';
import { Resource } from './resource.svelte';

/** A resource in an effect of its own, and a way to answer its requests in any order. */
function watch() {
  const answers: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
  const signals: AbortSignal[] = [];
  let resource!: Resource<string>;
  const stop = $effect.root(() => {
    resource = new Resource((signal) => {
      signals.push(signal);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    });
  });
  flushSync();
  return { resource, answers, signals, stop };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('loads, then shows', async () => {
  const { resource, answers, stop } = watch();
  expect(resource.is_loading).toBe(true);
  answers[0]?.resolve('one');
  await settle();
  expect(resource).toMatchObject({ data: 'one', is_loading: false, problem: undefined });
  stop();
});

it('drops an older answer that arrives late', async () => {
  const { resource, answers, signals, stop } = watch();
  resource.reload();
  flushSync();
  answers[1]?.resolve('new');
  answers[0]?.resolve('old');
  await settle();
  expect(signals[0]?.aborted).toBe(true);
  expect(resource.data).toBe('new');
  stop();
});

it('keeps the data on screen when a reload fails', async () => {
  const { resource, answers, stop } = watch();
  answers[0]?.resolve('one');
  await settle();
  resource.reload();
  flushSync();
  answers[1]?.reject(new Problem({ status: 503, code: 'busy', detail: '', fields: [] }));
  await settle();
  expect(resource.data).toBe('one');
  expect(resource.problem?.code).toBe('busy');
  stop();
});

it('aborts when its screen goes away', () => {
  const { signals, stop } = watch();
  stop();
  expect(signals[0]?.aborted).toBe(true);
});
