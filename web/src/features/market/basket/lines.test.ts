import { describe, expect, it } from 'vitest';
import {
  add_line,
  count_of,
  read_lines,
  to_order_lines,
  total_won,
  with_quantity,
  type BasketLine,
} from './lines';

const bread: BasketLine = {
  product_id: '1',
  name: 'bread',
  shop_id: '7',
  shop_name: 'bakery',
  price_won: 3000,
  quantity: 1,
  photo: '',
};
const large: BasketLine = { ...bread, option_id: '4', option_name: 'large', price_won: 3500 };
const haircut: BasketLine = { ...bread, product_id: '2', starts_at: '2026-12-01T01:00:00Z' };

describe('add_line', () => {
  it('joins equal wishes and keeps different options apart', () => {
    const lines = add_line(add_line(add_line([], bread), { ...bread, quantity: 2 }), large);
    expect(lines.map((line) => line.quantity)).toEqual([3, 1]);
  });
  it('never books one time twice', () => {
    expect(add_line([haircut], haircut)).toEqual([haircut]);
  });
  it('ends at the most that an order takes', () => {
    expect(add_line([{ ...bread, quantity: 99 }], { ...bread, quantity: 9 })[0]?.quantity).toBe(
      100,
    );
  });
});

describe('with_quantity', () => {
  it.each([
    [0, [1]],
    [-1, [1]],
    [5, [5, 1]],
    [1000, [100, 1]],
  ])('%i', (quantity, expected) => {
    const lines = with_quantity([bread, large], 0, quantity);
    expect(lines.map((line) => line.quantity)).toEqual(expected);
  });
});

it('adds up', () => {
  const lines = [{ ...bread, quantity: 2 }, large];
  expect(total_won(lines)).toBe(9500);
  expect(count_of(lines)).toBe(3);
});

it('says only what the order needs', () => {
  expect(to_order_lines([bread, large, haircut])).toEqual([
    { product_id: '1', quantity: 1 },
    { product_id: '1', quantity: 1, option_id: '4' },
    { product_id: '2', quantity: 1, starts_at: '2026-12-01T01:00:00Z' },
  ]);
});

describe('read_lines', () => {
  it('reads what was written', () => {
    expect(read_lines(JSON.stringify([bread, haircut]))).toEqual([bread, haircut]);
  });
  it.each([null, '', 'nonsense', '{}', '[1,null,"x"]', '[{"product_id":1}]'])(
    'takes %s for empty',
    (text) => {
      expect(read_lines(text)).toEqual([]);
    },
  );
});
