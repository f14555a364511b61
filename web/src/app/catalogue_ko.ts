import type { Catalogue } from './catalogues';

/** What the shell says before any feature is opened, with the menus of all features. */
export default import.meta.glob<Catalogue>(
  ['../{app,platform,ui}/messages/ko.json', '../features/*/messages/menu.ko.json'],
  { eager: true, import: 'default' },
);
