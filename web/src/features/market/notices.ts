import type { IconName } from '@ui';
import type { Notice } from './types';

type Kind = Notice['kind'];

const icons: Record<Kind, IconName> = {
  accepted: 'check',
  ready: 'bag',
  handed_over: 'hand',
  cancelled: 'close',
  expired: 'close',
  refunded: 'undo',
  expires_soon: 'clock',
  order_placed: 'bag',
  booking_placed: 'calendar',
  code_locked: 'shield',
  stock_low: 'alert',
};

export function notice_icon(kind: Kind): IconName {
  return icons[kind];
}

/** Where somebody does something about it: the buyer's orders, the shop's day or its shelf. */
export function notice_href(kind: Kind): string {
  if (kind === 'stock_low') return '/till/products';
  const is_for_shop = ['order_placed', 'booking_placed', 'code_locked'].includes(kind);
  return is_for_shop ? '/till/day' : '/my/orders';
}
