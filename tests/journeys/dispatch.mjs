// A coordinator's morning on the dispatch board: somebody is ill, somebody is urgent, visits are
// moved by mouse, by keyboard and by menu and taken back, and the board follows what others do.
import assert from 'node:assert/strict';
import { open, sign_in } from './browser.mjs';
import { dialogs_pass, paper_fits } from './dispatch_looks.mjs';
import { compare_plans, correct_the_end, late_live, one_more_car } from './dispatch_reports.mjs';

const kMorning = '07:30';
const kHangul = /[가-힣]/;
const kOpenStates = ['planned', 'assigned', 'confirmed'];
const kNobody = '0';
const kLive_ms = 15_000;
const kDaysAhead = 6;
const kVisitsLeast = 14;
const kUnitsLeft = 120;

const board_of = (api, on) => api.get(`/api/v1/care/board${on ? `?on=${on}` : ''}`);
const bar = (page, visit_id) => page.locator(`[data-bar="${visit_id}"]`);
const toast = (page) => page.locator('.toasts').last();

async function at_board(page) {
  await open(page, '/care/board');
  await page.locator('[role=grid]').waitFor();
}

/** Types into a search box and takes the first suggestion. */
async function choose(page, id, typed) {
  const box = page.getByRole('dialog').locator(`#${id}`);
  await box.fill(typed);
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
}

async function report(page, reason) {
  await page.getByRole('button', { name: '일이 생겼어요' }).click();
  await page.getByRole('dialog').getByText(reason, { exact: true }).click();
}

const is_open = ({ state }) => kOpenStates.includes(state);

function days_after(date, days) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The next day on which most is to be done: its morning has nothing behind it yet. */
async function next_busy_day(api, today) {
  const days = Array.from({ length: kDaysAhead }, (_, index) => days_after(today, index + 1));
  const boards = await Promise.all(days.map((on) => board_of(api, on)));
  const counts = boards.map(({ visits }) => visits.filter(is_open).length);
  return days[counts.indexOf(Math.max(...counts))];
}

/** A small demo city has quiet days: some more visits, as a coordinator would plan them. */
async function fill_day(api, on) {
  const { visits } = await board_of(api, on);
  const { items } = await api.get(`/api/v1/care/entitlements?on=${on}`);
  const able = items.filter((row) => row.units_left > kUnitsLeft);
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
  const missing = Math.max(0, kVisitsLeast - visits.filter(is_open).length);
  for (const [index, row] of able.slice(0, missing).entries())
    await api.post('/api/v1/care/plans', { entitlement_id: row.id, from_on: on, to_on: on,
      weekdays: [weekday], start_min: 570 + ((index * 65) % 420), length_min: 45, slack_min: 90,
      needs_car: false });
}

