import { describe, expect, it } from 'vitest';
import type { MatrixView } from '../../desk/wire';
import { cellSentence, layers, Marks, toneOf, walk } from './matrix';
import { matrixScene } from './matrixscene';
import { cut, toSvg } from '../../parts/scene';

const head = (label: string, wave: number) => ({
  services: [label],
  label,
  kind: 'service' as const,
  wave,
  changes: 0,
  level: 0,
  hops: null,
});
const mark = (row: number, column: number, more: object = {}) => ({
  row,
  column,
  link: `${row}-${column}`,
  count: 1,
  kind: 'call' as const,
  strength: 'hard' as const,
  status: 'confirmed' as const,
  against: false,
  ...more,
});
const view: MatrixView = {
  heads: [head('db', 1), head('hub & spoke', 2), head('shop', 3), head('till', 3)],
  marks: [
    mark(1, 0),
    mark(2, 1, { strength: 'soft', status: 'imported' }),
    mark(2, 3, { against: true }),
    mark(3, 0, { status: 'suggested' }),
    mark(3, 2, { status: 'disputed', count: 2 }),
  ],
  blocks: [{ first: 2, last: 3, cycle: true }],
  collapsed: false,
  shown: 4,
  total_services: 4,
  sentence: '1 mark goes against the order of the rows.',
};
const marks = new Marks(view);

describe('the matrix', () => {
  it('tells apart what goes against the order, what is doubted, guessed, confirmed and merely said', () => {
    expect(view.marks.map(toneOf)).toEqual(['sure', 'said', 'against', 'suggested', 'disputed']);
    const drawn = layers(view, 20);
    expect(drawn.reduce((sum, layer) => sum + layer.d.split('M').length - 1, 0)).toBe(view.marks.length);
    expect(drawn.find((layer) => layer.tone === 'against')?.d).not.toContain('h');
  });
  it('walks by arrows, and with Ctrl from mark to mark', () => {
    const at = { row: 2, column: 1 };
    expect(walk(marks, at, 'ArrowRight', false, 5)).toEqual({ row: 2, column: 2 });
    expect(walk(marks, at, 'ArrowRight', true, 5)).toEqual({ row: 2, column: 3 });
    expect(walk(marks, { row: 2, column: 0 }, 'ArrowUp', true, 5)).toEqual({ row: 1, column: 0 });
    expect(walk(marks, { row: 2, column: 0 }, 'ArrowDown', true, 5)).toEqual({ row: 3, column: 0 });
    expect(walk(marks, at, 'Home', false, 5)).toEqual({ row: 2, column: 0 });
    expect(walk(marks, at, 'End', true, 5)).toEqual({ row: 3, column: 3 });
    expect(walk(marks, at, 'PageDown', false, 5)).toEqual({ row: 3, column: 1 });
    expect(walk(marks, at, 'x', false, 5)).toBeNull();
  });
  it('says of a cell who needs whom, and of a mark on the wrong side that it is', () => {
    expect(cellSentence(marks, { row: 1, column: 0 })).toBe(
      'hub & spoke needs db: call, breaks without it, confirmed.',
    );
    expect(cellSentence(marks, { row: 2, column: 3 })).toContain(
      'It goes against the order: shop is deployed first.',
    );
    expect(cellSentence(marks, { row: 3, column: 2 })).toContain('2 links, call');
    expect(cellSentence(marks, { row: 0, column: 3 })).toBe('db does not need till.');
    expect(cellSentence(marks, { row: 2, column: 2 })).toBe('shop, wave 3, needs 2 here, no change');
  });
});

describe('an exported matrix', () => {
  const svg = toSvg(matrixScene(view, 22, { title: 'Matrix of Q4', about: 'now' }, (token) => `#${token}`));
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  it('is one well-formed SVG that holds every name and needs nothing from the page', () => {
    expect(parsed.querySelector('parsererror')).toBeNull();
    const texts = [...parsed.querySelectorAll('text')].map((each) => each.textContent);
    for (const name of ['db', 'hub & spoke', 'shop', 'till', 'Matrix of Q4']) expect(texts).toContain(name);
    expect(svg).not.toMatch(/var\(|class=|href=/);
  });
  it('cuts long names with an ellipsis', () => {
    expect(cut('Customer notification preferences', 12, 90)).toMatch(/^Customer not.*…$/);
    expect(cut('till', 12, 90)).toBe('till');
  });
});
