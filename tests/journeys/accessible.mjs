// Every screen, as everybody who may open it: axe finds nothing at desk and phone width, nothing
// scrolls sideways at 320 px or at 200 % zoom, titles tell screens apart. Leaves screenshots.
import { mkdir } from 'node:fs/promises';
import assert from 'node:assert/strict';
import { axe_violations, open, open_page, sideways, sign_in } from './browser.mjs';
import { address_of, all_screens } from './screens.mjs';

const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;
const kForbidden = '볼 수 없는 화면';
const kDesk = 1280;
const kPhone = 360;
const kNarrow = 320;
const kZoomed = kDesk / 2; // what a 200 % zoom leaves of a desk's width
const kHeight = 900;

/** `care_referrals_new` */
function name_of(path) {
  return path.replace(/\W+/g, '_').replace(/^_|_$/g, '') || 'home';
}

async function look(page, width) {
  await page.setViewportSize({ width, height: kHeight });
  return (await axe_violations(page)).map((text) => `${width} px: ${text}`);
}

async function keep(page, width, file) {
  await page.setViewportSize({ width, height: kHeight });
  await page.screenshot({ path: `${kScreenshots}${file}-${width}.png`, fullPage: true });
}

async function fits(page, width) {
  await page.setViewportSize({ width, height: kHeight });
  return sideways(page);
}

/** All that is wrong with the screen that is open; axe on the phone once for each screen. */
async function faults_of(page, is_first) {
  const faults = await look(page, kDesk);
  if (is_first) faults.push(...(await look(page, kPhone)));
  faults.push(...(await fits(page, kNarrow)), ...(await fits(page, kZoomed)));
  const language = await page.evaluate(() => document.documentElement.lang);
  if (language !== 'ko') faults.push(`html lang is '${language}'`);
  faults.push(...page.failures.splice(0));
  return faults;
}

async function look_as(login, { browser, city, check, screens, titles }) {
  const page = login ? await sign_in(browser, city, login) : await open_page(browser, city);
  const read = await city.reader(login);
  for (const { path, logins } of screens) {
    if (!logins.includes(login)) continue;
    await check(`${path} as ${login || 'the public'}`, async () => {
      const address = await address_of(path, read, login);
      assert.ok(address, 'the demo city has nothing to show here');
      await page.setViewportSize({ width: kDesk, height: kHeight });
      await open(page, address);
      assert.ok(page.url().endsWith(address), `${page.url()} opened instead`);
      assert.notEqual(await page.textContent('main h1'), kForbidden);
      assert.deepEqual(await faults_of(page, !titles.has(path)), []);
      // The same screen looks the same to the others who may open it.
      if (titles.has(path)) return;
      titles.set(path, await page.title());
      const file = `${name_of(path)}-${login || 'public'}`;
      for (const width of [kPhone, kDesk]) await keep(page, width, file);
    });
  }
  await page.context().close();
}

export default async function accessible({ browser, city, check }) {
  await mkdir(kScreenshots, { recursive: true });
  const screens = (await all_screens()).filter(({ path }) => path !== '/gallery');
  const titles = new Map();
  const everybody = [...new Set(screens.flatMap(({ logins }) => logins))];
  const shared = { browser, city, check, screens, titles };
  // Two readers at a time: as many as the smallest machine has cores.
  const next = everybody.values();
  const walk = async () => {
    for (const login of next) await look_as(login, shared);
  };
  await Promise.all([walk(), walk()]);
  await check('titles tell the screens apart', async () => {
    const seen = new Map();
    for (const [path, title] of titles) {
      assert.ok(!seen.has(title), `${path} and ${seen.get(title)} are both '${title}'`);
      seen.set(title, path);
    }
    assert.equal(titles.size, screens.length, 'not every screen was opened');
  });
}
