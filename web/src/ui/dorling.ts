/** A place on the map with how large it is drawn. */
export interface Place {
  name: string;
  lat: number;
  lng: number;
  value: number;
}

export interface Bubble extends Place {
  x: number;
  y: number;
  radius: number;
}

export interface Field {
  width: number;
  height: number;
  radius_min: number;
  radius_max: number;
}

/** Kilometres per degree of longitude and latitude at Busan (35.2° N). */
const kLngScale = 91;
const kLatScale = 111;
const kRounds = 240;
const kGap = 2;

/**
 * Circles in the places of the districts, area by value, moved apart until none overlap.
 * See: D. Dorling, "Area Cartograms: Their Use and Creation", 1996. Deterministic.
 */
export function dorling(places: Place[], field: Field): Bubble[] {
  const bubbles = project(places, field);
  for (let round = 0; round < kRounds; round++) {
    const moved = separate(bubbles);
    for (const bubble of bubbles) keep_inside(bubble, field);
    if (!moved) break;
  }
  return bubbles;
}

function project(places: Place[], field: Field): Bubble[] {
  const xs = places.map((place) => place.lng * kLngScale);
  const ys = places.map((place) => -place.lat * kLatScale);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const inner_width = field.width - 2 * field.radius_max;
  const inner_height = field.height - 2 * field.radius_max;
  const scale = Math.min(
    inner_width / Math.max(1e-9, right - left),
    inner_height / Math.max(1e-9, bottom - top),
  );
  const most = Math.max(1, ...places.map((place) => place.value));
  return places.map((place, index) => ({
    ...place,
    x: field.width / 2 + ((xs[index] ?? 0) - (left + right) / 2) * scale,
    y: field.height / 2 + ((ys[index] ?? 0) - (top + bottom) / 2) * scale,
    radius: Math.max(field.radius_min, field.radius_max * Math.sqrt(place.value / most)),
  }));
}

/** Pushes each overlapping pair half apart; true when any pair overlapped. */
function separate(bubbles: Bubble[]): boolean {
  let moved = false;
  for (const [index, a] of bubbles.entries()) {
    for (const b of bubbles.slice(index + 1)) {
      const [dx, dy] = [b.x - a.x || 0.01, b.y - a.y || 0.01];
      const distance = Math.hypot(dx, dy);
      const overlap = a.radius + b.radius + kGap - distance;
      if (overlap <= 0.05) continue;
      const push = overlap / 2 / distance;
      a.x -= dx * push;
      a.y -= dy * push;
      b.x += dx * push;
      b.y += dy * push;
      moved = true;
    }
  }
  return moved;
}

function keep_inside(bubble: Bubble, field: Field) {
  const { radius } = bubble;
  bubble.x = Math.min(field.width - radius, Math.max(radius, bubble.x));
  bubble.y = Math.min(field.height - radius, Math.max(radius, bubble.y));
}
