import type { Feature, Role } from '@platform/feature';

const viewers: Role[] = ['administrator', 'metro_centre', 'auditor'];
const importers: Role[] = ['administrator', 'metro_centre', 'centre_director'];
const inspectors: Role[] = ['auditor', 'administrator'];

/** The office: dated settings, holidays, background work, registering many persons, who looked at
 *  whom, who gave which right. */
export const office: Feature = {
  name: 'office',
  area: 'app.area_office',
  routes: [
    {
      path: '/office/settings',
      title: 'office.title.settings',
      audience: viewers,
      frame: 'console',
      load: () => import('./screens/Settings.svelte'),
    },
    {
      path: '/office/settings/history',
      title: 'office.title.setting',
      audience: viewers,
      frame: 'console',
      load: () => import('./screens/Setting.svelte'),
    },
    {
      path: '/office/tasks',
      title: 'office.title.tasks',
      audience: viewers,
      frame: 'console',
      load: () => import('./screens/Tasks.svelte'),
    },
    {
      path: '/office/person-imports',
      title: 'office.title.person_imports',
      audience: importers,
      frame: 'console',
      load: () => import('./screens/PersonImport.svelte'),
    },
    {
      path: '/office/accesses',
      title: 'office.title.accesses',
      audience: inspectors,
      frame: 'console',
      load: () => import('./screens/Accesses.svelte'),
    },
    {
      path: '/office/rights',
      title: 'office.title.rights',
      audience: inspectors,
      frame: 'console',
      load: () => import('./screens/Rights.svelte'),
    },
    {
      path: '/office/holidays',
      title: 'office.title.holidays',
      audience: viewers,
      frame: 'console',
      load: () => import('./screens/Holidays.svelte'),
    },
  ],
  menu: [
    {
      path: '/office/settings',
      label: 'office.title.settings',
      icon: 'settings',
      audience: ['administrator'],
      order: 6,
    },
    {
      path: '/office/settings',
      label: 'office.title.settings',
      icon: 'settings',
      audience: ['metro_centre', 'auditor'],
      order: 80,
    },
    {
      path: '/office/tasks',
      label: 'office.title.tasks',
      icon: 'refresh',
      audience: viewers,
      order: 81,
    },
    {
      path: '/office/person-imports',
      label: 'office.title.person_imports',
      icon: 'upload',
      audience: importers,
      order: 82,
    },
    {
      path: '/office/accesses',
      label: 'office.title.accesses',
      icon: 'shield',
      audience: inspectors,
      order: 83,
    },
    {
      path: '/office/rights',
      label: 'office.title.rights',
      icon: 'users',
      audience: inspectors,
      order: 84,
    },
    {
      path: '/office/holidays',
      label: 'office.title.holidays',
      icon: 'calendar',
      audience: viewers,
      order: 85,
    },
  ],
};
