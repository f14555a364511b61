import { get } from '@platform/api/http';
import { offline_problem, Problem } from '@platform/api/problem';
import type { MoveCheck } from './types';

/** Where somebody thinks of putting a visit. */
export interface WantedPlace {
  visit_id: string;
  worker_id: string;
  start_min: number;
  vehicle_id?: string;
}

/** A hand that rests this long wants to know. */
const kRest_ms = 150;

function key_of(wanted: WantedPlace): string {
  return [wanted.visit_id, wanted.worker_id, wanted.start_min, wanted.vehicle_id ?? ''].join();
}

export function ask_check(wanted: WantedPlace, signal?: AbortSignal): Promise<MoveCheck> {
  const { visit_id, worker_id, start_min, vehicle_id } = wanted;
  const input = { id: visit_id, worker_id, start_min, vehicle_id };
  return get('/api/v1/care/visits/{id}/move-check', input, signal);
}

/**
 * What breaks and what it costs where a visit is held over; asked when the hand rests, each place
 * once. An answer for a place that was left since is kept for coming back, not shown.
 */
export class PlaceCheck {
  check = $state.raw<MoveCheck | null>(null);
  problem = $state.raw<Problem | null>(null);
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #known: Record<string, Promise<MoveCheck>> = {};

  /** Asks soon about a place; null when nothing is in hand any more. */
  look(wanted: WantedPlace | null): void {
    const key = wanted ? key_of(wanted) : '';
    if (key === this.#key) return;
    clearTimeout(this.#timer);
    this.#key = key;
    this.check = null;
    this.problem = null;
    if (!wanted) this.#known = {};
    else this.#timer = setTimeout(() => void this.#show(wanted), kRest_ms);
  }

  /** The answer for a place now, from what was asked before or from the server. Throws Problem. */
  of(wanted: WantedPlace): Promise<MoveCheck> {
    const key = key_of(wanted);
    const known = this.#known[key] ?? ask_check(wanted);
    this.#known[key] = known;
    return known;
  }

  async #show(wanted: WantedPlace): Promise<void> {
    const key = key_of(wanted);
    try {
      const check = await this.of(wanted);
      if (key === this.#key) this.check = check;
    } catch (error) {
      delete this.#known[key];
      if (key === this.#key) this.problem = error instanceof Problem ? error : offline_problem();
    }
  }
}
