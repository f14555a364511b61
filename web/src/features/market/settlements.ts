import type { Settlement } from './types';

export interface SettlementTotals {
  gross_points: number;
  shop_won: number;
  benefit_won: number;
  support_won: number;
  approved: number;
}

/** Sums of some settlements, and how many of them are in the ledger. */
export function settlement_totals(settlements: Settlement[]): SettlementTotals {
  const totals = { gross_points: 0, shop_won: 0, benefit_won: 0, support_won: 0, approved: 0 };
  for (const settlement of settlements) {
    totals.gross_points += settlement.gross_points;
    totals.shop_won += settlement.shop_won;
    totals.benefit_won += settlement.benefit_won;
    totals.support_won += settlement.support_won;
    if (settlement.state === 'approved') totals.approved += 1;
  }
  return totals;
}
