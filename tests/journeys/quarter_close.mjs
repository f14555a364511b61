// A quarter on its way through the office: begun, entered, refused while it does not balance, handed
// in, closed by somebody else; the public page grows by it. A participant reads the own payslip.
import assert from 'node:assert/strict';
import { open, open_page, settled, sign_in } from './browser.mjs';

const won = (amount) => `${amount.toLocaleString('ko-KR')}원`;
const number_of = (text) => Number(text.replace(/[^\d]/g, '')) * (/[−-]/.test(text) ? -1 : 1);
const kSale = 5_000_000;
const kCost = 1_200_000;
const kTooMuch = 99_000_000;
const kQuarter = '2026-07-01';

async function enter(page, kind, amount_won, evidence) {
  await page.getByRole('button', { name: '줄 적기' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('구분').selectOption({ label: kind });
  await dialog.locator('#amount_won').fill(String(amount_won));
  await dialog.locator('#counterparty').fill('여정 구청');
  await dialog.locator('#evidence_number').fill(evidence);
  await dialog.getByRole('button', { name: '줄 적기' }).click();
  await dialog.waitFor({ state: 'detached' });
  await settled(page);
}

async function submit(page) {
  await page.getByRole('button', { name: '제출' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '제출' }).click();
  await settled(page);
}

/** The coordinator's part. Returns the account's address. */
async function hand_in(city, browser) {
  const page = await sign_in(browser, city, 'coordinator');
  await open(page, '/quarters');
  await page.getByRole('button', { name: '정산 시작' }).first().click();
  await page.waitForURL(/\/quarters\/\d+$/);
  await settled(page);
  const take = page.getByRole('button', { name: '모두 가져오기' });
  if ((await take.count()) > 0) await take.click();
  await enter(page, '다른 매출(공공계약 등)', kSale, '여정-1');
  await enter(page, '직접사업비', kCost, '여정-2');
  await enter(page, '직접사업비', kTooMuch, '여정-3');
  await submit(page);
  // Costs above the means are not handed in before it is said who bears them.
  await page.getByText('부담할 곳을 골라 주세요.').first().waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '취소' }).click();
  await page
    .getByRole('row', { name: /여정-3/ })
    .getByRole('button', { name: '지우기' })
    .click();
  await page.getByText('장부에서 지웠습니다.').waitFor();
  await settled(page);
  await submit(page);
  await page.getByText('정산을 제출했습니다.').waitFor();
  assert.equal(await page.getByRole('button', { name: '마감' }).count(), 0);
  assert.deepEqual(page.failures, []);
  const address = new URL(page.url()).pathname;
  await page.context().close();
  return address;
}

/** The director's part, and what the screen then says. */
async function close(city, browser, address) {
  const page = await sign_in(browser, city, 'director');
  await open(page, address);
  await page.getByRole('button', { name: '마감' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '마감' }).click();
  await page.getByText('정산을 마감했습니다.').waitFor();
  await settled(page);
  await page.getByText(/원장 [\d,]+번부터/).waitFor();
  const read = await city.reader('director');
  const { figures } = await read(`/api/v1/team-quarters/${address.split('/').at(-1)}`);
  const row = page.getByRole('row', { name: /매출적립금액/ }).first();
  assert.ok((await row.textContent()).includes(won(figures.set_aside_won)));
  assert.deepEqual(page.failures, []);
  await page.context().close();
  return figures;
}

async function published(city) {
  const { shown } = await (await city.reader(''))(`/api/v1/published-quarters?quarter=${kQuarter}`);
  return shown.centres.find((each) => each.sales_won > 0 && each.teams > 1);
}

async function from_desk_to_the_public(city, browser) {
  const before = await published(city);
  const figures = await close(city, browser, await hand_in(city, browser));
  const page = await open_page(browser, city);
  await open(page, '/open-quarters');
  const row = page.getByRole('row', { name: new RegExp(before.centre_name) });
  const text = await row.textContent();
  assert.ok(text.includes(won(before.sales_won + figures.sales_won)), text);
  assert.ok(text.includes(won(before.set_aside_won + figures.set_aside_won)), text);
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

async function payslip_adds_up(city, browser) {
  const page = await sign_in(browser, city, 'worker', { width: 360, height: 800 });
  await open(page, '/my/work');
  await page.getByRole('link', { name: '자세히 보기' }).first().click();
  await page.waitForURL(/\/my\/payslips\/\d{4}-\d{2}$/);
  await settled(page);
  const lines = await page.locator('main li .won').allTextContents();
  const total = lines.reduce((sum, text) => sum + number_of(text), 0);
  assert.ok(total > 0);
  await page.getByText(won(total)).first().waitFor();
  const paper = await page.getByRole('link', { name: /PDF/ }).getAttribute('href');
  const type = await page.evaluate(
    async (href) => (await fetch(href)).headers.get('content-type'),
    paper,
  );
  assert.equal(type, 'application/pdf');
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

/** A payment is proposed from the team's book and approved by another person. */
async function pay_from_the_book(city, browser) {
  const read = await city.reader('director');
  const { items } = await read(`/api/v1/team-quarters?quarter=${kQuarter}`);
  const books = await Promise.all(
    items.map(({ team_id }) => read(`/api/v1/teams/${team_id}/book`)),
  );
  const { team, funds } = books.find((book) => book.funds.activation_won > 1_000);
  const page = await sign_in(browser, city, 'coordinator');
  await open(page, `/teams/${team.id}/book`);
  await page.getByRole('button', { name: '지급 제안' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('무슨 돈').selectOption({ label: '활성화지원금' });
  await dialog.locator('#payee').fill('여정 상사');
  await dialog.locator('#amount_won').fill('1000');
  await dialog.locator('#reason').fill('작업 도구');
  await dialog.locator('#evidence_number').fill('결의 7');
  await dialog.getByRole('button', { name: '제안' }).click();
  await page.getByText('지급을 제안했습니다.').waitFor();
  await page.context().close();
  const director = await sign_in(browser, city, 'director');
  await open(director, `/teams/${team.id}/book`);
  await director
    .getByRole('row', { name: /여정 상사/ })
    .getByRole('button', { name: '승인', exact: true })
    .click();
  await director.getByText('지급을 승인했습니다.').waitFor();
  await settled(director);
  const after = (await read(`/api/v1/teams/${team.id}/book`)).funds;
  assert.equal(after.activation_won, funds.activation_won - 1_000);
  assert.deepEqual(director.failures, []);
  await director.context().close();
}

export default async function quarter_close({ city, browser, check }) {
  await check('a quarter from the desk to the public page', () =>
    from_desk_to_the_public(city, browser));
  await check('a payment from the book, by two people', () => pay_from_the_book(city, browser));
  await check('a payslip adds up on a phone', () => payslip_adds_up(city, browser));
}
