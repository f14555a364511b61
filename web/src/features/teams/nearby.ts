import type { Schema } from '@platform/api/types';
import type { MapPoint } from '@ui';

type NearbyShopList = Schema<'NearbyShopList'>;

const kMicro = 1_000_000;

function place_of(place: Schema<'Place'>): { lat: number; lng: number } {
  return { lat: place.lat_e6 / kMicro, lng: place.lng_e6 / kMicro };
}

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
    ...place_of(list.home),
    is_base: true,
  };
  const shops = list.items.map((item, index) => ({
    id: item.shop.id,
    sign: String(index + 1),
    label: item.shop.name,
    note: note_of(item),
    tone: 'info' as const,
    ...place_of(item.shop.place),
  }));
  return [home, ...shops];
}
