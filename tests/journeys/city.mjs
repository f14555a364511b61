// A seeded city with its server, on a day of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url).pathname;
const kBinary = join(root, 'build/bin/olive');
/** The city's present, whatever day it is here: a Friday, on which every service works. */
const kDay = '2026-11-20';
const kTime = '10:00';
const kPassword = 'olive-demo';
const kReadyWithin_ms = 30_000;
const kLogKept = 4_000;
const run = promisify(execFile);

async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export class City {
  log_tail = '';
  #server;

  static async seed({ scale, seed }) {
    const city = new City();
    city.folder = await mkdtemp(join(tmpdir(), 'olive-journeys-'));
    city.data = join(city.folder, 'data');
    const start = Date.now();
    const seeding = ['seed', '--data', city.data, '--city', 'busan', '--scale', scale, '--seed',
      seed, '--today', kDay, '--json'];
    const { stdout } = await run(kBinary, seeding, { maxBuffer: 1 << 24 });
    city.seeded = JSON.parse(stdout);
    city.card = city.seeded.card;
    city.today = kDay;
    city.port = await free_port();
    city.origin = `http://127.0.0.1:${city.port}`;
    console.log(`seeded in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return city;
  }

  /** Ten in the morning of the city's day, unless a journey wants another time. */
  time = kTime;

  get now() {
    return new Date(`${this.today}T${this.time}:00+09:00`);
  }

  async start() {
    this.#server = spawn(kBinary, ['serve', '--data', this.data, '--listen',
      `127.0.0.1:${this.port}`, '--clock', this.now.toISOString()]);
    const keep = (text) => (this.log_tail = (this.log_tail + text).slice(-kLogKept));
    this.#server.stdout.resume();
    this.#server.stderr.on('data', keep);
    const deadline = Date.now() + kReadyWithin_ms;
    while (Date.now() < deadline) {
      if (this.#server.exitCode !== null) throw new Error(`the server ended: ${this.log_tail}`);
      const answer = await fetch(`${this.origin}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the server is not ready');
  }

  async stop() {
    if (!this.#server || this.#server.exitCode !== null) return;
    const ended = once(this.#server, 'exit');
    this.#server.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`the server ended with ${code}: ${this.log_tail}`);
  }

  /** The same city at a time of another day; who is signed in stays so. */
  async restart_at(day, time = kTime) {
    await this.stop();
    this.today = day;
    this.time = time;
    await this.start();
  }

  first_of_next_month() {
    const [year, month] = this.today.split('-').map(Number);
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  }

  async end_and_verify() {
    await this.stop();
    await run(kBinary, ['ledger', 'verify', '--data', this.data]);
  }

  async remove() {
    await this.stop().catch(() => this.#server.kill('SIGKILL'));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Calls of the API with a persona's rights: `get(path)`, `post(path, body)`. */
  async caller(login) {
    const headers = { 'accept-language': 'ko', 'content-type': 'application/json' };
    const call = async (path, method = 'GET', body = undefined) => {
      const key = method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(this.origin + path, {
        method,
        headers: { ...headers, ...key },
        body: body && JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${login} ${method} ${path}: ${await answer.text()}`);
      return answer;
    };
    if (login) {
      const answer = await call('/api/v1/sessions', 'POST', { login, password: kPassword });
      headers.cookie = answer.headers.get('set-cookie').split(';')[0];
      headers['x-olive-csrf'] = (await answer.json()).csrf_token;
    }
    return {
      get: async (path) => (await call(path)).json(),
      put: async (path, body) => (await call(path, 'PUT', body)).json(),
      post: async (path, body) => (await call(path, 'POST', body)).json(),
    };
  }

  /** The reading half of `caller`; without login the public. */
  async reader(login) {
    return (await this.caller(login)).get;
  }

  /** The public figures by name, as the ledger holds them now. */
  async figures() {
    const { figures } = await (await this.reader())('/api/v1/insight/loop');
    return Object.fromEntries(figures.map(({ figure }) => [figure.name, figure.amount]));
  }

  get password() {
    return kPassword;
  }
}
