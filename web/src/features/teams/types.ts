import type { Schema } from '@platform/api/types';

/** The teams module's part of the API. Ids are strings; `0` names nothing. */
export type Team = Schema<'Team'>;
export type TeamMember = Schema<'TeamMember'>;
export type WorkType = Schema<'WorkType'>;
export type GuaranteeClass = Schema<'GuaranteeClass'>;
export type AttendanceDay = Schema<'AttendanceDay'>;
export type AttendanceKind = Schema<'AttendanceKind'>;
export type PayRun = Schema<'PayRun'>;
export type PayRunDetail = Schema<'PayRunDetail'>;
export type Payslip = Schema<'Payslip'>;
export type WalletLot = Schema<'WalletLot'>;
export type WalletLine = Schema<'WalletLine'>;
export type PointRun = Schema<'PointRun'>;
export type PointPreview = Schema<'PointPreview'>;
export type PointVerdict = Schema<'PointVerdict'>;
export type SourceFunding = Schema<'SourceFunding'>;
export type NamedDecision = Schema<'NamedDecision'>;
export type OwnDecision = Schema<'OwnDecision'>;
export type AppealState = Schema<'AppealState'>;
export type NamedAppeal = Schema<'NamedAppeal'>;
export type NamedWarning = Schema<'NamedWarning'>;
export type LeaveAccount = Schema<'LeaveAccount'>;
export type ExtraMinutes = Schema<'ExtraMinutes'>;
export type NamedExtraWork = Schema<'NamedExtraWork'>;
export type PersonPayslip = Schema<'PersonPayslip'>;
export type PayslipItem = Schema<'PayslipItem'>;
export type QuarterAccount = Schema<'QuarterAccount'>;
export type QuarterFigures = Schema<'QuarterFigures'>;
export type QuarterDesk = Schema<'QuarterDesk'>;
export type QuarterDeskRow = Schema<'QuarterDeskRow'>;
export type QuarterDetail = Schema<'QuarterDetail'>;
export type Shortfall = Schema<'Shortfall'>;
export type ShortfallBearer = Schema<'ShortfallBearer'>;
export type SalesLine = Schema<'SalesLine'>;
export type SalesLineKind = Schema<'SalesLineKind'>;
export type OutsideSale = Schema<'OutsideSale'>;
export type SalesRule = Schema<'SalesRule'>;
export type TeamBook = Schema<'TeamBook'>;
export type TeamPayment = Schema<'TeamPayment'>;
export type NamedTeamPayment = Schema<'NamedTeamPayment'>;
export type PaymentKind = Schema<'PaymentKind'>;
export type PublicQuarter = Schema<'PublicQuarter'>;
export type CentreQuarter = Schema<'CentreQuarter'>;
export type Card = Schema<'Card'>;
export type Organisation = Schema<'Organisation'>;

// The code lists in the order in which forms offer them.

export const work_types = [
  'market_entry',
  'social_service',
  'work_maintenance',
] as const satisfies readonly WorkType[];

export const guarantee_classes = [
  'conditional',
  'near_poor',
  'facility',
  'general',
  'special',
] as const satisfies readonly GuaranteeClass[];

export const attendance_kinds = [
  'work',
  'leave',
  'absent',
] as const satisfies readonly AttendanceKind[];

export const verdicts = [
  'granted',
  'not_working_now',
  'too_few_days',
  'already_granted',
  'sources_exhausted',
] as const satisfies readonly PointVerdict[];

/** What the office enters; the market's sales are taken over. */
export const entered_kinds = [
  'contract',
  'direct_cost',
  'overtime',
  'night_work',
  'government_support',
  'type_support',
  'opening_sales',
  'opening_set_aside',
] as const satisfies readonly SalesLineKind[];

export const shortfall_bearers = [
  'programme_budget',
  'next_quarter',
] as const satisfies readonly ShortfallBearer[];

export const payment_kinds = [
  'performance',
  'tomorrow_profit',
  'tomorrow_incentive',
  'start_up',
  'activation',
] as const satisfies readonly PaymentKind[];

/** Who gets a payment: a participant, or somebody else. */
export function is_for_person(kind: PaymentKind): boolean {
  return kind !== 'start_up' && kind !== 'activation';
}
