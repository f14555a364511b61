import type { Schema } from '@platform/api/types';
import type { MapPoint } from '@ui';

type NearbyShopList = Schema<'NearbyShopList'>;

/** Home in the middle, then the shops in the order of their distance. */
export function map_of(
  list: NearbyShopList,
  home_label: string,
  note_of: (item: NearbyShopList['items'][number]) => string,
): MapPoint[] {
  if (!list.has_place) return [];
  const home: MapPoint = {
    id: 'home',
    sign: '',
    label: home_label,
    tone: 'olive',
    lat_e6: list.home.lat_e6,
    lng_e6: list.home.lng_e6,
    is_base: true,
  };
  const shops = list.items.map((item, index) => ({
    id: item.shop.id,
    sign: String(index + 1),
    label: item.shop.name,
    note: note_of(item),
    tone: 'info' as const,
    lat_e6: item.shop.place.lat_e6,
    lng_e6: item.shop.place.lng_e6,
  }));
  return [home, ...shops];
}
