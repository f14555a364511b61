/** One wish in the basket, with what is needed to show it without asking the server. */
export interface BasketLine {
  product_id: string;
  name: string;
  shop_id: string;
  shop_name: string;
  price_won: number;
  quantity: number;
  photo: string;
  option_id?: string;
  option_name?: string;
  /** The booked time of a service (RFC 3339). */
  starts_at?: string;
}

/** Most of one product that an order takes. */
export const kQuantityMax = 100;

const same = (a: BasketLine, b: BasketLine) =>
  a.product_id === b.product_id && a.option_id === b.option_id && a.starts_at === b.starts_at;

/** The lines with one wish more; equal wishes are one line, a booked time is never twice. */
export function add_line(lines: BasketLine[], wish: BasketLine): BasketLine[] {
  const known = lines.find((line) => same(line, wish));
  if (!known) return [...lines, wish];
  const quantity = wish.starts_at ? 1 : Math.min(known.quantity + wish.quantity, kQuantityMax);
  return lines.map((line) => (line === known ? { ...line, quantity } : line));
}

/** The lines with another quantity of one of them; nothing of it takes it out. */
export function with_quantity(lines: BasketLine[], at: number, quantity: number): BasketLine[] {
  if (quantity <= 0) return lines.filter((_, index) => index !== at);
  const most = Math.min(quantity, kQuantityMax);
  return lines.map((line, index) => (index === at ? { ...line, quantity: most } : line));
}

export function total_won(lines: BasketLine[]): number {
  return lines.reduce((sum, line) => sum + line.price_won * line.quantity, 0);
}

export function count_of(lines: BasketLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What the order says of the lines. */
export function to_order_lines(lines: BasketLine[]) {
  return lines.map(({ product_id, quantity, option_id, starts_at }) => ({
    product_id,
    quantity,
    ...(option_id ? { option_id } : {}),
    ...(starts_at ? { starts_at } : {}),
  }));
}

/** What a browser kept, or an empty basket when that is no basket. */
export function read_lines(text: string | null): BasketLine[] {
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(is_line) : [];
  } catch {
    return [];
  }
}

function is_line(value: unknown): value is BasketLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Record<string, unknown>;
  return (
    ['product_id', 'name', 'shop_id', 'shop_name', 'photo'].every(
      (key) => typeof line[key] === 'string',
    ) && ['price_won', 'quantity'].every((key) => Number.isInteger(line[key]))
  );
}
