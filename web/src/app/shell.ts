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
      path: '/menu',
      title: 'app.all_pages',
      audience: 'signed_in',
      frame: 'auto',
      load: () => import('./screens/AllPages.svelte'),
    },
  ],
  menu: [
    { path: '/account', label: 'app.account', icon: 'user', audience: 'signed_in', order: 900 },
  ],
};
