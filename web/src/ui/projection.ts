/** A place in degrees. */
export interface Place {
  lat: number;
  lng: number;
}

/** A place on the drawing. */
export interface Point {
  x: number;
  y: number;
}

export interface Frame {
  width: number;
  height: number;
  pad: number;
}

export interface Projection {
  point: (place: Place) => Point;
  /** Drawing units for a kilometre on the ground. */
  px_per_km: number;
}

const kKmPerDegree = 111.2;
/** A single address would otherwise fill the map with nothing. */
const kSpanLeast_km = 2;

/**
 * Equirectangular projection, true at the middle of the places, that fits all of them into the
 * frame: at the size of a city it errs by less than a stroke's width.
 */
export function fit(places: Place[], frame: Frame): Projection {
  const lats = places.map((place) => place.lat);
  const lngs = places.map((place) => place.lng);
  const middle = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2 || 0,
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2 || 0,
  };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  const span = (values: number[], km: number) =>
    Math.max(kSpanLeast_km, (Math.max(...values) - Math.min(...values)) * km || 0);
  const px_per_km = Math.min(
    (frame.width - 2 * frame.pad) / span(lngs, kKmPerDegree * shrink),
    (frame.height - 2 * frame.pad) / span(lats, kKmPerDegree),
  );
  const point = ({ lat, lng }: Place) => ({
    x: frame.width / 2 + (lng - middle.lng) * kKmPerDegree * shrink * px_per_km,
    y: frame.height / 2 - (lat - middle.lat) * kKmPerDegree * px_per_km,
  });
  return { point, px_per_km };
}

/** The largest of 1, 2, 5 × 10^n kilometres that is not longer than `px`. */
export function scale_bar(px_per_km: number, px: number): { km: number; px: number } {
  const most_km = px / px_per_km;
  const power = 10 ** Math.floor(Math.log10(most_km));
  const km = [5, 2, 1].map((digit) => digit * power).find((each) => each <= most_km) ?? power;
  return { km, px: km * px_per_km };
}
