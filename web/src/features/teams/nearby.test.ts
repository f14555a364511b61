import { describe, expect, it } from 'vitest';
import type { Schema } from '@platform/api/types';
import { map_of } from './nearby';

type NearbyShopList = Schema<'NearbyShopList'>;

const place = {
  road_address: '',
  district_code: '',
  dong_code: '',
  lat_e6: 35_100_000,
  lng_e6: 129_000_000,
};
const shop = (id: string) => ({ id, name: `가게 ${id}`, place }) as Schema<'Shop'>;
const list: NearbyShopList = {
  has_place: true,
  home: place,
  items: [
    { shop: shop('8'), distance_m: 300 },
    { shop: shop('5'), distance_m: 900 },
  ],
};

describe('map_of', () => {
  it('numbers the shops from home on, the nearest first', () => {
    const points = map_of(list, '우리 집', (item) => `${item.distance_m} m`);
    expect(points.map((point) => [point.id, point.sign, point.note])).toEqual([
      ['home', '', undefined],
      ['8', '1', '300 m'],
      ['5', '2', '900 m'],
    ]);
    expect(points[0]).toMatchObject({ is_base: true, lat: 35.1, lng: 129 });
  });

  it('is empty when nobody knows where home is', () => {
    expect(map_of({ ...list, has_place: false, items: [] }, '', () => '')).toEqual([]);
  });
});
