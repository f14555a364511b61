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
