import { expect, it, vi } from 'vitest';
import { Problem } from './api/problem';
import { Form } from './form.svelte';

function refusal(status: number, fields: Problem['fields'] = []) {
  return new Problem({ status, code: 'input_wrong', detail: 'look again', fields });
}

it('hands the answer on and takes a new key', async () => {
  const send = vi.fn(async (key: string) => key);
  const done = vi.fn();
  const form = new Form(send, done);
  await form.submit();
  await form.submit();
  expect(done).toHaveBeenCalledTimes(2);
  expect(send.mock.calls[0]?.[0]).not.toBe(send.mock.calls[1]?.[0]);
});

it('maps pointers to the controls', async () => {
  const fields = [{ pointer: '/address/neighbourhood_code', code: 'unknown', detail: 'which?' }];
  const form = new Form(async () => Promise.reject(refusal(422, fields)), vi.fn());
  await form.submit();
  expect(form.error('address.neighbourhood_code')).toBe('which?');
  expect(form.error('name')).toBeUndefined();
});

it('shows a refusal without fields for the whole form', async () => {
  const form = new Form(async () => Promise.reject(refusal(409)), vi.fn());
  await form.submit();
  expect(form.errors).toEqual([{ field: '', text: 'look again' }]);
});

it('keeps its key while the outcome is unknown, changes it after a refusal', async () => {
  const outcomes = [refusal(0), refusal(503), refusal(422), refusal(422)];
  const keys: string[] = [];
  const send = async (key: string) => {
    keys.push(key);
    throw outcomes[keys.length - 1];
  };
  const form = new Form(send, vi.fn());
  for (let round = 0; round < outcomes.length; round++) await form.submit();
  expect(keys[0]).toBe(keys[1]);
  expect(keys[1]).toBe(keys[2]);
  expect(keys[2]).not.toBe(keys[3]);
});

it('sends once when pressed twice', async () => {
  const send = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve)));
  const form = new Form(send, vi.fn());
  const [first, second] = [form.submit(), form.submit()];
  await Promise.all([first, second]);
  expect(send).toHaveBeenCalledTimes(1);
});

it('finds nothing to complain about in an empty check', () => {
  const form = new Form(vi.fn(), vi.fn());
  expect(form.check([])).toBe(true);
  expect(form.check([{ field: 'name', text: 'missing' }])).toBe(false);
  expect(form.error('name')).toBe('missing');
});
