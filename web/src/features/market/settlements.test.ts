import { describe, expect, it } from 'vitest';
import { settlement_totals } from './settlements';
import type { Settlement } from './types';

function settlement(gross_points: number, state: Settlement['state']): Settlement {
  const [shop_won, benefit_won] = [gross_points * 0.91, gross_points * 0.06];
  const support_won = gross_points - shop_won - benefit_won;
  const rest = { id: '1', shop_id: '1', shop_name: '', month: '', sales: 1, rule_version: 1 };
  const [clawback_won, payout_won, guarantee_won] = [-10, shop_won - 10, 0];
  return {
    ...rest,
    state,
    gross_points,
    shop_won,
    benefit_won,
    support_won,
    clawback_won,
    guarantee_won,
    payout_won,
  };
}

describe('the settlements of a month', () => {
  it('add up, and say how many are in the ledger', () => {
    const totals = settlement_totals([
      settlement(100, 'approved'),
      settlement(100, 'paid'),
      settlement(200, 'confirmed'),
    ]);
    expect(totals).toEqual({
      gross_points: 400,
      payout_won: 334,
      benefit_won: 24,
      approved: 2,
    });
  });

  it('are nothing without shops', () => {
    expect(settlement_totals([])).toMatchObject({ gross_points: 0, approved: 0 });
  });
});
