import type { Schema } from '@platform/api/types';

/** The care module's part of the API. Ids are strings; `0` names nothing. */
export type ServiceKind = Schema<'ServiceKind'>;
export type ReferralState = Schema<'ReferralState'>;
export type VisitState = Schema<'VisitState'>;
export type VisitRow = Schema<'VisitRow'>;
export type VisitDetail = Schema<'VisitDetail'>;
export type ClientCard = Schema<'ClientCard'>;
export type EntitlementRow = Schema<'EntitlementRow'>;
export type ReferralRow = Schema<'ReferralRow'>;
export type ReferralDetail = Schema<'ReferralDetail'>;
export type MyCare = Schema<'MyCare'>;
export type MyCareVisit = Schema<'MyCareVisit'>;
export type CareServiceOffer = Schema<'CareServiceOffer'>;
export type CentreCapacity = Schema<'CentreCapacity'>;

// The code lists in the order in which forms offer them.

export const services = [
  'discharge_care',
  'hospital_accompaniment',
  'care_activist',
  'housekeeping',
  'meals',
] as const satisfies readonly ServiceKind[];

export const income_bands = [
  'basic_or_near_poor',
  'up_to_70',
  'up_to_100',
  'above_100',
] as const satisfies readonly Schema<'IncomeBand'>[];

export const mobilities = [
  'walks',
  'walks_with_help',
  'wheelchair',
] as const satisfies readonly Schema<'Mobility'>[];

export const purposes = [
  'outpatient',
  'dialysis',
  'tests',
  'rehabilitation',
  'chemotherapy',
  'admission',
  'after_surgery',
  'daily_living',
] as const satisfies readonly Schema<'CarePurpose'>[];

export const genders = [
  'female',
  'male',
  'unstated',
] as const satisfies readonly Schema<'Gender'>[];

export const consent_channels = [
  'paper',
  'phone',
  'screen',
] as const satisfies readonly Schema<'ConsentChannel'>[];

export const verdicts = ['approved', 'declined'] as const satisfies readonly Schema<'Verdict'>[];

export const referral_states = [
  'received',
  'consented',
  'assessed',
  'approved',
  'declined',
  'planned',
  'closed',
  'withdrawn',
] as const satisfies readonly ReferralState[];

export const assessment_items = [
  'moving',
  'eating',
  'hygiene',
  'housework',
  'going_out',
  'medication',
  'loneliness',
] as const satisfies readonly Schema<'AssessmentItem'>[];

export const cancel_reasons = [
  'client_ill',
  'client_in_hospital',
  'client_wish',
  'client_absent',
  'worker_ill',
  'no_worker',
  'weather',
] as const satisfies readonly Schema<'CancelReason'>[];

/** Whether an id field names something. */
export function is_set(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && id !== '' && id !== '0';
}
