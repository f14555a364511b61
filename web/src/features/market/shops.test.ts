import { describe, expect, it } from 'vitest';
import { by_distance, distance_to, district_name, filter_shops, has_position } from './shops';
import type { Shop } from './types';

function shop(name: string, changes: Partial<Shop> = {}, lat_e6 = 0, lng_e6 = 0): Shop {
  return {
    id: name,
    name,
    team_id: '0',
    trade: 'tofu',
    opened_on: '2025-01-01',
    is_open: true,
    phone: '',
    place: { road_address: '', district_code: '26380', dong_code: '', lat_e6, lng_e6 },
    ...changes,
  };
}
const trade = (code: string) => (code === 'cafe' ? '카페' : code);

describe('shops', () => {
  const tofu = shop('콩두레');
  const cafe = shop('새싹', { trade: 'cafe' });
  const closed = shop('가람', { is_open: false });

  it.each([
    ['', '', ['콩두레', '새싹', '가람']],
    ['ㅋㄷㄹ', '', ['콩두레']],
    ['카페', '', ['새싹']],
    ['', '26350', []],
    ['tofu', '26380', ['콩두레', '가람']],
  ])('searched for %s in district %s', (text, district_code, names) => {
    const found = filter_shops([closed, tofu, cafe], { text, district_code }, trade);
    expect(found.map((each) => each.name)).toEqual(names);
  });

  it('know how far they are, and that one without a position is last', () => {
    const haeundae = shop('near', {}, 35_163_000, 129_163_600);
    const saha = shop('far', {}, 35_104_500, 128_974_900);
    expect(distance_to(haeundae, 35.163, 129.1636)).toBeCloseTo(0);
    expect(distance_to(saha, 35.163, 129.1636) / 1000).toBeCloseTo(18.4, 0);
    const sorted = by_distance([shop('nowhere'), saha, haeundae], 35.163, 129.1636);
    expect(sorted.map((each) => each.name)).toEqual(['near', 'far', 'nowhere']);
    expect(has_position(shop('nowhere'))).toBe(false);
  });

  it('name their district in the language of the reader', () => {
    const districts = [{ code: '26380', name_ko: '사하구', name_en: 'Saha' }];
    expect(district_name(districts, '26380', 'ko')).toBe('사하구');
    expect(district_name(districts, '26380', 'en')).toBe('Saha');
    expect(district_name(undefined, '26380', 'ko')).toBe('');
  });
});
