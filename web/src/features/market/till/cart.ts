import type { OfflineLine, Product, ProductOption, TillItem } from '../types';

/** What a key of the till stands for: a product, or one option of it. */
export interface Ware {
  /** Product and option, as one word. */
  key: string;
  product: Product;
  option: ProductOption | null;
  name: string;
  price_won: number;
  /** Which wares are taken from the same shelf. */
  shelf: string;
  /** On that shelf; null when it is not counted. */
  stock: number | null;
}

/** One ware in the basket. */
export interface CartLine {
  ware: Ware;
  quantity: number;
}

/** The keys of a product: one for each option that is sold, or one for the product. */
export function wares_of({ product, stock, options }: TillItem): Ware[] {
  const common = { product, option: null, shelf: product.id, stock: stock ?? null };
  if (options.length === 0)
    return [{ ...common, key: product.id, name: product.name, price_won: product.price_won }];
  return options
    .filter((option) => option.is_sold)
    .map((option) => ({
      ...common,
      key: `${product.id} ${option.id}`,
      option,
      name: `${product.name} · ${option.name}`,
      price_won: product.price_won + option.extra_won,
      ...(option.has_own_stock
        ? { shelf: `${product.id} ${option.id}`, stock: option.stock ?? 0 }
        : {}),
    }));
}

/** The basket with `step` more (or fewer) of a ware; a line at nothing is gone. */
export function change(cart: CartLine[], ware: Ware, step: number): CartLine[] {
  const line = cart.find((each) => each.ware.key === ware.key);
  if (!line) return step > 0 ? [...cart, { ware, quantity: step }] : cart;
  const quantity = line.quantity + step;
  if (quantity <= 0) return cart.filter((each) => each !== line);
  return cart.map((each) => (each === line ? { ware, quantity } : each));
}

export function quantity_of(cart: CartLine[], ware: Ware): number {
  return cart.find((line) => line.ware.key === ware.key)?.quantity ?? 0;
}

/** Points of the basket: one point is one won. */
export function total_points(cart: CartLine[]): number {
  return cart.reduce((sum, line) => sum + line.quantity * line.ware.price_won, 0);
}

/** The basket as a till without a connection signs it. */
export function offline_lines(cart: CartLine[]): OfflineLine[] {
  return cart.map(({ ware, quantity }) => ({
    product_id: ware.product.id,
    ...(ware.option ? { option_id: ware.option.id } : {}),
    quantity,
    price_won: ware.price_won,
  }));
}

/** What can still be taken from the shelf; null when it is not counted. */
export function left_on_shelf(ware: Ware, cart: CartLine[]): number | null {
  if (ware.stock === null) return null;
  const from_it = cart.filter((line) => line.ware.shelf === ware.shelf);
  return from_it.reduce((left, line) => left - line.quantity, ware.stock);
}

/** Whether one more may go into the basket. */
export function may_add(ware: Ware, cart: CartLine[]): boolean {
  const left = left_on_shelf(ware, cart);
  return ware.product.is_sold && (left === null || left > 0);
}
