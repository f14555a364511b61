// Opens the gallery and the shell's screens in both languages, at phone and desk width, in normal
// and high contrast; axe must find nothing and nothing may scroll sideways. With a folder as
// argument it leaves screenshots there. Needs a build (npm run build).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axe_violations, launch, open_page, sideways } from './browser.mjs';
import { serve } from './static_server.mjs';

const folder = process.argv[2];
const dist = new URL('../dist', import.meta.url).pathname;
const screens = ['/', '/sign-in', '/gallery', '/gallery?density=compact', '/gallery?density=large'];
const looks = ['ko', 'en'].flatMap((language) =>
  [320, 360, 1280].flatMap((width) =>
    ['normal', 'high'].map((contrast) => ({ language, width, contrast })),
  ),
);

async function check(browser, origin, screen, look) {
  const page = await open_page(browser, look);
  const failures = [];
  page.on('pageerror', (error) => failures.push(`script error: ${error.message}`));
  await page.goto(origin + screen);
  await page.waitForSelector('main h1');
  await page.evaluate(() => document.fonts.ready);
  if (look.width > 320) failures.push(...(await axe_violations(page)));
  failures.push(...(await sideways(page)));
  if (folder && look.width !== 320) await shoot(page, screen, look);
  await page.context().close();
  return failures.map((text) => `${screen} ${Object.values(look).join(' ')}: ${text}`);
}

function shoot(page, screen, { language, width, contrast }) {
  const name = screen.replace(/\W+/g, '_').replace(/^_|_$/g, '') || 'home';
  const path = join(folder, `${name}-${language}-${width}-${contrast}.png`);
  return page.screenshot({ path, fullPage: true });
}

if (folder) mkdirSync(folder, { recursive: true });
const server = await serve(dist, () => null);
const browser = await launch();
const failures = [];
let looked = 0;
try {
  for (const screen of screens)
    for (const look of looks) {
      failures.push(...(await check(browser, server.origin, screen, look)));
      looked += 1;
    }
} finally {
  await browser.close();
  await server.close();
}
console.log([...new Set(failures)].join('\n'));
console.log(`${looked} looks at ${screens.length} screens, ${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
