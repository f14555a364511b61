import type { ShelfItem } from './types';

/** A shelf of a product: its own, or that of one option. */
export interface Shelf {
  /** Empty: the product's own. */
  option_id: string;
  name: string;
  /** Null when it is not counted. */
  stock: number | null;
  /** At how many units it counts as low. */
  low_at: number;
}

/** The shelves that a product is sold from, and its own as long as something lies on it. */
export function shelves_of({ product, stock, low_stock_units, options }: ShelfItem): Shelf[] {
  const shares = options.length === 0 || options.some((option) => !option.has_own_stock);
  const own = { option_id: '', name: product.name, stock: stock ?? null, low_at: low_stock_units };
  const of_options = options
    .filter((option) => option.has_own_stock)
    .map((option) => ({
      option_id: option.id,
      name: `${product.name} · ${option.name}`,
      stock: option.stock ?? 0,
      low_at: option.low_stock_units ?? low_stock_units,
    }));
  return shares || own.stock ? [own, ...of_options] : of_options;
}
