// Serves a build on loopback for the browser checks, with single-page fallback and a twin of the
// few session routes, so that screens can be looked at without the real server.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** @param {string} folder @param {(method: string, path: string) => object | null} answer_api
 *  @returns {Promise<{ origin: string, close: () => Promise<void> }>} */
export async function serve(folder, answer_api) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    if (pathname.startsWith('/api/')) {
      const answer = answer_api(request.method ?? 'GET', pathname);
      const problem = { status: 401, code: 'sign_in_required', detail: '', fields: [] };
      response.writeHead(answer ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? problem));
      return;
    }
    const wanted = join(folder, normalize(pathname));
    const is_file = existsSync(wanted) && statSync(wanted).isFile();
    const path = is_file ? wanted : join(folder, 'index.html');
    response.writeHead(200, { 'content-type': kTypes[extname(path)] ?? 'text/plain' });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => new Promise((resolve) => server.close(() => resolve(undefined)));
  return { origin: `http://127.0.0.1:${port}`, close };
}
