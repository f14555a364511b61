import type { Feature, Role } from '@platform/feature';

const readers: Role[] = ['city_officer', 'district_officer', 'metro_centre', 'auditor'];

/** Procurement: what public bodies buy from the programme, year by year. */
export const procurement: Feature = {
  name: 'procurement',
  area: 'app.area_funds',
  routes: [
    {
      path: '/procurement',
      title: 'procurement.title.report',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Report.svelte'),
    },
    {
      path: '/procurement/purchases',
      title: 'procurement.title.purchases',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Purchases.svelte'),
    },
  ],
  menu: [
    {
      path: '/procurement',
      label: 'procurement.title.report',
      icon: 'chart',
      audience: readers,
      order: 65,
    },
    {
      path: '/procurement/purchases',
      label: 'procurement.title.purchases',
      icon: 'list',
      audience: readers,
      order: 66,
    },
  ],
};
