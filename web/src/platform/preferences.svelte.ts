export type Contrast = 'normal' | 'high';
export type TextSize = 'normal' | 'large' | 'largest';

const kStored = 'olive.preferences';

/** How this reader wants pages to look; kept in the browser, applied on the root element. */
class Preferences {
  contrast = $state<Contrast>('normal');
  text_size = $state<TextSize>('normal');

  /** Reads the last choice; a reader whose system asks for more contrast gets it at once. */
  start(): void {
    const stored = read();
    const wants_contrast = window.matchMedia?.('(prefers-contrast: more)').matches;
    this.contrast = stored.contrast ?? (wants_contrast ? 'high' : 'normal');
    this.text_size = stored.text_size ?? 'normal';
    this.#apply();
  }

  choose(change: { contrast?: Contrast; text_size?: TextSize }): void {
    this.contrast = change.contrast ?? this.contrast;
    this.text_size = change.text_size ?? this.text_size;
    const { contrast, text_size } = this;
    localStorage.setItem(kStored, JSON.stringify({ contrast, text_size }));
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset['contrast'] = this.contrast;
    document.documentElement.dataset['text'] = this.text_size;
  }
}

function read(): { contrast?: Contrast; text_size?: TextSize } {
  try {
    return JSON.parse(localStorage.getItem(kStored) ?? '{}');
  } catch {
    return {};
  }
}

export const preferences = new Preferences();
