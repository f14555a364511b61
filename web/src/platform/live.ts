/** How a stream of events is doing, without a clock or a connection. */
export type LiveState = 'connecting' | 'live' | 'stale' | 'lost';

export interface Live {
  state: LiveState;
  /** When something was last heard, by the page's clock. */
  heard_ms: number;
  /** Attempts since the last success. */
  failures: number;
}

export type LiveNews = { kind: 'opened' | 'heard' | 'failed' | 'ticked'; at_ms: number };

/** Two missed beats of the server: what is on screen may be old. */
export const kStaleAfter_ms = 45_000;
const kRetryFirst_ms = 1_000;
const kRetryMost_ms = 30_000;
/** One failure is a restart or a lift; then people should know. */
const kLostAfterFailures = 2;

export const kConnecting: Live = { state: 'connecting', heard_ms: 0, failures: 0 };

export function next_live(live: Live, { kind, at_ms }: LiveNews): Live {
  if (kind === 'opened' || kind === 'heard') return { state: 'live', heard_ms: at_ms, failures: 0 };
  if (kind === 'failed') {
    const failures = live.failures + 1;
    return { ...live, failures, state: failures >= kLostAfterFailures ? 'lost' : 'connecting' };
  }
  const is_silent = live.state === 'live' && at_ms - live.heard_ms > kStaleAfter_ms;
  return is_silent ? { ...live, state: 'stale' } : live;
}

/** How long to wait before the next attempt: doubling, so that no restarted server is stormed. */
export function retry_after_ms(failures: number): number {
  return Math.min(kRetryMost_ms, kRetryFirst_ms * 2 ** Math.max(0, failures - 1));
}
