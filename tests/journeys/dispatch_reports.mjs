// What a centre asks of its plans: which of two is better, what one more car would change; and what
// the office does when a visit is late or its end was never told.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { axe_violations, open, sideways, sign_in } from './browser.mjs';

const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;
const kHangul = /[가-힣]/;
const kNobody = '0';
const kLateAfter_min = 10;
/** The server looks once a minute; a busy machine a little later. */
const kAlerted_ms = 150_000;
const kSearch_ms = 90_000;
const kEvening = '18:30';

async function picture(page, name) {
  await mkdir(kScreenshots, { recursive: true });
  const faults = [];
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${kScreenshots}${name}-${width}.png`, fullPage: true });
    const found = [...(await axe_violations(page)), ...(await sideways(page))];
    faults.push(...found.map((text) => `${name} ${width} px: ${text}`));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(faults, []);
}

const clock_of = (minutes) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Two plans of the day, found by the engine just now, side by side with what stands. */
export async function compare_plans(page, { api, city, centre_id }) {
  const made = await api.post('/api/v1/care/proposals', { centre_id, on: city.today, seed: 7 });
  await open(page, `/care/board/compare?on=${city.today}`);
  await page.getByRole('heading', { name: '무엇이 얼마나 다른가요' }).waitFor();
  await page.locator('#plan_b').selectOption(made.row.proposal_id);
  const sum = page.locator('.sum');
  await sum.waitFor();
  const answer = await api.get(`/api/v1/care/proposals/${made.row.proposal_id}/comparison`);
  const text = await sum.textContent();
  for (const figure of [answer.served_before, answer.served_after])
    assert.ok(text.includes(String(figure)), `${figure} is not in "${text}"`);
  await page.getByText(`다른 방문 ${answer.differing.length}건`).waitFor();
  await picture(page, 'compare_real');
}

/** One more car, thought through on the day as it is. */
export async function one_more_car(page, { api, city, centre_id }) {
  await open(page, `/care/what-ifs?on=${city.today}`);
  await page.getByRole('button', { name: '짜 보기' }).click();
  const sentence = page.locator('.sentence').first();
  await sentence.waitFor({ timeout: kSearch_ms });
  const told = (await sentence.textContent()).trim();
  console.log(`         ${told}`);
  assert.match(told, /차량이 1대 더 있(으면|어도)/);
  const { items } = await api.get(`/api/v1/care/what-ifs?centre_id=${centre_id}`);
  assert.equal(items[0].sentence, told);
  assert.ok(items[0].served_after >= items[0].served_before, 'a car more serves fewer');
  await picture(page, 'what_if_real');
}

/** Somebody does not come: the open board says so by itself, and says when it is over. */
export async function late_live({ browser, city, api }) {
  const { visits } = await api.get('/api/v1/care/board');
  const taken = visits.filter(({ worker_id, state }) =>
    worker_id !== kNobody && ['assigned', 'confirmed'].includes(state));
  const first = taken.sort((a, b) => a.start_min - b.start_min)[0];
  await city.restart_at(city.today, clock_of(first.start_min + kLateAfter_min - 1));
  const page = await sign_in(browser, city, 'coordinator');
  await open(page, '/care/board');
  await page.locator('[data-live=live]').waitFor();
  await page.evaluate(() => (window.is_same_page = true));
  const alert = page.getByRole('list', { name: '늦거나 확인되지 않은 방문' })
    .getByText(/도착 확인이 없습니다/);
  assert.equal(await alert.count(), 0, 'late before its time');
  await alert.first().waitFor({ timeout: kAlerted_ms });
  assert.ok(await page.evaluate(() => window.is_same_page), 'the board was loaded again');
  const spoken = await page.locator('p[role=alert]').allTextContents();
  assert.ok(spoken.some((text) => /도착 확인이 없습니다/.test(text)), 'the alert is not spoken');
  await picture(page, 'board_late');
  assert.deepEqual(page.failures, []);
  await page.context().close();
  return first;
}

/** A worker forgot to check out; the office tells the end, and it stays visible who did, and why. */
export async function correct_the_end({ browser, city }, visit) {
  let api = await city.caller('coordinator');
  const path = `/api/v1/care/visits/${visit.visit_id}`;
  const version = async () => (await api.get(path)).row.visit.version;
  for (const step of ['confirmation', 'departure', 'check-in'])
    if ((await api.get(path)).actions.length > 0)
      await api.post(`${path}/${step}`, { version: await version() });
  await city.restart_at(city.today, kEvening);
  api = await city.caller('coordinator');
  const page = await sign_in(browser, city, 'coordinator');
  await open(page, `/care/visits/${visit.visit_id}`);
  await page.getByRole('heading', { name: '끝난 시각 바로잡기' }).waitFor();
  await page.getByRole('button', { name: '바로잡고 방문 마치기' }).click();
  await page.getByText('바로잡는 이유를 적어 주세요.').first().waitFor();
  await picture(page, 'correction_form');
  await page.fill('#ended_min', clock_of(visit.start_min + kLateAfter_min + visit.length_min));
  await page.fill('#correction_reason', '전화로 끝난 시각을 확인했습니다.');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '바로잡고 방문 마치기' }).click();
  await page.getByText('이유: 전화로 끝난 시각을 확인했습니다.').waitFor();
  await page.getByText(/끝난 시각을 바로잡았습니다/).first().waitFor();
  await picture(page, 'correction_done');
  const { row, correction } = await api.get(path);
  assert.equal(row.visit.state, 'completed');
  assert.match(correction.corrected_by_name, kHangul);
  assert.deepEqual(page.failures, []);
  await page.context().close();
}
