import { clock } from '@platform/i18n/units';

/** A minute of a day in Korea as an instant (RFC 3339): `2026-03-02T14:05:00+09:00`. */
export function instant_at(date: string, minutes: number): string {
  return `${date}T${clock(minutes)}:00+09:00`;
}
