// The browser of the journeys: Debian's Chromium, quiet on the network, on the city's day.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const from_web = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = from_web('playwright-core');
const axe_source = readFileSync(from_web.resolve('axe-core/axe.min.js'), 'utf8');

const kFlags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--lang=ko-KR'];
const kPatience_ms = 10_000;
const kTabsMost = 80;

export function launch(is_headed = false) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: !is_headed,
    args: kFlags,
    env: { ...process.env, LANGUAGE: 'ko' },
  });
}

/** Runs in the page: sessions end by the server's clock, so the page must not be ahead of it. */
function shift_date(shift_ms) {
  const Machine = Date;
  globalThis.Date = class extends Machine {
    constructor(...parts) {
      if (parts.length > 0) super(...parts);
      else super(Machine.now() + shift_ms);
    }
    static now() {
      return Machine.now() + shift_ms;
    }
  };
}

/**
 * A page of its own: Korean, no animation, its clock on the city's day; with `is_real_time` only the
 * date is the city's and timers are the machine's, for measuring.
 */
export async function open_page(browser, city, view = {}) {
  const { width = 1280, height = 900, is_real_time = false } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    baseURL: city.origin,
  });
  context.setDefaultTimeout(kPatience_ms);
  if (is_real_time) await context.addInitScript(shift_date, city.now.getTime() - Date.now());
  else await context.clock.install({ time: city.now });
  await context.addInitScript(() => localStorage.setItem('olive.language', 'ko'));
  const page = await context.newPage();
  page.failures = [];
  page.on('pageerror', (error) => page.failures.push(`script error: ${error.message}`));
  return page;
}

/** Opens an address and waits until the screen has its heading and its data. */
export async function open(page, path) {
  await page.goto(path);
  await settled(page);
}

/** Nothing is loading any more. */
export async function settled(page) {
  await page.waitForSelector('main h1');
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
}

/** A page on which a persona has signed in through the form. */
export async function sign_in(browser, city, login, view) {
  const page = await open_page(browser, city, view);
  await open(page, '/sign-in');
  await page.fill('#login', login);
  await page.fill('#password', city.password);
  await page.press('#password', 'Enter');
  await page.waitForFunction(() => !location.pathname.startsWith('/sign-in'));
  await settled(page);
  return page;
}

/** What has the focus: its accessible name as far as text and labels give it, id and address. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent;
    const name = (label ?? element?.textContent ?? '').trim();
    return { id: element?.id ?? '', name, href: element?.getAttribute('href') ?? '' };
  });
}

/** Presses Tab until something with this name, id or address has the focus; it must be seen. */
export async function tab_to(page, wanted) {
  const is_it = (element) => Object.values(element).includes(wanted);
  for (let pressed = 0; pressed < kTabsMost; pressed++) {
    if (is_it(await focused(page))) {
      const is_visible = await page.evaluate(() => {
        const { width, height } = document.activeElement.getBoundingClientRect();
        return width > 0 && height > 0;
      });
      assert.ok(is_visible, `${wanted} has the focus and cannot be seen`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${wanted}`);
}

/** Goes there with Tab and presses Enter. */
export async function press(page, wanted) {
  await tab_to(page, wanted);
  await page.keyboard.press('Enter');
}

/** @returns {Promise<string[]>} one line for each violation, naming the elements */
export async function axe_violations(page) {
  await page.evaluate(axe_source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map((violation) => {
    const where = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 140));
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
      .slice(0, 3)
      .map((element) => `sideways at ${width}: ${element.outerHTML.slice(0, 120)}`);
  });
}