/** The day as the optimiser proposes it, approved on the screen. */
async function plan_day(page, api) {
  await at_board(page);
  await page.getByRole('button', { name: '하루 배정안 만들기' }).click();
  const dialog = page.getByRole('dialog', { name: '하루 배정안' });
  await dialog.getByRole('button', { name: '이대로 배정하기' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { visits } = await board_of(api);
  const taken = visits.filter((visit) => is_open(visit) && visit.worker_id !== kNobody);
  assert.ok(taken.length >= 4, `only ${taken.length} visits have somebody`);
}

/** The worker whose absence is felt most; not the persona of the other journeys. */
async function busiest(city, api) {
  const { person_id } = await (await city.reader('worker'))('/api/v1/session');
  const { workers, visits } = await board_of(api);
  const count = ({ worker_id }) => visits.filter((visit) =>
    visit.worker_id === worker_id && is_open(visit)).length;
  const [worker] = workers.filter(({ worker_id }) => worker_id !== person_id)
    .sort((a, b) => count(b) - count(a));
  assert.ok(count(worker) >= 2, 'nobody has two visits today');
  return { ...worker, visits: count(worker) };
}

async function sickness({ page, api, city }) {
  const worker = await busiest(city, api);
  await at_board(page);
  await report(page, '제공자가 못 나와요');
  await choose(page, 'worker_id', worker.name);
  const start = Date.now();
  await page.getByRole('button', { name: '다시 짜 보기' }).click();
  const dialog = page.getByRole('dialog', { name: '다시 짠 배정안' });
  await dialog.waitFor();
  console.log(`         proposal on screen after ${Date.now() - start} ms`);
  const reasons = await dialog.locator('.why').allTextContents();
  assert.ok(reasons.length > 0, 'the plan without the worker changes nothing');
  for (const reason of reasons) {
    assert.match(reason, kHangul);
    console.log(`         ${reason.trim()}`);
  }
  await dialog.getByRole('button', { name: '이대로 배정하기' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await toast(page).getByText(kHangul).first().waitFor();
  const { visits, workers } = await board_of(api);
  const left = visits.filter((visit) => visit.worker_id === worker.worker_id
    && is_open(visit));
  assert.deepEqual(left, [], 'the sick worker still has visits');
  const away = workers.find(({ worker_id }) => worker_id === worker.worker_id);
  assert.ok(away.absences.length > 0);
  await page.getByRole('rowheader', { name: new RegExp(`${worker.name}.*부재`) }).waitFor();
  return worker;
}

async function undo_all(page, api, before) {
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelector('.toasts')?.textContent.length > 0);
  const placed = ({ visits }) => visits.map(({ visit_id, worker_id, start_min }) =>
    `${visit_id} ${worker_id} ${start_min}`).sort();
  const deadline = Date.now() + kLive_ms;
  while (Date.now() < deadline) {
    if (JSON.stringify(placed(await board_of(api))) === JSON.stringify(placed(before))) return;
    await page.waitForTimeout(200);
  }
  assert.deepEqual(placed(await board_of(api)), placed(before));
}

/** A place that the server has nothing against: another worker, a quarter of an hour away. */
async function possible_move(api) {
  const { visits, workers } = await board_of(api);
  for (const visit of visits) {
    if (!visit.may_move || visit.worker_id === kNobody) continue;
    for (const { worker_id } of workers) {
      if (worker_id === visit.worker_id) continue;
      for (const added of [0, 15, -15]) {
        const start_min = Math.round(visit.start_min / 5) * 5 + added;
        const path = `/api/v1/care/visits/${visit.visit_id}/move-check`;
        const check = await api.get(`${path}?worker_id=${worker_id}&start_min=${start_min}`);
        if (check.is_possible && !check.needs_confirmation)
          return { visit, worker_id, start_min };
      }
    }
  }
  return assert.fail('no visit can be moved anywhere');
}

async function is_at(api, { visit, worker_id, start_min }) {
  const { visits } = await board_of(api);
  const now = visits.find(({ visit_id }) => visit_id === visit.visit_id);
  assert.deepEqual([now.worker_id, now.start_min], [worker_id, start_min]);
}

/** Brings a lane and the bar into sight and says where on the screen a place is. */
async function spot(page, { visit, worker_id, start_min }) {
  return page.evaluate(
    ([bar_id, lane_id, minutes]) => {
      const board = document.querySelector('[role=grid]');
      const from = board.querySelector(`[data-bar="${bar_id}"]`);
      const lane = board.querySelector(`[data-lane="${lane_id}"]`);
      const box = from.getBoundingClientRect();
      const row = lane.parentElement.getBoundingClientRect();
      const hours = [...board.querySelectorAll('.hours [aria-hidden]')];
      const at = (element) => element.getBoundingClientRect().left;
      const per_min = (at(hours[1]) - at(hours[0])) / 60;
      return { x: box.x + 6, y: box.y + 18, to_y: row.y + 20, dx: minutes * per_min };
    },
    [visit.visit_id, worker_id, start_min - visit.start_min],
  );
}

async function drag(page, api) {
  // Everything in sight: the mouse cannot reach what is not.
  await page.setViewportSize({ width: 1600, height: 2400 });
  await at_board(page);
  const move = await possible_move(api);
  const at = await spot(page, move);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 8, at.y, { steps: 3 });
  await page.mouse.move(at.x + at.dx, at.to_y, { steps: 8 });
  await page.locator('.ghost').getByText(/어긋나는 것이 없습니다/).waitFor();
  await page.mouse.up();
  await toast(page).getByText(kHangul).first().waitFor();
  await is_at(api, move);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function press_to(page, { visit, worker_id, start_min }) {
  const lanes = await page.evaluate(() =>
    [...document.querySelectorAll('[data-lane]')].map((lane) => lane.dataset.lane));
  const down = lanes.indexOf(worker_id) - lanes.indexOf(visit.worker_id);
  const key = down > 0 ? 'ArrowDown' : 'ArrowUp';
  for (let turn = 0; turn < Math.abs(down); turn++) await page.keyboard.press(key);
  const first = Math.round(visit.start_min / 5) * 5;
  const steps = (start_min - first) / 5;
  for (let turn = 0; turn < Math.abs(steps); turn++)
    await page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
}

async function drag_by_keyboard(page, api) {
  await page.setViewportSize({ width: 1280, height: 2400 });
  await at_board(page);
  const before = await board_of(api);
  const move = await possible_move(api);
  await bar(page, move.visit.visit_id).focus();
  await page.keyboard.press('Space');
  const said = page.locator('[role=status]', { hasText: /옮기기를 시작했습니다/ });
  await said.waitFor();
  await press_to(page, move);
  await page.locator('[role=status]', { hasText: /어긋나는 것이 없습니다/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await toast(page).getByText(kHangul).first().waitFor();
  await is_at(api, move);
  // The focus follows once the day is drawn again.
  await page.waitForFunction((id) => document.activeElement?.dataset.bar === id,
    move.visit.visit_id);
  await undo_all(page, api, before);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function move_by_menu(page, api) {
  await at_board(page);
  const move = await possible_move(api);
  const { workers } = await board_of(api);
  const name_of = (id) => workers.find(({ worker_id }) => worker_id === id).name;
  await open(page, '/care/board?view=list');
  const item = page.locator(`[data-visit="${move.visit.visit_id}"]`);
  if (!(await item.count()))
    await page.locator('summary', { hasText: name_of(move.visit.worker_id) }).first().click();
  await item.click();
  await page.getByRole('dialog').getByRole('button', { name: '옮기기' }).click();
  await choose(page, 'worker', name_of(move.worker_id));
  const two = (number) => String(number).padStart(2, '0');
  const { start_min } = move;
  await page.fill('#start_min', `${two(Math.floor(start_min / 60))}:${two(start_min % 60)}`);
  await page.locator('#start_min').blur();
  await page.getByRole('dialog').getByText('어긋나는 것이 없습니다').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '옮기기' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await is_at(api, move);
}

/** A visit of today that nobody has, for a client who may have one. */
async function open_visit(api, today) {
  const { items } = await api.get(`/api/v1/care/entitlements?on=${today}`);
  const row = items.find(({ service, units_left }) =>
    service === 'housekeeping' && units_left > kUnitsLeft)
    ?? items.find((one) => one.units_left > kUnitsLeft);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  await api.post('/api/v1/care/plans', { entitlement_id: row.id, from_on: today, to_on: today,
    weekdays: [weekday], start_min: 14 * 60, length_min: 60, slack_min: 120, needs_car: false });
  const { visits } = await board_of(api);
  const made = visits.filter((visit) =>
    visit.client_id === row.client_id && visit.worker_id === kNobody);
  assert.ok(made.length > 0, 'the visit was not made');
  return made.at(-1);
}

async function urgent(page, api, city) {
  const visit = await open_visit(api, city.today);
  await at_board(page);
  await report(page, '급한 의뢰가 왔어요');
  await choose(page, 'visit_id', visit.client_name);
  await page.getByRole('button', { name: '다시 짜 보기' }).click();
  const dialog = page.getByRole('dialog', { name: '다시 짠 배정안' });
  await dialog.waitFor();
  for (const reason of await dialog.locator('.why').allTextContents())
    console.log(`         ${reason.trim()}`);
  await dialog.getByRole('button', { name: '이대로 배정하기' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { visits } = await board_of(api);
  const now = visits.find(({ visit_id }) => visit_id === visit.visit_id);
  assert.notEqual(now.worker_id, kNobody, 'nobody goes to the urgent visit');
}

async function promise(page, api, city) {
  await at_board(page);
  await page.getByRole('button', { name: '새 방문 잡기' }).click();
  const dialog = page.getByRole('dialog');
  const { items } = await api.get(`/api/v1/care/entitlements?on=${city.today}`);
  const { client_name } = items.find((row) => row.units_left > kUnitsLeft);
  await choose(page, 'entitlement_id', client_name);
  await dialog.getByRole('button', { name: '시간 찾기' }).click();
  const slots = dialog.locator('.found button');
  await slots.first().waitFor();
  const count = await slots.count();
  assert.ok(count >= 1 && count <= 3, `${count} slots`);
  console.log(`         ${(await slots.allTextContents()).map((text) => text.trim()).join('\n         ')}`);
  await slots.first().click();
  await dialog.getByRole('button', { name: '이 시간으로 잡기' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await toast(page).getByText(kHangul).first().waitFor();
  const { on, centres: [{ centre_id }] } = await board_of(api, new URL(page.url()).searchParams.get('on'));
  const { items: deeds } = await api.get(
    `/api/v1/care/dispatch-deeds?centre_id=${centre_id}&on=${on}`);
  assert.equal(deeds[0].kind, 'booking');
}

async function follows_others(page, api) {
  await page.setViewportSize({ width: 1280, height: 2400 });
  await at_board(page);
  await page.locator('[data-live=live]').waitFor();
  const { visit, worker_id, start_min } = await possible_move(api);
  await api.put(`/api/v1/care/visits/${visit.visit_id}/placement`, {
    version: visit.version, worker_id, start_min, accepts_warnings: false });
  await page.waitForFunction(
    ([bar_id, lane_id]) => {
      const row = document.querySelector(`[data-bar="${bar_id}"]`)?.closest('[role=row]');
      return row?.querySelector('[data-lane]')?.dataset.lane === lane_id;
    },
    [visit.visit_id, worker_id],
    { timeout: kLive_ms },
  );
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function survives_restart(page, city) {
  await at_board(page);
  await page.locator('[data-live=live]').waitFor();
  await city.stop();
  await page.locator('[data-live=lost]').waitFor({ timeout: kLive_ms });
  await city.start();
  await page.locator('[data-live=live]').waitFor({ timeout: 2 * kLive_ms });
}

export default async function dispatch({ browser, city, check }) {
  const day_before = await city.caller('coordinator');
  const day = await next_busy_day(day_before, city.today);
  await fill_day(day_before, day);
  await city.restart_at(day, kMorning);
  const api = await city.caller('coordinator');
  const page = await sign_in(browser, city, 'coordinator');
  await check('the day is planned and approved', () => plan_day(page, api));
  const before = await board_of(api);
  let late;
  await check('morning sickness: planned again, explained, approved', () =>
    sickness({ page, api, city }));
  await check('the approval is taken back by Ctrl+Z', () => undo_all(page, api, before));
  await check('an urgent referral gets somebody today', () => urgent(page, api, city));
  await check('a new visit is promised one of three slots', () => promise(page, api, city));
  await check('a visit is moved by mouse', () => drag(page, api));
  await check('a visit is moved by keyboard and taken back', () => drag_by_keyboard(page, api));
  await check('a visit is moved by menu', () => move_by_menu(page, api));
  await check('the board follows what others do', () => follows_others(page, api));
  await check('the board finds the server again', () => survives_restart(page, city));
  await check('the dialogs at 1280, 360 and 320 px', () => dialogs_pass(page));
  await check('the day fits on A3', () => paper_fits(page));
  const { centres: [{ centre_id }] } = await board_of(api);
  const desk = { api, city, centre_id };
  await check('two plans of the day are compared', () => compare_plans(page, desk));
  await check('one more car, thought through', () => one_more_car(page, desk));
  await check('no script error', () => assert.deepEqual(page.failures, []));
  await check('a late visit shows on the open board', async () => {
    late = await late_live({ browser, city, api });
  });
  await check('the office tells a forgotten end', () => correct_the_end({ browser, city }, late));
  await page.context().close();
}
