// The gallery of components: every state, both languages, normal and high contrast.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { axe_violations, open, open_page, sideways } from './browser.mjs';

const kWidths = [1280, 360];
const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;

async function prefer(page, language, contrast) {
  await page.context().addInitScript(
    ([chosen, wanted]) => {
      localStorage.setItem('olive.language', chosen);
      localStorage.setItem('olive.preferences', JSON.stringify({ contrast: wanted }));
    },
    [language, contrast],
  );
}

export default async function gallery({ browser, city, check }) {
  await mkdir(kScreenshots, { recursive: true });
  for (const language of ['ko', 'en'])
    for (const contrast of ['normal', 'high'])
      await check(`gallery ${language} ${contrast}`, async () => {
        const page = await open_page(browser, city);
        await prefer(page, language, contrast);
        await open(page, '/gallery');
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
        for (const width of kWidths) {
          await page.setViewportSize({ width, height: 900 });
          const file = `gallery-${language}-${contrast}-${width}.png`;
          await page.screenshot({ path: kScreenshots + file, fullPage: true });
          assert.deepEqual(await axe_violations(page), []);
        }
        await page.setViewportSize({ width: 320, height: 900 });
        assert.deepEqual(await sideways(page), []);
        assert.deepEqual(page.failures, []);
        await page.context().close();
      });
}
