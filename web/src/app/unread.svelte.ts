import { get } from '@platform/api/http';

/** How many notices wait for whoever is signed in: the number on the bell. */
class Unread {
  count = $state(0);
  #turn = 0;

  /** Asks the server; the old number stays when there is no answer. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { unread } = await get('/api/v1/me/notices/unread');
      if (turn === this.#turn) this.count = unread;
    } catch {
      // The next navigation asks again.
    }
  }

  /** A number that came with another answer is newer than one that is still asked for. */
  set(count: number): void {
    this.#turn += 1;
    this.count = count;
  }
}

export const unread = new Unread();
