import { offline_problem, Problem } from './api/problem';

/**
 * Data of a screen: loading, then data or a problem. `load` runs in an effect, so whatever
 * reactive state it reads before its first `await` (route parameters, filters) loads it again;
 * an older answer that arrives late is dropped.
 *
 *     const visits = new Resource((signal) => get<Visits>('/api/v1/visits', { date }, signal));
 */
export class Resource<T> {
  data = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  is_loading = $state(true);
  #turn = $state(0);
  #load: (signal: AbortSignal) => Promise<T>;

  /** Requires: called while a component is being set up. */
  constructor(load: (signal: AbortSignal) => Promise<T>) {
    this.#load = load;
    $effect(() => {
      void this.#turn;
      const controller = new AbortController();
      void this.#run(controller.signal);
      return () => controller.abort();
    });
  }

  /** Loads again; the data stays on screen meanwhile. */
  reload(): void {
    this.#turn += 1;
  }

  /** Shows an answer that came with a change, without another request. */
  set(data: T): void {
    this.data = data;
    this.problem = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const pending = this.#load(signal);
    this.is_loading = true;
    try {
      const data = await pending;
      if (!signal.aborted) this.set(data);
    } catch (error) {
      if (!signal.aborted) this.problem = error instanceof Problem ? error : offline_problem();
    } finally {
      if (!signal.aborted) this.is_loading = false;
    }
  }
}
