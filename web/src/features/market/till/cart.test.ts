import { describe, expect, it } from 'vitest';
import type { Product, ShelfItem } from '../types';
import { change, left_on_shelf, may_add, quantity_of, total_points } from './cart';

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
const tofu = product('tofu', 3000);
const soup = product('soup', 4500);

describe('the basket', () => {
  it('adds, counts and takes away', () => {
    let cart = change([], tofu, 1);
    cart = change(cart, soup, 1);
    cart = change(cart, tofu, 1);
    expect(quantity_of(cart, 'tofu')).toBe(2);
    expect(total_points(cart)).toBe(10_500);
    cart = change(cart, soup, -1);
    expect(cart.map((line) => line.product.id)).toEqual(['tofu']);
  });

  it('is not changed by taking away what is not in it', () => {
    expect(change([], tofu, -1)).toEqual([]);
    expect(total_points([])).toBe(0);
  });
});

describe('the shelf', () => {
  const counted: ShelfItem = { product: tofu, stock: 2 };

  it('has less for each one in the basket', () => {
    expect(left_on_shelf(counted, [])).toBe(2);
    expect(left_on_shelf(counted, change([], tofu, 2))).toBe(0);
    expect(left_on_shelf({ product: soup }, [])).toBeNull();
  });

  it.each([
    [counted, 0, true],
    [counted, 1, true],
    [counted, 2, false],
    [{ product: tofu, stock: 0 }, 0, false],
    [{ product: tofu, stock: null }, 99, true],
    [{ product: product('gone', 100, false), stock: 5 }, 0, false],
  ])('%j with %i in the basket has one more: %s', (item, taken, may) => {
    expect(may_add(item, change([], item.product, taken))).toBe(may);
  });
});
