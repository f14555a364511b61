import type { Feature } from '@platform/feature';

/** The screens that belong to no feature. */
export const shell: Feature = {
  name: 'app',
  area: 'app.area_office',
  routes: [
    {
      path: '/sign-in',
      title: 'app.sign_in',
      audience: 'everybody',
      frame: 'bare',
      load: () => import('./screens/SignIn.svelte'),
    },
    {
      path: '/account',
      title: 'app.account',
      audience: 'signed_in',
      frame: 'auto',
      load: () => import('./screens/Account.svelte'),
    },
    {
      path: '/my/notices',
      title: 'app.notices',
      audience: 'signed_in',
      frame: 'auto',
      load: () => import('./screens/Notices.svelte'),
    },
    {
      path: '/my/notices/kinds',
      title: 'app.notice_kinds',
      audience: 'signed_in',
      frame: 'auto',
      load: () => import('./screens/NoticeKinds.svelte'),
    },
    {
      path: '/menu',
      title: 'app.all_pages',
      audience: 'signed_in',
      frame: 'auto',
      load: () => import('./screens/AllPages.svelte'),
    },
  ],
  menu: [
    { path: '/my/notices', label: 'app.notices', icon: 'bell', audience: 'signed_in', order: 890 },
    { path: '/account', label: 'app.account', icon: 'user', audience: 'signed_in', order: 900 },
  ],
};
