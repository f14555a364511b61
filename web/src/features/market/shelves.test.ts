import { describe, expect, it } from 'vitest';
import { shelves_of } from './shelves';
import type { ProductOption, ShelfItem } from './types';

function option(id: string, stock?: number): ProductOption {
  const has_own_stock = stock !== undefined;
  return {
    id,
    name: id,
    extra_won: 0,
    is_sold: true,
    has_own_stock,
    ...(has_own_stock && { stock }),
  };
}
function item(stock: number | null, options: ProductOption[]): ShelfItem {
  return {
    product: { id: '1', name: 'tea' },
    stock,
    low_stock_units: 5,
    options,
  } as unknown as ShelfItem;
}

describe('the shelves of a product', () => {
  it.each([
    ['without options', item(3, []), [['', 3]]],
    ['not counted', item(null, []), [['', null]]],
    ['with options that share it', item(3, [option('a'), option('b')]), [['', 3]]],
    [
      'with one of its own',
      item(3, [option('a', 5), option('b')]),
      [
        ['', 3],
        ['a', 5],
      ],
    ],
    [
      'all of their own',
      item(null, [option('a', 5), option('b', 0)]),
      [
        ['a', 5],
        ['b', 0],
      ],
    ],
    [
      'all of their own, with a rest',
      item(2, [option('a', 5)]),
      [
        ['', 2],
        ['a', 5],
      ],
    ],
  ] as const)('%s', (_, given, expected) => {
    expect(shelves_of(given).map((each) => [each.option_id, each.stock])).toEqual(expected);
  });
  it('are low where their shop says', () => {
    const own = { ...option('a', 5), low_stock_units: 9 };
    expect(shelves_of(item(3, [own, option('b')])).map((each) => each.low_at)).toEqual([5, 9]);
  });
  it('are named by product and option', () => {
    expect(shelves_of(item(null, [option('large', 1)]))[0]?.name).toBe('tea · large');
  });
});
