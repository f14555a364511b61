import type { Tone } from '@ui';
import type { SaleRow, SettlementState } from './types';

const settlement_tones: Record<SettlementState, Tone> = {
  draft: 'warn',
  confirmed: 'info',
  approved: 'good',
};

export function settlement_tone(state: SettlementState): Tone {
  return settlement_tones[state];
}

export type SaleState = 'sold' | 'part_refunded' | 'refunded' | 'settled';

/** Where a sale stands; a settled one can no longer be refunded at the till. */
export function sale_state(
  sale: Pick<SaleRow, 'points' | 'refunded' | 'settlement_id'>,
): SaleState {
  if (sale.refunded >= sale.points) return 'refunded';
  if (sale.settlement_id) return 'settled';
  return sale.refunded > 0 ? 'part_refunded' : 'sold';
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

export function may_refund(sale: Pick<SaleRow, 'points' | 'refunded' | 'settlement_id'>): boolean {
  return ['sold', 'part_refunded'].includes(sale_state(sale));
}
