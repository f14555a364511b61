import { describe, expect, it } from 'vitest';
import { i18n } from '@platform/i18n/language.svelte';
import {
  amount_of,
  amount_text,
  kWithheld,
  months_of,
  places_of,
  published_total,
  share_of,
  short_head,
} from './loop';
import type { DistrictFigures, Loop } from './types';

const saha: DistrictFigures = {
  district_code: '26380',
  name_ko: 'Saha-ko',
  name_en: 'Saha',
  lat_e6: 35_104_500,
  lng_e6: 128_974_900,
  population: 300_000,
  visits: 120,
  participants: null,
  teams: 12,
  shops: 5,
};
const jung: DistrictFigures = { ...saha, name_ko: 'Jung-ko', name_en: 'Jung', visits: null };

const loop = {
  figures: [
    {
      figure: { name: 'points_spent', unit: 'point', amount: 900, entries: 3 },
      months: [
        { month: '2026-10-01', amount: 400, entries: 1 },
        { month: '2026-11-01', amount: 500, entries: 2 },
      ],
    },
  ],
} as unknown as Loop;

describe('the loop in figures', () => {
  it('finds an amount by name, and counts an unknown figure as nothing', () => {
    expect(amount_of(loop, 'points_spent')).toBe(900);
    expect(amount_of(loop, 'no_such_figure')).toBe(0);
  });

  it('keeps the months of the series in their order', () => {
    expect(months_of(loop.figures)).toEqual(['2026-10-01', '2026-11-01']);
    expect(months_of([])).toEqual([]);
  });

  it('turns parts per million into a share, and keeps nothing to divide apart from zero', () => {
    expect(share_of(62_000)).toBeCloseTo(0.062);
    expect(share_of(0)).toBe(0);
    expect(share_of(null)).toBeNull();
    expect(share_of(undefined)).toBeNull();
  });

  it('writes won as money and points as points', async () => {
    await i18n.need('test', async () => ({ 'unit.points': '{count} P', 'unit.won': ' W' }));
    expect(amount_text({ unit: 'point', amount: 1200 })).toBe('1,200 P');
    expect(amount_text({ unit: 'won', amount: 1200 })).toBe('1,200 W');
  });

  it('shortens the head of the chain', () => {
    expect(short_head('0123456789abcdef')).toBe('0123456789ab');
  });
});

describe('districts', () => {
  it('are named in the language of the reader, at degrees', () => {
    expect(places_of([saha], 'visits', 'en')).toEqual([
      { name: 'Saha', lat: 35.1045, lng: 128.9749, value: 120 },
    ]);
    expect(places_of([saha], 'visits', 'ko')[0]?.name).toBe('Saha-ko');
  });

  it('show a withheld figure as such, and leave it out of the total', () => {
    expect(places_of([jung], 'visits', 'en')[0]?.value).toBe(kWithheld);
    expect(published_total([saha, jung], 'visits')).toBe(120);
    expect(published_total([saha, jung], 'teams')).toBe(24);
  });
});
