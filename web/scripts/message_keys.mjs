// Checks the message catalogues and writes their keys as a TypeScript type, so that a missing
// message is a compile error. Run before build, types and tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const target = join(source, 'platform', 'i18n', 'keys.generated.ts');

/** @param {string} text @returns {string[]} the names of the `{places}` in a message, sorted */
export function places(text) {
  return [
    ...new Set([...text.matchAll(/\{([a-z_]+)(?::[^}]*)?\}/g)].map((match) => match[1])),
  ].sort();
}

/** @param {Record<string, string>} ko @param {Record<string, string>} en @returns {string[]} */
export function differences(ko, en) {
  const found = [];
  for (const key of new Set([...Object.keys(ko), ...Object.keys(en)])) {
    if (!(key in ko)) found.push(`${key}: Korean is missing`);
    else if (!(key in en)) found.push(`${key}: English is missing`);
    else if (places(ko[key]).join() !== places(en[key]).join())
      found.push(`${key}: places differ: {${places(ko[key])}} and {${places(en[key])}}`);
    // Names of languages are written in themselves.
    else if (/[가-힣]/.test(en[key]) && !key.includes('language_'))
      found.push(`${key}: Hangul in the English message`);
  }
  return found;
}

function korean_files() {
  return readdirSync(source, { recursive: true })
    .filter((path) => /messages\/(menu\.)?ko\.json$/.test(path))
    .sort()
    .map((path) => join(source, path));
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function main() {
  const problems = [];
  const messages = new Map();
  for (const path of korean_files()) {
    const ko = read(path);
    const en = read(path.replace(/ko\.json$/, 'en.json'));
    const name = relative(source, path);
    problems.push(...differences(ko, en).map((text) => `${name}: ${text}`));
    for (const [key, text] of Object.entries(ko)) {
      if (messages.has(key)) problems.push(`${name}: ${key} is in another catalogue already`);
      messages.set(key, places(text));
    }
  }
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    process.exit(1);
  }
  const lines = [...messages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => {
      const type = names.map((name) => `${name}: string | number`).join('; ');
      return `  '${key}': ${names.length > 0 ? `{ ${type} }` : 'undefined'};`;
    });
  const text = [
    '// Written by scripts/message_keys.mjs; do not edit.',
    'export interface Messages {',
  ];
  writeFileSync(target, [...text, ...lines, '}', ''].join('\n'));
  console.log(`${messages.size} messages in Korean and English`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
