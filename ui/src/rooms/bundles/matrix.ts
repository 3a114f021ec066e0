/** Changes by how likely they fail and how bad that is. */
import type { Card } from '../../desk/wire';
import { linesOf, type Line } from '../../parts/copying';
import { levelOfScore } from '../../parts/risk';

export type Cell = { probability: number; impact: number; level: number; cards: Card[] };

/** Five rows from the most likely down, five columns from the least bad; and what nobody has assessed. */
export function matrix(cards: readonly Card[]): { rows: Cell[][]; unassessed: Card[] } {
  const rows = [5, 4, 3, 2, 1].map((probability) =>
    [1, 2, 3, 4, 5].map((impact): Cell => ({
      probability,
      impact,
      level: levelOfScore(probability * impact * 4 - 1),
      cards: [],
    })),
  );
  const unassessed: Card[] = [];
  for (const card of cards) {
    const cell =
      card.probability !== null && card.impact !== null
        ? rows[5 - card.probability]?.[card.impact - 1]
        : undefined;
    (cell ? cell.cards : unassessed).push(card);
  }
  const heaviest = (a: Card, b: Card) => b.risk - a.risk || a.reference.localeCompare(b.reference);
  for (const row of rows) for (const cell of row) cell.cards.sort(heaviest);
  unassessed.sort(heaviest);
  return { rows, unassessed };
}

export const likely = ['', 'rare', 'unlikely', 'possible', 'likely', 'almost certain'] as const;
export const bad = ['', 'negligible', 'minor', 'moderate', 'major', 'severe'] as const;

/** The matrix as a table of references, with what nobody has assessed in its last row. */
export function matrixLines({ rows, unassessed }: ReturnType<typeof matrix>): Line[] {
  const names = (cards: readonly Card[]) => cards.map((card) => card.reference).join(', ');
  return linesOf(
    ['Probability', ...[1, 2, 3, 4, 5].map((impact) => `${impact} ${bad[impact]}`)],
    [
      ...rows.map((row, i) => [`${5 - i} ${likely[5 - i]}`, ...row.map((cell) => names(cell.cards))]),
      ['Not assessed', names(unassessed)],
    ],
  );
}
