// From a public figure to the receipt behind it and back; the same from the budget board; a payment
// that waits is approved by another person; the exports are what their standards say.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { open, open_page, settled, sign_in } from './browser.mjs';

const from_web = createRequire(new URL('../../web/package.json', import.meta.url));
const { Package, Profile } = from_web('datapackage');
const column_types = from_web('os-types/dist/os-types.json');

const won = (amount) => `${amount.toLocaleString('ko-KR')}원`;

/** A published settlement with its payments, as the public reads it. */
async function published(city) {
  const read = await city.reader('');
  const { programmes } = await read('/api/v1/published-funds');
  const [settlement] = programmes.flatMap((programme) => programme.settlements);
  assert.ok(settlement, 'the demo city publishes settlements');
  const detail = await read(`/api/v1/published-funds/${settlement.id}`);
  const line = detail.lines.find((each) => each.spent_won > 0);
  const payment = detail.spendings.find((each) => each.line_id === line.line_id);
  return { settlement, detail, line, payment };
}

/** The document behind a payment, as an auditor gets it. */
async function document_of(city, payment_id) {
  const login = await fetch(`${city.origin}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ login: 'auditor', password: city.password }),
  });
  const headers = { cookie: login.headers.get('set-cookie').split(';')[0] };
  const read = (path) => fetch(city.origin + path, { headers });
  const { evidence } = await (await read(`/api/v1/fund-spendings/${payment_id}`)).json();
  const content = await read(`/api/v1/fund-evidence/${evidence[0].id}/content`);
  assert.equal(content.headers.get('cache-control'), 'no-store');
  return { buffer: Buffer.from(await content.arrayBuffer()), sha256: evidence[0].sha256 };
}

async function walk_outside(city, browser) {
  const { settlement, line, payment } = await published(city);
  const page = await open_page(browser, city);
  await open(page, '/open-funds');
  await page.getByRole('link', { name: settlement.agreement_name }).first().click();
  await page.waitForURL(`**/open-funds/${settlement.id}`);
  await settled(page);

  const figure = page.locator(`a[href="#line-${line.line_id}"]`);
  assert.equal((await figure.textContent()).trim(), won(line.spent_won));
  await figure.click();
  const payments = page.locator(`#line-${line.line_id}`);
  const amounts = await payments.locator('li strong').allTextContents();
  const sum = amounts.reduce((total, text) => total + Number(text.replace(/\D/g, '')), 0);
  assert.equal(sum, line.spent_won, 'the payments on screen add up to the figure');

  await payments.getByRole('link', { name: payment.purpose }).first().click();
  await page.waitForURL(`**/open-funds/spendings/${payment.id}`);
  await settled(page);
  const { buffer, sha256 } = await document_of(city, payment.id);
  await page.getByText(sha256).waitFor();
  await page.setInputFiles('#copy', { name: 'copy.pdf', mimeType: 'application/pdf', buffer });
  await page.getByText('같은 파일입니다.').waitFor();
  const forged = Buffer.from(buffer);
  forged[forged.length - 1] ^= 1;
  await page.setInputFiles('#copy', { name: 'copy.pdf', mimeType: 'application/pdf', buffer: forged });
  await page.getByText('다른 파일입니다.').waitFor();

  await page.getByRole('link', { name: '그 숫자로 돌아가기' }).click();
  await page.waitForURL(`**/open-funds/${settlement.id}`);
  await settled(page);
  assert.equal((await figure.textContent()).trim(), won(line.spent_won));
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

async function walk_inside(city, browser) {
  const page = await sign_in(browser, city, 'auditor');
  await open(page, '/funds?year=2024');
  await page.getByRole('link', { name: '브랜드 개발' }).click();
  await page.waitForURL(/\/funds\/lines\/\d+$/);
  await settled(page);
  await page.getByRole('link', { name: '올리브 브랜드와 로고 개발' }).first().click();
  await page.waitForURL(/\/funds\/spendings\/\d+$/);
  await settled(page);
  await page.getByText(/^[0-9a-f]{64}$/).first().waitFor();
  await page.getByRole('navigation').getByRole('link', { name: /브랜드 개발/ }).click();
  await page.waitForURL(/\/funds\/lines\/\d+$/);
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

/** The one who entered a payment finds no button; the other approves it. */
async function approve_payment(city, browser) {
  const read = await city.reader('city');
  const { items } = await read('/api/v1/fund-tasks');
  const task = items.find((each) => each.kind === 'spending');
  assert.ok(task, 'the demo city has a payment that waits');
  const before = (await read(`/api/v1/fund-spendings/${task.id}`)).spending;
  const metro = await sign_in(browser, city, 'metro');
  await open(metro, `/funds/spendings/${task.id}`);
  assert.equal(await metro.getByRole('button', { name: '승인', exact: true }).count(), 0);
  const officer = await sign_in(browser, city, 'city');
  await open(officer, '/funds');
  await officer.getByRole('link', { name: task.title }).click();
  await officer.waitForURL(`**/funds/spendings/${task.id}`);
  await settled(officer);
  await officer.getByRole('button', { name: '승인', exact: true }).click();
  await officer.getByText('지출을 승인했습니다.').waitFor();
  const { figures } = await read(`/api/v1/fund-lines/${before.line_id}`);
  assert.ok(figures.spent_won >= before.amount_won);
  assert.deepEqual([...metro.failures, ...officer.failures], []);
  await metro.context().close();
  await officer.context().close();
}

/** A centre's director signs for what the metropolitan centre handed over. */
async function take_asset(city, browser) {
  const page = await sign_in(browser, city, 'director');
  await open(page, '/funds/assets');
  await page.getByRole('button', { name: /받았음을 확인/ }).click();
  await page.getByText('받았음을 확인했습니다.').waitFor();
  const { handovers } = await (await city.reader('director'))('/api/v1/fund-assets');
  assert.ok(handovers.some((each) => each.state === 'taken'));
  await page.context().close();
}

async function exports_are_standard(city) {
  const address = `${city.origin}/api/v1/published-funds/fiscal`;
  const descriptor = await (await fetch(`${address}/datapackage.json`)).json();
  const profile = await Profile.load('fiscal-data-package');
  const { valid, errors } = profile.validate(descriptor);
  assert.ok(valid, errors.map(String).join('\n'));
  for (const resource of descriptor.resources) {
    const table = Buffer.from(await (await fetch(`${address}/${resource.path}`)).arrayBuffer());
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', table)).toString('hex');
    assert.equal(`sha256:${digest}`, resource.hash, resource.name);
    const heading = table.toString().split('\r\n')[0].split(',');
    assert.deepEqual(heading, resource.schema.fields.map(({ name }) => name));
    for (const { columnType } of resource.schema.fields)
      assert.ok(column_types[columnType], `${columnType} is a column type of OpenSpending`);
  }
  // A reader of the standard takes the served files, and casts every cell to its column's type.
  const served = await Package.load(`${address}/datapackage.json`);
  assert.ok(served.valid, served.errors.map(String).join('\n'));
  for (const resource of served.resources) {
    const rows = await resource.read();
    assert.ok(rows.length > 0, `${resource.name} holds rows`);
  }
  const broken = structuredClone(descriptor);
  delete broken.model.measures.spent.currency;
  assert.ok(!profile.validate(broken).valid, 'the profile refuses what is not right');
}

export default async function funds_walk({ city, browser, check }) {
  await check('from a public figure to the receipt and back', () => walk_outside(city, browser));
  await check('from the budget board to the receipt and back', () => walk_inside(city, browser));
  await check('another person approves a payment', () => approve_payment(city, browser));
  await check('a centre signs for an asset', () => take_asset(city, browser));
  await check('the Fiscal Data Package fits its profile', () => exports_are_standard(city));
}
