import type { Feature, Role } from '@platform/feature';

const readers: Role[] = ['metro_centre', 'city_officer', 'auditor', 'centre_director'];

/** Funds: the budget board and its desks; what is published, for everybody. */
export const funds: Feature = {
  name: 'funds',
  area: 'app.area_funds',
  routes: [
    {
      path: '/funds',
      title: 'funds.title.board',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Board.svelte'),
    },
    {
      path: '/funds/lines/:line_id',
      title: 'funds.title.line',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Line.svelte'),
    },
    {
      path: '/funds/spendings/:spending_id',
      title: 'funds.title.spending',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Spending.svelte'),
    },
    {
      path: '/funds/agreements',
      title: 'funds.title.agreements',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Agreements.svelte'),
    },
    {
      path: '/funds/settlements/:fund_settlement_id',
      title: 'funds.title.settlement',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Settlement.svelte'),
    },
    {
      path: '/funds/assets',
      title: 'funds.title.assets',
      audience: readers,
      frame: 'console',
      load: () => import('./screens/Assets.svelte'),
    },
    {
      path: '/open-funds',
      title: 'funds.title.open',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/OpenFunds.svelte'),
    },
    {
      path: '/open-funds/:open_settlement_id',
      title: 'funds.title.open_settlement',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/OpenSettlement.svelte'),
    },
    {
      path: '/open-funds/spendings/:open_spending_id',
      title: 'funds.title.open_spending',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/OpenSpending.svelte'),
    },
  ],
  menu: [
    { path: '/funds', label: 'funds.title.board', icon: 'coin', audience: readers, order: 60 },
    {
      path: '/funds/agreements',
      label: 'funds.title.agreements',
      icon: 'file',
      audience: readers,
      order: 61,
    },
    {
      path: '/funds/assets',
      label: 'funds.title.assets',
      icon: 'truck',
      audience: readers,
      order: 62,
    },
    {
      path: '/open-funds',
      label: 'funds.title.open',
      icon: 'coin',
      audience: 'everybody',
      order: 45,
    },
  ],
};
