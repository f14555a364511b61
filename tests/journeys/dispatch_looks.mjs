// How the dispatch board looks: every dialog and view at desk and phone width, and on paper.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { axe_violations, open, sideways } from './browser.mjs';

const kScreenshots = new URL('../../build/screenshots/', import.meta.url).pathname;
const kHeight = 900;
/** A3 across in points, to the nearest. */
const kPaper = { width: 1191, height: 842 };

async function faults_of(page, name) {
  const faults = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: kHeight });
    await page.screenshot({ path: `${kScreenshots}board_${name}-${width}.png` });
    faults.push(...(await axe_violations(page)).map((text) => `${name} ${width} px: ${text}`));
  }
  await page.setViewportSize({ width: 320, height: kHeight });
  faults.push(...(await sideways(page)).map((text) => `${name}: ${text}`));
  await page.setViewportSize({ width: 1280, height: kHeight });
  return faults;
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();

/** What leads to each look of the board. */
const looks = {
  visit: (page) => page.locator('[data-bar]').first().click(),
  move: async (page) => {
    await page.locator('[data-bar].free').first().click();
    await page.getByRole('dialog').getByRole('button', { name: '옮기기' }).click();
    await page.getByRole('dialog').getByText('비용').waitFor();
  },
  disruption: async (page) => {
    await press(page, '일이 생겼어요');
    await page.getByRole('dialog').getByText('방문이 길어져요').click();
  },
  proposal: async (page) => {
    await press(page, '하루 배정안 만들기');
    await page.getByRole('dialog').getByRole('heading', { level: 2 }).waitFor();
  },
  slots: (page) => press(page, '새 방문 잡기'),
  deeds: async (page) => {
    await page.getByText('더 보기', { exact: true }).click();
    await press(page, '지난 작업');
  },
  map: (page) => press(page, '지도로 보기'),
  list: (page) => press(page, '목록으로 보기'),
};

export async function dialogs_pass(page) {
  await mkdir(kScreenshots, { recursive: true });
  const faults = [];
  for (const [name, show] of Object.entries(looks)) {
    await open(page, '/care/board');
    await page.locator('[role=grid]').waitFor();
    await show(page);
    await page.waitForTimeout(300);
    faults.push(...(await faults_of(page, name)));
  }
  assert.deepEqual(faults, []);
}

/** The sheets as a PDF: A3 across, one page for each sheet, from the board by Ctrl+P as well. */
export async function paper_fits(page) {
  await open(page, '/care/board/print');
  const sheets = await page.locator('.sheet').count();
  assert.ok(sheets > 0, 'nothing to print');
  for (const address of ['/care/board/print', '/care/board']) {
    await open(page, address);
    await page.waitForTimeout(300);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length;
    assert.equal(pages, sheets, `${address}: ${pages} pages for ${sheets} sheets`);
    const [, width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/);
    assert.deepEqual(
      { width: Math.round(Number(width)), height: Math.round(Number(height)) },
      kPaper,
    );
  }
}
