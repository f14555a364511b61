import { describe, expect, it } from 'vitest';
import {
  collection_key,
  due_won,
  has_statement,
  is_open,
  next_step,
  parcel_tone,
  reviewable,
  stars_text,
} from './orders';
import type { MyParcel, ParcelState } from './types';

const states: [ParcelState, boolean, string | null][] = [
  ['placed', true, 'acceptance'],
  ['accepted', true, 'readiness'],
  ['ready', true, null],
  ['handed_over', false, null],
  ['cancelled', false, null],
  ['expired', false, null],
];

describe('parcels', () => {
  it.each(states)('%s', (state, open, step) => {
    expect(is_open({ state })).toBe(open);
    expect(next_step({ state })).toBe(step);
    expect(parcel_tone(state)).toBeTruthy();
  });
  it.each([
    [['cancelled', 'expired'], false],
    [['cancelled', 'placed'], true],
    [[], false],
  ] as [ParcelState[], boolean][])('%j have a statement: %s', (given, expected) => {
    const parcels = given.map((state) => ({ parcel: { state } })) as MyParcel[];
    expect(has_statement({ parcels })).toBe(expected);
  });
  it('are due less what went back', () => {
    expect(due_won({ won: 3000, refunded_won: 500 })).toBe(2500);
  });
});

describe('reviewable', () => {
  const line = (product_id: string, refunded = 0) => ({
    product_id,
    name: `product ${product_id}`,
    quantity: 1,
    refunded,
  });
  const mine = (state: ParcelState, reviewed: string[]) =>
    ({
      parcel: { state, lines: [line('1'), line('1'), line('2', 1), line('3')] },
      reviews: reviewed.map((product_id) => ({ product_id })),
    }) as unknown as MyParcel;

  it('is each product once, without what went back or was reviewed', () => {
    expect(reviewable(mine('handed_over', ['3'])).map((each) => each.product_id)).toEqual(['1']);
  });
  it('is nothing before the handover', () => {
    expect(reviewable(mine('ready', []))).toEqual([]);
  });
});

it('names a collection', () => {
  expect(collection_key({ collect_on: '2026-12-01', from_minute: 540 })).toBe('2026-12-01 540');
});

it.each([
  [0, ''],
  [500, '5.0'],
  [433, '4.3'],
  [445, '4.5'],
])('%i hundredths are %s', (hundredths, text) => {
  expect(stars_text(hundredths)).toBe(text);
});
