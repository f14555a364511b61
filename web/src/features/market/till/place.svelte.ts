import type { Schema } from '@platform/api/types';

type Fair = Schema<'Fair'>;

const kStored = 'olive.till_fair';

/** Fairs that are open today with this shop: where its till may stand besides at home. */
export function open_fairs(fairs: Fair[], shop_id: string, today: string): Fair[] {
  return fairs.filter(
    (fair) =>
      fair.state === 'open' &&
      fair.starts_on <= today &&
      today <= fair.ends_on &&
      fair.shops.some((shop) => shop.id === shop_id),
  );
}

/**
 * Where the till stands: at home, or at a fair. This browser remembers it, for a till at a fair
 * that loses its connection must still know, and sign, where it sells.
 */
export class TillPlace {
  /** Empty: at home. */
  fair_id = $state('');
  #memory: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(memory: Pick<Storage, 'getItem' | 'setItem'> = localStorage) {
    this.#memory = memory;
    this.fair_id = memory.getItem(kStored) ?? '';
  }

  move(fair_id: string): void {
    this.fair_id = fair_id;
    this.#memory.setItem(kStored, fair_id);
  }

  /** Goes home when the remembered fair is none of those that are open any more. */
  check(open: Fair[]): void {
    if (this.fair_id && !open.some((fair) => fair.id === this.fair_id)) this.move('');
  }
}
