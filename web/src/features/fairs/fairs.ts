import type { Tone } from '@ui';
import type { Fair, FairShelfItem, FairState } from './types';

const tones: Record<FairState, Tone> = {
  planned: 'info',
  open: 'good',
  closed: 'neutral',
  cancelled: 'bad',
};

export function state_tone(state: FairState): Tone {
  return tones[state];
}

/** Fairs that people can still go to, the next one first. */
export function coming(fairs: Fair[], today: string): Fair[] {
  return fairs
    .filter((fair) => fair.state === 'planned' || fair.state === 'open')
    .filter((fair) => fair.ends_on >= today)
    .sort((a, b) => a.starts_on.localeCompare(b.starts_on));
}

/** Fairs of a shop, the latest first as the server lists them. */
export function fairs_of(fairs: Fair[], shop_id: string): Fair[] {
  return fairs.filter((fair) => fair.shops.some((shop) => shop.id === shop_id));
}

/** Whether a fair can be opened today. */
export function may_open(fair: Fair, today: string): boolean {
  return fair.state === 'planned' && fair.starts_on <= today && today <= fair.ends_on;
}

/** What a shop plans to bring, as it is sent: nothing of what is left at home. */
export function units_of(
  plan: Record<string, number | null>,
): { product_id: string; quantity: number }[] {
  return Object.entries(plan)
    .filter(([, quantity]) => (quantity ?? 0) > 0)
    .map(([product_id, quantity]) => ({ product_id, quantity: quantity ?? 0 }));
}

/** Goods that are counted: only they can be taken along. */
export function countable(items: FairShelfItem[]): FairShelfItem[] {
  return items.filter((item) => item.product.kind === 'goods' && typeof item.shelf === 'number');
}
