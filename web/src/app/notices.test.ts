import { describe, expect, it } from 'vitest';
import { match_route } from '@platform/match';
import { icons } from '@ui/icons';
import { features, routes } from './features';
import { href_of, icon_of, type Notice } from './notices';

const catalogues = import.meta.glob<Record<string, string>>(
  '../../../services/*/messages/ko.json',
  { eager: true, import: 'default' },
);

/** The kinds that the services have sentences for. */
const kinds = Object.values(catalogues)
  .flatMap((catalogue) => Object.keys(catalogue))
  .filter((key) => key.startsWith('notice.'))
  .map((key) => key.replace('notice.', ''));

function notice(kind: string): Notice {
  return { id: '1', kind, text: '', subject_id: '7', organisation_id: '0', at: '' };
}

describe('every kind of notice', () => {
  it.each(kinds)('%s leads to a screen and has an icon of its own', (kind) => {
    const href = href_of(notice(kind));
    expect(href).toBeTruthy();
    expect(href).not.toContain(':');
    expect(match_route(routes, href ?? '')).toBeTruthy();
    expect(Object.keys(icons)).toContain(icon_of(notice(kind)));
    expect(icon_of(notice(kind))).not.toBe('bell');
  });

  it('is told by a service', () => {
    const known = features.flatMap((feature) => Object.keys(feature.notices ?? {}));
    expect(new Set(known)).toEqual(new Set(kinds));
    expect(known.length).toBe(new Set(known).size);
  });
});

describe('a kind that no feature knows', () => {
  it('is shown and leads nowhere', () => {
    expect(href_of(notice('garden.watered'))).toBeUndefined();
    expect(icon_of(notice('garden.watered'))).toBe('bell');
  });
});
