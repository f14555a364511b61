import { beforeEach, describe, expect, it, vi } from 'vitest';
import { offline_problem } from '@platform/api/problem';
import type { OfflineResult, OfflineSale } from '../types';
import type { TillMemory } from './offline_store';
import { OfflineTill, type Link } from './offline_till.svelte';
import { signed_text } from './signing';

const kCard = '4539578763621486';
const kNow = Date.parse('2026-11-30T03:00:00Z');

function paid(sale: OfflineSale): OfflineResult {
  return {
    seq: sale.seq,
    outcome: 'paid',
    reason: 'none',
    sale_id: `${sale.seq}`,
    points: sale.points,
    paid_points: sale.points,
    guaranteed_points: 0,
    missing_units: 0,
  };
}

function make() {
  let kept: TillMemory | undefined;
  const store = {
    load: async () => kept,
    save: async (memory: TillMemory) => {
      kept = memory;
    },
  };
  const link = {
    register: vi.fn<Link['register']>(async () => ({ id: '77' })),
    terms: vi.fn<Link['terms']>(async () => ({ floor_points: 10_000 })),
    settle: vi.fn<Link['settle']>(async (_, sales) => ({ items: sales.map(paid) })),
  };
  return { store, link, till: new OfflineTill('5', store, link) };
}

describe('a till without a connection', () => {
  let { store, link, till } = make();
  beforeEach(async () => {
    ({ store, link, till } = make());
    await till.prepare('till 1');
  });

  it('registers its public key once and remembers it', async () => {
    expect(link.register.mock.calls[0]?.slice(0, 2)).toEqual(['5', 'till 1']);
    expect(link.register.mock.calls[0]?.[2]).toHaveLength(44);
    const later = new OfflineTill('5', store, link);
    expect(later.is_ready).toBe(false);
    await later.load();
    expect(later.is_ready).toBe(true);
  });

  it('signs the fair at which it stands', async () => {
    await till.sell(kCard, 3000, kNow, '7');
    const [sale] = till.pending;
    expect(sale?.fair_id).toBe('7');
    expect(sale && signed_text('77', '5', sale)).toMatch(/\n3000\nfair 7$/);
    await till.sell(kCard, 1000, kNow);
    expect(till.pending[1]).not.toHaveProperty('fair_id');
  });

  it('signs the goods with the rest', async () => {
    const lines = [
      { product_id: '9', quantity: 2, price_won: 1000 },
      { product_id: '9', option_id: '4', quantity: 1, price_won: 1000 },
    ];
    await till.sell(kCard, 3000, kNow, '', lines);
    const [sale] = till.pending;
    expect(sale?.lines).toEqual(lines);
    const text = sale && signed_text('77', '5', sale);
    expect(text).toMatch(/\n3000\nline 9 0 2 1000\nline 9 4 1 1000$/);
    await till.sell(kCard, 1000, kNow);
    expect(till.pending[1]).not.toHaveProperty('lines');
  });

  it('signs each sale with its own number', async () => {
    expect(await till.sell(kCard, 3000, kNow)).toBe(true);
    expect(await till.sell(kCard, 2000, kNow)).toBe(true);
    expect(till.pending.map((sale) => [sale.seq, sale.points])).toEqual([
      [1, 3000],
      [2, 2000],
    ]);
    const [first] = till.pending;
    if (!first || !till.memory) throw new Error('nothing is kept');
    const text = new TextEncoder().encode(signed_text('77', '5', first));
    const signature = Uint8Array.from(atob(first.signature), (c) => c.charCodeAt(0));
    const { publicKey } = till.memory.keys;
    expect(await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, signature, text)).toBe(true);
  });

  it('keeps to the floor limit of a card and a day', async () => {
    expect(await till.sell(kCard, 10_001, kNow)).toBe(false);
    expect(await till.sell(kCard, 6000, kNow)).toBe(true);
    expect(till.left_of(kCard, kNow)).toBe(4000);
    expect(await till.sell(kCard, 4001, kNow)).toBe(false);
    expect(till.left_of('other', kNow)).toBe(10_000);
    await till.send();
    expect(till.left_of(kCard, kNow)).toBe(4000); // the server counts what it got today as well
    expect(till.left_of(kCard, kNow + 86_400_000)).toBe(10_000);
  });

  it('forgets nothing before the server has answered', async () => {
    await till.sell(kCard, 1000, kNow);
    link.settle.mockRejectedValueOnce(offline_problem());
    await expect(till.send()).rejects.toThrow();
    expect(till.pending).toHaveLength(1);
    await till.send();
    expect(till.pending).toHaveLength(0);
    expect(till.results[0]?.outcome).toBe('paid');
    await till.sell(kCard, 500, kNow);
    expect(till.pending[0]?.seq).toBe(2);
  });

  it('writes the text as the server does', () => {
    const sale = { seq: 7, sold_at: '2026-11-30T03:00:00.000Z', card_number: kCard, points: 900 };
    expect(signed_text('77', '5', sale)).toBe(`olive-till-1\n77\n5\n7\n1796007600\n${kCard}\n900`);
  });
});
