// Writes src/platform/api/schema.d.ts from the server's OpenAPI document; `--check` only says
// whether it is fresh. The document comes from a file argument, else from the built server.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi_typescript, { astToString } from 'openapi-typescript';

const kTarget = fileURLToPath(new URL('../src/platform/api/schema.d.ts', import.meta.url));
const kServer = fileURLToPath(new URL('../../build/bin/olive', import.meta.url));
const kDocumentBytesMax = 64 << 20;
const kHeader = '// Written by scripts/api_types.mjs from the OpenAPI document; do not edit.\n';

function read_document(path) {
  if (path) return JSON.parse(readFileSync(path, 'utf8'));
  return JSON.parse(execFileSync(kServer, ['openapi'], { maxBuffer: kDocumentBytesMax }));
}

const args = process.argv.slice(2);
const document = read_document(args.find((arg) => !arg.startsWith('--')));
const text = kHeader + astToString(await openapi_typescript(document, { alphabetize: true }));
const count = Object.keys(document.paths).length;
if (!args.includes('--check')) {
  writeFileSync(kTarget, text);
  console.log(`types of ${count} paths written`);
} else if (existsSync(kTarget) && readFileSync(kTarget, 'utf8') === text) {
  console.log(`types of ${count} paths are fresh`);
} else {
  console.error('src/platform/api/schema.d.ts is stale: run npm run api');
  process.exit(1);
}
