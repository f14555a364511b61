const kMinute_ms = 60_000;
const kDay_min = 24 * 60;
/** Korea has no summer time. */
const kKorea_min = 9 * 60;

/** Minutes since midnight in Korea. */
export function minutes_now(now_ms = Date.now()): number {
  return (Math.floor(now_ms / kMinute_ms) + kKorea_min) % kDay_min;
}
