// A neighbour finds things by parts of words, orders from two shops, and fetches one with a code:
// on a phone from the search to the review, and in the shop from the morning's list to the handover.
// The centre opens pickup points and unlocks what wrong codes locked; everybody is told.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { axe_violations, open, settled, sideways, sign_in } from './browser.mjs';

const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;
const kPhone = { width: 360, height: 780 };
const kTablet = { width: 1280, height: 900 };

/** A picture at the width of the page; then nothing may stand out at 320 px, nor break axe. */
async function look(page, name) {
  const { width } = page.viewportSize();
  await page.screenshot({ path: `${kScreenshots}market_${name}-${width}.png`, fullPage: true });
  assert.deepEqual(await axe_violations(page), [], name);
  await page.setViewportSize({ width: 320, height: 780 });
  assert.deepEqual(await sideways(page), [], name);
  await page.setViewportSize({ width, height: 780 });
}

/** Products of the persona's shop and of another one that can be ordered now. */
async function two_products(city, read) {
  const { roles } = await (await city.reader('shop'))('/api/v1/session');
  const own = roles.find((each) => each.role === 'shop_keeper').organisation_id;
  const { items } = await read('/api/v1/products?kind=goods&limit=200');
  const found = { own, mine: null, other: null };
  for (const item of items) {
    const place = item.shop_id === own ? 'mine' : 'other';
    if (found[place]) continue;
    const sheet = await read(`/api/v1/products/${item.id}`);
    if (sheet.collections.length > 0) found[place] = { ...item, options: sheet.options };
  }
  return found;
}

async function take(page, product, quantity) {
  await open(page, `/market/goods/${product.id}`);
  if (product.options.length > 0) await page.getByText(product.options[0].name).first().click();
  await page.fill('#quantity', String(quantity));
  await page.getByRole('button', { name: '장바구니에 담기' }).click();
  await page.getByText('장바구니에 담았습니다.').first().waitFor();
}

