// One referral through the whole loop, in the browser, as six roles; after each step the ledger's
// figures on the public page have changed by exactly what happened.
import assert from 'node:assert/strict';
import { open, open_page, settled, sign_in } from './browser.mjs';
import { grant_points, pay, settle } from './the_loop_money.mjs';

const kPhone = { width: 360, height: 780 };
const kClient = { name: '이해운', phone: '010-3456-7890', born_on: '1946-05-17' };
const kSalePoints = 3_000;
const kVisitMin = 60;
/** The city's clock starts at ten and runs on: a visit must still lie ahead when it is planned. */
const kDayStarts_min = 11 * 60;
const kDayEnds_min = 17 * 60;
/** Changes of a stock: they follow from the figures that each step names. */
const kStocks = ['points_in_wallets', 'points_outstanding', 'won_set_aside'];

const by_id = (id) => `[id="${id}"]`;
const two_digits = (number) => String(number).padStart(2, '0');
const clock = (min) => `${two_digits(Math.floor(min / 60))}:${two_digits(min % 60)}`;

/** Follows the public figures: each step says what it changes, and nothing else may change. */
class Figures {
  constructor(city, first) {
    this.city = city;
    this.held = first;
  }

  async changed(expected) {
    const now = await this.city.figures();
    const changes = Object.fromEntries(
      Object.keys(now)
        .filter((name) => !kStocks.includes(name) && now[name] !== this.held[name])
        .map((name) => [name, now[name] - this.held[name]]),
    );
    assert.deepEqual(changes, expected);
    assert.equal(now.points_outstanding, now.won_set_aside, 'every point out has its won');
    this.held = now;
  }
}

async function refer({ page, district_code, today }) {
  await open(page, '/care/referrals/new');
  await page.fill(by_id('client.name'), kClient.name);
  await page.fill(by_id('client.born_on'), kClient.born_on);
  await page.fill(by_id('client.phone'), kClient.phone);
  await page.selectOption(by_id('client.district_code'), district_code);
  await page.fill(by_id('client.road_address'), '해맞이로 34');
  await page.check('input[name="request.service"][value="hospital_accompaniment"]');
  await page.selectOption(by_id('request.purpose'), 'outpatient');
  await page.selectOption(by_id('request.mobility'), 'walks_with_help');
  await page.selectOption(by_id('request.income_band'), 'up_to_100');
  await page.fill(by_id('request.wished_from'), today);
  await page.getByRole('button', { name: '의뢰 보내기' }).click();
  await page.waitForURL(/\/care\/referrals\/\d+$/);
  await settled(page);
  return page.url().split('/').at(-1);
}

async function consent(page) {
  await page.check('#care_service');
  await page.check('#health_data');
  await page.check('#third_party_hospital');
  await page.getByRole('button', { name: '동의 남기기' }).click();
  await page.getByText('동의 받음').first().waitFor();
}

async function decide(page, referral_id) {
  await open(page, `/care/referrals/${referral_id}`);
  const items = ['moving', 'eating', 'hygiene', 'housework', 'going_out', 'medication',
    'loneliness'];
  for (const item of items) await page.check(`input[name="${item}"][value="2"]`);
  await page.getByRole('button', { name: '평가 남기기' }).click();
  await page.check('input[name="verdict"][value="approved"]');
  await page.fill('#meeting', '지역케어회의 47차');
  await page.getByRole('button', { name: '결정 남기기' }).click();
  await page.getByText('제공 결정').first().waitFor();
}

/** When the worker is free that day: the demo city has given them visits already. */
async function free_start(read) {
  const { visits } = await read('/api/v1/care/my-visits');
  for (let start = kDayStarts_min; start + kVisitMin <= kDayEnds_min; start += 10) {
    const meets = ({ visit }) =>
      visit.start_min < start + kVisitMin && start < visit.start_min + visit.length_min;
    if (!visits.some(meets)) return start;
  }
  throw new Error('the worker has no free hour');
}

async function plan(page, { referral_id, today, start_min, read }) {
  const { entitlements } = await read(`/api/v1/care/referrals/${referral_id}`);
  await open(page, `/care/entitlements?plan=${entitlements[0].id}`);
  await page.fill('#from_on', today);
  await page.fill('#to_on', today);
  await page.check(`#weekday_${new Date(today).getUTCDay()}`);
  await page.fill('#start_min', clock(start_min));
  await page.fill('#length_min', String(kVisitMin));
  await page.fill('#slack_min', '0');
  await page.getByRole('button', { name: '방문 만들기' }).click();
  await page.getByText('방문 1건을 만들었습니다').waitFor();
}

