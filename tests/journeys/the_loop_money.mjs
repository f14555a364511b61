// The money's part of the loop: the points run, the month's pay, the shop's settlement.
import assert from 'node:assert/strict';
import { open, settled } from './browser.mjs';

const same_month = (a, b) => a.slice(0, 7) === b.slice(0, 7);

/** A placement that the desk overlooked last year: its person is granted points by the next run. */
async function place_overlooked(city, person_id) {
  const coordinator = await city.caller('coordinator');
  const { items } = await coordinator.get('/api/v1/teams');
  const last_year = Number(city.today.slice(0, 4)) - 1;
  await coordinator.post(`/api/v1/teams/${items[0].id}/members`, {
    person_id,
    guarantee_class: 'conditional',
    joined_on: `${last_year}-03-03`,
  });
}

/** The year's points run, seen before it is done. */
export async function grant_points({ as, city, figures, person_id }) {
  await place_overlooked(city, person_id);
  const read = await city.reader('metro');
  const metro = await as('metro');
  await open(metro, '/point-runs');
  await metro.getByRole('button', { name: '포인트 지급하기' }).click();
  await metro.getByRole('dialog').getByRole('button', { name: '포인트 지급하기' }).click();
  await metro.getByText(/명에게 .*을 지급했습니다/).waitFor();
  const [run] = (await read('/api/v1/point-runs')).items;
  assert.ok(run.granted > 0 && run.points > 0);
  await figures.changed({ points_granted: run.points });
}

/** The director computes the month, looks at it and posts it; the worker finds it on the phone. */
export async function pay({ as, city, figures, view }) {
  const director = await as('director');
  await open(director, '/pay-runs');
  await director.getByRole('button', { name: '급여 계산하기' }).click();
  await director.getByRole('dialog').getByRole('button', { name: '계산하기' }).last().click();
  await director.waitForURL(/\/pay-runs\/\d+$/);
  await settled(director);
  await figures.changed({});
  await director.getByRole('button', { name: '급여 확정' }).click();
  await director.getByRole('dialog').getByRole('button', { name: '급여 확정' }).click();
  await director.getByText('급여를 확정했습니다').waitFor();
  const run_id = director.url().split('/').at(-1);
  const { run, lines } = await (await city.reader('director'))(`/api/v1/pay-runs/${run_id}`);
  await figures.changed({ wages_paid: run.total_won });

  const { person_id } = await (await city.reader('worker'))('/api/v1/session');
  const own = lines.find((line) => line.pay.person_id === person_id);
  const worker = await as('worker', view);
  await open(worker, '/my/work');
  assert.ok((await worker.textContent('main')).includes(own.pay.total_won.toLocaleString('ko')));
}

/** Draft by the metropolitan centre, the shop's word, approval. */
export async function settle({ as, city, figures, month }) {
  const read = await city.reader('shop');
  const { roles } = await read('/api/v1/session');
  const shop_id = roles.find(({ role }) => role === 'shop_keeper').organisation_id;
  const of_month = async () => {
    const { items } = await read(`/api/v1/settlements?shop_id=${shop_id}`);
    const found = items.find((each) => same_month(each.month, month));
    assert.ok(found, `no settlement of ${month} in ${JSON.stringify({ roles, items })}`);
    return found;
  };

  const metro = await as('metro');
  await open(metro, `/market/desk/settlements?month=${month.slice(0, 7)}-01`);
  await metro.getByRole('button', { name: '정산서 만들기' }).click();
  await metro.getByText(/정산서 \d+건이 있습니다/).waitFor();
  const { shop_name } = await of_month();

  const shop = await as('shop');
  await open(shop, '/till/settlements');
  await shop.getByRole('link', { name: '보고 확인하기' }).first().click();
  await shop.getByRole('button', { name: /맞습니다, 확인/ }).click();
  await shop.getByText('정산을 확인했습니다').waitFor();
  await figures.changed({});

  // Who drafted it does not approve it.
  await metro.reload();
  await settled(metro);
  const row_of = (page) => page.getByRole('row').filter({ hasText: shop_name });
  await row_of(metro).getByRole('button', { name: '승인' }).click();
  await metro.getByRole('dialog').getByRole('button', { name: '승인' }).click();
  await metro.getByText('다른 담당자가 해야 합니다').waitFor();

  const accountant = await as('accountant');
  await open(accountant, `/market/desk/settlements?month=${month.slice(0, 7)}-01`);
  await row_of(accountant).getByRole('button', { name: '승인' }).click();
  await accountant.getByRole('dialog').getByRole('button', { name: '승인' }).click();
  await accountant.getByText('정산을 승인했습니다').waitFor();
  const { gross_points, shop_won, benefit_won, support_won } = await of_month();
  assert.equal(shop_won + benefit_won + support_won, gross_points);
  await figures.changed({
    points_settled: gross_points,
    sales_paid_out: shop_won,
    benefit_returned: benefit_won,
  });
}
