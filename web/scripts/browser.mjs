// What the browser checks share: Debian's Chromium, axe, and a look for sideways scrolling.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe_source = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** A page with the reader's choices made before the first script runs. */
export async function open_page(browser, { width, height = 900, language, contrast = 'normal' }) {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
    timezoneId: 'Asia/Seoul',
  });
  await context.addInitScript(
    ([language, contrast]) => {
      localStorage.setItem('olive.language', language);
      localStorage.setItem('olive.preferences', JSON.stringify({ contrast }));
    },
    [language, contrast],
  );
  return context.newPage();
}

/** @returns {Promise<string[]>} one line for each violation, naming the elements */
export async function axe_violations(page) {
  await page.evaluate(axe_source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map((violation) => {
    const where = violation.nodes.slice(0, 4).map((node) => node.html.slice(0, 140));
    return `${violation.id} ×${violation.nodes.length}: ${where.join(' | ')}`;
  });
}

/** @returns {Promise<string[]>} elements that make the page scroll sideways */
export function sideways(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 5)
      .map((element) => `sideways: ${element.outerHTML.slice(0, 120)}`);
  });
}
