import { untrack } from 'svelte';
import { get, post, put } from '@platform/api/http';
import { offline_problem, Problem } from '@platform/api/problem';
import { problem_text } from '@platform/form.svelte';
import { t } from '@platform/i18n/language.svelte';
import { LiveFeed } from '@platform/live.svelte';
import { Resource } from '@platform/resource.svelte';
import { toasts } from '@ui';
import { PlaceCheck, type WantedPlace } from './check.svelte';
import { apply_event, stream_address } from './events';
import { kNoPending, with_pending, type Pending } from './pending';
import type { DispatchBoard, DispatchDone, DispatchEvent, ProposalRow } from './types';
import { forget, newest, remember, type UndoStack } from './undo';
import { alert_text, times_of } from './words';

const kEventKinds = ['dispatch', 'reset', 'ping'];
/** A plan's events come by the dozen; one loading is enough. */
const kSettle_ms = 400;

/** Which board: a day, of one centre or of all in the caller's scope. */
export interface Asked {
  on: string;
  centre_id: string;
}

/** A day on the dispatch board: loaded, followed live, changed by hand, taken back. */
export class DispatchDay {
  board: Resource<DispatchBoard>;
  proposals: Resource<{ items: ProposalRow[] }>;
  feed: LiveFeed;
  hold = new PlaceCheck();
  pending = $state.raw<Pending>(kNoPending);
  undo_stack = $state.raw<UndoStack>([]);
  is_undoing = $state(false);
  /** The newest alert as a sentence, for the live region. */
  spoken = $state('');
  /** A move that needs a person's word before it is made. */
  doubtful = $state.raw<WantedPlace | null>(null);
  // Who sees one centre follows that one; only who sees all may follow all.
  #only_centre = $derived.by(() => {
    const centres = this.board.data?.centres ?? [];
    return centres.length === 1 ? (centres[0]?.centre_id ?? '') : '';
  });
  #is_read = $derived.by(() => this.board.data !== undefined);
  #made: string[] = [];
  #reload_timer: ReturnType<typeof setTimeout> | undefined;

  constructor(asked: () => Asked) {
    this.board = new Resource((signal) => get('/api/v1/care/board', { ...asked() }, signal));
    this.proposals = new Resource((signal) => {
      const { on, centre_id } = asked();
      const query = { from_on: on, to_on: on, state: 'proposed', centre_id };
      return get('/api/v1/care/proposals', query, signal);
    });
    this.feed = new LiveFeed(
      (after) => this.#address(asked().centre_id || this.#only_centre, after),
      kEventKinds,
      (data, kind) => this.#hear(data, kind),
    );
  }

  /** Drops a visit at a place: checked first, made when nothing speaks against it. */
  async move(wanted: WantedPlace): Promise<void> {
    this.#pend(wanted.visit_id, wanted);
    try {
      const check = await this.hold.of(wanted);
      if (!check.is_possible || check.needs_confirmation) {
        this.#pend(wanted.visit_id, null);
        this.doubtful = wanted;
        return;
      }
      await this.place(wanted, { accepts_warnings: false });
    } catch (error) {
      this.#pend(wanted.visit_id, null);
      this.refuse(error);
    }
  }

  /** Makes a move. Throws Problem. */
  async place(wanted: WantedPlace, how: { accepts_warnings: boolean }): Promise<void> {
    const visit = this.board.data?.visits.find((each) => each.visit_id === wanted.visit_id);
    const body = {
      version: visit?.version ?? 0,
      worker_id: wanted.worker_id,
      vehicle_id: wanted.vehicle_id,
      start_min: wanted.start_min,
      ...how,
    };
    this.#pend(wanted.visit_id, wanted);
    try {
      const path = '/api/v1/care/visits/{id}/placement';
      const deed = await put(path, body, { id: wanted.visit_id });
      this.#made.push(wanted.visit_id);
      this.done(deed);
    } catch (error) {
      this.#pend(wanted.visit_id, null);
      throw error;
    }
  }

  /** A deed of this screen was done: it can be taken back, and the board is another. */
  done(deed: DispatchDone): void {
    this.undo_stack = remember(this.undo_stack, deed.deed_id);
    toasts.show(deed.sentence);
    this.board.reload();
    this.proposals.reload();
  }

  /** Takes back the newest deed of this screen, or the one named. */
  async undo(deed_id = newest(this.undo_stack)): Promise<void> {
    if (!deed_id || this.is_undoing) return;
    this.is_undoing = true;
    try {
      const path = '/api/v1/care/dispatch-deeds/{id}/undo';
      const { sentence } = await post(path, {}, undefined, { id: deed_id });
      this.undo_stack = forget(this.undo_stack, deed_id);
      toasts.show(sentence);
      this.board.reload();
      this.proposals.reload();
    } catch (error) {
      if (error instanceof Problem && !error.is_temporary)
        this.undo_stack = forget(this.undo_stack, deed_id);
      this.refuse(error);
    } finally {
      this.is_undoing = false;
    }
  }

  refuse(error: unknown): void {
    const problem = error instanceof Problem ? error : offline_problem();
    toasts.show(problem_text(problem), 'bad');
    if (problem.status === 409) this.board.reload();
  }

  /** Called when the board has arrived: what was made is now on it. */
  settle(): void {
    for (const visit_id of this.#made.splice(0)) this.#pend(visit_id, null);
  }

  // Events are followed from where the board was read, so that none is missed in between.
  #address(centre_id: string, after: string): string | undefined {
    if (!this.#is_read) return undefined;
    const from = after || untrack(() => this.board.data?.cursor ?? '');
    return stream_address(centre_id, from);
  }

  #pend(visit_id: string, at: WantedPlace | null): void {
    this.pending = with_pending(this.pending, visit_id, at);
  }

  #hear(data: string, kind: string): void {
    const board = this.board.data;
    if (kind === 'reset') return this.board.reload();
    if (kind !== 'dispatch' || !board) return;
    const applied = apply_event(board, JSON.parse(data) as DispatchEvent);
    if (applied.board !== board) this.board.set(applied.board);
    if (applied.alerted) {
      const visit = applied.alerted;
      const whose = { name: visit.client_name, time: times_of(visit), text: alert_text(visit) };
      this.spoken = t('care.dispatch.alerted', whose);
    }
    if (applied.reload !== 'nothing') this.#reload_soon(applied.reload === 'proposals');
  }

  #reload_soon(is_proposals_only: boolean): void {
    clearTimeout(this.#reload_timer);
    this.#reload_timer = setTimeout(() => {
      this.proposals.reload();
      if (!is_proposals_only) this.board.reload();
    }, kSettle_ms);
  }
}
