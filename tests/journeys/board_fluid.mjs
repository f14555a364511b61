// 150 workers × 1,500 visits on the dispatch board: drawn in 0.2 s, fluid to scroll, still a grid.
import assert from 'node:assert/strict';
import { axe_violations, sign_in } from './browser.mjs';
import { generated_day, serve_day } from './generated_day.mjs';

const kDraw_ms = 200;
const kFrame_ms = 50; // p95; a frame is 17 ms, a busy machine drops two
const kDraws = 8;
const kFrames = 150;

/** Milliseconds from the data being here to the day being painted. */
async function draw(page) {
  await page.locator('a[href="/care/referrals"]').click();
  await page.waitForURL('**/care/referrals');
  await page.evaluate(() => performance.clearMeasures());
  await page.locator('a[href="/care/board"]').click();
  await page.waitForFunction(() => performance.getEntriesByName('care.board.draw').length > 0);
  return page.evaluate(() => performance.getEntriesByName('care.board.draw').at(-1).duration);
}

/** The times between frames while the board is scrolled from top to bottom. */
function scroll(page, count) {
  return page.evaluate(async (frames) => {
    const board = document.querySelector('[role=grid]');
    const next = () => new Promise((done) => requestAnimationFrame(done));
    const step = (board.scrollHeight - board.clientHeight) / frames;
    const times = [];
    let last = await next();
    for (let frame = 0; frame < frames; frame++) {
      board.scrollTop += step;
      const now = await next();
      times.push(now - last);
      last = now;
    }
    return times.sort((a, b) => a - b);
  }, count);
}

export default async function board_fluid({ browser, city, check }) {
  const page = await sign_in(browser, city, 'coordinator', { is_real_time: true });
  const now = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(city.now);
  const day = generated_day(now);
  await serve_day(page, day);
  await check('1,500 visits are drawn in 0.2 s', async () => {
    const times = [];
    for (let turn = 0; turn < kDraws; turn++) times.push(await draw(page));
    times.sort((a, b) => a - b);
    const shown = times.map((time) => time.toFixed(0)).join(', ');
    console.log(`         draws of ${day.visits.length} visits: ${shown} ms`);
    // Other work on the machine only adds to a draw: the shortest tells what the board needs.
    assert.ok(times[0] <= kDraw_ms, `the shortest draw took ${times[0]} ms`);
    const drawn = await page.locator('[data-bar]').count();
    assert.ok(drawn > 50 && drawn < 600, `${drawn} bars are in the document`);
  });
  await check('scrolling drops no frames to speak of', async () => {
    const times = await scroll(page, kFrames);
    const [median, p95] = [0.5, 0.95].map((share) => times[Math.floor(share * times.length)]);
    console.log(`         frames: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
    assert.ok(p95 <= kFrame_ms);
    const last = day.workers.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'ko')).at(-1);
    await page.getByRole('rowheader', { name: last }).waitFor();
  });
  await check('it is still a grid that axe accepts', async () => {
    assert.deepEqual(await axe_violations(page), []);
    const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
    assert.equal(Number(rows), day.workers.length + 2); // the axis and the pool
    assert.equal(await page.locator('[role=grid] [tabindex="0"]').count(), 1);
  });
  await check('the keyboard reaches the last lane and keeps the focus', async () => {
    await page.locator('[role=grid] [tabindex="0"]').focus();
    for (let turn = 0; turn < day.workers.length + 1; turn++)
      await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.dataset.bar !== undefined);
    const row = await page.evaluate(() =>
      document.activeElement.closest('[role=row]').getAttribute('aria-rowindex'));
    assert.equal(Number(row), day.workers.length + 2);
  });
  assert.deepEqual(page.failures, []);
  await page.context().close();
}
