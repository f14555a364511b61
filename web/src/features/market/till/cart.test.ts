import { describe, expect, it } from 'vitest';
import type { Product, ProductOption, TillItem } from '../types';
import {
  change,
  left_on_shelf,
  may_add,
  offline_lines,
  quantity_of,
  total_points,
  wares_of,
  type Ware,
} from './cart';

function product(id: string, price_won: number, is_sold = true): Product {
  return {
    id,
    shop_id: '1',
    name: id,
    kind: 'goods',
    price_won,
    is_sold,
    version: 1,
    description: '',
    photo: '',
    duration_minutes: 0,
    capacity: 1,
  };
}
function option(id: string, extra_won: number, stock?: number): ProductOption {
  const has_own_stock = stock !== undefined;
  return { id, name: id, extra_won, is_sold: true, has_own_stock, ...(has_own_stock && { stock }) };
}
function item(of: Product, stock: number | null, options: ProductOption[] = []): TillItem {
  return { product: of, stock, options };
}
const [tofu, soup] = [product('tofu', 3000), product('soup', 4500)];
const ware = (of: TillItem) => wares_of(of)[0] as Ware;
const tofus = ware(item(tofu, null));
const soups = ware(item(soup, null));

describe('the basket', () => {
  it('adds, counts and takes away', () => {
    let cart = change([], tofus, 1);
    cart = change(cart, soups, 1);
    cart = change(cart, tofus, 1);
    expect(quantity_of(cart, tofus)).toBe(2);
    expect(total_points(cart)).toBe(10_500);
    cart = change(cart, soups, -1);
    expect(cart.map((line) => line.ware.key)).toEqual(['tofu']);
  });

  it('is not changed by taking away what is not in it', () => {
    expect(change([], tofus, -1)).toEqual([]);
    expect(total_points([])).toBe(0);
  });
});

describe('what is signed', () => {
  it('is every ware with its option and price', () => {
    const [small] = wares_of(item(tofu, null, [option('small', 500)])) as [Ware];
    expect(offline_lines(change(change([], tofus, 2), small, 1))).toEqual([
      { product_id: tofu.id, quantity: 2, price_won: tofu.price_won },
      { product_id: tofu.id, option_id: small.option?.id, quantity: 1, price_won: small.price_won },
    ]);
  });
});

describe('the shelf', () => {
  it.each([
    [tofu, 2, 0, true],
    [tofu, 2, 1, true],
    [tofu, 2, 2, false],
    [tofu, 0, 0, false],
    [tofu, null, 99, true],
    [product('gone', 100, false), 5, 0, false],
  ])('%j of which %s are there and %i in the basket has one more: %s', (of, stock, taken, may) => {
    const it_is = ware(item(of, stock));
    expect(may_add(it_is, change([], it_is, taken))).toBe(may);
  });
});

describe('options', () => {
  const [small, large] = [option('small', 0, 2), option('large', 500)];
  const wares = wares_of(item(tofu, 5, [small, large, option('giant', 900)]));
  const [small_ware, large_ware, giant_ware] = wares as [Ware, Ware, Ware];

  it('are keys of their own, with their price and their shelf', () => {
    expect(wares.map((each) => [each.name, each.price_won, each.stock])).toEqual([
      ['tofu · small', 3000, 2],
      ['tofu · large', 3500, 5],
      ['tofu · giant', 3900, 5],
    ]);
  });
  it('share the shelf of the product unless they have their own', () => {
    const cart = change(change([], large_ware, 4), small_ware, 1);
    expect(left_on_shelf(giant_ware, cart)).toBe(1);
    expect(left_on_shelf(small_ware, cart)).toBe(1);
  });
  it('that are not sold are no keys', () => {
    expect(wares_of(item(tofu, 5, [{ ...small, is_sold: false }]))).toEqual([]);
  });
  it('with a shelf before its first entry have nothing', () => {
    expect(ware(item(tofu, 5, [{ ...small, stock: null }])).stock).toBe(0);
  });
});
