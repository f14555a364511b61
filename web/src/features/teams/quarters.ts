import type { Tone } from '@ui';
import type { QuarterAccount, QuarterFigures, SalesLine, SalesRule, TeamPayment } from './types';

const kMonths = 3;

/** The first day of the quarter around `date`. */
export function first_of_quarter(date: string): string {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / kMonths) * kMonths + 1;
  return `${date.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
}

/** The quarter `count` quarters after the one of `date`; negative counts go back. */
export function quarters_after(date: string, count: number): string {
  const first = first_of_quarter(date);
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + count * kMonths;
  const month = String((months % 12) + 1).padStart(2, '0');
  return `${Math.floor(months / 12)}-${month}-01`;
}

export function last_of_quarter(date: string): string {
  const next = new Date(`${quarters_after(date, 1)}T00:00:00Z`);
  next.setUTCDate(0);
  return next.toISOString().slice(0, 10);
}

/** Year and number of a quarter, for its name. */
export function quarter_parts(date: string): { year: string; number: string } {
  const number = Math.floor((Number(date.slice(5, 7)) - 1) / kMonths) + 1;
  return { year: date.slice(0, 4), number: String(number) };
}

/** The quarters up to the one of `today`, newest first. */
export function recent_quarters(today: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => quarters_after(today, -back));
}

/** The national account's figures in its order, by what they are about. */
export const figure_groups = [
  {
    key: 'income',
    figures: [
      'carried_won',
      'sales_won',
      'government_support_won',
      'type_support_won',
      'programme_budget_won',
      'spent_direct_won',
      'spent_overtime_won',
      'spent_night_won',
      'direct_cost_won',
      'overtime_won',
    ],
  },
  {
    key: 'shares',
    figures: [
      'set_aside_won',
      'performance_won',
      'tomorrow_profit_won',
      'activation_won',
      'central_fund_won',
      'regional_support_won',
      'sales_left_won',
    ],
  },
  {
    key: 'set_aside',
    figures: [
      'set_aside_before_won',
      'start_up_won',
      'tomorrow_incentive_won',
      'set_aside_short_won',
      'set_aside_total_won',
    ],
  },
  {
    key: 'spending',
    figures: [
      'spending_before_won',
      'spent_performance_won',
      'spent_profit_won',
      'spent_activation_won',
      'spending_left_won',
    ],
  },
] as const satisfies readonly { key: string; figures: readonly (keyof QuarterFigures)[] }[];

export type FigureName = (typeof figure_groups)[number]['figures'][number];

/** What there is to share: income less costs. */
export function surplus_won(figures: QuarterFigures): number {
  return (
    figures.carried_won +
    figures.sales_won +
    figures.government_support_won +
    figures.type_support_won -
    figures.spent_direct_won -
    figures.spent_overtime_won
  );
}

/** What the costs are above the means; 0 when they are covered. */
export function shortfall_won(figures: QuarterFigures): number {
  return Math.max(0, -surplus_won(figures));
}

type State = QuarterAccount['state'] | 'none' | TeamPayment['state'] | SalesRule['state'];
const tones: Record<State, Tone> = {
  none: 'neutral',
  draft: 'warn',
  submitted: 'info',
  closed: 'good',
  proposed: 'warn',
  approved: 'good',
  rejected: 'neutral',
};
export function book_tone(state: State): Tone {
  return tones[state];
}

export const may_book = (role: string | undefined) =>
  ['coordinator', 'centre_director', 'metro_centre'].includes(role ?? '');
export const may_close = (role: string | undefined) =>
  ['centre_director', 'metro_centre'].includes(role ?? '');
export const may_rule = (role: string | undefined) =>
  ['metro_centre', 'city_officer'].includes(role ?? '');

/** What may be done with a line of an account. */
export interface LineDeed {
  label: string;
  run: (line: SalesLine) => void;
  is_offered?: (line: SalesLine) => boolean;
}

/** Lines of a closed account that can be taken back. */
export function is_reversible(line: SalesLine): boolean {
  return line.seq > 0 && line.reverses_id === '0';
}

/** The shares of a rule in the order in which they are read. */
export const shares = [
  'set_aside_ppm',
  'performance_ppm',
  'tomorrow_profit_ppm',
  'activation_ppm',
  'central_fund_ppm',
  'regional_support_ppm',
  'set_aside_floor_ppm',
] as const satisfies readonly (keyof SalesRule)[];
export type Share = (typeof shares)[number];

/** Shares are typed in percent with two digits and sent as parts of a million. */
export function ppm_of(percent: string): number | null {
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(percent.trim())) return null;
  const ppm = Math.round(Number(percent) * 10_000);
  return ppm <= 1_000_000 ? ppm : null;
}

export function percent_of(ppm: number): string {
  return `${ppm / 10_000}%`;
}
