import { i18n } from './language.svelte';

const kTimeZone = 'Asia/Seoul';

function locale(): string {
  return i18n.language === 'ko' ? 'ko-KR' : 'en-GB';
}

/** Money: `12,300원` or `₩12,300`. Whole won; no floating point enters. */
export function won(amount_won: number): string {
  const digits = Math.abs(amount_won).toLocaleString(locale());
  const sign = amount_won < 0 ? '−' : '';
  return i18n.language === 'ko' ? `${sign}${digits}${won_word()}` : `${sign}₩${digits}`;
}

// The word belongs to the catalogue like all user text.
function won_word(): string {
  return i18n.text('unit.won');
}

/** Large sums for tiles: `1.2억원`, `₩123M`. */
export function won_short(amount_won: number): string {
  const compact = new Intl.NumberFormat(locale(), {
    notation: 'compact',
    useGrouping: 'always',
    maximumFractionDigits: 1,
  }).format(amount_won);
  return i18n.language === 'ko' ? `${compact}${won_word()}` : `₩${compact}`;
}

export function points(amount_points: number): string {
  return i18n.text('unit.points', { count: amount_points });
}

/** Large counts for axes, without a unit: `50M`. */
export function number_short(value: number): string {
  return new Intl.NumberFormat(locale(), {
    notation: 'compact',
    useGrouping: 'always',
    maximumFractionDigits: 1,
  }).format(value);
}

export function number(value: number, fraction_digits = 0): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: fraction_digits });
}

/** A share such as 0.125 as `12.5%`. */
export function percent(share: number): string {
  const options = { style: 'percent', maximumFractionDigits: 1 } as const;
  return share.toLocaleString(locale(), options);
}

/** A calendar day given as `2026-03-02`. */
export function day(date: string): string {
  return format(new Date(`${date}T12:00:00+09:00`), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });
}

export function full_day(date: string): string {
  return format(new Date(`${date}T12:00:00+09:00`), { dateStyle: 'long' });
}

/** A month given by any of its days: `March 2026`. */
export function month_name(date: string): string {
  return format(new Date(`${date}T12:00:00+09:00`), { year: 'numeric', month: 'long' });
}

/** An instant (RFC 3339) as time of day in Korea: `14:05`. */
export function time(instant: string): string {
  return format(new Date(instant), { hour: '2-digit', minute: '2-digit', hour12: false });
}

export function moment(instant: string): string {
  return format(new Date(instant), {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** A time of day given in minutes since midnight: `09:05`. */
export function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The day `days` after `date` (both `2026-03-02`). */
export function days_after(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** A length of time: `2시간 30분`, `2 h 30 min`. */
export function duration(duration_s: number): string {
  const minutes = Math.round(duration_s / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return i18n.text('unit.minutes', { minutes });
  if (minutes % 60 === 0) return i18n.text('unit.hours', { hours });
  return i18n.text('unit.hours_minutes', { hours, minutes: minutes % 60 });
}

export function distance(distance_m: number): string {
  if (distance_m < 1000) return i18n.text('unit.metres', { metres: Math.round(distance_m) });
  return i18n.text('unit.kilometres', { kilometres: number(distance_m / 1000, 1) });
}

/** Today in Korea as `2026-03-02`. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: kTimeZone }).format(now);
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: kTimeZone }).format(at);
}
