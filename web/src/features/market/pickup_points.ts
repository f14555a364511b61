import { clock } from '@platform/i18n/units';
import { weekdays } from './hours';
import type { Opening, PickupPoint, PickupPointForm } from './types';

/** Days in a row with the same spans: `[1, 5, '10:00–18:00']`. */
export interface Span {
  first: number;
  last: number;
  text: string;
}

/** A week as few spans; closed days are left out. */
export function week_spans(openings: Opening[]): Span[] {
  const spans: Span[] = [];
  for (const weekday of weekdays) {
    const text = openings
      .filter((each) => each.weekday === weekday)
      .map((each) => `${clock(each.opens_minute)}–${clock(each.closes_minute)}`)
      .join(', ');
    const before = spans.at(-1);
    if (before && before.text === text && before.last === weekday - 1) before.last = weekday;
    else if (text) spans.push({ first: weekday, last: weekday, text });
  }
  return spans;
}

/** The fields of the dialog. */
export interface PointFields {
  name: string;
  run_by: string;
  is_at_shop: boolean;
  road_address: string;
  district_code: string;
  lat: string;
  lng: string;
  capacity: number | null;
  has_openings: boolean;
  valid_from: string;
}

const kMicro = 1_000_000;
const kDegrees = 6;

/** A point as the dialog shows it; a new one is at its shop, without limits, from today. */
export function to_fields(point: PickupPoint | null, today: string): PointFields {
  const degrees = (value_e6: number) => (value_e6 ? (value_e6 / kMicro).toFixed(kDegrees) : '');
  return {
    name: point?.name ?? '',
    run_by: point?.run_by ?? '',
    is_at_shop: point === null,
    road_address: point?.road_address ?? '',
    district_code: point?.district_code ?? '',
    lat: degrees(point?.lat_e6 ?? 0),
    lng: degrees(point?.lng_e6 ?? 0),
    capacity: point?.terms.capacity || null,
    has_openings: (point?.terms.openings.length ?? 0) > 0,
    valid_from: today,
  };
}

/** A coordinate in millionths of a degree; 0 when nothing is written, null when it is none. */
export function read_degrees(text: string, least: number, most: number): number | null {
  if (!text.trim()) return 0;
  const value = Number(text);
  return Number.isFinite(value) && value >= least && value <= most
    ? Math.round(value * kMicro)
    : null;
}

/** What is sent; the coordinates must have been read. */
export function to_form(fields: PointFields, openings: Opening[]): PickupPointForm {
  const { name, run_by, road_address, district_code, valid_from } = fields;
  const place = {
    road_address,
    district_code,
    dong_code: '',
    lat_e6: read_degrees(fields.lat, 33, 39) ?? 0,
    lng_e6: read_degrees(fields.lng, 124, 132) ?? 0,
  };
  return {
    name,
    run_by,
    capacity: fields.capacity ?? 0,
    openings: fields.has_openings ? openings : [],
    valid_from,
    ...(fields.is_at_shop ? {} : { place }),
  };
}
