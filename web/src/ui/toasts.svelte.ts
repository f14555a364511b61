import type { Tone } from './tones';

export interface Toast {
  id: number;
  text: string;
  tone: Tone;
}

/** Long enough to read two lines twice. */
const kShown_ms = 6000;

/** Short notes that something was done. Problems belong where they happened, not here. */
class Toasts {
  list = $state<Toast[]>([]);
  #last_id = 0;

  show(text: string, tone: Tone = 'good'): void {
    const id = ++this.#last_id;
    this.list.push({ id, text, tone });
    setTimeout(() => this.dismiss(id), kShown_ms);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
