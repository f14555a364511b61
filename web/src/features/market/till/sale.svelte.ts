import { new_key } from '@platform/api/http';
import { offline_problem, Problem } from '@platform/api/problem';
import { is_card_number } from '../card_number';
import type { Receipt, SaleForm } from '../types';
import { change, total_points, type CartLine, type Ware } from './cart';

export type Step = 'goods' | 'card' | 'pin' | 'offline' | 'receipt';

export type Send = (form: SaleForm, idempotency_key: string) => Promise<Receipt>;

/** Where a refused sale goes on: what has to be corrected decides. */
const steps_after: Record<string, Step> = {
  pin_wrong: 'pin',
  pin_malformed: 'pin',
  pin_locked: 'card',
  card_not_found: 'card',
  card_blocked: 'card',
  own_card: 'card',
  own_shop: 'card',
};

/**
 * One sale at the till, from the first product to the receipt. While nobody knows whether a
 * payment arrived, only asking again with the same key is possible: it is rung up once.
 */
export class Sale {
  step = $state<Step>('goods');
  cart = $state.raw<CartLine[]>([]);
  amount_points = $state<number | null>(null);
  /** Taken in cash or by bank card beside the points. */
  paid_won = $state<number | null>(null);
  card_number = $state('');
  pin = $state('');
  problem = $state.raw<Problem | null>(null);
  is_busy = $state(false);
  /** The server cannot be reached: the till keeps the sale instead. */
  is_offline = $state(false);
  receipt = $state.raw<Receipt | null>(null);
  #key = new_key();
  #shop_id: string;
  #send: Send;
  /** The fair at which the till stands; empty: at home. */
  readonly fair_id: string;

  constructor(shop_id: string, send: Send, fair_id = '') {
    this.#shop_id = shop_id;
    this.fair_id = fair_id;
    this.#send = send;
  }

  /** What the wallet pays: won come off the products' price, and are added to an amount alone. */
  get total(): number {
    if (this.cart.length === 0) return this.amount_points ?? 0;
    return Math.max(0, total_points(this.cart) - (this.paid_won ?? 0));
  }

  /** No answer came: the payment may or may not be in the books. */
  get is_uncertain(): boolean {
    return this.problem?.is_temporary ?? false;
  }

  change(ware: Ware, step: number): void {
    this.amount_points = null;
    this.cart = change(this.cart, ware, step);
    this.problem = null;
  }

  set_amount(amount_points: number | null): void {
    this.cart = [];
    this.amount_points = amount_points;
    this.problem = null;
  }

  to_card(): void {
    if (this.total > 0) this.#go('card');
  }

  /** Takes the card when its check digit is right; false otherwise. */
  take_card(digits: string): boolean {
    this.card_number = digits;
    if (!is_card_number(digits)) return false;
    this.#go(this.is_offline ? 'offline' : 'pin');
    return true;
  }

  /** One step back; not while a payment is on its way or its outcome unknown. */
  back(): void {
    if (this.is_busy || this.is_uncertain) return;
    this.#go(this.step === 'card' ? 'goods' : 'card');
  }

  async pay(): Promise<void> {
    if (this.is_busy || this.receipt || this.step !== 'pin') return;
    this.is_busy = true;
    try {
      this.receipt = await this.#send(this.#form(), this.#key);
      this.problem = null;
      this.pin = '';
      this.step = 'receipt';
    } catch (error) {
      this.#refuse(error instanceof Problem ? error : offline_problem());
    } finally {
      this.is_busy = false;
    }
  }

  #go(step: Step): void {
    this.problem = null;
    this.pin = '';
    this.step = step;
  }

  #refuse(problem: Problem): void {
    this.problem = problem;
    if (problem.is_temporary) return;
    // The refusal is the answer of that key; the next try is another deed.
    this.#key = new_key();
    this.pin = '';
    this.step = steps_after[problem.code] ?? 'goods';
  }

  #form(): SaleForm {
    const lines = this.cart.map((line) => ({
      product_id: line.ware.product.id,
      quantity: line.quantity,
      ...(line.ware.option ? { option_id: line.ware.option.id } : {}),
    }));
    return {
      shop_id: this.#shop_id,
      card_number: this.card_number,
      pin: this.pin,
      lines,
      ...(lines.length === 0 ? { amount_points: this.amount_points ?? 0 } : {}),
      ...(this.paid_won ? { paid_won: this.paid_won } : {}),
      ...(this.fair_id ? { fair_id: this.fair_id } : {}),
    };
  }
}
