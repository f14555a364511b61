import { describe, expect, it } from 'vitest';
import { notice_href, notice_icon } from './notices';

describe('a notice', () => {
  it.each([
    ['accepted', '/my/orders'],
    ['expires_soon', '/my/orders'],
    ['refunded', '/my/orders'],
    ['order_placed', '/till/day'],
    ['booking_placed', '/till/day'],
    ['code_locked', '/till/day'],
    ['stock_low', '/till/products'],
  ] as const)('that something is %s leads to %s', (kind, href) => {
    expect(notice_href(kind)).toBe(href);
    expect(notice_icon(kind)).toBeTruthy();
  });
});
