// @vitest-environment node
import { expect, it } from 'vitest';
import { next_sort, sort_rows, type Column } from './table';

const columns: Column<{ name: string; count: number }>[] = [
  { key: 'name', label: 'Name', sort_value: (row) => row.name },
  { key: 'count', label: 'Count', sort_value: (row) => row.count },
  { key: 'note', label: 'Note' },
];
const rows = [
  { name: '나', count: 10 },
  { name: '가', count: 9 },
  { name: '다', count: 10 },
];

it.each([
  ['name', 'ascending', '가나다'],
  ['name', 'descending', '다나가'],
  ['count', 'ascending', '가나다'],
  ['count', 'descending', '나다가'],
  ['note', 'ascending', '나가다'],
] as const)('by %s %s gives %s', (key, direction, expected) => {
  const sorted = sort_rows(rows, columns, { key, direction });
  expect(sorted.map((row) => row.name).join('')).toBe(expected);
});

it('goes round ascending, descending, as given', () => {
  const first = next_sort(null, 'name');
  const second = next_sort(first, 'name');
  expect([first?.direction, second?.direction]).toEqual(['ascending', 'descending']);
  expect(next_sort(second, 'name')).toBeNull();
  expect(next_sort(second, 'count')).toEqual({ key: 'count', direction: 'ascending' });
});
