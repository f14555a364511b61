import { contains } from '@platform/hangul';
import type { District, Shop } from './types';

export interface ShopFilter {
  text: string;
  district_code: string;
}

const kMicro = 1_000_000;
const kEarth_m = 6_371_000;

/** Shops whose name, trade or address contains the text, in the district, open ones first. */
export function filter_shops(
  shops: Shop[],
  filter: ShopFilter,
  trade_name: (trade: string) => string,
): Shop[] {
  const fits = (shop: Shop) =>
    (!filter.district_code || shop.place.district_code === filter.district_code) &&
    [shop.name, trade_name(shop.trade), shop.place.road_address].some((text) =>
      contains(text, filter.text),
    );
  return shops.filter(fits).sort((a, b) => Number(b.is_open) - Number(a.is_open));
}

/** Great-circle distance from a position in degrees. See: haversine formula. */
export function distance_to(shop: Shop, lat: number, lng: number): number {
  const radians = Math.PI / 180;
  const [a, b] = [lat * radians, (shop.place.lat_e6 / kMicro) * radians];
  const dlng = (shop.place.lng_e6 / kMicro - lng) * radians;
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(dlng / 2) ** 2;
  return 2 * kEarth_m * Math.asin(Math.sqrt(half));
}

/** Whether somebody has said where the shop is. */
export function has_position(shop: Shop): boolean {
  return shop.place.lat_e6 !== 0 && shop.place.lng_e6 !== 0;
}

/** The nearest first; shops without a position come last. */
export function by_distance(shops: Shop[], lat: number, lng: number): Shop[] {
  const far = (shop: Shop) => (has_position(shop) ? distance_to(shop, lat, lng) : Infinity);
  return [...shops].sort((a, b) => (far(a) < far(b) ? -1 : far(a) > far(b) ? 1 : 0));
}

export function district_name(
  districts: Pick<District, 'code' | 'name_ko' | 'name_en'>[] | undefined,
  code: string,
  language: 'ko' | 'en',
): string {
  const found = districts?.find((district) => district.code === code);
  if (!found) return '';
  return language === 'ko' ? found.name_ko : found.name_en;
}
