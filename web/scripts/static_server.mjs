// Serves a build on loopback for the browser checks: files, single-page fallback, and whatever
// answers under /api/.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** @param {(method: string, path: string, body: any) => { status: number, body: object }} answer
 *  @returns {Promise<{ origin: string, close: () => Promise<void> }>} */
export async function serve(answer) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    if (pathname.startsWith('/api/')) await answer_api(request, response, pathname, answer);
    else send_file(response, pathname);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => new Promise((resolve) => server.close(() => resolve(undefined)));
  return { origin: `http://127.0.0.1:${port}`, close };
}

async function answer_api(request, response, path, answer) {
  let text = '';
  for await (const part of request) text += part;
  const { status, body } = answer(request.method, path, text ? JSON.parse(text) : {});
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function send_file(response, pathname) {
  const wanted = join(dist, normalize(pathname));
  const is_file = existsSync(wanted) && statSync(wanted).isFile();
  const path = is_file ? wanted : join(dist, 'index.html');
  response.writeHead(200, { 'content-type': kTypes[extname(path)] ?? 'text/plain' });
  createReadStream(path).pipe(response);
}
