import type { Product, ShelfItem } from '../types';

/** One product in the basket. */
export interface CartLine {
  product: Product;
  quantity: number;
}

/** The basket with `step` more (or fewer) of a product; a line at nothing is gone. */
export function change(cart: CartLine[], product: Product, step: number): CartLine[] {
  const line = cart.find((each) => each.product.id === product.id);
  if (!line) return step > 0 ? [...cart, { product, quantity: step }] : cart;
  const quantity = line.quantity + step;
  if (quantity <= 0) return cart.filter((each) => each !== line);
  return cart.map((each) => (each === line ? { product, quantity } : each));
}

export function quantity_of(cart: CartLine[], product_id: string): number {
  return cart.find((line) => line.product.id === product_id)?.quantity ?? 0;
}

/** Points of the basket: one point is one won. */
export function total_points(cart: CartLine[]): number {
  return cart.reduce((sum, line) => sum + line.quantity * line.product.price_won, 0);
}

/** What can still be taken from the shelf; null when it is not counted. */
export function left_on_shelf(item: ShelfItem, cart: CartLine[]): number | null {
  if (item.stock === null || item.stock === undefined) return null;
  return item.stock - quantity_of(cart, item.product.id);
}

/** Whether one more may go into the basket. */
export function may_add(item: ShelfItem, cart: CartLine[]): boolean {
  const left = left_on_shelf(item, cart);
  return item.product.is_sold && (left === null || left > 0);
}
