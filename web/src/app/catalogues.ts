import type { Language, Loader } from '@platform/i18n/language.svelte';

export type Catalogue = Record<string, string>;

const base = { ko: () => import('./catalogue_ko'), en: () => import('./catalogue_en') };
const of_features = import.meta.glob<Catalogue>('../features/*/messages/{ko,en}.json', {
  import: 'default',
});

/** The shell's own messages: one small chunk a language. */
export async function base_catalogue(language: Language): Promise<Catalogue> {
  const files = (await base[language]()).default;
  return Object.assign({}, ...Object.values(files));
}

/** The messages of one feature, fetched with its first screen. */
export function feature_catalogue(name: string): Loader {
  return async (language) => {
    const load = of_features[`../features/${name}/messages/${language}.json`];
    return load ? load() : {};
  };
}
