import { fill, type Arguments } from './format';
import type { Messages } from './keys.generated';

export type Language = 'ko' | 'en';
export type MessageKey = keyof Messages;
/** Keys of messages without places: titles, labels. */
export type PlainKey = {
  [K in MessageKey]: Messages[K] extends undefined ? K : never;
}[MessageKey];
/** Loads a catalogue: the base one of the shell, or a feature's. */
export type Loader = (language: Language) => Promise<Record<string, string>>;

const kStored = 'olive.language';

class I18n {
  language = $state<Language>('ko');
  #catalogue = $state.raw<Record<string, string>>({});
  #loaders = new Map<string, Loader>();

  /** Loads `name`'s catalogue once; later language changes load it again. */
  async need(name: string, loader: Loader): Promise<void> {
    if (this.#loaders.has(name)) return;
    this.#loaders.set(name, loader);
    this.#catalogue = { ...this.#catalogue, ...(await loader(this.language)) };
  }

  /** Changes the language of everything on screen after all catalogues have arrived. */
  async choose(language: Language): Promise<void> {
    const parts = await Promise.all([...this.#loaders.values()].map((load) => load(language)));
    this.#catalogue = Object.assign({}, ...parts);
    this.language = language;
    document.documentElement.lang = language;
    localStorage.setItem(kStored, language);
  }

  /** The language of the last visit, else the browser's, else Korean. */
  start(): void {
    const stored = localStorage.getItem(kStored) ?? navigator.language.slice(0, 2);
    this.language = stored === 'en' ? 'en' : 'ko';
    document.documentElement.lang = this.language;
  }

  has(key: string): boolean {
    return key in this.#catalogue;
  }

  /** The message of a key that is known only at run time; the key itself when there is none. */
  text(key: string, args: Arguments = {}): string {
    const text = this.#catalogue[key];
    return text === undefined ? key : fill(text, args, this.language);
  }
}

export const i18n = new I18n();

/** The message of `key` in the chosen language. Reactive. */
export function t<K extends MessageKey>(
  key: K,
  ...args: Messages[K] extends undefined ? [] : [Messages[K]]
): string {
  return i18n.text(key, (args[0] ?? {}) as Arguments);
}

/** The message for a code of the server such as a state or a refusal: `prefix.code`. */
export function t_code(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return i18n.has(key) ? i18n.text(key) : code;
}
