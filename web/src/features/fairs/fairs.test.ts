import { describe, expect, it } from 'vitest';
import { coming, countable, fairs_of, may_open, state_tone, units_of } from './fairs';
import type { Fair, FairShelfItem, FairState } from './types';

const today = '2026-11-20';

function fair(state: FairState, starts_on: string, ends_on: string, shops: string[] = []): Fair {
  return {
    id: starts_on,
    name: starts_on,
    state,
    starts_on,
    ends_on,
    place: { road_address: '', district_code: '', dong_code: '', lat_e6: 0, lng_e6: 0 },
    shops: shops.map((id) => ({ id }) as Fair['shops'][number]),
  };
}

describe('coming', () => {
  it('leaves out what is over or called off, the next first', () => {
    const list = [
      fair('planned', '2026-12-05', '2026-12-06'),
      fair('cancelled', '2026-11-25', '2026-11-25'),
      fair('open', '2026-11-20', '2026-11-21'),
      fair('closed', '2026-10-10', '2026-10-10'),
      fair('planned', '2026-11-10', '2026-11-11'),
    ];
    expect(coming(list, today).map((each) => each.starts_on)).toEqual(['2026-11-20', '2026-12-05']);
  });
});

describe('may_open', () => {
  it.each([
    ['planned', '2026-11-20', '2026-11-20', true],
    ['planned', '2026-11-19', '2026-11-21', true],
    ['planned', '2026-11-21', '2026-11-22', false],
    ['planned', '2026-11-18', '2026-11-19', false],
    ['open', '2026-11-20', '2026-11-20', false],
  ] as const)('%s from %s to %s', (state, from, to, may) => {
    expect(may_open(fair(state, from, to), today)).toBe(may);
  });
});

describe('fairs_of', () => {
  it('finds where a shop takes part', () => {
    const list = [
      fair('open', '2026-11-20', '2026-11-20', ['1', '2']),
      fair('open', 'x', 'x', ['3']),
    ];
    expect(fairs_of(list, '2')).toHaveLength(1);
    expect(fairs_of(list, '9')).toHaveLength(0);
  });
});

describe('stock', () => {
  it('is sent without what stays at home', () => {
    expect(units_of({ a: 3, b: 0, c: null })).toEqual([{ product_id: 'a', quantity: 3 }]);
  });
  it('counts goods that the shop counts', () => {
    const item = (kind: 'goods' | 'service', shelf: number | null) =>
      ({ product: { kind }, shelf }) as FairShelfItem;
    const items = [item('goods', 4), item('goods', null), item('service', null)];
    expect(countable(items)).toEqual([items[0]]);
  });
});

it('shows open fairs as good', () => {
  expect(state_tone('open')).toBe('good');
  expect(state_tone('cancelled')).toBe('bad');
});
