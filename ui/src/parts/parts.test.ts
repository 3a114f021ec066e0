import { describe, expect, it } from 'vitest';
import { lines, stepTo } from './grid';
import { hue, initials } from './person';
import { bars, budgetLevel, level, levelOfScore } from './risk';
import { next } from './roving';
import { Axis } from './timeline';
import { reveal, visible } from './virtual';

describe('virtual rows', () => {
  it('only what is seen and a little more is drawn', () => {
    expect(visible(2800, 280, 28, 10_000, 8)).toEqual({
      first: 92,
      end: 118,
      before: 92 * 28,
      total: 280_000,
    });
  });
  it('a list that became shorter is never scrolled past its end', () => {
    const shown = visible(90_000, 280, 28, 20, 2);
    expect(shown.end).toBe(20);
    expect(shown.first).toBe(8);
  });
  it('an empty list draws nothing', () => {
    expect(visible(0, 280, 28, 0)).toEqual({ first: 0, end: 0, before: 0, total: 0 });
  });
  it('scrolling goes only as far as needed', () => {
    expect(reveal(3, 0, 280, 28)).toBe(0);
    expect(reveal(20, 0, 280, 28)).toBe(308);
    expect(reveal(1, 308, 280, 28)).toBe(28);
  });
});

describe('grid lines', () => {
  const rows = [
    { id: 'a', day: 'Tue' },
    { id: 'b', day: 'Tue' },
    { id: 'c', day: 'Mon' },
  ];
  const all = lines(
    rows,
    (row) => row.id,
    (row) => row.day,
  );
  it('a heading stands before each new group', () => {
    expect(all.map((line) => ('heading' in line ? `# ${line.heading}` : line.item.id))).toEqual([
      '# Tue',
      'a',
      'b',
      '# Mon',
      'c',
    ]);
  });
  it('arrows step over headings and stop at the ends', () => {
    expect(stepTo(all, 2, 1)).toBe(4);
    expect(stepTo(all, 4, -1)).toBe(2);
    expect(stepTo(all, 4, 1)).toBe(4);
    expect(stepTo(all, 1, -1)).toBe(1);
    expect(stepTo(all, -1, 1)).toBe(1);
  });
});

describe('roving', () => {
  it('arrows go round, other keys are not taken', () => {
    expect(next('ArrowRight', 2, 3, 'horizontal')).toBe(0);
    expect(next('ArrowUp', 0, 3, 'vertical')).toBe(2);
    expect(next('ArrowUp', 0, 3, 'horizontal')).toBeNull();
    expect(next('End', 0, 3, 'both')).toBe(2);
    expect(next('a', 0, 3, 'both')).toBeNull();
  });
});

describe('risk', () => {
  it('as many bars are filled as the level says, the rest are stubs', () => {
    for (const n of [1, 2, 3, 4, 5] as const) {
      expect(bars(n).filter((bar) => bar.filled)).toHaveLength(n);
      const [stub, full] = [bars(n).filter((bar) => !bar.filled), bars(n).filter((bar) => bar.filled)];
      for (const each of stub) expect(each.height).toBeLessThan(Math.min(...full.map((bar) => bar.height)));
    }
  });
  it('scores fall into five steps', () => {
    expect([0, 19, 20, 72, 99, 100, 140].map(levelOfScore)).toEqual([1, 1, 2, 4, 5, 5, 5]);
    expect([0, 2.4, 9].map(level)).toEqual([1, 2, 5]);
    expect([45 / 65, 52 / 65, 61 / 65, 70 / 65].map(budgetLevel)).toEqual([2, 3, 4, 5]);
  });
});

describe('people', () => {
  it('initials are of the first and the last name', () => {
    expect(initials('Ines Costa')).toBe('IC');
    expect(initials('Ana Maria de Souza')).toBe('AS');
    expect(initials('Retail')).toBe('RE');
    expect(initials('')).toBe('?');
  });
  it('a person keeps their colour', () => {
    expect(hue('Ines Costa')).toBe(hue('Ines Costa'));
    expect(hue('Ines Costa')).toBeLessThan(8);
  });
});

describe('time axis', () => {
  const axis = new Axis(Date.UTC(2026, 9, 4, 22), Date.UTC(2026, 11, 27, 23), 1000, 'Europe/Berlin');
  it('pixels and instants are two views of one thing', () => {
    const at = Date.UTC(2026, 10, 18, 21);
    expect(axis.at(axis.x(at))).toBeCloseTo(at, -2);
  });
  it('weeks start on local Mondays with their ISO number, also across the clock change', () => {
    const weeks = axis.weeks();
    expect(weeks.map((week) => week.label).slice(0, 5)).toEqual(['5', '12', '19', '26', '2']);
    expect(weeks.map((week) => week.week).slice(0, 5)).toEqual([41, 42, 43, 44, 45]);
  });
  it('months carry the year where it is news', () => {
    expect(axis.months().map((month) => month.label)).toEqual(['October 2026', 'November', 'December']);
    const winter = new Axis(Date.UTC(2026, 11, 1), Date.UTC(2027, 1, 10), 600, 'UTC');
    expect(winter.months().map((month) => month.label)).toEqual([
      'December 2026',
      'January 2027',
      'February',
    ]);
  });
  it('a day of 25 hours is one day', () => {
    const days = new Axis(Date.UTC(2026, 9, 23, 22), Date.UTC(2026, 9, 26, 23), 400, 'Europe/Berlin').days();
    expect(days).toHaveLength(3);
  });
  it('what lies outside is not drawn, what reaches in is cut', () => {
    expect(axis.band(0, Date.UTC(2026, 8, 1))).toBeNull();
    expect(axis.band(0, Date.UTC(2026, 9, 11, 22))?.x).toBe(0);
  });
  it('zooming keeps the instant under the pointer', () => {
    const pinned = axis.at(300);
    expect(axis.zoomed(2, 300).at(300)).toBeCloseTo(pinned, -2);
    expect(axis.zoomed(2, 300).perDay).toBeCloseTo(axis.perDay * 2, 5);
  });
});
