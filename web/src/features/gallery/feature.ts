import type { Feature } from '@platform/feature';

/** Every component in every state, for those who build screens and those who check them. */
export const gallery: Feature = {
  name: 'gallery',
  area: 'app.area_office',
  routes: [
    {
      path: '/gallery',
      title: 'gallery.title',
      audience: 'everybody',
      frame: 'public',
      load: () => import('./screens/Gallery.svelte'),
    },
  ],
  menu: [],
};
