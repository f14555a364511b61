// @vitest-environment node
import { Linter } from 'eslint';
import * as parser from 'svelte-eslint-parser';
import { expect, it } from 'vitest';
import { no_literal_text } from './no_literal_text.js';

function problems(code: string, file: string) {
  const linter = new Linter();
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.svelte', '**/*.js'],
        languageOptions: file.endsWith('.svelte') ? { parser } : {},
        plugins: { olive: { rules: { no_literal_text } } },
        rules: { 'olive/no_literal_text': 'error' },
      } as Linter.Config,
    ],
    file,
  );
  return messages.map((message) => message.message);
}

it.each([
  ['<p>Hello</p>', 1],
  ['<p>{greeting}</p>', 0],
  ['<p>×</p>', 0],
  ['<p>{"안녕"}</p>', 1],
  ['<p>{`안녕`}</p>', 1],
  ['<img alt="A tree" src="tree.svg" />', 1],
  ['<img alt={tree} src="tree.svg" />', 0],
  ['<input placeholder="010-0000-0000" />', 0],
  ['<code>visit_id</code>', 0],
  ['<style>p { color: red; }</style>', 0],
])('%s has %d', (code, count) => {
  expect(problems(code, 'Screen.svelte')).toHaveLength(count);
});

it.each([
  ['const a = "안녕";', 1],
  ['const a = `x${1}안녕`;', 1],
  ['const a = "hello"; // 주석', 0],
])('%s has %d', (code, count) => {
  expect(problems(code, 'screen.js')).toHaveLength(count);
});
