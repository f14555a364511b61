import type { Feature, Role } from '@platform/feature';

const readers: Role[] = ['city_officer', 'auditor', 'metro_centre', 'centre_director'];

/** The public face: what Olive is, and what the ledger says about it. */
export const insight: Feature = {
  name: 'insight',
  area: 'app.area_insight',
  routes: [
    {
      path: '/',
      title: 'insight.title.home',
      audience: 'everybody',
      frame: 'public',
      load: () => import('./screens/Home.svelte'),
    },
    {
      path: '/figures',
      title: 'insight.title.figures',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/Figures.svelte'),
    },
    {
      path: '/about/accessibility',
      title: 'insight.title.accessibility',
      audience: 'everybody',
      frame: 'public',
      load: () => import('./screens/Accessibility.svelte'),
    },
    {
      path: '/about/privacy',
      title: 'insight.title.privacy',
      audience: 'everybody',
      frame: 'public',
      load: () => import('./screens/Privacy.svelte'),
    },
  ],
  menu: [
    {
      path: '/figures',
      label: 'insight.title.figures',
      icon: 'chart',
      audience: 'everybody',
      order: 40,
    },
    {
      path: '/figures',
      label: 'insight.title.figures',
      icon: 'chart',
      audience: readers,
      order: 70,
    },
  ],
};