/** The board's proposal is applied; then the visit goes to the worker of this journey. */
async function dispatch(page, { worker, start_min }) {
  await open(page, '/care/board');
  await page.getByRole('button', { name: '하루 배정안 만들기' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '이대로 배정하기' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
  await open(page, '/care/board?view=list');
  await page.getByLabel('이용자 찾기').fill('이해운');
  await page.getByRole('button', { name: /이\*운/ }).first().click();
  if (await dialog.getByText(worker, { exact: true }).count())
    return dialog.getByRole('button', { name: '닫기' }).first().click();
  await dialog.getByRole('button', { name: '옮기기' }).click();
  await dialog.locator('#worker').fill(worker);
  await dialog.getByRole('option').first().waitFor();
  await dialog.locator('#worker').press('ArrowDown');
  await dialog.locator('#worker').press('Enter');
  await page.fill('#start_min', clock(start_min));
  await page.locator('#start_min').blur();
  const car = dialog.locator('#vehicle_id');
  if (await car.count()) await car.selectOption({ index: 1 });
  await dialog.getByText(/비용/).waitFor();
  await dialog.getByRole('button', { name: /옮기기/ }).last().click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The worker's phone: seen, on the way, begun, done. */
async function visit(page) {
  await open(page, '/care/today');
  await page.getByRole('link', { name: /이\*운/ }).first().click();
  await settled(page);
  for (const step of ['확인했어요', '출발해요', '도착했어요, 시작']) {
    await page.getByRole('button', { name: step }).click();
    await page.getByRole('button', { name: step }).waitFor({ state: 'detached' });
  }
  for (const task of ['pick_up', 'reception', 'return_home']) await page.check(`#${task}`);
  await page.fill('#note', '진료가 잘 끝났습니다.');
  await page.getByRole('button', { name: '방문 마치기' }).click();
  await page.getByText('수고하셨습니다').waitFor();
  return page.url().split('/').at(-1);
}

async function sell(page, card) {
  await open(page, '/till');
  await page.getByRole('tab', { name: '금액으로' }).click();
  await page.fill('#amount_points', String(kSalePoints));
  await page.getByRole('button', { name: '카드 받기' }).click();
  await page.fill('#card_number', card.number);
  await page.getByRole('button', { name: '비밀번호로' }).click();
  for (const name of card.pin) await page.getByRole('button', { name, exact: true }).click();
  await page.getByText('결제했습니다').waitFor();
}

/** The public page says what the ledger says. */
async function public_page(page, figures) {
  await open(page, '/figures');
  const text = (await page.textContent('main')).replace(/\s/g, '');
  for (const name of ['points_granted', 'points_spent', 'points_settled', 'benefit_returned'])
    assert.ok(text.includes(figures[name].toLocaleString('ko')), `${name} is not on the page`);
}

export default async function the_loop({ browser, city, check }) {
  const today = city.today;
  const figures = new Figures(city, await city.figures());
  const as = (login, view) => sign_in(browser, city, login, view);
  const coordinator_reads = await city.reader('coordinator');
  const worker_reads = await city.reader('worker');
  const { name: worker } = await worker_reads('/api/v1/session');
  let referral_id;

  await check('the hospital refers and records the consents', async () => {
    const page = await as('hospital');
    const { roles } = await coordinator_reads('/api/v1/session');
    const { items } = await coordinator_reads('/api/v1/care/capacities');
    const centre = items.find((each) => each.centre_id === roles[0].organisation_id);
    referral_id = await refer({ page, district_code: centre.district_code, today });
    await consent(page);
    await figures.changed({});
  });
  await check('the district assesses and decides', async () => {
    await decide(await as('district'), referral_id);
    await figures.changed({});
  });
  await check('the coordinator plans the visit and gives it to the worker', async () => {
    const page = await as('coordinator');
    const start_min = await free_start(worker_reads);
    await plan(page, { referral_id, today, start_min, read: coordinator_reads });
    await dispatch(page, { worker, start_min });
    await figures.changed({});
  });
  await check('the worker carries the visit out on the phone', async () => {
    const visit_id = await visit(await as('worker', kPhone));
    const { row } = await worker_reads(`/api/v1/care/visits/${visit_id}`);
    assert.ok(row.visit.copay_won > 0);
    assert.equal(row.visit.copay_won + row.visit.subsidy_won, row.visit.price_won);
    await figures.changed({ care_value: row.visit.price_won });
  });
  await check('the metropolitan centre grants the points of the year', async () => {
    const { referral } = await coordinator_reads(`/api/v1/care/referrals/${referral_id}`);
    await grant_points({ as, city, figures, person_id: referral.client_id });
  });
  await check('the worker buys at the till', async () => {
    const before = (await worker_reads('/api/v1/me/points')).points;
    await sell(await as('shop', kPhone), city.card);
    assert.equal((await worker_reads('/api/v1/me/points')).points, before - kSalePoints);
    await figures.changed({ points_spent: kSalePoints });
  });
  await city.restart_at(city.first_of_next_month());
  await check('the month is paid', async () => {
    await pay({ as, city, figures, view: kPhone });
  });
  await check('the shop is settled and the margin returns as benefit', async () => {
    await settle({ as, city, figures, month: today });
  });
  await check('the public page tells the same figures', async () => {
    await public_page(await open_page(browser, city), figures.held);
  });
}
