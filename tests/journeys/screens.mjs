// Every screen of the web, read from the features' own lists, with addresses that exist.
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';

const web = new URL('../../web/', import.meta.url);
const typescript = createRequire(new URL('package.json', web))('typescript');

/** Which persona of the demo city acts in a role. */
export const login_of = {
  citizen: 'citizen',
  care_worker: 'worker',
  participant: 'participant',
  shop_keeper: 'shop',
  coordinator: 'coordinator',
  case_manager: 'case_manager',
  centre_director: 'director',
  metro_centre: 'metro',
  hospital: 'hospital',
  dong_officer: 'dong',
  district_officer: 'district',
  city_officer: 'city',
  auditor: 'auditor',
  administrator: 'admin',
};
/** Who looks at a screen that is made for everybody, and for everybody who signed in. */
const visitors = { everybody: [''], signed_in: ['citizen', 'worker', 'shop', 'coordinator'] };

/** The features' own declarations; their types and lazy screens play no part. */
async function declared(file) {
  const source = await readFile(file, 'utf8');
  const { outputText } = typescript.transpileModule(source, {
    compilerOptions: { module: 'ESNext', target: 'ES2022' },
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  return Object.values(module).filter((value) => value?.routes);
}

async function feature_files() {
  const names = await readdir(new URL('src/features/', web));
  const registered = await readFile(new URL('src/app/features.ts', web), 'utf8');
  return [
    new URL('src/app/shell.ts', web),
    ...names
      .filter((name) => registered.includes(`@features/${name}/feature`))
      .map((name) => new URL(`src/features/${name}/feature.ts`, web)),
  ];
}

/** [{path, title, logins}] of all routes; '' is somebody who has not signed in. */
export async function all_screens() {
  const features = (await Promise.all((await feature_files()).map(declared))).flat();
  return features
    .flatMap((feature) => feature.routes)
    .map(({ path, title, audience }) => ({
      path,
      title,
      logins: visitors[audience] ?? audience.map((role) => {
        if (!login_of[role]) throw new Error(`${path}: nobody of the demo city is a ${role}`);
        return login_of[role];
      }),
    }));
}

async function first_visit(read, login) {
  if (login === 'worker') {
    const { visits } = await read('/api/v1/care/my-visits');
    return visits[0]?.visit.id;
  }
  const { roles } = await read('/api/v1/session');
  const { visits } = await read(`/api/v1/care/visits?centre_id=${roles[0].organisation_id}`);
  return visits[0]?.visit.id;
}

async function fund_board(read) {
  const programmes = (await read('/api/v1/fund-programmes')).items;
  const largest = programmes.sort((a, b) => b.planned_won - a.planned_won)[0];
  return largest && read(`/api/v1/fund-programmes/${largest.id}/board`);
}

async function fund_line(read) {
  const board = await fund_board(read);
  const spent = board?.lines.find((each) => each.spent_won > 0);
  return spent && read(`/api/v1/fund-lines/${spent.line.id}`);
}

async function published(read) {
  const { programmes } = await read('/api/v1/published-funds');
  return programmes.flatMap((programme) => programme.settlements)[0];
}

/** The fair that is open; for a keeper, one with the own shop. */
async function fair_of(read, login) {
  const fairs = (await read('/api/v1/fairs')).items.filter((fair) => fair.state === 'open');
  if (login !== 'shop') return fairs[0]?.id;
  const { roles } = await read('/api/v1/session');
  const mine = roles.map((role) => role.organisation_id);
  return fairs.find((fair) => fair.shops.some((shop) => mine.includes(shop.id)))?.id;
}

/** Something real for each place of an address, as the reader may see it. */
const samples = {
  visit_id: first_visit,
  referral_id: async (read) => (await read('/api/v1/care/referrals')).items[0]?.id,
  shop_id: async (read) => (await read('/api/v1/shops')).items[0]?.id,
  team_id: async (read) => (await read('/api/v1/teams')).items[0]?.id,
  team_quarter_id: async (read) => {
    const { items } = await read('/api/v1/team-quarters');
    return items.find((each) => each.account?.state === 'closed')?.account.id;
  },
  pay_month: async (read) => (await read('/api/v1/me/work')).pay[0]?.month.slice(0, 7),
  pay_run_id: async (read) => (await read('/api/v1/pay-runs')).items[0]?.id,
  settlement_id: async (read) => (await read('/api/v1/settlements')).items[0]?.id,
  point_run_id: async (read) => (await read('/api/v1/point-runs')).items[0]?.id,
  line_id: async (read) => (await fund_board(read))?.lines[0]?.line.id,
  spending_id: async (read) => (await fund_line(read))?.spendings[0]?.spending.id,
  fund_settlement_id: async (read) => (await read('/api/v1/fund-settlements')).items[0]?.id,
  open_settlement_id: async (read) => (await published(read))?.id,
  open_spending_id: async (read) => {
    const settlement = await published(read);
    return settlement && (await read(`/api/v1/published-funds/${settlement.id}`)).spendings[0]?.id;
  },
  product_id: async (read) => (await read('/api/v1/products?limit=1')).items[0]?.id,
  run_id: async (read) => {
    const { roles } = await read('/api/v1/session');
    const shop = roles.find((each) => each.role === 'shop_keeper')?.organisation_id;
    const { on } = await read(`/api/v1/shops/${shop}/day`);
    return (await read(`/api/v1/shops/${shop}/delivery-runs?run_on=${on}`)).items[0]?.id;
  },
  round_id: async (read) => (await read('/api/v1/netting-rounds')).items[0]?.id,
  fair_id: fair_of,
  name: () => 'points_granted',
};

/** What a screen is asked about, where the path does not say it. */
const queries = { '/office/settings/history': '?key=teams.point_days_min' };

/** The address of a screen with its places filled; null when the reader has nothing to see. */
export async function address_of(path, read, login) {
  const parts = await Promise.all(
    path.split('/').map(async (part) => {
      if (!part.startsWith(':')) return part;
      const sample = samples[part.slice(1)];
      if (!sample) throw new Error(`${path}: no sample for ${part}`);
      return sample(read, login);
    }),
  );
  return parts.includes(undefined) ? null : parts.join('/') + (queries[path] ?? '');
}
