/** One column of a Table. */
export interface Column<Row> {
  key: string;
  label: string;
  /** What a plain cell shows. Cells with markup come from the Table's `cell` snippet instead. */
  text?: (row: Row) => string;
  /** Makes the column sortable by this value. */
  sort_value?: (row: Row) => string | number;
  align?: 'start' | 'end';
  /** The column that names the row: its cells are row headers. */
  is_row_header?: boolean;
}

export interface Sort {
  key: string;
  direction: 'ascending' | 'descending';
}

/** A sorted copy of `rows`; equal rows keep their order. */
export function sort_rows<Row>(rows: Row[], columns: Column<Row>[], sort: Sort | null): Row[] {
  const value = columns.find((column) => column.key === sort?.key)?.sort_value;
  if (!sort || !value) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare(value(a), value(b)));
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'ko');
}

/** What a press on a column's header leads to: ascending, then descending, then as given. */
export function next_sort(sort: Sort | null, key: string): Sort | null {
  if (sort?.key !== key) return { key, direction: 'ascending' };
  return sort.direction === 'ascending' ? { key, direction: 'descending' } : null;
}
