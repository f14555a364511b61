import type { Tone } from '@ui';
import type { SaleRow, SettlementState } from './types';

const settlement_tones: Record<SettlementState, Tone> = {
  draft: 'warn',
  objected: 'bad',
  confirmed: 'info',
  approved: 'olive',
  ordered: 'info',
  paid: 'good',
};

export function settlement_tone(state: SettlementState): Tone {
  return settlement_tones[state];
}

export type SaleState = 'sold' | 'part_refunded' | 'refunded' | 'settled';
type Refundable = Pick<SaleRow, 'points' | 'refunded' | 'paid_won' | 'refunded_won'>;

/** Where a sale stands. */
export function sale_state(sale: Refundable & Pick<SaleRow, 'settlement_id'>): SaleState {
  if (!may_refund(sale)) return 'refunded';
  if (sale.refunded > 0 || sale.refunded_won > 0) return 'part_refunded';
  return sale.settlement_id ? 'settled' : 'sold';
}

const sale_tones: Record<SaleState, Tone> = {
  sold: 'olive',
  part_refunded: 'warn',
  refunded: 'neutral',
  settled: 'good',
};

export function sale_tone(state: SaleState): Tone {
  return sale_tones[state];
}

/** Whether anything is left to give back, settled or not. */
export function may_refund(sale: Refundable): boolean {
  return sale.refunded < sale.points || sale.refunded_won < sale.paid_won;
}
