// What somebody is told: the bell counts it, the list is read without a mouse, what may be muted is
// muted, and a notice leads to where something is done about it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import {
  axe_violations, focused, open, press, settled, sideways, sign_in, tab_to,
} from './browser.mjs';

const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;
const kPhone = { width: 360, height: 780 };
const kMuted = '가게 재고가 얼마 남지 않았을 때';

async function look(page, name) {
  const { width, height } = page.viewportSize();
  await page.screenshot({ path: `${kScreenshots}inbox_${name}-${width}.png`, fullPage: true });
  assert.deepEqual(await axe_violations(page), [], name);
  await page.setViewportSize({ width: 320, height });
  assert.deepEqual(await sideways(page), [], name);
  await page.setViewportSize({ width, height });
}

/** The number on the bell; 0 without a badge. */
async function badge(page) {
  const text = await page.locator('header a[href="/my/notices"]').innerText();
  return Number(/\d+/.exec(text)?.[0] ?? 0);
}

async function badge_becomes(page, count) {
  const bell = page.locator('header a[href="/my/notices"]');
  if (count === 0) await bell.locator('.badge').waitFor({ state: 'detached' });
  else await bell.getByText(`읽지 않은 알림 ${count}개`).waitFor({ state: 'attached' });
  assert.equal(await badge(page), count, 'the number says what the label says');
}

export default async function one_inbox({ browser, city, check }) {
  await mkdir(kScreenshots, { recursive: true });
  const read = await city.reader('shop');
  const waiting = async () => (await read('/api/v1/me/notices/unread')).unread;
  const page = await sign_in(browser, city, 'shop', kPhone);
  let count = 0;

  await check('the bell counts what waits', async () => {
    count = await waiting();
    assert.ok(count > 0, 'the city has told the keeper nothing');
    await badge_becomes(page, count);
    await look(page, 'bell');
  });

  await check('the list is read with the keyboard', async () => {
    await press(page, '/my/notices');
    await page.waitForURL('**/my/notices');
    await settled(page);
    await page.getByText('상계').first().waitFor();
    await look(page, 'list');
    const { text, id } = (await read('/api/v1/me/notices')).items.find((each) => !each.read_at);
    await press(page, `읽음: ${text}`);
    await badge_becomes(page, count - 1);
    assert.ok((await focused(page)).name.includes(text), 'the focus stays on the notice');
    const now = (await read('/api/v1/me/notices')).items.find((each) => each.id === id);
    assert.ok(now.read_at);
  });

  await check('what may be muted is muted, what must arrive is not', async () => {
    await press(page, '/my/notices/kinds');
    await page.waitForURL('**/my/notices/kinds');
    await settled(page);
    await page.getByText('항상 받음').first().waitFor();
    await look(page, 'kinds');
    const one = page.getByRole('switch', { name: kMuted });
    assert.equal(await one.getAttribute('aria-checked'), 'true');
    await one.focus();
    await page.keyboard.press('Space');
    assert.equal(await one.getAttribute('aria-checked'), 'false');
    await settled(page);
    await page.reload();
    await settled(page);
    assert.equal(await one.getAttribute('aria-checked'), 'false');
    const { items } = await read('/api/v1/me/notice-kinds');
    assert.deepEqual(
      items.filter((each) => each.is_muted).map((each) => each.kind), ['market.stock_low']);
  });

  await check('a notice leads to its screen, and going there reads it', async () => {
    await open(page, '/my/notices');
    const round = (await read('/api/v1/me/notices')).items.find(
      ({ kind }) => kind.startsWith('netting.'));
    await tab_to(page, `/netting/rounds/${round.subject_id}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/netting/rounds/${round.subject_id}`);
    await settled(page);
    const now = (await read('/api/v1/me/notices')).items.find(({ id }) => id === round.id);
    assert.ok(now.read_at);
  });

  await check('all are read at once', async () => {
    await open(page, '/my/notices');
    if ((await waiting()) > 0) await press(page, `모두 읽음 (${await waiting()})`);
    await badge_becomes(page, 0);
    await page.getByText('새 알림').first().waitFor({ state: 'detached' });
    assert.equal(await waiting(), 0);
  });

  await check('a desk has the bell too', async () => {
    const desk = await sign_in(browser, city, 'director');
    const of_desk = await city.reader('director');
    const { unread } = await of_desk('/api/v1/me/notices/unread');
    assert.ok(unread > 0, 'the director speaks for teams that were asked');
    await badge_becomes(desk, unread);
    await open(desk, '/my/notices');
    await look(desk, 'desk');
    assert.deepEqual(desk.failures, []);
    await desk.context().close();
  });
  assert.deepEqual(page.failures, []);
  await page.context().close();
}
