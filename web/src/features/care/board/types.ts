/* eslint-disable max-lines -- gives way to the types of the API document */
import type { ServiceKind, VisitState } from '../types';
/* placeholder until the schema lands */
export type Mobility = 'walks' | 'walks_with_help' | 'wheelchair';
export interface Span {
  from_min: number;
  to_min: number;
}
export interface VisitWindow {
  earliest_min: number;
  latest_min: number;
}
export type DispatchAlert =
  'started_late' | 'not_checked_in' | 'missing' | 'will_be_late' | 'overrun';
export interface BoardCentre {
  centre_id: string;
  name: string;
  district_code: string;
  lat_e6: number;
  lng_e6: number;
  may_dispatch: boolean;
  late_after_min: number;
  missing_after_min: number;
}
export interface DispatchWorker {
  worker_id: string;
  centre_id: string;
  name: string;
  shifts: Span[];
  absences: Span[];
  rest?: Span | null;
  lacks_rest: boolean;
  services: ServiceKind[];
  certificates: string[];
  can_drive: boolean;
  vehicle_id: string;
  visits: number;
  booked_min: number;
  travel_min: number;
}
export interface DispatchVisit {
  visit_id: string;
  version: number;
  centre_id: string;
  client_id: string;
  client_name: string;
  service: ServiceKind;
  state: VisitState;
  worker_id: string;
  vehicle_id: string;
  start_min: number;
  length_min: number;
  windows: VisitWindow[];
  needs_car: boolean;
  mobility: Mobility;
  destination_name: string;
  lat_e6: number;
  lng_e6: number;
  position: number;
  travel_min: number;
  wait_min: number;
  expected_start_min: number;
  expected_end_min: number;
  alert?: DispatchAlert | null;
  late_min: number;
  checked_in_at?: string | null;
  checked_out_at?: string | null;
  may_move: boolean;
  link_group: string;
}
export interface DispatchVehicle {
  vehicle_id: string;
  centre_id: string;
  name: string;
  has_wheelchair_lift: boolean;
  worker_id: string;
  is_out_of_order: boolean;
}
export interface VisitLink {
  link_group: string;
  kind: 'double_staffing' | 'trip_return' | 'spacing';
  from_visit_id: string;
  to_visit_id: string;
  gap_min: number;
  gap_max_min: number;
  relation: 'any' | 'same' | 'different';
}
export type DisruptionReason =
  'worker_sick' | 'visit_cancelled' | 'visit_overrun' | 'urgent_referral' | 'vehicle_broken';
export interface DisruptionRow {
  disruption_id: string;
  centre_id: string;
  on: string;
  reason: DisruptionReason;
  worker_id: string;
  worker_name: string;
  vehicle_id: string;
  vehicle_name: string;
  visit_id: string;
  from_min: number;
  to_min: number;
  minutes: number;
  recorded_at: string;
  is_withdrawn: boolean;
  proposal_id: string;
  sentence: string;
}
export interface DispatchBoard {
  on: string;
  as_of: string;
  cursor: string;
  centres: BoardCentre[];
  workers: DispatchWorker[];
  visits: DispatchVisit[];
  vehicles: DispatchVehicle[];
  links: VisitLink[];
  disruptions: DisruptionRow[];
}
export type EventKind =
  | 'visit_changed'
  | 'visit_alert'
  | 'visit_alert_over'
  | 'plan_changed'
  | 'proposal_made'
  | 'proposal_decided'
  | 'disruption_recorded';
