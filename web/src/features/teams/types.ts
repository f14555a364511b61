/** What the routes of the teams answer; ids are strings, `0`: none. */
export const work_types = ['market_entry', 'social_service', 'work_maintenance'] as const;
export type WorkType = (typeof work_types)[number];

export const guarantee_classes = [
  'conditional',
  'near_poor',
  'facility',
  'general',
  'special',
] as const;
export type GuaranteeClass = (typeof guarantee_classes)[number];

export const attendance_kinds = ['work', 'leave', 'absent'] as const;
export type AttendanceKind = (typeof attendance_kinds)[number];

export interface Team {
  id: string;
  name: string;
  centre_id: string;
  work_type: WorkType;
  trade: string;
  started_on: string;
  members: number;
}

export interface TeamMember {
  id: string;
  person_id: string;
  name: string;
  guarantee_class: GuaranteeClass;
  joined_on: string;
}

export interface AttendanceDay {
  person_id: string;
  worked_on: string;
  team_id: string;
  kind: AttendanceKind;
  minutes: number;
}

export interface PayLine {
  person_id: string;
  team_id: string;
  work_type: WorkType;
  work_days: number;
  leave_days: number;
  rest_days: number;
  base_won: number;
  expense_won: number;
  total_won: number;
}

export interface PayRun {
  id: string;
  centre_id: string;
  month: string;
  state: 'draft' | 'posted';
  persons: number;
  total_won: number;
}

export interface PayRunDetail {
  run: PayRun;
  lines: { pay: PayLine; name: string; team_name: string }[];
}

/** A posted month of one person. */
export interface Payslip {
  month: string;
  team_name: string;
  work_type: WorkType;
  work_days: number;
  leave_days: number;
  rest_days: number;
  base_won: number;
  expense_won: number;
  total_won: number;
}

export interface MyWork {
  team?: Team | null;
  month: string;
  days: AttendanceDay[];
  work_days: number;
  rest_days: number;
  expected_won: number;
  wages_won: number;
  points: number;
  pay: Payslip[];
}

export interface WalletLot {
  remaining: number;
  expires_on: string;
  source: string;
}

export interface WalletLine {
  on: string;
  code: string;
  change: number;
  balance: number;
  reference: string;
}

export interface MyPoints {
  points: number;
  lots: WalletLot[];
  lines: WalletLine[];
}

export const verdicts = [
  'granted',
  'not_working_now',
  'too_few_days',
  'already_granted',
  'sources_exhausted',
] as const;
export type PointVerdict = (typeof verdicts)[number];

export interface PointRun {
  id: string;
  year: number;
  decided_on: string;
  granted: number;
  refused: number;
  points: number;
}

export interface PointPreview {
  year: number;
  verdicts: { verdict: PointVerdict; persons: number; points: number }[];
}

export interface NamedDecision {
  decision: {
    person_id: string;
    verdict: PointVerdict;
    days_previous_year: number;
    points: number;
    source: string;
  };
  name: string;
}

export interface Card {
  id: string;
  number: string;
  state: 'active' | 'blocked';
}

export interface Organisation {
  id: string;
  name: string;
}

export interface List<Row> {
  items: Row[];
}
