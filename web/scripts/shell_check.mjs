// Walks the shell with the keyboard alone against a twin of the session routes: skip link, refusal,
// sign-in, role switch, dialog, expiry warning, sign-out. Needs a build.
import assert from 'node:assert/strict';
import { axe_violations, launch, open_page } from './browser.mjs';
import { session_twin } from './session_twin.mjs';
import { serve } from './static_server.mjs';

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const kView = { width: 1280, language: 'ko' };

const walks = {
  async 'skip link leads to the content'(page, origin) {
    await page.goto(`${origin}/gallery`);
    await page.waitForSelector('main h1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  },

  async 'titles differ and the heading takes the focus'(page, origin) {
    await page.goto(`${origin}/`);
    await page.waitForSelector('main h1');
    const first = await page.title();
    await page.locator('footer a[href="/gallery"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((title) => document.title !== title, first);
    assert.equal(await focused(page), await page.textContent('main h1'));
    await page.goBack();
    await page.waitForFunction((title) => document.title === title, first);
  },

  async 'a wrong password is told and the summary has the focus'(page, origin) {
    await page.goto(`${origin}/sign-in`);
    await page.locator('#login').focus();
    await page.keyboard.type('worker');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alert"]');
    assert.match(await focused(page), /비밀번호가 맞지 않습니다/);
    assert.deepEqual(await axe_violations(page), []);
  },

  async 'signing in at a closed address opens it, and the role can change'(page, origin) {
    await page.goto(`${origin}/account`);
    await page.locator('#login').focus();
    await page.keyboard.type('worker');
    await page.keyboard.press('Tab');
    await page.keyboard.type('olive-demo');
    await page.keyboard.press('Enter');
    await page.waitForSelector('nav[aria-label]');
    assert.match(await page.textContent('main'), /해운대지역자활센터/);
    await page.locator('#account_role').focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.is-wide');
  },

  async 'a dialog keeps the focus and gives it back'(page, origin) {
    await page.goto(`${origin}/gallery`);
    const opener = page.locator('header button', { hasText: '화면 설정' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    assert.deepEqual(await axe_violations(page), []);
    for (let step = 0; step < 12; step++) await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => !document.activeElement?.closest('main, footer')));
    await page.keyboard.press('Escape');
    assert.match(await focused(page), /화면 설정/);
  },

  async 'the session warns before it ends and can be extended'(page) {
    const short = await serve(session_twin({ login: 'worker', idle_s: 122 }));
    await page.goto(`${short.origin}/account`);
    await page.waitForSelector('dialog[open]');
    assert.deepEqual(await axe_violations(page), []);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'hidden' });
    await short.close();
  },

  async 'signing out closes the screen'(page) {
    const desk = await serve(session_twin({ login: 'coordinator' }));
    await page.goto(`${desk.origin}/account`);
    await page.locator('main button', { hasText: '로그아웃' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.origin}/`);
    await page.goto(`${desk.origin}/account`);
    await page.waitForSelector('#password');
    await desk.close();
  },
};

const browser = await launch();
let failed = 0;
for (const [name, walk] of Object.entries(walks)) {
  const server = await serve(session_twin());
  const page = await open_page(browser, kView);
  try {
    await walk(page, server.origin);
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`failed ${name}: ${error.message}`);
  }
  await page.context().close();
  await server.close();
}
await browser.close();
console.log(`shell: ${Object.keys(walks).length - failed} walks passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
