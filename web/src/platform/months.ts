/** Calendar arithmetic on days written as `2026-03-02`; a month is its first day. */
export function month_of(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** The month `count` months after the one of `date`; negative counts go back. */
export function months_after(date: string, count: number): string {
  const at = new Date(`${month_of(date)}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + count);
  return at.toISOString().slice(0, 10);
}

export function last_of_month(date: string): string {
  const at = new Date(`${months_after(date, 1)}T00:00:00Z`);
  at.setUTCDate(0);
  return at.toISOString().slice(0, 10);
}

/** Every day of the month of `date`, in order. */
export function days_of_month(date: string): string[] {
  const count = Number(last_of_month(date).slice(8));
  const first = month_of(date).slice(0, 8);
  return Array.from({ length: count }, (_, day) => first + String(day + 1).padStart(2, '0'));
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function days_between(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
