/** Where the reader is, from the browser's history. Real links; clicks inside stay on the page. */
class Router {
  path = $state('/');
  query = $state.raw(new URLSearchParams());
  /** Grows with every navigation, so that the shell can move the focus. */
  visits = $state(0);

  /** Follows the address bar and same-origin links until the returned function is called. */
  start(): () => void {
    this.#read();
    // Jumps inside a page (#main) announce themselves the same way; they are no navigation.
    const on_pop = () => {
      if (location.pathname + location.search !== this.address) this.#arrive();
    };
    const on_click = (event: MouseEvent) => this.#follow(event);
    window.addEventListener('popstate', on_pop);
    document.addEventListener('click', on_click);
    return () => {
      window.removeEventListener('popstate', on_pop);
      document.removeEventListener('click', on_click);
    };
  }

  go(address: string): void {
    history.pushState(null, '', address);
    window.scrollTo(0, 0);
    this.#arrive();
  }

  /** As `go`, but the present entry of the history is forgotten: redirects, filters. */
  replace(address: string): void {
    history.replaceState(null, '', address);
    this.#arrive();
  }

  /** Changes the query without a navigation: the focus stays where it is. */
  filter(values: Record<string, string | undefined>): void {
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced, never changed
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(values)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    this.query = query;
    history.replaceState(null, '', this.address);
  }

  get address(): string {
    const query = this.query.toString();
    return query ? `${this.path}?${query}` : this.path;
  }

  #arrive(): void {
    this.#read();
    this.visits += 1;
  }

  #read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  #follow(event: MouseEvent): void {
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || event.defaultPrevented || !is_plain_click(event) || !is_inside(link)) return;
    event.preventDefault();
    if (link.href !== location.href) this.go(link.pathname + link.search);
  }
}

function is_plain_click(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function is_inside(link: HTMLAnchorElement): boolean {
  const stays = !link.target && !link.hasAttribute('download') && !link.hash;
  return stays && link.origin === location.origin && !link.pathname.startsWith('/api/');
}

export const router = new Router();
