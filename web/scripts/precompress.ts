import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const kCompressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest']);
/** Below this a compressed twin saves no packet. */
const kSmallestBytes = 1024;

/** Writes `file.br` and `file.gz` beside every text file of the build, for the static server. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'olive-precompress',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle: () => files_below(folder).forEach(write_twins),
  };
}

function files_below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kCompressible.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
}

function write_twins(path: string) {
  const bytes = readFileSync(path);
  if (bytes.length < kSmallestBytes) return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
