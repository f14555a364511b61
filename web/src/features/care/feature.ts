import type { Feature, Role } from '@platform/feature';

const desks: Role[] = ['hospital', 'dong_officer', 'district_officer'];
const centre: Role[] = ['coordinator', 'case_manager', 'centre_director'];
const readers: Role[] = [...desks, ...centre, 'metro_centre', 'city_officer', 'auditor'];
const referrers: Role[] = [...desks, 'coordinator', 'case_manager', 'metro_centre'];

/** Care: from "somebody needs help" to the visit that helped. */
export const care: Feature = {
  name: 'care',
  area: 'app.area_care',
  routes: [
    {
      path: '/care/services',
      title: 'care.title.services',
      audience: 'everybody',
      frame: 'public',
      load: () => import('./screens/Services.svelte'),
    },
    {
      path: '/care/apply',
      title: 'care.title.apply',
      audience: ['citizen'],
      frame: 'public',
      load: () => import('./screens/Apply.svelte'),
    },
    {
      path: '/care/mine',
      title: 'care.title.mine',
      audience: ['citizen'],
      frame: 'public',
      load: () => import('./screens/MyCare.svelte'),
    },
    {
      path: '/care/today',
      title: 'care.title.today',
      audience: ['care_worker'],
      frame: 'phone',
      load: () => import('./screens/Today.svelte'),
    },
    {
      path: '/care/visits/:visit_id',
      title: 'care.title.visit',
      audience: ['care_worker', ...centre],
      frame: 'auto',
      load: () => import('./screens/Visit.svelte'),
    },
    {
      path: '/care/board',
      title: 'care.title.board',
      audience: [...centre, 'metro_centre', 'auditor'],
      frame: 'console',
      load: () => import('./screens/Board.svelte'),
    },
    {
      path: '/care/board/compare',
      title: 'care.title.compare',
      audience: [...centre, 'metro_centre', 'auditor'],
      frame: 'console',
      load: () => import('./screens/Compare.svelte'),
    },
    {
      path: '/care/board/print',
      title: 'care.title.wall',
      audience: [...centre, 'metro_centre', 'auditor'],
      frame: 'bare',
      load: () => import('./screens/Wall.svelte'),
    },
    {
      path: '/care/what-ifs',
      title: 'care.title.what_ifs',
      audience: ['coordinator', 'centre_director', 'metro_centre'],
      frame: 'console',
      load: () => import('./screens/WhatIfs.svelte'),
    },
    {
      path: '/care/referrals',
      title: 'care.title.referrals',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Referrals.svelte'),
    },
    {
      path: '/care/referrals/new',
      title: 'care.title.refer',
      audience: referrers,
      frame: 'console',
      load: () => import('./screens/Refer.svelte'),
    },
    {
      path: '/care/referrals/:referral_id',
      title: 'care.title.referral',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Referral.svelte'),
    },
    {
      path: '/care/entitlements',
      title: 'care.title.entitlements',
      audience: ['coordinator', 'case_manager'],
      frame: 'console',
      load: () => import('./screens/Entitlements.svelte'),
    },
    {
      path: '/care/capacities',
      title: 'care.title.capacities',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Capacities.svelte'),
    },
  ],
  menu: [
    {
      path: '/care/services',
      label: 'care.title.services',
      icon: 'heart',
      audience: 'everybody',
      order: 20,
    },
    { path: '/care/mine', label: 'care.title.mine', icon: 'home', audience: ['citizen'], order: 5 },
    {
      path: '/care/apply',
      label: 'care.title.apply',
      icon: 'plus',
      audience: ['citizen'],
      order: 10,
    },
    {
      path: '/care/today',
      label: 'care.menu.today',
      icon: 'route',
      audience: ['care_worker'],
      order: 5,
    },
    {
      path: '/care/board',
      label: 'care.title.board',
      icon: 'calendar',
      audience: [...centre, 'metro_centre', 'auditor'],
      order: 5,
    },
    {
      path: '/care/referrals',
      label: 'care.title.referrals',
      icon: 'list',
      audience: readers,
      order: 8,
    },
    {
      path: '/care/entitlements',
      label: 'care.title.entitlements',
      icon: 'card',
      audience: ['coordinator', 'case_manager'],
      order: 12,
    },
    {
      path: '/care/what-ifs',
      label: 'care.title.what_ifs',
      icon: 'chart',
      audience: ['coordinator', 'centre_director', 'metro_centre'],
      order: 28,
    },
    {
      path: '/care/capacities',
      label: 'care.title.capacities',
      icon: 'building',
      audience: readers,
      order: 30,
    },
  ],
};
