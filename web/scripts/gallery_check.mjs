// Opens the gallery and the shell's screens in both languages, at phone and desk width, in normal
// and high contrast: axe must find nothing, and nothing may scroll sideways at 320px, not even with
// the largest text. With a folder as argument it leaves screenshots there. Needs a build.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axe_violations, launch, open_page, sideways } from './browser.mjs';
import { session_twin } from './session_twin.mjs';
import { serve } from './static_server.mjs';

const folder = process.argv[2];
const kNarrow = 320;
const languages = ['ko', 'en'];
const widths = [360, 1280];

/** What is looked at, by whom, and in which contrasts. */
const plan = [
  { login: '', contrasts: ['normal', 'high'], screens: ['/', '/sign-in', '/gallery', '/nowhere'] },
  {
    login: '',
    contrasts: ['normal'],
    screens: ['/gallery?density=compact', '/gallery?density=large'],
  },
  { login: 'worker', contrasts: ['normal', 'high'], screens: ['/account'] },
  { login: 'shop', contrasts: ['normal'], screens: ['/account'] },
  { login: 'coordinator', contrasts: ['normal', 'high'], screens: ['/account'] },
];

async function look(page, origin, screen, name) {
  await page.setViewportSize({ width: page.wide, height: 900 });
  await page.goto(origin + screen);
  await page.waitForSelector('main h1');
  await page.evaluate(() => document.fonts.ready);
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  const failures = await axe_violations(page);
  await page.setViewportSize({ width: kNarrow, height: 900 });
  failures.push(...(await sideways(page)));
  await page.evaluate(() => (document.documentElement.dataset.text = 'largest'));
  failures.push(...(await sideways(page)).map((text) => `largest text: ${text}`));
  return failures;
}

function name_of(screen, ...parts) {
  return [screen.replace(/\W+/g, '_').replace(/^_|_$/g, '') || 'home', ...parts]
    .filter(Boolean)
    .join('-');
}

async function look_at_all(browser, { login, screens }, view) {
  const server = await serve(session_twin({ login }));
  const page = await open_page(browser, view);
  const failures = [];
  page.wide = view.width;
  page.on('pageerror', (error) => failures.push(`script error: ${error.message}`));
  for (const screen of screens) {
    const name = name_of(screen, login, view.language, view.width, view.contrast);
    const found = await look(page, server.origin, screen, name);
    failures.push(...found.map((text) => `${name}: ${text}`));
  }
  await page.context().close();
  await server.close();
  return failures;
}

if (folder) mkdirSync(folder, { recursive: true });
const browser = await launch();
const failures = [];
let looks = 0;
for (const part of plan)
  for (const contrast of part.contrasts)
    for (const language of languages)
      for (const width of widths) {
        failures.push(...(await look_at_all(browser, part, { language, width, contrast })));
        looks += part.screens.length;
      }
await browser.close();
for (const failure of failures) console.log(failure);
console.log(`gallery: ${looks} looks, ${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
