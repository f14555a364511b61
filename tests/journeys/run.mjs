// Runs the journeys against a seeded city. Usage: run [--only NAME] [--scale 0.05] [--headed]
// Needs build/bin/olive and web/dist. The last line is the tally; the exit code is the verdict.
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { City } from './city.mjs';

// The walk of the loop moves the city to the next month, the dispatch board to the next busy day:
// they come last.
const kJourneys = [
  'board_fluid', 'keyboard_only', 'accessible', 'gallery', 'till_offline', 'funds_walk',
  'quarter_close', 'market_order', 'fair_and_netting', 'one_inbox', 'the_loop',
  'dispatch',
];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    scale: { type: 'string', default: '0.05' },
    seed: { type: 'string', default: '1' },
    headed: { type: 'boolean', default: false },
  },
});

/** Counts what a journey checks; a check that throws fails alone. */
class Tally {
  passed = 0;
  failed = 0;

  async check(name, work) {
    const start = Date.now();
    try {
      await work();
      this.passed += 1;
      console.log(`  ok     ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      this.failed += 1;
      console.log(`  FAILED ${name}\n${error.stack ?? error}`);
    }
  }
}

const tally = new Tally();
const city = await City.seed(options);
let browser;
try {
  await city.start();
  browser = await launch(options.headed);
  for (const name of options.only ?? kJourneys) {
    console.log(`${name}:`);
    const journey = await import(`./${name}.mjs`);
    await journey.default({ city, browser, check: (...what) => tally.check(...what) });
  }
  await tally.check('the chain verifies at the end', () => city.end_and_verify());
} catch (error) {
  tally.failed += 1;
  console.log(error.stack ?? error);
} finally {
  await browser?.close();
  await city.remove();
}
if (tally.failed > 0) console.log(city.log_tail);
console.log(`${tally.passed} passed, ${tally.failed} failed, 0 skipped`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
