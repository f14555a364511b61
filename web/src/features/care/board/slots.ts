import type { BookingInput, CareSlot, SlotSearch } from './types';

/** When in the day a visit may start, for people who plan by halves of it. */
export const day_parts = ['any', 'morning', 'afternoon'] as const;
export type DayPart = (typeof day_parts)[number];

const windows: Record<DayPart, { earliest_min: number; latest_min: number }[]> = {
  any: [],
  morning: [{ earliest_min: 8 * 60, latest_min: 12 * 60 }],
  afternoon: [{ earliest_min: 12 * 60, latest_min: 18 * 60 }],
};

/** What a form for a new visit holds. */
export interface SlotDraft {
  centre_id: string;
  entitlement_id: string;
  client_id: string;
  service: SlotSearch['service'] | '';
  length_min: number | null;
  from_on: string;
  to_on: string;
  day_part: DayPart;
  needs_car: boolean;
  is_double: boolean;
}

export type SlotField = 'entitlement_id' | 'length_min' | 'to_on';

export function missing_of(draft: SlotDraft): SlotField[] {
  const missing: SlotField[] = [];
  if (!draft.entitlement_id || !draft.service) missing.push('entitlement_id');
  if (!draft.length_min) missing.push('length_min');
  if (!draft.to_on || draft.to_on < draft.from_on) missing.push('to_on');
  return missing;
}

/** The question to the server. Requires: nothing is missing. */
export function search_of(draft: SlotDraft): SlotSearch {
  if (!draft.service) throw new Error('a search without a service');
  const { centre_id, entitlement_id, client_id, service, from_on, to_on, needs_car } = draft;
  return {
    centre_id,
    entitlement_id,
    client_id,
    service,
    from_on,
    to_on,
    needs_car,
    length_min: draft.length_min ?? 0,
    staff: draft.is_double ? 2 : 1,
    ...(draft.day_part === 'any' ? {} : { windows: windows[draft.day_part] }),
  };
}

/** The promise of a slot that was offered. */
export function booking_of(draft: SlotDraft, slot: CareSlot): BookingInput {
  return {
    entitlement_id: draft.entitlement_id,
    on: slot.on,
    length_min: draft.length_min ?? 0,
    needs_car: draft.needs_car,
    placements: slot.placements.map(({ worker_id, vehicle_id, start_min }) => ({
      worker_id,
      start_min,
      ...(vehicle_id === '0' ? {} : { vehicle_id }),
    })),
    displaced: slot.displaced.map(({ visit_id, to }) => ({ visit_id, start_min: to.start_min })),
  };
}
