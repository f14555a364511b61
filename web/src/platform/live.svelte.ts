import { kConnecting, next_live, retry_after_ms, type LiveNews } from './live';

const kTick_ms = 5_000;

/**
 * Server-sent events for a screen: connects again by itself, goes on where it stopped, and says
 * when what is on screen may be old. `address` runs in an effect: what it reads connects anew.
 */
export class LiveFeed {
  live = $state.raw(kConnecting);
  #address: (after: string) => string | undefined;
  #last_id = '';

  /** Requires: called while a component is being set up. `kinds` are the events to hear of. */
  constructor(
    address: (after: string) => string | undefined,
    kinds: string[],
    heard: (data: string, kind: string) => void,
  ) {
    this.#address = address;
    $effect(() => {
      const start = this.#address('');
      if (!start) return;
      this.#last_id = '';
      return this.#follow(kinds, heard);
    });
  }

  #news(kind: LiveNews['kind']): void {
    this.live = next_live(this.live, { kind, at_ms: Date.now() });
  }

  #follow(kinds: string[], heard: (data: string, kind: string) => void): () => void {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      const address = this.#address(this.#last_id);
      if (!address) return;
      source = new EventSource(address);
      source.onopen = () => this.#news('opened');
      source.onerror = () => {
        // The browser gives up by itself after some answers; always starting anew is simpler.
        source?.close();
        this.#news('failed');
        retry = setTimeout(connect, retry_after_ms(this.live.failures));
      };
      for (const kind of kinds)
        source.addEventListener(kind, (event) => {
          if (event.lastEventId) this.#last_id = event.lastEventId;
          this.#news('heard');
          heard(String(event.data), kind);
        });
    };
    connect();
    const tick = setInterval(() => this.#news('ticked'), kTick_ms);
    return () => {
      clearInterval(tick);
      clearTimeout(retry);
      source?.close();
      this.live = kConnecting;
    };
  }
}
