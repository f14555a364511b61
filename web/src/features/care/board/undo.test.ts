// @vitest-environment node
import { expect, it } from 'vitest';
import { forget, keep_possible, newest, remember, type UndoStack } from './undo';

const three: UndoStack = ['1', '2', '3'];

it('takes back the newest first', () => {
  expect(newest(remember(three, '4'))).toBe('4');
  expect(newest(forget(three, '3'))).toBe('2');
  expect(newest([])).toBeUndefined();
});
it('holds a deed once, at its newest place', () => {
  expect(remember(three, '2')).toEqual(['1', '3', '2']);
});
it('does not grow without end', () => {
  const many = Array.from({ length: 80 }, (_, i) => String(i)).reduce(remember, [] as UndoStack);
  expect(many).toHaveLength(50);
  expect(newest(many)).toBe('79');
});
it('drops what the server no longer allows and keeps what it has not listed', () => {
  const deeds = [
    { deed_id: '2', may_undo: false },
    { deed_id: '3', may_undo: true },
  ];
  expect(keep_possible(three, deeds)).toEqual(['1', '3']);
});
