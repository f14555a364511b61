import { describe, expect, it } from 'vitest';
import type { NavigationItem } from '@ui/navigation';
import { kThumbItemsMax, thumb_items } from './thumb';

function item(href: string, is_here = false): NavigationItem {
  return { href, label: href, icon: 'list', is_here };
}
const more = item('/menu');
const many = (here: string) =>
  ['a', 'b', 'c', 'd', 'e', 'f'].map((href) => item(href, href === here));

describe('thumb_items', () => {
  it('are all there when they fit', () => {
    const items = many('a').slice(0, kThumbItemsMax);
    expect(thumb_items(items, more)).toEqual(items);
  });

  it('end with the way to the rest when they do not', () => {
    expect(thumb_items(many('a'), more).map((each) => each.href)).toEqual([
      'a',
      'b',
      'c',
      'd',
      '/menu',
    ]);
  });

  it.each([
    ['a', false],
    ['d', false],
    ['e', true],
    ['f', true],
    ['', false],
  ])('at %s the rest is where the reader is: %s', (here, is_here) => {
    expect(thumb_items(many(here), more).at(-1)?.is_here).toBe(is_here);
  });

  it('know when the reader looks at the rest itself', () => {
    expect(thumb_items(many(''), { ...more, is_here: true }).at(-1)?.is_here).toBe(true);
  });
});
