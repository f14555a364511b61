import type { Tone } from '@ui';
import type { Fair, FairGoods, FairState } from './types';

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

/** Product and option, as one word. */
export function key_of(goods: { product_id: string; option_id: string }): string {
  return `${goods.product_id}-${goods.option_id}`;
}

/** Units as they are sent; `0` names no option. */
export function units(goods: { product_id: string; option_id: string }, quantity: number) {
  const { product_id, option_id } = goods;
  return { product_id, quantity, ...(option_id === '0' ? {} : { option_id }) };
}

/** What a shop plans to bring, as it is sent: nothing of what is left at home. */
export function units_of(goods: FairGoods[], plan: Record<string, number | null>) {
  return goods
    .map((each) => units(each, plan[key_of(each)] ?? 0))
    .filter((each) => each.quantity > 0);
}
