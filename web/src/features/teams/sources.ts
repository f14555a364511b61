import { t } from '@platform/i18n/language.svelte';

/** Kinds of funds that the terms name as `<kind>_<year>`. */
const kinds = ['sponsor', 'city_fund', 'central_fund', 'community_chest'] as const;

/** A source of points in words; a code that nobody has words for stays as it is. */
export function source_name(source: string): string {
  const found = /^([a-z_]+)_(\d{4})$/.exec(source);
  const kind = kinds.find((each) => each === found?.[1]);
  if (!kind || !found?.[2]) return source;
  return t(`teams.source.${kind}`, { year: found[2] });
}
