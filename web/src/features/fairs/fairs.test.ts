import { describe, expect, it } from 'vitest';
import { coming, fairs_of, may_open, state_tone, units_of } from './fairs';
import type { Fair, FairGoods, FairState } from './types';

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
  const goods = (product_id: string, option_id = '0') => ({ product_id, option_id }) as FairGoods;
  it('is sent without what stays at home', () => {
    const plan = { 'a-0': 3, 'b-0': 0, 'c-0': null, 'a-9': 2 };
    expect(
      units_of([goods('a'), goods('b'), goods('c'), goods('d'), goods('a', '9')], plan),
    ).toEqual([
      { product_id: 'a', quantity: 3 },
      { product_id: 'a', quantity: 2, option_id: '9' },
    ]);
  });
});

it('shows open fairs as good', () => {
  expect(state_tone('open')).toBe('good');
  expect(state_tone('cancelled')).toBe('bad');
});
