import { add_line, count_of, read_lines, with_quantity, type BasketLine } from './lines';

const kPlace = 'olive.basket';

/** What the reader wants to order. The browser keeps it; the server learns of it with the order. */
class Basket {
  lines = $state.raw<BasketLine[]>(read_lines(kept()));
  count = $derived(count_of(this.lines));

  add(line: BasketLine): void {
    this.#set(add_line(this.lines, line));
  }
  change(at: number, quantity: number): void {
    this.#set(with_quantity(this.lines, at, quantity));
  }
  clear(): void {
    this.#set([]);
  }

  #set(lines: BasketLine[]): void {
    this.lines = lines;
    try {
      localStorage.setItem(kPlace, JSON.stringify(lines));
    } catch {
      // A browser that keeps nothing forgets the basket with the page.
    }
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(kPlace);
  } catch {
    return null;
  }
}

export const basket = new Basket();
