// A till that loses its connection: it sells up to its limit, says what waits, and settles by itself.
import assert from 'node:assert/strict';
import { axe_violations, open, settled, sign_in } from './browser.mjs';

const kPoints = 3_000;

async function keep_sale(page, points, card_number) {
  await page.getByRole('tab', { name: '금액으로' }).click();
  await page.fill('#amount_points', String(points));
  await page.getByRole('button', { name: '카드 받기' }).click();
  await page.fill('#card_number', card_number);
  await page.press('#card_number', 'Enter');
}

export default async function till_offline({ browser, city, check }) {
  const shop = await sign_in(browser, city, 'shop', { width: 400, height: 860 });
  const read = await city.reader('worker');
  const wallet = async () => (await read('/api/v1/me/points')).points;
  const before = await wallet();
  await open(shop, '/till');

  await check('a till is prepared once', async () => {
    await shop.getByRole('button', { name: '인터넷이 끊겨도 팔 수 있게 준비' }).click();
    await shop.getByRole('button', { name: '인터넷이 끊겨도' }).waitFor({ state: 'detached' });
    await shop.reload();
    await settled(shop);
    assert.equal(await shop.getByRole('button', { name: '인터넷이 끊겨도' }).count(), 0);
  });

  await check('with the network off it sells without a PIN and keeps the sale', async () => {
    await shop.context().setOffline(true);
    await shop.getByText('인터넷이 끊겼습니다').waitFor();
    await keep_sale(shop, kPoints, city.card.number);
    await shop.getByRole('button', { name: '적어 두고 받기' }).click();
    await shop.getByText('아직 보내지 않은 판매 1건').waitFor();
    assert.deepEqual(await axe_violations(shop), []);
  });

  await check('above the floor limit it does not sell', async () => {
    await keep_sale(shop, 9_000, city.card.number);
    await shop.getByText('7,000점까지만').waitFor();
    assert.equal(await shop.getByRole('button', { name: '적어 두고 받기' }).count(), 0);
    await shop.getByRole('button', { name: '뒤로' }).click();
    await shop.getByRole('button', { name: '뒤로' }).click();
    assert.equal(await wallet(), before);
  });

  await check('when the network is back it settles by itself, once', async () => {
    await shop.context().setOffline(false);
    await shop.getByText('아직 보내지 않은 판매').waitFor({ state: 'detached' });
    assert.equal(await wallet(), before - kPoints);
    await shop.reload();
    await settled(shop);
    assert.equal(await wallet(), before - kPoints);
  });
  await shop.context().close();
}
