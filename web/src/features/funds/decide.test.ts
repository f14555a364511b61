import { beforeEach, expect, it, vi } from 'vitest';
import { address_of, approve, is_listed, listed, reject } from './decide';

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(() => Promise.resolve(new Response('{}', { status: 200 })));
  vi.stubGlobal('fetch', fetched);
});

it('sends payments and settlements to the screen where they are looked at', () => {
  expect(address_of({ kind: 'spending', id: '7' })).toBe('/funds/spendings/7');
  expect(address_of({ kind: 'settlement', id: '8' })).toBe('/funds/settlements/8');
  expect(address_of({ kind: 'movement', id: '9' })).toBeUndefined();
  expect(is_listed('spending')).toBe(false);
});

it.each(listed)('decides a %s at its own address', async (kind) => {
  expect(is_listed(kind)).toBe(true);
  await approve(kind, '7', 'key-1');
  await reject(kind, '7', 'no', 'key-2');
  const addresses = fetched.mock.calls.map(([address]) => address as string);
  const verdict = kind === 'agreement' ? 'signature' : 'approval';
  expect(addresses).toEqual([
    `/api/v1/fund-${kind}s/7/${verdict}`,
    `/api/v1/fund-${kind}s/7/rejection`,
  ]);
});
