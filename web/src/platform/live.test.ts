// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { kConnecting, kStaleAfter_ms, next_live, retry_after_ms, type LiveNews } from './live';

function after(...news: LiveNews[]) {
  return news.reduce(next_live, kConnecting);
}

describe('a live stream', () => {
  it('is live once it opened', () => {
    expect(after({ kind: 'opened', at_ms: 5 })).toEqual({
      state: 'live',
      heard_ms: 5,
      failures: 0,
    });
  });
  it('is stale after a long silence and live again with the next word', () => {
    const silent = after(
      { kind: 'opened', at_ms: 0 },
      { kind: 'ticked', at_ms: kStaleAfter_ms + 1 },
    );
    expect(silent.state).toBe('stale');
    expect(next_live(silent, { kind: 'heard', at_ms: kStaleAfter_ms + 2 }).state).toBe('live');
  });
  it('is not stale while it is only quiet', () => {
    const quiet = after({ kind: 'opened', at_ms: 0 }, { kind: 'ticked', at_ms: kStaleAfter_ms });
    expect(quiet.state).toBe('live');
  });
  it('is lost after the second failure in a row', () => {
    const once = after({ kind: 'opened', at_ms: 0 }, { kind: 'failed', at_ms: 1 });
    expect(once.state).toBe('connecting');
    const twice = next_live(once, { kind: 'failed', at_ms: 2 });
    expect(twice.state).toBe('lost');
    expect(next_live(twice, { kind: 'ticked', at_ms: 9e9 }).state).toBe('lost');
    expect(next_live(twice, { kind: 'opened', at_ms: 3 }).failures).toBe(0);
  });
  it.each([
    [0, 1_000],
    [1, 1_000],
    [2, 2_000],
    [4, 8_000],
    [20, 30_000],
  ])('waits after %i failures %i ms', (failures, wait_ms) => {
    expect(retry_after_ms(failures)).toBe(wait_ms);
  });
});
