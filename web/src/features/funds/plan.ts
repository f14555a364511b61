import type { FundGoal, PublicSpending, PublishedProgramme } from './types';

type PlanLine = PublishedProgramme['lines'][number];

/** A goal's plan over the years of a programme. */
export interface PlanRow {
  goal: FundGoal;
  by_year: Record<number, number>;
  total_won: number;
}

/** Lines by goal, in the order in which the goals first appear. */
export function plan_rows(lines: PlanLine[]): PlanRow[] {
  const rows = new Map<FundGoal, PlanRow>();
  for (const { goal, year, plan_won } of lines) {
    const row = rows.get(goal) ?? { goal, by_year: {}, total_won: 0 };
    row.by_year[year] = (row.by_year[year] ?? 0) + plan_won;
    row.total_won += plan_won;
    rows.set(goal, row);
  }
  return [...rows.values()];
}

/** The payments of one line, as a settlement lists them. */
export function payments_of(spendings: PublicSpending[], line_id: string): PublicSpending[] {
  return spendings.filter((spending) => spending.line_id === line_id);
}

/** SHA-256 of a file in hex, computed in the browser: the file goes nowhere. */
export async function digest_of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
