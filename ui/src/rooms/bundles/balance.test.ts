import { describe, expect, it } from 'vitest';
import type { Balance, BalancePoint, Card } from '../../desk/wire';
import { drawing, keyOf, marksOf, nameOf, short, words } from './balance.svelte';
import { matrix } from './matrix';

const point = (kind: string, letter: string, name: string, earned: number, risk: number, beaten_by = '') =>
  ({
    kind,
    letter,
    name,
    id: null,
    risk_point: kind === 'stop' ? 60 : null,
    figures: { earned, risk, deferred: 0, legal_missed: 0, collisions: 0 },
    moves: [],
    solve: null,
    beaten_by,
  }) as unknown as BalancePoint;
const balance = {
  points: [
    point('published', 'A', 'Agreed v1', 2_530_000, 708),
    point('draft', 'B', 'Your draft', 2_530_000, 708),
    point('stop', '', 'As the house weighs', 2_300_000, 650, 'Mostly safety'),
    point('stop', '', 'Mostly safety', 2_390_000, 540),
    point('stop', '', 'Safety first', 1_990_000, 357),
  ],
  front: [4, 3, 0],
  knee: 3,
  sentence: 'Mostly safety is the knee. Past it, one more risk point earns only €831.',
  until: '2027-02-24',
  seq: 4,
} as unknown as Balance;

describe('value against safety', () => {
  it('stands with risk to the right and earnings upwards, the best joined from left to right', () => {
    const { spots, line } = drawing(balance, '€', 400, 300);
    const at = (inside: string) => spots.find((spot) => spot.inside === inside);
    expect(at('3')?.x ?? 0).toBeLessThan(at('A')?.x ?? 0);
    expect(at('3')?.y ?? 0).toBeGreaterThan(at('A')?.y ?? 0);
    expect(line.match(/[ML]/g)).toEqual(['M', 'L', 'L']);
    expect(at('1')?.front).toBe(false);
  });
  it('gives plans on one place one mark that names them all', () => {
    const { spots } = drawing(balance, '€', 400, 300);
    expect(spots).toHaveLength(4);
    const both = spots.find((spot) => spot.inside === 'A');
    expect([both?.tag, both?.front]).toEqual(['A, B', true]);
    expect(both?.words).toContain('B, Your draft');
  });
  it('has no step twice where all plans earn and risk the same', () => {
    const same = { ...balance, points: balance.points.slice(0, 2), front: [0] } as Balance;
    const { up, across } = drawing(same, '€', 400, 300);
    for (const side of [up, across]) expect(new Set(side.map((tick) => tick.text)).size).toBe(side.length);
  });
  it('marks what is there by its letter and the stops by number, and says who is better', () => {
    expect(marksOf(balance.points)).toEqual(['A', 'B', '1', '2', '3']);
    const [published, , house] = balance.points;
    expect(published && nameOf(published)).toBe('A, Agreed v1');
    expect(house && words(house, '€')).toBe(
      'As the house weighs: earns €2.3m, 650 risk points, Mostly safety is no worse in both and better in one',
    );
    expect(new Set(balance.points.map(keyOf)).size).toBe(5);
  });
  it('says amounts short enough for a side and long enough to tell them apart', () => {
    expect([short(2_530_000, '€'), short(2_500_000, '€'), short(340_500, '€'), short(0, '€')]).toEqual([
      '€2.53m',
      '€2.5m',
      '€340.5k',
      '€0',
    ]);
  });
});

describe('the matrix of probability and impact', () => {
  const card = (reference: string, probability: number | null, impact: number | null, risk: number) =>
    ({ id: reference, reference, probability, impact, risk }) as unknown as Card;
  it('puts each change into its cell, the heaviest first, and keeps apart what nobody has assessed', () => {
    const { rows, unassessed } = matrix([
      card('CHG-1', 2, 2, 10),
      card('CHG-2', 2, 2, 30),
      card('CHG-3', 5, 5, 90),
      card('CHG-4', null, 3, 20),
    ]);
    expect(rows[3]?.[1]?.cards.map((each) => each.reference)).toEqual(['CHG-2', 'CHG-1']);
    expect(rows[0]?.[4]?.cards.map((each) => each.reference)).toEqual(['CHG-3']);
    expect(unassessed.map((each) => each.reference)).toEqual(['CHG-4']);
  });
  it('grows darker towards likely and bad, never lighter', () => {
    const { rows } = matrix([]);
    for (const row of rows) {
      const levels = row.map((cell) => cell.level);
      expect(levels).toEqual([...levels].sort((a, b) => a - b));
    }
    expect([rows[0]?.[4]?.level, rows[4]?.[0]?.level]).toEqual([5, 1]);
  });
});
