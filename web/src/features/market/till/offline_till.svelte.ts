import { get, post } from '@platform/api/http';
import type { OfflineLine, OfflineResult, OfflineSale } from '../types';
import { browser_store, type TillMemory, type TillStore } from './offline_store';
import { make_keys, public_key_text, second_text, sign, signed_text } from './signing';

const kDay_ms = 86_400_000;
const kBatch = 200;

/** How the till reaches the server; another one in tests. */
export interface Link {
  register(shop_id: string, name: string, public_key: string): Promise<{ id: string }>;
  terms(): Promise<{ floor_points: number }>;
  settle(device_id: string, sales: OfflineSale[]): Promise<{ items: OfflineResult[] }>;
}

export const server_link: Link = {
  register: (id, name, public_key) =>
    post('/api/v1/shops/{id}/devices', { name, public_key }, undefined, { id }),
  terms: () => get('/api/v1/offline-terms'),
  settle: (id, sales) => post('/api/v1/devices/{id}/offline-sales', { sales }, undefined, { id }),
};

/** What still counts against the floor limit: a rolling day holds every sale of today. */
function recent_of(memory: TillMemory, now: number): TillMemory['recent'] {
  return memory.recent.filter((sale) => now - Date.parse(sale.sold_at) < kDay_ms);
}

/**
 * The till without a connection: sales are signed and kept until the server has answered for them.
 * Sending twice is harmless, so nothing is forgotten before its answer is here.
 */
export class OfflineTill {
  memory = $state.raw<TillMemory | null>(null);
  /** What became of the last sales that were sent. */
  results = $state.raw<OfflineResult[]>([]);
  is_sending = $state(false);
  #shop_id: string;
  #store: TillStore;
  #link: Link;

  constructor(shop_id: string, store: TillStore = browser_store, link: Link = server_link) {
    this.#shop_id = shop_id;
    this.#store = store;
    this.#link = link;
  }

  get is_ready(): boolean {
    return this.memory !== null;
  }
  get pending(): OfflineSale[] {
    return this.memory?.pending ?? [];
  }

  async load(): Promise<void> {
    this.memory = (await this.#store.load(this.#shop_id)) ?? null;
  }

  /** Registers this browser as a till of the shop. Needs a connection. */
  async prepare(name: string): Promise<void> {
    const keys = await make_keys();
    const device = await this.#link.register(this.#shop_id, name, await public_key_text(keys));
    const { floor_points } = await this.#link.terms();
    await this.#keep({
      shop_id: this.#shop_id,
      device_id: device.id,
      keys,
      next_seq: 1,
      floor_points,
      pending: [],
      recent: [],
    });
  }

  /** Points that a card can still spend here within a day without a connection. */
  left_of(card_number: string, now = Date.now()): number {
    if (!this.memory) return 0;
    const spent = recent_of(this.memory, now)
      .filter((sale) => sale.card_number === card_number)
      .reduce((sum, sale) => sum + sale.points, 0);
    return Math.max(0, this.memory.floor_points - spent);
  }

  /** Signs a sale and keeps it; false when it is above the floor limit. */
  async sell(
    card_number: string,
    points: number,
    now = Date.now(),
    fair_id = '',
    lines: OfflineLine[] = [],
  ): Promise<boolean> {
    const memory = this.memory;
    if (!memory || points <= 0 || points > this.left_of(card_number, now)) return false;
    const sold_at = second_text(now);
    const place = fair_id ? { fair_id } : {};
    const goods = lines.length > 0 ? { lines } : {};
    const sale = { seq: memory.next_seq, sold_at, card_number, points, ...place, ...goods };
    const text = signed_text(memory.device_id, memory.shop_id, sale);
    const signature = await sign(memory.keys, text);
    await this.#keep({
      ...memory,
      next_seq: memory.next_seq + 1,
      pending: [...memory.pending, { ...sale, signature }],
      recent: [...recent_of(memory, now), { card_number, points, sold_at }],
    });
    return true;
  }

  /** Sends what waits. Throws Problem when the server cannot be reached and keeps everything. */
  async send(): Promise<void> {
    if (this.is_sending || !this.memory || this.pending.length === 0) return;
    this.is_sending = true;
    try {
      const sales = this.pending.slice(0, kBatch);
      const { items } = await this.#link.settle(this.memory.device_id, sales);
      const answered = items.map((result) => result.seq);
      const pending = this.pending.filter((sale) => !answered.includes(sale.seq));
      await this.#keep({ ...this.memory, pending });
      this.results = items;
      this.memory = { ...this.memory, floor_points: (await this.#link.terms()).floor_points };
    } finally {
      this.is_sending = false;
    }
  }

  async #keep(memory: TillMemory): Promise<void> {
    await this.#store.save(memory);
    this.memory = memory;
  }
}
