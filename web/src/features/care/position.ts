export interface Position {
  lat_e6: number;
  lng_e6: number;
}

/** Long enough for a phone outdoors; nobody waits at a door for longer. */
const kWait_ms = 6000;
const kMicro = 1_000_000;

/** Where the phone is, or null when it cannot or may not say. Never an error: check-in goes on. */
export function current_position(): Promise<Position | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat_e6: Math.round(coords.latitude * kMicro),
          lng_e6: Math.round(coords.longitude * kMicro),
        }),
      () => resolve(null),
      { timeout: kWait_ms, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });
}
