import type { Feature, Role } from '@platform/feature';

const overseers: Role[] = ['metro_centre', 'city_officer', 'auditor'];
const parties: Role[] = ['shop_keeper', 'centre_director'];
const readers: Role[] = [...overseers, ...parties];
const enterers: Role[] = ['metro_centre', ...parties];

/** Netting: what teams, enterprises and shops owe each other, and how much of it goes round. */
export const netting: Feature = {
  name: 'netting',
  area: 'app.area_funds',
  notices: {
    'netting.asked': { icon: 'loop', path: '/netting/rounds/:subject_id' },
    'netting.reminded': { icon: 'clock', path: '/netting/rounds/:subject_id' },
    'netting.asked_again': { icon: 'refresh', path: '/netting/rounds/:subject_id' },
    'netting.left_out': { icon: 'close', path: '/netting/rounds/:subject_id' },
    'netting.posted': { icon: 'coin', path: '/netting/rounds/:subject_id' },
    'netting.ended': { icon: 'close', path: '/netting/rounds/:subject_id' },
  },
  routes: [
    {
      path: '/netting',
      title: 'netting.title.rounds',
      audience: readers,
      frame: 'auto',
      load: () => import('./screens/Rounds.svelte'),
    },
    {
      path: '/netting/rounds/:round_id',
      title: 'netting.title.round',
      audience: readers,
      frame: 'auto',
      load: () => import('./screens/Round.svelte'),
    },
    {
      path: '/netting/obligations',
      title: 'netting.title.obligations',
      audience: readers,
      frame: 'auto',
      load: () => import('./screens/Obligations.svelte'),
    },
    {
      path: '/netting/obligation-imports',
      title: 'netting.title.import',
      audience: enterers,
      frame: 'auto',
      load: () => import('./screens/ObligationImport.svelte'),
    },
    {
      path: '/open-netting',
      title: 'netting.title.open',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/OpenNetting.svelte'),
    },
  ],
  menu: [
    {
      path: '/open-netting',
      label: 'netting.title.open',
      icon: 'loop',
      audience: 'everybody',
      order: 47,
    },
    {
      path: '/netting',
      label: 'netting.menu.rounds',
      icon: 'loop',
      audience: ['shop_keeper'],
      order: 6,
    },
    {
      path: '/netting',
      label: 'netting.title.rounds',
      icon: 'loop',
      audience: [...overseers, 'centre_director'],
      order: 56,
    },
    {
      path: '/netting/obligations',
      label: 'netting.title.obligations',
      icon: 'file',
      audience: [...overseers, 'centre_director'],
      order: 57,
    },
  ],
};
