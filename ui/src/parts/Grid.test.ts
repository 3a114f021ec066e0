import { createRawSnippet } from 'svelte';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import Grid from './Grid.svelte';
import { rowCount, rowsOfTable, toTsv } from './copying';
import type { Column } from './grid';

type Row = { id: string; name: string; day: string };
const rows: Row[] = Array.from({ length: 2000 }, (_, i) => ({
  id: `r${i}`,
  name: `Row ${i}`,
  day: i < 3 ? 'Tue' : 'Mon',
}));
const columns: Column[] = [
  { key: 'name', title: 'Name', width: '1fr', sortable: true },
  { key: 'day', title: 'Day', width: '80px' },
];
const cell = createRawSnippet<[Row, Column]>((row, column) => ({
  render: () => `<span>${column().key === 'name' ? row().name : row().day}</span>`,
}));
const base = { label: 'Rows', columns, rows, keyOf: (row: Row) => row.id, cell };

describe('grid', () => {
  it('draws only what can be seen but tells how many there are', () => {
    render(Grid<Row>, base);
    const grid = screen.getByRole('grid', { name: 'Rows' });
    expect(grid.getAttribute('aria-rowcount')).toBe('2001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });
  it('is one Tab stop; arrows select, Home returns, Enter opens, other keys are passed on', async () => {
    const [onselect, onopen, onkey] = [vi.fn(), vi.fn(), vi.fn()];
    render(Grid<Row>, { ...base, onselect, onopen, onkey });
    const user = userEvent.setup();
    expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toHaveLength(1);
    screen.getByText('Row 0').closest<HTMLElement>('[role=row]')?.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(onselect).toHaveBeenLastCalledWith('r2', rows[2]);
    expect(document.activeElement?.textContent).toContain('Row 2');
    await user.keyboard('{Enter}d');
    expect(onopen).toHaveBeenCalledWith(rows[2]);
    expect(onkey.mock.calls.map(([event]) => (event as KeyboardEvent).key)).toEqual(['d']);
    await user.keyboard('{Home}');
    expect(onselect).toHaveBeenLastCalledWith('r0', rows[0]);
    expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toHaveLength(1);
  });
  it('arrows pass over headings', async () => {
    const onselect = vi.fn();
    render(Grid<Row>, { ...base, group: (row: Row) => row.day, onselect });
    screen.getByText('Row 2').closest<HTMLElement>('[role=row]')?.focus();
    await userEvent.setup().keyboard('{ArrowDown}');
    expect(onselect).toHaveBeenLastCalledWith('r3', rows[3]);
  });
  it('a heading turns its order round', async () => {
    const onsort = vi.fn();
    render(Grid<Row>, { ...base, sort: { key: 'name', down: false }, onsort });
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Name' }));
    expect(onsort).toHaveBeenCalledWith({ key: 'name', down: true });
  });
  it('a tree folds and unfolds with the arrows', async () => {
    const ontoggle = vi.fn();
    render(Grid<Row>, {
      ...base,
      tree: (row: Row) => ({ level: 1, open: row.id === 'r0' ? false : null }),
      ontoggle,
    });
    screen.getByText('Row 0').closest<HTMLElement>('[role=row]')?.focus();
    await userEvent.setup().keyboard('{ArrowRight}');
    expect(screen.getByRole('treegrid')).toBeTruthy();
    expect(ontoggle).toHaveBeenCalledWith(rows[0]);
  });
  it('gives every row to be copied, under its heading and with columns a narrow stage drops', async () => {
    const wide = [...columns, { key: 'far', title: 'Far', width: '80px', from: 9000 }];
    render(Grid<Row>, { ...base, columns: wide, group: (row: Row) => row.day });
    const grid = screen.getByRole('grid', { name: 'Rows' });
    const lines = await rowsOfTable(grid);
    expect(rowCount(lines)).toBe(2000);
    const text = toTsv(lines).split('\n');
    expect(text.slice(0, 3)).toEqual(['Name\tDay\tFar', 'Tue\t\t', 'Row 0\tTue\tTue']);
    expect(text.at(-1)).toBe('Row 1999\tMon\tMon');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  }, 30_000);
});
