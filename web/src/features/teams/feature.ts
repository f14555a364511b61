import type { Feature, Role } from '@platform/feature';

const workers: Role[] = ['participant', 'care_worker'];
const readers: Role[] = [
  'coordinator',
  'case_manager',
  'centre_director',
  'metro_centre',
  'city_officer',
  'auditor',
];
const tellers: Role[] = ['coordinator', 'case_manager', 'centre_director', 'metro_centre'];
const point_readers: Role[] = ['metro_centre', 'city_officer', 'auditor'];

/** Teams: who works where, what the days earn, and who is granted points. */
export const teams: Feature = {
  name: 'teams',
  routes: [
    {
      path: '/my/work',
      title: 'teams.title.my_work',
      audience: workers,
      frame: 'phone',
      load: () => import('./screens/MyWork.svelte'),
    },
    {
      path: '/my/points',
      title: 'teams.title.my_points',
      audience: workers,
      frame: 'phone',
      load: () => import('./screens/MyPoints.svelte'),
    },
    {
      path: '/teams',
      title: 'teams.title.teams',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Teams.svelte'),
    },
    {
      path: '/teams/:team_id',
      title: 'teams.title.team',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Team.svelte'),
    },
    {
      path: '/pay-runs',
      title: 'teams.title.pay_runs',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/PayRuns.svelte'),
    },
    {
      path: '/pay-runs/:pay_run_id',
      title: 'teams.title.pay_run',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/PayRun.svelte'),
    },
    {
      path: '/point-runs',
      title: 'teams.title.point_runs',
      audience: point_readers,
      frame: 'console',
      load: () => import('./screens/PointRuns.svelte'),
    },
    {
      path: '/point-runs/:point_run_id',
      title: 'teams.title.decisions',
      audience: point_readers,
      frame: 'console',
      load: () => import('./screens/Decisions.svelte'),
    },
    {
      path: '/point-appeals',
      title: 'teams.title.point_appeals',
      audience: point_readers,
      frame: 'console',
      load: () => import('./screens/PointAppeals.svelte'),
    },
    {
      path: '/point-warnings',
      title: 'teams.title.point_warnings',
      audience: tellers,
      frame: 'console',
      load: () => import('./screens/PointWarnings.svelte'),
    },
  ],
  menu: [
    {
      path: '/my/work',
      label: 'teams.menu.my_work',
      icon: 'calendar',
      audience: workers,
      order: 10,
    },
    {
      path: '/my/points',
      label: 'teams.menu.my_points',
      icon: 'wallet',
      audience: workers,
      order: 11,
    },
    { path: '/teams', label: 'teams.title.teams', icon: 'users', audience: readers, order: 40 },
    {
      path: '/pay-runs',
      label: 'teams.title.pay_runs',
      icon: 'wallet',
      audience: readers,
      order: 41,
    },
    {
      path: '/point-runs',
      label: 'teams.title.point_runs',
      icon: 'leaf',
      audience: point_readers,
      order: 42,
    },
    {
      path: '/point-appeals',
      label: 'teams.title.point_appeals',
      icon: 'hand',
      audience: point_readers,
      order: 43,
    },
    {
      path: '/point-warnings',
      label: 'teams.title.point_warnings',
      icon: 'bell',
      audience: tellers,
      order: 44,
    },
  ],
};
