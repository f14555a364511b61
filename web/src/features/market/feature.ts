import type { Feature, Role } from '@platform/feature';

const keeper: Role[] = ['shop_keeper'];
const walkers: Role[] = ['participant', 'care_worker'];
const card_desks: Role[] = ['coordinator', 'case_manager', 'centre_director', 'metro_centre'];
const overseers: Role[] = ['metro_centre', 'city_officer', 'auditor'];

/** Olive Market: shops for everybody, the till for shop keepers, desks for the centre. */
export const market: Feature = {
  name: 'market',
  routes: [
    {
      path: '/market',
      title: 'market.title.shops',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/Shops.svelte'),
    },
    {
      path: '/market/shops/:shop_id',
      title: 'market.title.shop',
      audience: 'everybody',
      frame: 'auto',
      load: () => import('./screens/Shop.svelte'),
    },
    {
      path: '/my/donation',
      title: 'market.title.donation',
      audience: walkers,
      frame: 'phone',
      load: () => import('./screens/Donate.svelte'),
    },
    {
      path: '/till',
      title: 'market.title.till',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/Till.svelte'),
    },
    {
      path: '/till/sales',
      title: 'market.title.sales',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/Sales.svelte'),
    },
    {
      path: '/till/products',
      title: 'market.title.products',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/Products.svelte'),
    },
    {
      path: '/till/settlements',
      title: 'market.title.my_settlements',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/MySettlements.svelte'),
    },
    {
      path: '/till/settlements/:settlement_id',
      title: 'market.title.settlement',
      audience: keeper,
      frame: 'till',
      load: () => import('./screens/SettlementSheet.svelte'),
    },
    {
      path: '/market/desk/settlements/:settlement_id',
      title: 'market.title.settlement',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/SettlementSheet.svelte'),
    },
    {
      path: '/market/desk/bank-files',
      title: 'market.title.bank_files',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/BankFiles.svelte'),
    },
    {
      path: '/market/desk/shops',
      title: 'market.title.shop_desk',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/ShopDesk.svelte'),
    },
    {
      path: '/market/desk/cards',
      title: 'market.title.cards',
      audience: card_desks,
      frame: 'console',
      load: () => import('./screens/Cards.svelte'),
    },
    {
      path: '/market/desk/settlements',
      title: 'market.title.settlements',
      audience: overseers,
      frame: 'console',
      load: () => import('./screens/Settlements.svelte'),
    },
    {
      path: '/market/desk/benefits',
      title: 'market.title.benefits',
      audience: ['metro_centre'],
      frame: 'console',
      load: () => import('./screens/Benefits.svelte'),
    },
  ],
  menu: [
    { path: '/market', label: 'market.menu.shops', icon: 'shop', audience: 'everybody', order: 30 },
    { path: '/market', label: 'market.menu.shops', icon: 'shop', audience: walkers, order: 40 },
    { path: '/till', label: 'market.menu.till', icon: 'card', audience: keeper, order: 1 },
    { path: '/till/sales', label: 'market.menu.sales', icon: 'list', audience: keeper, order: 2 },
    {
      path: '/till/products',
      label: 'market.menu.products',
      icon: 'bag',
      audience: keeper,
      order: 3,
    },
    {
      path: '/till/settlements',
      label: 'market.menu.settlements',
      icon: 'wallet',
      audience: keeper,
      order: 4,
    },
    {
      path: '/market/desk/shops',
      label: 'market.title.shop_desk',
      icon: 'shop',
      audience: overseers,
      order: 50,
    },
    {
      path: '/market/desk/cards',
      label: 'market.title.cards',
      icon: 'card',
      audience: card_desks,
      order: 51,
    },
    {
      path: '/market/desk/settlements',
      label: 'market.title.settlements',
      icon: 'wallet',
      audience: overseers,
      order: 52,
    },
    {
      path: '/market/desk/bank-files',
      label: 'market.title.bank_files',
      icon: 'file',
      audience: overseers,
      order: 53,
    },
    {
      path: '/market/desk/benefits',
      label: 'market.title.benefits',
      icon: 'gift',
      audience: ['metro_centre'],
      order: 54,
    },
  ],
};
