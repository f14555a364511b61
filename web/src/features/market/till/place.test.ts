import { describe, expect, it } from 'vitest';
import type { Schema } from '@platform/api/types';
import { open_fairs, TillPlace } from './place.svelte';

type Fair = Schema<'Fair'>;
const today = '2026-11-20';

function fair(id: string, change: Partial<Fair> = {}): Fair {
  return {
    id,
    name: id,
    state: 'open',
    starts_on: today,
    ends_on: today,
    place: { road_address: '', district_code: '', dong_code: '', lat_e6: 0, lng_e6: 0 },
    shops: [{ id: '5' } as Fair['shops'][number]],
    ...change,
  };
}

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe('open_fairs', () => {
  it('are those of the shop that are open on this day', () => {
    const list = [
      fair('here'),
      fair('planned', { state: 'planned' }),
      fair('over', { starts_on: '2026-11-18', ends_on: '2026-11-19' }),
      fair('others', { shops: [] }),
    ];
    expect(open_fairs(list, '5', today).map((each) => each.id)).toEqual(['here']);
  });
});

describe('TillPlace', () => {
  it('is at home first and remembers a fair', () => {
    const kept = memory();
    const place = new TillPlace(kept);
    expect(place.fair_id).toBe('');
    place.move('7');
    expect(new TillPlace(kept).fair_id).toBe('7');
  });

  it('goes home when the fair is over, and stays as long as it is open', () => {
    const place = new TillPlace(memory());
    place.move('7');
    place.check([fair('7')]);
    expect(place.fair_id).toBe('7');
    place.check([fair('8')]);
    expect(place.fair_id).toBe('');
  });
});
