/** What a dispatch board shows of a day, in minutes since midnight. */
export const kDayFrom_min = 7 * 60;
export const kDayTo_min = 20 * 60;

/** The full hours on the board's axis. */
export function hours_of_day(): number[] {
  const count = (kDayTo_min - kDayFrom_min) / 60;
  return Array.from({ length: count }, (_, index) => kDayFrom_min + index * 60);
}
