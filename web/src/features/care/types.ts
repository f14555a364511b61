/** The care module's JSON, as the server's OpenAPI document names it. Ids are strings, `0`: none. */
export const services = [
  'discharge_care',
  'hospital_accompaniment',
  'care_activist',
  'housekeeping',
  'meals',
] as const;
export type ServiceKind = (typeof services)[number];

export const income_bands = ['basic_or_near_poor', 'up_to_70', 'up_to_100', 'above_100'] as const;
export type IncomeBand = (typeof income_bands)[number];

export const mobilities = ['walks', 'walks_with_help', 'wheelchair'] as const;
export type Mobility = (typeof mobilities)[number];

export const purposes = [
  'outpatient',
  'dialysis',
  'tests',
  'rehabilitation',
  'chemotherapy',
  'admission',
  'after_surgery',
  'daily_living',
] as const;
export type CarePurpose = (typeof purposes)[number];

export const referral_states = [
  'received',
  'consented',
  'assessed',
  'approved',
  'declined',
  'planned',
  'closed',
  'withdrawn',
] as const;
export type ReferralState = (typeof referral_states)[number];

export const assessment_items = [
  'moving',
  'eating',
  'hygiene',
  'housework',
  'going_out',
  'medication',
  'loneliness',
] as const;
export type AssessmentItem = (typeof assessment_items)[number];

export type VisitState =
  | 'planned'
  | 'assigned'
  | 'confirmed'
  | 'on_the_way'
  | 'checked_in'
  | 'completed'
  | 'cancelled'
  | 'missed';

export const cancel_reasons = [
  'client_ill',
  'client_in_hospital',
  'client_wish',
  'client_absent',
  'worker_ill',
  'no_worker',
  'weather',
] as const;

export interface Visit {
  id: string;
  client_id: string;
  centre_id: string;
  worker_id: string;
  vehicle_id: string;
  service: ServiceKind;
  visit_on: string;
  start_min: number;
  length_min: number;
  earliest_min: number;
  latest_min: number;
  needs_car: boolean;
  state: VisitState;
  checked_in_at?: string | null;
  checked_out_at?: string | null;
  billed_min: number;
  price_won: number;
  copay_won: number;
  version: number;
}

export interface VisitRow {
  visit: Visit;
  client_name: string;
  worker_name: string;
  vehicle_name: string;
  destination_name: string;
  lat_e6: number;
  lng_e6: number;
  mobility: Mobility;
}

export interface MyVisits {
  on: string;
  visits: VisitRow[];
  minutes_this_month: number;
  visits_this_month: number;
}

export interface VisitDetail {
  row: VisitRow;
  tasks: { code: string; is_required: boolean }[];
  done: string[];
  note?: string | null;
  actions: string[];
}

export interface ClientCard {
  client_id: string;
  name: string;
  born_on?: string | null;
  phone: string;
  road_address: string;
  mobility: Mobility;
  purpose: CarePurpose;
  health_note: string;
}

export interface BoardWorker {
  worker_id: string;
  name: string;
  from_min: number;
  to_min: number;
  certificates: string[];
  booked_min: number;
}

export interface Vehicle {
  id: string;
  name: string;
  has_wheelchair_lift: boolean;
}

export interface VisitBoard {
  centre_id: string;
  centre_name: string;
  on: string;
  visits: VisitRow[];
  workers: BoardWorker[];
  vehicles: Vehicle[];
}

export interface DayPlanItem {
  assignment: { visit_id: string; worker_id: string; start_min: number };
  client_name: string;
  worker_name: string;
  vehicle_name: string;
  explanation: string;
}

export interface DayPlanProposal {
  plan: { id: string; plan_on: string; state: 'proposed' | 'applied'; travel_min: number };
  assigned: number;
  unassigned: number;
  items: DayPlanItem[];
}

export interface EntitlementRow {
  id: string;
  client_id: string;
  client_name: string;
  service: ServiceKind;
  income_band: IncomeBand;
  valid_from: string;
  valid_to: string;
  quota_kind: 'visits' | 'minutes';
  units_max: number;
  units_used: number;
  units_reserved: number;
  units_left: number;
}

export interface ReferralRow {
  id: string;
  service: ServiceKind;
  channel: string;
  state: ReferralState;
  client_name: string;
  referring_organisation: string;
  centre_name: string;
  district_code: string;
  received_at: string;
  wished_from: string;
  decide_by: string;
  warnings: string[];
  version: number;
}

export interface ReferralDetail {
  referral: {
    id: string;
    service: ServiceKind;
    channel: string;
    state: ReferralState;
    income_band: IncomeBand;
    mobility: Mobility;
    lives_alone: boolean;
    discharged_on?: string | null;
    wished_from: string;
    received_at: string;
    decide_by: string;
    appeal_by?: string | null;
    version: number;
  };
  client_name: string;
  client_phone: string;
  client_age?: number | null;
  referring_organisation: string;
  centre_name: string;
  warnings: string[];
  scores: { item: AssessmentItem; score: number }[];
  steps: { action: string; state: ReferralState; at: string; reason: string }[];
  entitlements: EntitlementRow[];
}

export interface ReferralCreated {
  id: string;
  client_id: string;
  decide_by: string;
  warnings: string[];
}

export interface MyCare {
  referrals: {
    id: string;
    service: ServiceKind;
    state: ReferralState;
    received_at: string;
    decide_by: string;
    appeal_by?: string | null;
    version: number;
  }[];
  entitlements: EntitlementRow[];
  next_visits: MyCareVisit[];
  past_visits: MyCareVisit[];
}

export interface MyCareVisit {
  visit_id: string;
  service: ServiceKind;
  visit_on: string;
  start_min: number;
  length_min: number;
  state: VisitState;
  worker_first_name: string;
  worker_languages: string[];
  copay_won: number;
}

export interface Tariff {
  basis: 'free' | 'full' | 'per_visit' | 'per_hour' | 'per_block';
  amount_won: number;
}

export interface CareServiceOffer {
  terms: { service: ServiceKind; visit_min: number; needs_car: boolean };
  price: Tariff;
  usual_price_won: number;
  bands: { income_band: IncomeBand; copay: Tariff; usual_copay_won: number }[];
  quota_kind: 'visits' | 'minutes';
  units_max: number;
  period_months: number;
}

export interface CentreCapacity {
  centre_id: string;
  name: string;
  district_code: string;
  workers: number;
  vehicles: number;
  visits: number;
  unassigned_visits: number;
  free_min: number;
}

/** Whether an id field names something. */
export function is_set(id: string | null | undefined): id is string {
  return id !== null && id !== undefined && id !== '' && id !== '0';
}
