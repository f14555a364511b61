import type { Settlement, SettlementState } from './types';

export interface SettlementTotals {
  gross_points: number;
  payout_won: number;
  benefit_won: number;
  approved: number;
}

const posted: SettlementState[] = ['approved', 'ordered', 'paid'];

/** Sums of some settlements, and how many of them are in the ledger. */
export function settlement_totals(settlements: Settlement[]): SettlementTotals {
  const totals = { gross_points: 0, payout_won: 0, benefit_won: 0, approved: 0 };
  for (const settlement of settlements) {
    totals.gross_points += settlement.gross_points;
    totals.payout_won += settlement.payout_won;
    totals.benefit_won += settlement.benefit_won;
    if (posted.includes(settlement.state)) totals.approved += 1;
  }
  return totals;
}

/** Whether the shop may still object to lines. */
export function is_open(state: SettlementState): boolean {
  return state === 'draft' || state === 'objected';
}
