const kProbe_ms = 15_000;

/** Whether the server can be reached, as far as anybody can know before asking it. */
export class Connection {
  is_off = $state(false);

  /** Looks now and then until the returned function is called; `back` when it is there again. */
  watch(back: () => void): () => void {
    const look = async () => {
      const was_off = this.is_off;
      this.is_off = !(await answers());
      if (was_off && !this.is_off) back();
    };
    const timer = setInterval(() => void look(), kProbe_ms);
    const soon = () => void look();
    window.addEventListener('online', soon);
    window.addEventListener('offline', soon);
    soon();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', soon);
      window.removeEventListener('offline', soon);
    };
  }
}

async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch('/healthz', { cache: 'no-store' });
    await answer.text(); // unread, the request would stay open
    return answer.ok;
  } catch {
    return false;
  }
}
