// @vitest-environment node
import { expect, it } from 'vitest';
import { finds } from './search';

it.each([
  ['\ud64d*\ub3d9', '\u314e\u3131\u3137', true],
  ['\ud64d*\ub3d9', '\u314e', true],
  ['\ud64d*\ub3d9', '\ud64d\uae38\ub3d9', true],
  ['\ud64d*\ub3d9', '\uae38\ub3d9', true],
  ['\ud64d*\ub3d9', '\u3131', false],
  ['\ud64d*\ub3d9', '\uae40', false],
  ['\ud64d*\ub3d9', '\u314e\u3131\u3134', false],
  ['\ud64d*\ub3d9', '\ud64d\uae38\ub3d9\uc0b0', false],
  ['\ud64d*\ub3d9', ' ', false],
  ['\ud64d*\ub3d9', '', false],
])('%s, typed %s: %s', (name, typed, is_found) => expect(finds(name, typed)).toBe(is_found));