export interface DispatchEvent {
  event_id: string;
  kind: EventKind;
  centre_id: string;
  on: string;
  visit_id: string;
  proposal_id: string;
  version: number;
  state?: VisitState | null;
  worker_id: string;
  vehicle_id: string;
  start_min: number;
  alert?: DispatchAlert | null;
  late_min: number;
  at: string;
}
export interface Placement {
  worker_id: string;
  worker_name: string;
  vehicle_id: string;
  vehicle_name: string;
  start_min: number;
}
export interface TermChange {
  term: string;
  label: string;
  before: number;
  after: number;
  weight: number;
  cost_added: number;
  unit: 'minute' | 'metre' | 'count' | 'point';
}
export interface ProposalRow {
  proposal_id: string;
  centre_id: string;
  centre_name: string;
  on: string;
  kind: 'day_plan' | 'week_plan' | 'replan';
  state: 'proposed' | 'approved' | 'partly_approved' | 'rejected' | 'superseded' | 'undone';
  made_at: string;
  made_by_name: string;
  decided_at?: string | null;
  visits: number;
  moved: number;
  moved_permille: number;
  unassigned_before: number;
  unassigned_after: number;
  cost_before: number;
  cost_after: number;
  sentence: string;
}
export interface ProposedChange {
  change_id: string;
  group: string;
  visit_id: string;
  visit_version: number;
  client_name: string;
  service: ServiceKind;
  kind: 'assigned' | 'worker_changed' | 'time_changed' | 'vehicle_changed' | 'unassigned';
  from: Placement;
  to: Placement;
  length_min: number;
  travel_min: number;
  wait_min: number;
  is_regular: boolean;
  sentence: string;
  state: 'open' | 'applied' | 'rejected';
}
export interface LeftOutVisit {
  visit_id: string;
  client_name: string;
  service: ServiceKind;
  start_min: number;
  reason: string;
  sentence: string;
}
export interface Proposal {
  row: ProposalRow;
  disruption?: DisruptionRow | null;
  is_stale: boolean;
  terms: TermChange[];
  changes: ProposedChange[];
  left_out: LeftOutVisit[];
}
export interface DispatchDone {
  deed_id: string;
  applied: number;
  told: number;
  visit_ids: string[];
  sentence: string;
}
export interface VisitDifference {
  visit_id: string;
  client_name: string;
  service: ServiceKind;
  from: Placement;
  to: Placement;
  sentence: string;
}
export interface PlanComparison {
  terms: TermChange[];
  cost_before: number;
  cost_after: number;
  differing: VisitDifference[];
  served_before: number;
  served_after: number;
}
export interface MoveViolation {
  code: string;
  severity: 'hard' | 'soft';
  text: string;
  visit_id: string;
  other_visit_id: string;
  worker_id: string;
  minutes: number;
}
export interface MoveCheck {
  is_possible: boolean;
  needs_confirmation: boolean;
  violations: MoveViolation[];
  terms: TermChange[];
  cost_added: number;
  travel_added_min: number;
  moved_with: string[];
  sentence: string;
}
export interface CareSlot {
  on: string;
  start_min: number;
  placements: Placement[];
  travel_added_min: number;
  late_added_min: number;
  cost_added: number;
  displaced: VisitDifference[];
  sentence: string;
}
export interface DispatchDeed {
  deed_id: string;
  centre_id: string;
  on: string;
  kind: 'approval' | 'move' | 'booking' | 'undo';
  actor_name: string;
  at: string;
  visits: number;
  is_undone: boolean;
  may_undo: boolean;
  sentence: string;
}
export interface WhatIf {
  what_if_id: string;
  centre_id: string;
  centre_name: string;
  on: string;
  days: number;
  kind: string;
  count: number;
  worker_name: string;
  made_at: string;
  served_before: number;
  served_after: number;
  unassigned_before: number;
  unassigned_after: number;
  terms: TermChange[];
  cost_before: number;
  cost_after: number;
  differing: number;
  sentence: string;
}
export interface DisruptionInput {
  centre_id: string;
  on: string;
  reason: DisruptionReason;
  worker_id?: string;
  vehicle_id?: string;
  visit_id?: string;
  version?: number;
  cancel_reason?:
    | 'client_ill'
    | 'client_in_hospital'
    | 'client_wish'
    | 'client_absent'
    | 'worker_ill'
    | 'no_worker'
    | 'weather';
  from_min?: number;
  to_min?: number;
  minutes?: number;
}
export interface DisruptionDone {
  disruption: DisruptionRow;
  proposal?: Proposal | null;
}
export interface SlotSearch {
  centre_id: string;
  service: ServiceKind;
  client_id?: string;
  entitlement_id?: string;
  length_min: number;
  from_on: string;
  to_on: string;
  windows?: VisitWindow[];
  needs_car?: boolean;
  staff?: number;
  count?: number;
}
export interface BookingInput {
  entitlement_id: string;
  on: string;
  length_min: number;
  slack_min?: number;
  needs_car?: boolean;
  destination_id?: string;
  placements: { worker_id: string; vehicle_id?: string; start_min: number }[];
}
export type WhatIfKind =
  'vehicle_more' | 'vehicle_less' | 'worker_more' | 'worker_less' | 'worker_sick';
export interface WhatIfInput {
  centre_id: string;
  on: string;
  days?: number;
  kind: WhatIfKind;
  count?: number;
  worker_id?: string;
  has_wheelchair_lift?: boolean;
  certificates?: string[];
}
