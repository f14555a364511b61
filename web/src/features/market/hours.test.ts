import { describe, expect, it } from 'vitest';
import { new_window, spans_text, to_days, to_openings } from './hours';

const hours = {
  openings: [
    { weekday: 1, opens_minute: 540, closes_minute: 720 },
    { weekday: 1, opens_minute: 780, closes_minute: 1080 },
    { weekday: 6, opens_minute: 600, closes_minute: 1440 },
  ],
  closed_days: [],
  order_windows: [],
};

describe('the week of a form', () => {
  it('has seven days, closed ones too', () => {
    expect(to_days(hours.openings).map((day) => day.is_open)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });
  it('comes back as it was', () => {
    expect(to_openings(to_days(hours.openings))).toEqual(hours.openings);
  });
  it('is nothing while a time is none', () => {
    const days = to_days(hours.openings);
    days[0]!.to = null;
    expect(to_openings(days)).toBeNull();
    days[0]!.is_open = false;
    expect(to_openings(days)).toHaveLength(1);
  });
  it('is told in words', () => {
    expect(spans_text(hours.openings, 1)).toBe('09:00–12:00, 13:00–18:00');
    expect(spans_text(hours.openings, 2)).toBe('');
  });
});

it('proposes a window that ends before it is ready', () => {
  const window = new_window();
  expect(window.closes_weekday).toBeLessThan(window.ready_weekday);
  expect(window.from_minute).toBeLessThan(window.to_minute);
});
