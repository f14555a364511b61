import type { Schema } from '@platform/api/types';

/** The dispatch board's part of the API. Ids are strings; `0` is nobody and nothing. */
export type BoardCentre = Schema<'BoardCentre'>;
export type BookingInput = Schema<'BookingInput'>;
export type CareSlot = Schema<'CareSlot'>;
export type CareSlotList = Schema<'CareSlotList'>;
export type DispatchAlert = Schema<'DispatchAlert'>;
export type DispatchBoard = Schema<'DispatchBoard'>;
export type DispatchDone = Schema<'DispatchDone'>;
export type DispatchVisit = Schema<'DispatchVisit'>;
export type DispatchWorker = Schema<'DispatchWorker'>;
export type DisruptionDone = Schema<'DisruptionDone'>;
export type DisruptionInput = Schema<'DisruptionInput'>;
export type DisruptionReason = Schema<'DisruptionReason'>;
export type DisruptionRow = Schema<'DisruptionRow'>;
export type MoveCheck = Schema<'MoveCheck'>;
export type Placement = Schema<'Placement'>;
export type PlanComparison = Schema<'PlanComparison'>;
export type Proposal = Schema<'ProposalDetail'>;
export type ProposalList = Schema<'ProposalList'>;
export type ProposalRow = Schema<'ProposalRow'>;
export type ProposedChange = Schema<'ProposedChange'>;
export type SlotSearch = Schema<'SlotSearch'>;
export type TermChange = Schema<'TermChange'>;
export type WhatIf = Schema<'WhatIfReport'>;
export type WhatIfInput = Schema<'WhatIfInput'>;
export type WhatIfKind = Schema<'WhatIfKind'>;

/** What the stream of events carries; streams are not in the OpenAPI document. */
export interface DispatchEvent {
  event_id: string;
  kind:
    | 'visit_changed'
    | 'visit_alert'
    | 'visit_alert_over'
    | 'plan_changed'
    | 'proposal_made'
    | 'proposal_decided'
    | 'disruption_recorded';
  centre_id: string;
  on: string;
  visit_id: string;
  proposal_id: string;
  version: number;
  state?: DispatchVisit['state'] | null;
  worker_id: string;
  vehicle_id: string;
  start_min: number;
  alert?: DispatchAlert | null;
  late_min: number;
  at: string;
}
