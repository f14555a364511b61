import type { LineFigures } from './types';

export type BarPart = 'spent' | 'returned' | 'committed' | 'left' | 'waiting';

export interface BarSegment {
  part: BarPart;
  amount_won: number;
  /** Share of the longest bar of the board, so that lines can be compared. */
  share: number;
}

/** What of the plan no money has been allocated for yet. */
export function waiting_won(line: LineFigures): number {
  return Math.max(0, line.plan_won - line.allocated_won);
}

/** The parts of a line's bar, in order, without empty ones. `longest_won` is the board's. */
export function bar_of(line: LineFigures, longest_won: number): BarSegment[] {
  const parts: [BarPart, number][] = [
    ['spent', line.spent_won],
    ['returned', line.returned_won],
    ['committed', line.committed_won],
    ['left', line.left_won],
    ['waiting', waiting_won(line)],
  ];
  return parts
    .filter(([, amount_won]) => amount_won > 0)
    .map(([part, amount_won]) => ({
      part,
      amount_won,
      share: longest_won > 0 ? amount_won / longest_won : 0,
    }));
}

/** The longest bar: plan, or what was allocated when that is more. */
export function longest_of(lines: LineFigures[]): number {
  return Math.max(0, ...lines.map((line) => Math.max(line.plan_won, line.allocated_won)));
}

export interface BoardSums {
  plan_won: number;
  spent_won: number;
  committed_won: number;
  left_won: number;
}

export function sums_of(lines: LineFigures[]): BoardSums {
  const sums = { plan_won: 0, spent_won: 0, committed_won: 0, left_won: 0 };
  for (const line of lines) {
    sums.plan_won += line.plan_won;
    sums.spent_won += line.spent_won;
    sums.committed_won += line.committed_won;
    sums.left_won += line.left_won;
  }
  return sums;
}
