// A day at a fair: the till moves there, sells from what was brought, with and without a connection,
// and what is left comes home. Then a circle of debts is agreed on a phone.
import assert from 'node:assert/strict';
import { axe_violations, open, settled, sign_in } from './browser.mjs';

const kPoints = 1_000;

async function fair_of(city) {
  const read = await city.reader('shop');
  const { roles } = await read('/api/v1/session');
  const shop_id = roles.find((held) => held.role === 'shop_keeper').organisation_id;
  const { items } = await read('/api/v1/fairs');
  const fair = items.find(
    (each) => each.state === 'open' && each.shops.some((shop) => shop.id === shop_id),
  );
  assert.ok(fair, 'the demo city holds a fair today');
  const shelf = async () =>
    (await read(`/api/v1/fairs/${fair.id}/shops/${shop_id}/products`)).items;
  const points = async () => (await read(`/api/v1/fairs/${fair.id}/report`)).points;
  return { fair, shelf, points };
}

async function pay(page, city) {
  await page.getByRole('button', { name: '카드 받기' }).click();
  await page.fill('#card_number', city.card.number);
  await page.press('#card_number', 'Enter');
}

async function sell_there(page, city, { fair, shelf }) {
  await open(page, '/till');
  await page.selectOption('#till_place', fair.id);
  await settled(page);
  const item = (await shelf()).find((each) => each.stock > 0);
  await page.getByText(item.product.name, { exact: true }).first().click();
  await pay(page, city);
  await page.keyboard.type(city.card.pin);
  await page.keyboard.press('Enter');
  await page.locator('#done').waitFor();
  const after = (await shelf()).find((each) => each.product.id === item.product.id);
  assert.equal(after.stock, item.stock - 1, 'it left the table at the fair');
  assert.equal(after.shelf, item.shelf, 'the shelf at home is as it was');
}

async function sell_offline(page, city, { points }) {
  await open(page, '/till');
  assert.ok(await page.inputValue('#till_place'), 'the till remembers where it stands');
  await page.getByRole('button', { name: '인터넷이 끊겨도 팔 수 있게 준비' }).click();
  await page.getByRole('button', { name: '인터넷이 끊겨도' }).waitFor({ state: 'detached' });
  const before = await points();
  await page.context().setOffline(true);
  await page.getByText('인터넷이 끊겼습니다').waitFor();
  await page.getByRole('tab', { name: '금액으로' }).click();
  await page.fill('#amount_points', String(kPoints));
  await pay(page, city);
  await page.getByRole('button', { name: '적어 두고 받기' }).click();
  await page.getByText('아직 보내지 않은 판매 1건').waitFor();
  await page.context().setOffline(false);
  await page.getByText('아직 보내지 않은 판매').waitFor({ state: 'detached' });
  assert.equal(await points(), before + kPoints, 'what was sold offline counts for the fair');
}

async function close_fair(page, { fair, shelf }) {
  await open(page, `/market/desk/fairs/${fair.id}`);
  const visitors = page.getByText(/^오늘 \d+명$/);
  const before = Number((await visitors.textContent()).replace(/\D/g, ''));
  await page.getByRole('button', { name: '+5명' }).click();
  await page.getByText(`오늘 ${before + 5}명`).waitFor();
  await page.getByRole('button', { name: '판매전 마치기' }).click();
  assert.deepEqual(await axe_violations(page), []);
  await page.getByRole('dialog').getByRole('button', { name: '판매전 마치기' }).click();
  await page.getByText('판매전을 마쳤습니다.').waitFor();
  assert.ok((await shelf()).every((item) => !item.stock), 'nothing is left at the fair');
}

async function agree(city, browser) {
  const page = await sign_in(browser, city, 'shop', { width: 360, height: 800 });
  await page.getByRole('link', { name: '더 보기' }).click();
  await page.waitForURL('**/menu');
  await page.getByRole('main').getByRole('link', { name: '상계' }).click();
  await settled(page);
  await page.getByRole('link', { name: '제안 보고 답하기' }).click();
  await page.waitForURL('**/netting/rounds/*');
  await settled(page);
  await page.getByRole('button', { name: '받아들이기' }).click();
  assert.deepEqual(await axe_violations(page), []);
  await page.getByRole('dialog').getByRole('button', { name: '받아들이기' }).click();
  await page.getByText('받아들였습니다. 다른 곳의 답을 기다립니다.').waitFor();
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

export default async function fair_and_netting({ browser, city, check }) {
  const day = await fair_of(city);
  const keeper = await sign_in(browser, city, 'shop', { width: 400, height: 860 });
  await check('the till sells at the fair from what was brought', () =>
    sell_there(keeper, city, day));
  await check('without a connection it still sells at the fair', () =>
    sell_offline(keeper, city, day));
  await keeper.context().close();
  const metro = await sign_in(browser, city, 'metro');
  await check('visitors are counted, the fair closes, goods go home', () => close_fair(metro, day));
  await metro.context().close();
  await check('a shop agrees to netting on a phone', () => agree(city, browser));
}