/** Sizes with shelves of their own for a product that has no options yet, made on its screen. */
async function give_sizes(shop, name) {
  await open(shop, '/till/products');
  const row = () => shop.locator('li').filter({ hasText: name }).first();
  await row().getByRole('button', { name: '선택' }).click();
  const dialog = shop.getByRole('dialog');
  for (const [index, size] of ['작은 것', '큰 것'].entries()) {
    await dialog.getByRole('button', { name: '선택 더하기' }).click();
    await dialog.locator(`#option_${index}`).fill(size);
    await dialog.locator('label').filter({ hasText: '재고를 따로 셈' }).nth(index).click();
  }
  await look(shop, 'options');
  await dialog.getByRole('button', { name: '저장', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await row().getByRole('button', { name: '재고 적기' }).click();
  await dialog.locator('#option_id').selectOption({ label: `${name} · 큰 것` });
  await dialog.locator('#quantity').fill('3');
  await look(shop, 'stock');
  await dialog.getByRole('button', { name: '저장', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await row().getByText('큰 것 3개 남음').waitFor();
}

/** Waits until the outbox has told somebody. */
async function told(read, kind) {
  for (let tries = 0; tries < 50; ++tries) {
    const { items } = await read('/api/v1/me/notices');
    if (items.some((notice) => notice.kind === `market.${kind}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`nobody was told: ${kind}`);
}

export default async function market_order({ browser, city, check }) {
  await mkdir(kScreenshots, { recursive: true });
  const read = await city.reader('worker');
  const buyer = await sign_in(browser, city, 'worker', kPhone);
  const { mine, other } = await two_products(city, read);
  const before = (await read('/api/v1/me/points')).points;
  let parcel;

  await check('a part of a word finds it', async () => {
    await open(buyer, '/market/goods');
    await look(buyer, 'goods');
    await buyer.fill('#q', mine.name.slice(1));
    await buyer.getByRole('link', { name: mine.name }).first().waitFor();
    await open(buyer, `/market/goods/${mine.id}`);
    await look(buyer, 'product');
  });

  const shop = await sign_in(browser, city, 'shop', kTablet);

  await check('each size has its own shelf', async () => {
    const { items } = await read(`/api/v1/shops/${mine.shop_id}/products`);
    const plain = items.find(
      ({ product, options }) =>
        product.kind === 'goods' && product.is_sold && options.length === 0 && product.id !== mine.id,
    );
    await give_sizes(shop, plain.product.name);
    await open(shop, '/till');
    await shop.getByRole('button', { name: `${plain.product.name} · 큰 것` }).click();
    await look(shop, 'till_sizes');
    await shop.getByRole('button', { name: `${plain.product.name} · 작은 것` }).waitFor();
    await open(buyer, `/market/goods/${plain.product.id}`);
    await buyer.getByText('다 팔림').first().waitFor();
    await look(buyer, 'sizes');
  });

  await check('the centre opens a pickup point', async () => {
    const metro = await sign_in(browser, city, 'metro', kTablet);
    await open(metro, '/market/desk/pickup-points');
    await look(metro, 'points');
    await metro.getByRole('button', { name: '받는 곳 열기' }).click();
    const dialog = metro.getByRole('dialog');
    await dialog.locator('#name').fill('시장 입구 보관함');
    await dialog.getByRole('button', { name: '저장', exact: true }).click();
    await dialog.getByText('맡는 가게를 골라 주세요.').first().waitFor();
    await dialog.locator('#run_by').selectOption({ label: mine.shop_name });
    await dialog.locator('#capacity').fill('20');
    await look(metro, 'point');
    await dialog.getByRole('button', { name: '저장', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await metro.getByText('하루 20개까지').waitFor();
    await metro.context().close();
  });

  await check('one basket takes goods of two shops', async () => {
    await take(buyer, mine, 2);
    await take(buyer, other, 1);
    await open(buyer, '/market/basket');
    await buyer.getByRole('button', { name: '주문하기' }).waitFor();
    await buyer.locator('#pickup_point_id').selectOption({ index: 1 });
    await settled(buyer);
    await look(buyer, 'basket');
    await buyer.locator('#pickup_point_id').selectOption({ index: 0 });
    await settled(buyer);
    await buyer.fill('#points', '1000');
    await buyer.getByRole('button', { name: '주문하기' }).click();
    await buyer.waitForURL('**/my/orders');
    await settled(buyer);
    const order = (await read('/api/v1/me/orders')).items[0];
    assert.equal(order.points, 1000);
    assert.equal(order.parcels.length, 2);
    assert.equal((await read('/api/v1/me/points')).points, before - 1000);
    parcel = order.parcels.find((each) => each.parcel.shop_name === mine.shop_name);
    await look(buyer, 'orders');
  });

  const card_of = () => shop.locator('section.card').filter({ hasText: mine.name });

  await check('the shop sees its day and accepts', async () => {
    await open(shop, `/till/day?on=${parcel.parcel.collect_on}`);
    await look(shop, 'day');
    await shop.setViewportSize(kPhone);
    await look(shop, 'day');
    await shop.setViewportSize(kTablet);
    const waiting = card_of().filter({ hasText: '가게 확인 중' }).last();
    await waiting.getByRole('button', { name: '주문 받기' }).click();
    await card_of().filter({ hasText: '준비 중' }).last().waitFor();
  });

  async function unlock(shop_name) {
    const metro = await sign_in(browser, city, 'metro', kTablet);
    await open(metro, '/market/desk/parcel-locks');
    const card = metro.locator('section.card').filter({ hasText: shop_name }).first();
    await card.waitFor();
    await look(metro, 'locks');
    await card.getByRole('button', { name: '잠금 풀기' }).click();
    await card.waitFor({ state: 'detached' });
    await metro.context().close();
  }

  await check('the parcel changes hands against its code', async () => {
    await buyer.reload();
    await settled(buyer);
    const mine_now = (await read('/api/v1/me/orders')).items[0].parcels.find(
      (each) => each.parcel.id === parcel.parcel.id,
    );
    assert.equal(mine_now.parcel.state, 'accepted');
    await buyer.getByText(`${mine_now.code.slice(0, 3)} ${mine_now.code.slice(3)}`).waitFor();
    await look(buyer, 'code');
    await card_of().filter({ hasText: '준비 중' }).last()
      .getByRole('button', { name: '건네주기' }).click();
    const dialog = shop.getByRole('dialog');
    await dialog.locator('#code').fill('000001');
    await dialog.getByRole('button', { name: '건네주기' }).click();
    await dialog.getByText('수령 번호가 맞지 않습니다').first().waitFor();
    await look(shop, 'handover');
    for (let wrong = 2; wrong <= 6; ++wrong) {
      await dialog.locator('#code').fill(`00000${wrong}`);
      await dialog.getByRole('button', { name: '건네주기' }).click();
      await settled(shop);
    }
    await dialog.getByText('여러 번 넣어 잠겼습니다').first().waitFor();
    await unlock(mine.shop_name);
    await dialog.locator('#code').fill(mine_now.code);
    await dialog.getByRole('button', { name: '건네주기' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = (await read('/api/v1/me/orders')).items[0].parcels;
    assert.ok(after.some((each) => each.parcel.state === 'handed_over'));
  });

  await check('buyer and shop were told', async () => {
    await told(read, 'handed_over');
    await open(buyer, '/my/notices');
    await buyer.getByText(`${mine.shop_name}에서 주문을 받았습니다`).first().waitFor();
    await buyer.getByText(`${mine.shop_name}에서 받으셨습니다`).first().waitFor();
    await look(buyer, 'notices');
    await buyer.getByRole('button', { name: /모두 읽음/ }).click();
    await buyer.getByText('새 알림').first().waitFor({ state: 'detached' });
    await open(shop, '/my/notices');
    await shop.getByText('새 주문이 들어왔습니다').first().waitFor();
    await shop.getByText('수령 번호를 여러 번 틀려').first().waitFor();
    await look(shop, 'shop_notices');
    await open(buyer, '/my/orders');
    await open(shop, `/till/day?on=${parcel.parcel.collect_on}`);
  });

  await check('what is not wanted is cancelled, what was bought is reviewed', async () => {
    await buyer.reload();
    await settled(buyer);
    await buyer.getByRole('button', { name: '주문 취소' }).first().click();
    await buyer.getByRole('dialog').locator('#reason').fill('마음이 바뀌었습니다');
    await buyer.getByRole('dialog').getByRole('button', { name: '주문 취소' }).click();
    await buyer.getByText('취소됨').first().waitFor();
    await buyer.getByRole('button', { name: `${mine.name} 후기 쓰기` }).click();
    await buyer.getByRole('dialog').getByText('별 5개').click();
    await buyer.getByRole('dialog').locator('#body').fill('따뜻하고 맛있었습니다');
    await look(buyer, 'review');
    await buyer.getByRole('dialog').getByRole('button', { name: '보내기' }).click();
    await buyer.getByText('살펴보고 있습니다').first().waitFor();
  });

  await check('the centre shows the review', async () => {
    const metro = await sign_in(browser, city, 'metro', kTablet);
    await open(metro, '/market/desk/reviews');
    await look(metro, 'reviews');
    const card = metro.locator('section.card').filter({ hasText: '따뜻하고 맛있었습니다' });
    await card.getByRole('button', { name: '공개' }).click();
    await card.waitFor({ state: 'detached' });
    await open(metro, `/market/goods/${mine.id}`);
    await metro.getByText('따뜻하고 맛있었습니다').waitFor();
    await look(metro, 'product');
    await metro.context().close();
  });

  await check('hours and the way to the doors', async () => {
    await open(shop, '/till/hours');
    await look(shop, 'hours');
    await open(shop, '/till/products');
    await look(shop, 'shelf');
    await open(shop, '/till/day');
    const plan = shop.getByRole('button', { name: '길 정하기' });
    if ((await plan.count()) > 0) {
      await plan.click();
      await shop.getByRole('link', { name: /출발/ }).first().click();
      await settled(shop);
      await look(shop, 'run');
    }
  });
  await buyer.context().close();
  await shop.context().close();
}
