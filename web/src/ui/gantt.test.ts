import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { i18n } from '@platform/i18n/language.svelte';
import Gantt from './Gantt.svelte';
import type { GanttBar, GanttLane } from './gantt/types';

const lanes: GanttLane[] = ['a', 'b', 'c'].map((id) => ({ id, title: id, note: '', spans: [] }));
const pool: GanttLane = { id: '0', title: 'pool', note: '', spans: [] };
function bar(id: string, lane_id: string, start_min: number, may_move = true): GanttBar {
  return { id, lane_id, start_min, length_min: 60, title: id, label: id, tone: 'olive', may_move };
}

function draw(bars: GanttBar[]) {
  const onopen = vi.fn();
  const onmove = vi.fn();
  const onlane = vi.fn();
  render(Gantt, {
    props: {
      label: 'day',
      lane_heading: 'who',
      lanes,
      pool,
      bars,
      from_min: 480,
      to_min: 1080,
      onopen,
      onmove,
      onlane,
    },
  });
  const key = (name: string, more = {}) =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });
  return { onopen, onmove, onlane, key };
}
const cell = (name: string) => screen.getByRole('gridcell', { name });

beforeAll(async () => {
  // jsdom lays nothing out: it has no sizes to observe and every box is empty.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: 1000 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: 600 });
  await i18n.need('ui', async () => (await import('./messages/en.json')).default);
});

afterEach(cleanup);

describe('the board by keyboard', () => {
  it('is a grid with one tab stop that tells its size', () => {
    draw([bar('v1', 'a', 540), bar('v2', 'b', 600)]);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5');
    expect(document.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    expect(cell('v1').tabIndex).toBe(0);
  });
  it('walks by arrows and opens by Enter', async () => {
    const { key, onopen, onlane } = draw([bar('v1', 'a', 540), bar('v2', 'b', 600)]);
    cell('v1').focus();
    await key('ArrowDown');
    await vi.waitFor(() => expect(document.activeElement).toBe(cell('v2')));
    await key('Enter');
    expect(onopen).toHaveBeenCalledWith('v2');
    await key('Home');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('rowheader'));
    await key('Enter');
    expect(onlane).toHaveBeenCalledWith('b');
  });
  it('moves in time and to another lane, and says so', async () => {
    const { key, onmove } = draw([bar('v1', 'a', 540)]);
    cell('v1').focus();
    await key(' ');
    await key('ArrowRight');
    await key('ArrowRight', { shiftKey: true });
    await key('ArrowDown');
    expect(screen.getByRole('status').textContent).toContain('09:35–10:35');
    await key('Enter');
    expect(onmove).toHaveBeenCalledWith(expect.objectContaining({ id: 'v1' }), {
      lane_id: 'b',
      start_min: 575,
    });
  });
  it('puts back by Escape, and drops nothing where nothing moved', async () => {
    const { key, onmove } = draw([bar('v1', 'a', 540)]);
    cell('v1').focus();
    await key(' ');
    await key('ArrowUp');
    await key('Escape');
    await key(' ');
    await key('Enter');
    expect(onmove).not.toHaveBeenCalled();
  });
  it('does not take what may not move', async () => {
    const { key, onmove } = draw([bar('v1', 'a', 540, false)]);
    cell('v1').focus();
    await key(' ');
    await key('ArrowRight');
    await key('Enter');
    expect(onmove).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toContain('v1');
  });
});

describe('a large board', () => {
  it('draws only what is in sight', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({
      id: `w${index}`,
      title: `w${index}`,
      note: '',
      spans: [],
    }));
    const bars = many.flatMap(({ id }) =>
      Array.from({ length: 10 }, (_, index) => bar(`${id}-${index}`, id, 480 + index * 60)),
    );
    render(Gantt, {
      props: {
        label: 'day',
        lane_heading: 'who',
        lanes: many,
        bars,
        from_min: 480,
        to_min: 1080,
        onopen: () => {},
      },
    });
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('151');
    const rows = screen.getAllByRole('row');
    expect(rows.length).toBeLessThan(25);
    expect(rows[1]?.getAttribute('aria-rowindex')).toBe('2');
  });
});
