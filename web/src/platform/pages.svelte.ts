import { Resource } from './resource.svelte';

/** A page of a list as the server answers it. */
export interface Page<Row> {
  items: Row[];
  next_cursor?: string | null;
}

/**
 * A long list that comes in pages. The first page is a Resource (filters load it again); the
 * following ones are added below it.
 */
export class Pages<Row> {
  first: Resource<Page<Row>>;
  is_loading = $state(false);
  #rest = $state.raw<{ of: Page<Row>; pages: Page<Row>[] } | null>(null);
  #load: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Row>>;

  /** Requires: called while a component is being set up. */
  constructor(load: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Row>>) {
    this.#load = load;
    this.first = new Resource((signal) => load(undefined, signal));
  }

  // Following pages belong to the first page they continue; another first page drops them.
  get #pages(): Page<Row>[] {
    const first = this.first.data;
    if (!first) return [];
    return this.#rest?.of === first ? [first, ...this.#rest.pages] : [first];
  }

  get items(): Row[] {
    return this.#pages.flatMap((page) => page.items);
  }

  get has_more(): boolean {
    return Boolean(this.#pages.at(-1)?.next_cursor);
  }

  async more(): Promise<void> {
    const first = this.first.data;
    const cursor = this.#pages.at(-1)?.next_cursor;
    if (!first || !cursor || this.is_loading) return;
    this.is_loading = true;
    try {
      const next = await this.#load(cursor);
      this.#rest = { of: first, pages: [...this.#pages.slice(1), next] };
    } catch {
      // The button stays; pressing it again tries again.
    } finally {
      this.is_loading = false;
    }
  }
}
