import type { Catalogue } from './catalogues';

/** What the shell says before any feature is opened, with the menus of all features. */
export default import.meta.glob<Catalogue>(
  ['../{app,platform,ui}/messages/en.json', '../features/*/messages/menu.en.json'],
  { eager: true, import: 'default' },
);
