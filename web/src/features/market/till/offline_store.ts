import type { OfflineSale } from '../types';

/** What a till keeps for the time without a connection. */
export interface TillMemory {
  shop_id: string;
  device_id: string;
  /** The private half never leaves the browser: it cannot be exported. */
  keys: CryptoKeyPair;
  next_seq: number;
  floor_points: number;
  pending: OfflineSale[];
  /** Sales of the last day, sent or not: they count against the floor limit. */
  recent: Pick<OfflineSale, 'card_number' | 'points' | 'sold_at'>[];
}

export interface TillStore {
  load(shop_id: string): Promise<TillMemory | undefined>;
  save(memory: TillMemory): Promise<void>;
}

const kDatabase = 'olive-till';
const kTable = 'tills';

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

async function table(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(kDatabase, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(kTable, { keyPath: 'shop_id' });
  const database = await done(opening);
  return database.transaction(kTable, mode).objectStore(kTable);
}

/** In the browser's own database, which outlives reloads and restarts. */
export const browser_store: TillStore = {
  load: async (shop_id) =>
    (await done((await table('readonly')).get(shop_id))) as TillMemory | undefined,
  save: async (memory) => {
    await done((await table('readwrite')).put(memory));
  },
};
