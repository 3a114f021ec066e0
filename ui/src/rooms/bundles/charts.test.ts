import { describe, expect, it } from 'vitest';
import type { Board } from '../../desk/wire';
import { toTsv } from '../../parts/copying';
import { toSvg } from '../../parts/scene';
import { loadScene, matrixScene } from './charts';
import { filterOf } from './filter';
import { boardLines, lanesOf } from './lanes';
import { matrix, matrixLines } from './matrix';
import recorded from './recorded.json';

const board = recorded.board as unknown as Board;
const cards = [...board.columns.flatMap((column) => column.cards), ...board.deferred.cards];
const words = { title: 'Chart', about: 'now' };
const colour = (token: string) => `#${token}`;
const read = (svg: string) => {
  expect(svg).not.toMatch(/var\(|class=|href=|NaN|undefined/);
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
};
const texts = (of: Document) => [...of.querySelectorAll('text')].map((each) => each.textContent ?? '');

describe('probability and impact as a picture', () => {
  const drawn = matrix(cards);
  const found = read(toSvg(matrixScene(drawn, (card) => card.release ?? '', words, colour)));
  it('names every change once, in its cell or among what nobody has assessed', () => {
    const all = texts(found);
    for (const { reference } of cards) expect(all.filter((text) => text === reference)).toHaveLength(1);
    for (const text of ['5 almost certain', '1 rare', '1 negligible', '5 severe'])
      expect(all).toContain(text);
  });
  it('grows with the fullest cell and keeps every name inside', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...cards[0],
      id: `c${i}`,
      reference: `C-${i}`,
      probability: 3,
      impact: 3,
    }));
    const scene = matrixScene(matrix(many as typeof cards), () => 'RO-1', words, colour);
    expect(scene.height).toBeGreaterThan(900);
    for (const shape of scene.shapes) if (shape.shape === 'text') expect(shape.y).toBeLessThan(scene.height);
  });
});

describe('how full releases are, as a picture', () => {
  const [first] = board.columns;
  const over = {
    ...first,
    reference: 'FULL',
    meters: [{ name: 'Capacity', used: 50, limit: 40, unit: 'points' }],
  };
  const found = read(
    toSvg(loadScene([...board.columns, over as (typeof board.columns)[number]], 'UTC', words, colour)),
  );
  it('has a row for each release with its figures, and says what is over its limit', () => {
    const all = texts(found);
    for (const column of board.columns)
      expect(all.some((text) => text.startsWith(`${column.reference},`))).toBe(true);
    const alarm = [...found.querySelectorAll('text[fill="#alert"]')].map((each) => each.textContent);
    expect(alarm).toContain('50 / 40');
  });
});

describe('tables of the bundles', () => {
  it('give a row for each card where it rides', () => {
    const lanes = lanesOf(board, filterOf(''));
    const lines = toTsv(boardLines(lanes, '€')).split('\n');
    expect(lines).toHaveLength(cards.length + 1);
    const [card] = board.columns[0]?.cards ?? [];
    expect(lines.find((line) => line.startsWith(`${card?.reference}\t`))?.split('\t')[2]).toBe(
      board.columns[0]?.reference,
    );
  });
  it('give the matrix with every change, not only those a cell has room for', () => {
    const text = toTsv(matrixLines(matrix(cards)));
    for (const { reference } of cards) expect(text).toContain(reference);
    expect(text.split('\n')).toHaveLength(7);
  });
});
