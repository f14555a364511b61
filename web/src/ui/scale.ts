/** Round numbers from 0 to at least `most`: about `count` steps of 1, 2 or 5 times 10ⁿ. */
export function ticks(most: number, count = 4): number[] {
  if (most <= 0) return [0, 1];
  const raw = most / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= raw) ?? raw;
  const steps = Math.ceil(most / step);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
