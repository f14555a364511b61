import type { Tone } from '@ui';
import type { Collection, MyOrder, MyParcel, Parcel, ParcelState } from './types';

const parcel_tones: Record<ParcelState, Tone> = {
  placed: 'warn',
  accepted: 'info',
  ready: 'olive',
  handed_over: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
};

export function parcel_tone(state: ParcelState): Tone {
  return parcel_tones[state];
}

/** Whether the shop still has something to do with it. */
export function is_open(parcel: Pick<Parcel, 'state'>): boolean {
  return ['placed', 'accepted', 'ready'].includes(parcel.state);
}

/** Whether anything of an order was supplied, or will be. */
export function has_statement(order: Pick<MyOrder, 'parcels'>): boolean {
  return order.parcels.some(({ parcel }) => !['cancelled', 'expired'].includes(parcel.state));
}

/** What the buyer still pays when it is handed over. */
export function due_won(parcel: Pick<Parcel, 'won' | 'refunded_won'>): number {
  return parcel.won - parcel.refunded_won;
}

/** The shop's next step, if it has one that is a single press. */
export function next_step(parcel: Pick<Parcel, 'state'>): 'acceptance' | 'readiness' | null {
  if (parcel.state === 'placed') return 'acceptance';
  return parcel.state === 'accepted' ? 'readiness' : null;
}

/** Products of a parcel that its buyer has and has not reviewed, each once. */
export function reviewable(mine: MyParcel): { product_id: string; name: string }[] {
  if (mine.parcel.state !== 'handed_over') return [];
  const done = new Set(mine.reviews.map((review) => review.product_id));
  const found = new Map<string, string>();
  for (const line of mine.parcel.lines)
    if (line.quantity > line.refunded && !done.has(line.product_id))
      found.set(line.product_id, line.name);
  return [...found].map(([product_id, name]) => ({ product_id, name }));
}

/** The name of a collection in a list of choices. */
export function collection_key(collection: Pick<Collection, 'collect_on' | 'from_minute'>): string {
  return `${collection.collect_on} ${collection.from_minute}`;
}

/** Hundredths of stars as `4.3`; empty without reviews. */
export function stars_text(stars_mean_e2: number): string {
  return stars_mean_e2 > 0 ? (Math.round(stars_mean_e2 / 10) / 10).toFixed(1) : '';
}
