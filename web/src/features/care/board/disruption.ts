import type { DispatchBoard, DisruptionInput, DisruptionReason } from './types';

/** The reasons in the order in which a form offers them. */
export const disruption_reasons = [
  'worker_sick',
  'visit_cancelled',
  'visit_overrun',
  'urgent_referral',
  'vehicle_broken',
] as const satisfies readonly DisruptionReason[];

/** What a form holds; only what the reason asks for is sent. */
export interface DisruptionDraft {
  reason: DisruptionReason | '';
  worker_id: string;
  vehicle_id: string;
  visit_id: string;
  cancel_reason: string;
  is_whole_day: boolean;
  from_min: number | null;
  to_min: number | null;
  minutes: number | null;
}

type Field =
  'reason' | 'worker_id' | 'vehicle_id' | 'visit_id' | 'cancel_reason' | 'minutes' | 'from_min';

const subjects: Record<DisruptionReason, Field[]> = {
  worker_sick: ['worker_id'],
  visit_cancelled: ['visit_id', 'cancel_reason'],
  visit_overrun: ['visit_id', 'minutes'],
  urgent_referral: ['visit_id'],
  vehicle_broken: ['vehicle_id'],
};

export function asks_for(reason: DisruptionReason | '', field: Field): boolean {
  return reason !== '' && subjects[reason].includes(field);
}

/** Absences of people and cars have a span; the rest is of the moment. */
export function has_span(reason: DisruptionReason | ''): boolean {
  return reason === 'worker_sick' || reason === 'vehicle_broken';
}

/** The fields that are still empty. */
export function missing_of(draft: DisruptionDraft): Field[] {
  if (!draft.reason) return ['reason'];
  const missing = subjects[draft.reason].filter(
    (field) => draft[field] === '' || draft[field] === null,
  );
  const is_open_span = has_span(draft.reason) && !draft.is_whole_day && draft.from_min === null;
  return is_open_span ? [...missing, 'from_min'] : missing;
}

/** The request's body. Requires: nothing is missing. */
export function body_of(
  draft: DisruptionDraft,
  board: DispatchBoard,
  centre_id: string,
): DisruptionInput {
  const { reason } = draft;
  if (!reason) throw new Error('a disruption without a reason');
  const visit = board.visits.find((each) => each.visit_id === draft.visit_id);
  const body: DisruptionInput = { centre_id, on: board.on, reason };
  if (asks_for(reason, 'worker_id')) body.worker_id = draft.worker_id;
  if (asks_for(reason, 'vehicle_id')) body.vehicle_id = draft.vehicle_id;
  if (asks_for(reason, 'visit_id')) body.visit_id = draft.visit_id;
  if (asks_for(reason, 'minutes') && draft.minutes !== null) body.minutes = draft.minutes;
  if (reason === 'visit_cancelled') {
    body.version = visit?.version ?? 0;
    body.cancel_reason = draft.cancel_reason as NonNullable<DisruptionInput['cancel_reason']>;
  }
  if (has_span(reason) && !draft.is_whole_day) {
    if (draft.from_min !== null) body.from_min = draft.from_min;
    if (draft.to_min !== null) body.to_min = draft.to_min;
  }
  return body;
}
