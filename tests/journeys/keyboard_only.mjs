// No mouse: signing in, a visit from the first to the last step, and a sale with card and PIN.
import assert from 'node:assert/strict';
import { focused, open, open_page, press, settled, tab_to } from './browser.mjs';

const kSalePoints = '1500';
const kSteps = /^(확인했어요|출발해요|도착했어요, 시작)$/;

async function sign_in(page, city, login) {
  await open(page, '/');
  await press(page, '로그인');
  await page.waitForURL(/sign-in/);
  await settled(page);
  await tab_to(page, 'login');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(city.password);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !location.pathname.startsWith('/sign-in'));
  await settled(page);
}

/** The worker's first visit of the day that is still to be done. */
async function open_visit(city) {
  const { visits } = await (await city.reader('worker'))('/api/v1/care/my-visits');
  const open_states = ['assigned', 'confirmed', 'on_the_way', 'checked_in'];
  const next = visits.find(({ visit }) => open_states.includes(visit.state));
  assert.ok(next, 'the worker has nothing to do today');
  return `/care/visits/${next.visit.id}`;
}

async function visit(page, address) {
  await press(page, address);
  await page.waitForURL(`**${address}`);
  await settled(page);
  // The next step, and after the last one the checklist, comes with the answer to the one before.
  const step = page.getByRole('button', { name: kSteps });
  const checklist = page.locator('main input[type=checkbox]');
  await step.or(checklist).first().waitFor();
  while (await step.count()) {
    const name = (await step.innerText()).trim();
    await press(page, name);
    await page.getByRole('button', { name }).waitFor({ state: 'detached' });
    await step.or(checklist).first().waitFor();
  }
  const boxes = await checklist.evaluateAll((all) =>
    all.map((box) => box.id));
  assert.ok(boxes.length > 0, 'the visit has no checklist');
  for (const box of boxes) {
    await tab_to(page, box);
    await page.keyboard.press('Space');
    assert.ok(await page.isChecked(`#${box}`));
  }
  await press(page, '방문 마치기');
  await page.getByText('수고하셨습니다').waitFor();
}

async function sell(page, card) {
  await open(page, '/till');
  await tab_to(page, '상품으로');
  await page.keyboard.press('ArrowRight');
  await tab_to(page, 'amount_points');
  await page.keyboard.type(kSalePoints);
  await press(page, '카드 받기');
  await page.waitForSelector('#card_number');
  assert.equal((await focused(page)).id, 'card_number');
  await page.keyboard.type(card.number);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#pin');
  await page.waitForFunction(() => document.activeElement?.id === 'pin');
  await page.keyboard.type(card.pin);
  await page.getByText('결제했습니다').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'done');
}

export default async function keyboard_only({ browser, city, check }) {
  await check('the skip link leads to the content', async () => {
    const page = await open_page(browser, city);
    await open(page, '/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal((await focused(page)).id, 'main');
    await page.context().close();
  });
  await check('a visit without a mouse', async () => {
    const page = await open_page(browser, city, { width: 360, height: 780 });
    await sign_in(page, city, 'worker');
    await visit(page, await open_visit(city));
    assert.deepEqual(page.failures, []);
    await page.context().close();
  });
  await check('a sale without a mouse', async () => {
    const page = await open_page(browser, city);
    await sign_in(page, city, 'shop');
    await sell(page, city.card);
    assert.deepEqual(page.failures, []);
    await page.context().close();
  });
}
