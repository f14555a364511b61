import type { Feature, Role } from '@platform/feature';

const keeper: Role[] = ['shop_keeper'];
const overseers: Role[] = ['metro_centre', 'city_officer', 'auditor'];

/** Travelling fairs: where they are for everybody, the desk of the centre, the shop's own part. */
export const fairs: Feature = {
  name: 'fairs',
  area: 'app.area_market',
  routes: [
    {
      path: '/fairs',
      title: 'fairs.title.open',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/OpenFairs.svelte'),
    },
    {
      path: '/market/desk/fairs',
      title: 'fairs.title.desk',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/FairDesk.svelte'),
    },
    {
      path: '/market/desk/fairs/:fair_id',
      title: 'fairs.title.one',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/FairSheet.svelte'),
    },
    {
      path: '/till/fairs',
      title: 'fairs.title.mine',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/MyFairs.svelte'),
    },
    {
      path: '/till/fairs/:fair_id',
      title: 'fairs.title.table',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/FairTable.svelte'),
    },
  ],
  menu: [
    {
      path: '/fairs',
      label: 'fairs.title.open',
      icon: 'calendar',
      audience: 'everybody',
      order: 32,
    },
    { path: '/till/fairs', label: 'fairs.menu.mine', icon: 'truck', audience: keeper, order: 5 },
    {
      path: '/market/desk/fairs',
      label: 'fairs.title.desk',
      icon: 'truck',
      audience: overseers,
      order: 55,
    },
  ],
};
